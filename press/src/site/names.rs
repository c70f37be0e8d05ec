//! The names of a site's files, each claimed by one file. They are compared without regard to case, as
//! Windows and macOS do.

use article::site_files::MARKER;
use import::file_name::{BadName, folded};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The names that are claimed.
#[derive(Debug)]
pub(super) struct Names {
    taken: Mutex<HashMap<String, Owner>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    File,
    Folder,
    /// A file or folder that is not Dateline's.
    Foreign,
}

/// Why a name can't be claimed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ClaimError {
    BadName(BadName),
    /// A file or folder has it, or a file has the name of one of its folders.
    Taken,
    /// Something that is not Dateline's has it.
    Foreign,
}

impl Default for Names {
    /// All names are free, except that of the marker, which is written last.
    fn default() -> Names {
        let names = Names { taken: Mutex::default() };
        let claimed = names.claim(MARKER);
        debug_assert_eq!(claimed, Ok(()));
        names
    }
}

impl Names {
    /// Reserves the name of an entry at the site's root that is not Dateline's.
    pub(super) fn reserve(&self, entry: &str) {
        self.locked(|taken| taken.insert(folded(entry), Owner::Foreign));
    }

    /// Claims the name for a file, if it is free.
    pub(super) fn claim(&self, file: &str) -> Result<(), ClaimError> {
        if let Some(fault) = BadName::of(file) {
            return Err(ClaimError::BadName(fault));
        }
        let name = folded(file);
        let folders = || name.match_indices('/').map(|(end, _)| &name[..end]);
        self.locked(|taken| {
            for above in folders() {
                match taken.get(above) {
                    Some(Owner::File) => return Err(ClaimError::Taken),
                    Some(Owner::Foreign) => return Err(ClaimError::Foreign),
                    Some(Owner::Folder) | None => {}
                }
            }
            match taken.get(&name) {
                Some(Owner::Foreign) => return Err(ClaimError::Foreign),
                Some(Owner::File | Owner::Folder) => return Err(ClaimError::Taken),
                None => {}
            }
            for above in folders() {
                if !taken.contains_key(above) {
                    taken.insert(above.to_owned(), Owner::Folder);
                }
            }
            taken.insert(name.clone(), Owner::File);
            Ok(())
        })
    }

    fn locked<T>(&self, work: impl FnOnce(&mut HashMap<String, Owner>) -> T) -> T {
        work(&mut self.taken.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use expect_test::expect;

    #[test]
    fn a_name_is_claimed_once() {
        let names = Names::default();
        names.reserve("CNAME");
        names.reserve(".git");
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
            text += &format!("{file}: {:?}\n", names.claim(file));
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
            ../a: Err(BadName(Outside))
        "#]]
        .assert_eq(&text);
    }
}
