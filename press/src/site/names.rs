//! The names that a site has given out, each to one file: half of all systems take `A` and `a` for
//! the same.

use article::site_files::MARKER;
use import::file_name::{BadName, folded};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What has which name.
#[derive(Debug)]
pub(super) struct Names {
    taken: Mutex<HashMap<String, Holder>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    File,
    Folder,
    /// A file or folder that the press has not put there.
    Foreign,
}

/// Why a name is not given.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Bad(BadName),
    /// A file has it, or stands where a folder of it would be; or a folder has it.
    Taken,
    /// Something that is not the press's stands there.
    Foreign,
}

impl Default for Names {
    /// All names are free, but for that of the file that is written last.
    fn default() -> Names {
        let names = Names { taken: Mutex::default() };
        let given = names.give(MARKER);
        debug_assert_eq!(given, Ok(()));
        names
    }
}

impl Names {
    /// Keeps the name of an entry at the site's root from being given out.
    pub(super) fn keep(&self, entry: &str) {
        self.locked(|taken| taken.insert(folded(entry), Holder::Foreign));
    }

    /// Gives the name to a file, if it is free.
    pub(super) fn give(&self, file: &str) -> Result<(), Refusal> {
        if let Some(fault) = BadName::of(file) {
            return Err(Refusal::Bad(fault));
        }
        let name = folded(file);
        let folders = || name.match_indices('/').map(|(end, _)| &name[..end]);
        self.locked(|taken| {
            for above in folders() {
                match taken.get(above) {
                    Some(Holder::File) => return Err(Refusal::Taken),
                    Some(Holder::Foreign) => return Err(Refusal::Foreign),
                    Some(Holder::Folder) | None => {}
                }
            }
            match taken.get(&name) {
                Some(Holder::Foreign) => return Err(Refusal::Foreign),
                Some(Holder::File | Holder::Folder) => return Err(Refusal::Taken),
                None => {}
            }
            for above in folders() {
                if !taken.contains_key(above) {
                    taken.insert(above.to_owned(), Holder::Folder);
                }
            }
            taken.insert(name.clone(), Holder::File);
            Ok(())
        })
    }

    fn locked<T>(&self, work: impl FnOnce(&mut HashMap<String, Holder>) -> T) -> T {
        work(&mut self.taken.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use expect_test::expect;

    #[test]
    fn a_name_is_given_once() {
        let names = Names::default();
        names.keep("CNAME");
        names.keep(".git");
        let mut text = String::new();
        for file in [
            "article/a.html",
            "article/a.html",
            "Article/A.html",
            "article/a.html/index.html",
            "article",
            "article/b.html",
            "ARTICLE/c.html",
            "cname",
            ".GIT/hooks",
            "data/site.json/index.html",
            "../a",
        ] {
            text += &format!("{file}: {:?}\n", names.give(file));
        }
        expect![[r#"
            article/a.html: Ok(())
            article/a.html: Err(Taken)
            Article/A.html: Err(Taken)
            article/a.html/index.html: Err(Taken)
            article: Err(Taken)
            article/b.html: Ok(())
            ARTICLE/c.html: Ok(())
            cname: Err(Foreign)
            .GIT/hooks: Err(Foreign)
            data/site.json/index.html: Err(Taken)
            ../a: Err(Bad(Outside))
        "#]]
        .assert_eq(&text);
    }
}
