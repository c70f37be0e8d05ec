//! One story in several languages: articles and pages that name each other.
//!
//! What belongs together is told by `translationKey` (Hugo) or its like in front matter, by the
//! names of files (`name.md`, `name.fr.md`), or by folders of languages (`en/name.md`,
//! `fr/name.md`), which are such only if a file of one name is in both.

use crate::config::Config;
use crate::drafts::draft::{Draft, LanguageFolder, Translation};
use crate::metadata::front_matter::SpannedText;
use crate::metadata::language_names::is_known;
use crate::sources::walk::stem;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Finds the folders of languages, and says the language of the drafts in them.
pub(crate) fn tell_languages(drafts: &mut [Draft]) {
    let folders: Vec<Option<LanguageFolder>> =
        drafts.iter().map(|draft| language_folder(&draft.source.file)).collect();
    if folders.iter().all(Option::is_none) {
        return;
    }
    let mut languages: HashMap<(&PathBuf, &PathBuf, &str), HashSet<&str>> = HashMap::new();
    for (draft, folder) in drafts.iter().zip(&folders) {
        if let Some(folder) = folder {
            let name = (&folder.above, &folder.without, stem(&draft.source.file));
            languages.entry(name).or_default().insert(&folder.language);
        }
    }
    let mut known: HashSet<(PathBuf, String)> = HashSet::new();
    for (draft, folder) in drafts.iter().zip(&folders) {
        let Some(folder) = folder else { continue };
        let name = (&folder.above, &folder.without, stem(&draft.source.file));
        if folder.declared || languages[&name].len() > 1 {
            known.insert((folder.above.clone(), folder.language.clone()));
        }
    }
    for (draft, folder) in drafts.iter_mut().zip(folders) {
        let is_known = |folder: &LanguageFolder| {
            known.contains(&(folder.above.clone(), folder.language.clone()))
        };
        let Some(folder) = folder.filter(is_known) else { continue };
        let text = folder.language.clone();
        draft.front_matter.language.get_or_insert(SpannedText { text, span: 0..0 });
        draft.language_folder = Some(folder);
    }
}

/// The first folder of a path that is called like a language.
fn language_folder(file: &Path) -> Option<LanguageFolder> {
    let folder = file.parent()?;
    let names: Vec<&str> = folder.iter().map(|name| name.to_str().unwrap_or_default()).collect();
    let at = names.iter().position(|name| is_known(name))?;
    let (above, below) = (&names[..at], &names[at + 1..]);
    let language = names[at].replace('_', "-");
    // Docusaurus: `i18n/fr/docusaurus-plugin-content-blog/a.md` is `blog/a.md` in French.
    let plugin = below.first().and_then(|name| name.strip_prefix("docusaurus-plugin-content-"));
    if let (["i18n"], Some(plugin)) = (above, plugin) {
        let below = below[1..].iter().filter(|name| **name != "current");
        let without = Path::new(plugin).join(below.collect::<PathBuf>());
        return Some(LanguageFolder {
            language,
            above: above.iter().collect(),
            without,
            declared: true,
        });
    }
    let without = above.iter().chain(below).collect();
    Some(LanguageFolder { language, above: above.iter().collect(), without, declared: false })
}

/// Names to each draft those that tell the same in other languages.
pub(crate) fn join(config: &Config, drafts: &mut [Draft]) {
    let by_name =
        |draft: &Draft| draft.source.language.is_some() || draft.language_folder.is_some();
    let by_key = |draft: &Draft| draft.front_matter.translation_key.is_some();
    if !drafts.iter().any(|draft| by_name(draft) || by_key(draft)) {
        return;
    }
    let mut groups: HashMap<(bool, String), Vec<usize>> = HashMap::new();
    for (place, draft) in drafts.iter().enumerate() {
        let key = match &draft.front_matter.translation_key {
            Some(key) => (true, key.text.clone()),
            None => (false, draft.name_in_every_language()),
        };
        groups.entry(key).or_default().push(place);
    }
    for ((is_key, _), places) in groups {
        if !is_key && !places.iter().any(|&place| by_name(&drafts[place])) {
            continue;
        }
        let mut seen = HashSet::new();
        let mut group: Vec<Translation> = Vec::new();
        for &place in &places {
            let (language, slug) = (drafts[place].language(config), drafts[place].slug.clone());
            if seen.insert(language.clone()) {
                group.push(Translation { language, slug });
            }
        }
        // The paper's language comes first.
        group.sort_by_key(|other| (other.language != config.language, other.language.clone()));
        for place in places {
            let language = drafts[place].language(config);
            let others = group.iter().filter(|other| other.language != language);
            drafts[place].translations = others.cloned().collect();
        }
    }
}
