//! What isn't to be printed is in no file of the site: not in pages, data, feeds or lists.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Builds a paper of these files, each with SECRET where nothing may be printed, and looks for that
/// word in everything that was made.
fn check(files: &[(&str, &str)]) {
    let base = tempfile::tempdir().unwrap();
    let (paper, site) = (base.path().join("paper"), base.path().join("site"));
    let kept = ("kept.md", "---\ntitle: Kept\ndate: 2024-05-01\n---\nText.");
    let settings = ("dateline.toml", "base_url = \"https://paper.example/\"");
    for (file, text) in files.iter().chain(&[kept, settings]) {
        let path = paper.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut dateline = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let viewer = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/viewer");
    dateline.arg("build").arg(&paper).arg("--out").arg(&site).arg("--viewer").arg(viewer);
    let said = String::from_utf8(dateline.output().unwrap().stderr).unwrap();
    assert!(site.join("article/kept.html").is_file(), "{said}");
    search(&site, &site);
}

fn search(site: &Path, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(site).unwrap().to_string_lossy().to_lowercase();
        assert!(!name.contains("secret"), "{name}");
        if path.is_dir() {
            search(site, &path);
        } else {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).to_lowercase();
            let place = text.find("secret").map(|at| text[at.saturating_sub(60)..].to_owned());
            assert_eq!(
                place.map(|text| text.chars().take(160).collect::<String>()),
                None,
                "{name}"
            );
        }
    }
}

#[test]
fn unpublished_articles() {
    let lines = [
        "draft: True",
        "Draft: yes",
        "published: False",
        "publish: false",
        "status: draft",
        "status: Private",
        "status: pending",
        "date: 2099-01-01",
        "date: 2024-01-01\nexpiryDate: 2024-02-01",
        "permalink: false",
        "render: false",
        "_build: {render: never}",
        "build: {render: Never}",
        "headless: true",
        "hidden: true",
        "password: x",
    ];
    let files: Vec<(String, String)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let text = format!(
                "---\ntitle: SECRET {at}\ntags: [secret{at}]\nauthor: SECRET\nsection: secret{at}\n\
                 aliases: [/secret{at}/]\n{line}\n---\nSECRET text."
            );
            (format!("secret-{at}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (&**file, &**text)).collect();
    check(&files);
    check(&[
        ("2099-01-01-secret.md", "# SECRET\n\nText."),
        ("zola.md", "+++\ntitle = \"SECRET\"\nrender = false\n+++\nSECRET"),
        ("hugo.md", "+++\nTitle = \"SECRET\"\nDRAFT = true\n+++\nSECRET"),
        ("_drafts/secret.md", "SECRET"),
        ("news/_drafts/secret.md", "SECRET"),
        ("Drafts/news/secret.html", "<h1>SECRET</h1>"),
    ]);
}

#[test]
fn unpublished_words() {
    let comments = "{::comment}SECRET{:/comment}\n\n{% comment %}SECRET{% endcomment %}\n\n\
                    {{% comment %}}SECRET{{% /comment %}}\n\n{{/* SECRET */}}\n\n{# SECRET #}\n\n\
                    A %%SECRET%% line.\n\n<!-- SECRET {{< figure src=\"a.png\" >}} SECRET -->\n\n\
                    <!--SECRET\n\nSECRET-->\n\n";
    let hidden = "<p hidden>SECRET</p><h1 hidden>SECRET</h1><div style='display:none'>SECRET</div>\
                  <template>SECRET</template><dialog>SECRET</dialog>";
    let markdown = format!("{comments}{hidden}\n\nText.");
    let page =
        format!("<html><body>{hidden}<!-- SECRET --><h1>Page</h1><p>Text.</p></body></html>");
    check(&[
        ("untitled.md", &markdown),
        ("titled.md", &format!("---\ntitle: T\n# SECRET\n---\n{markdown}")),
        ("page.html", &page),
    ]);
}
