//! Aliases as paths of files in the site.

use crate::file_name::{BadName, is_host_file, page_file};
use article::percent;
use article::site_files::{INDEX, NOT_FOUND};

/// An alias as a path that is safe as a file name: `2014/03/12/coming-soon/`; else why it is
/// refused.
pub(super) fn alias_path(address: &str, base_url: Option<&str>) -> Result<String, String> {
    const MAX_LEN: usize = 200;
    const MAX_DEPTH: usize = 12;
    let address = address.trim();
    let path = base_url.and_then(|base| address.strip_prefix(base)).unwrap_or(address);
    let encoded = path.trim_start_matches('/');
    let Some(path) = &percent::try_decode(encoded) else {
        return Err("its percent-encoded bytes are not UTF-8".to_owned());
    };
    if path.matches('/').count() > encoded.matches('/').count() {
        return Err("it contains an encoded slash".to_owned());
    }
    let file = path.trim_end_matches('/');
    // A query or fragment is not part of the path; `%` would be encoded again.
    if let Some(odd) = file.chars().find(|c| matches!(c, '?' | '#' | '%')) {
        return Err(format!("it contains {odd:?}"));
    }
    // IIS reads `web.config` in every folder.
    let has_a_folder_of_hosts =
        page_file(path).rsplit('/').skip(1).any(is_host_file).then_some(BadName::HostFile);
    if let Some(error) = BadName::of(file).or(has_a_folder_of_hosts) {
        return Err(error.to_string());
    }
    if file.split('/').any(|part| part.starts_with('.')) {
        return Err("hosts don't serve names that start with a dot".to_owned());
    }
    if [INDEX, NOT_FOUND].contains(&path.as_str()) {
        return Err("every paper has a page of its own there".to_owned());
    }
    if path.len() > MAX_LEN || file.split('/').count() > MAX_DEPTH {
        return Err(format!(
            "it is longer than {MAX_LEN} bytes or deeper than {MAX_DEPTH} folders"
        ));
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::alias_path;
    use expect_test::{Expect, expect};

    fn check(addresses: &[&str], expected: Expect) {
        let shown = |address: &&str| match alias_path(address, Some("https://paper.example/p/")) {
            Ok(file) => format!("{address}: {file}\n"),
            Err(error) => format!("{:?}: no, {error}\n", format!("{address:.40}")),
        };
        expected.assert_eq(&addresses.iter().map(shown).collect::<String>());
    }

    #[test]
    fn valid_aliases() {
        check(
            &[
                "/2014/03/12/coming-soon/",
                "old.html",
                "https://paper.example/p/a",
                "/신문/기자",
                "/%EC%8B%A0%EB%AC%B8/",
            ],
            expect![[r#"
                /2014/03/12/coming-soon/: 2014/03/12/coming-soon/
                old.html: old.html
                https://paper.example/p/a: a
                /신문/기자: 신문/기자
                /%EC%8B%A0%EB%AC%B8/: 신문/
            "#]],
        );
    }

    #[test]
    fn invalid_aliases() {
        check(
            &[
                "/../up",
                "a/../../up",
                "..",
                "/",
                "",
                "a//b",
                "%2e%2e%2fup",
                "a%2Fb",
                "%ff",
                "%252e",
                "..%5cup",
                "..\\up",
                "C:/up",
                "https://elsewhere.example/a",
                "con",
                "old/NUL.html",
                "com1/a",
                "a./b",
                "a /b",
                "a\0b",
                "a?b=c",
                "a#b",
                ".htaccess",
                "a/.git/config",
                "index.html",
                "404.html",
                "/CNAME/",
                "_redirects",
                "old/web.config",
                "robots.txt",
                "-rf",
                "a\u{202e}lmth",
                &"a".repeat(201),
                &"a/".repeat(13),
            ],
            expect![[r#"
                "/../up": no, it is not a path inside the site
                "a/../../up": no, it is not a path inside the site
                "..": no, it is not a path inside the site
                "/": no, it is not a path inside the site
                "": no, it is not a path inside the site
                "a//b": no, it is not a path inside the site
                "%2e%2e%2fup": no, it contains an encoded slash
                "a%2Fb": no, it contains an encoded slash
                "%ff": no, its percent-encoded bytes are not UTF-8
                "%252e": no, it contains '%'
                "..%5cup": no, it is not a path inside the site
                "..\\up": no, it is not a path inside the site
                "C:/up": no, a file name can't contain ':'
                "https://elsewhere.example/a": no, a file name can't contain ':'
                "con": no, it is a Windows device name
                "old/NUL.html": no, it is a Windows device name
                "com1/a": no, it is a Windows device name
                "a./b": no, on Windows, no file name ends with a dot or a space
                "a /b": no, on Windows, no file name ends with a dot or a space
                "a\0b": no, a file name can't contain '\0'
                "a?b=c": no, it contains '?'
                "a#b": no, it contains '#'
                ".htaccess": no, hosts don't serve names that start with a dot
                "a/.git/config": no, hosts don't serve names that start with a dot
                "index.html": no, every paper has a page of its own there
                "404.html": no, every paper has a page of its own there
                "/CNAME/": no, hosts read a file of that name, so it can't be a folder
                "_redirects": no, hosts read a file of that name, so it can't be a folder
                "old/web.config": no, hosts read a file of that name, so it can't be a folder
                "robots.txt": no, hosts read a file of that name, so it can't be a folder
                "-rf": no, commands take a name that starts with a hyphen for an option
                "a\u{202e}lmth": no, it contains a bidirectional control character
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": no, it is longer than 200 bytes or deeper than 12 folders
                "a/a/a/a/a/a/a/a/a/a/a/a/a/": no, it is longer than 200 bytes or deeper than 12 folders
            "#]],
        );
    }
}
