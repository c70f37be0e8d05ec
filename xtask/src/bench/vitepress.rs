//! A VitePress site of the sample paper's articles, with the default theme, for comparison in the browser benchmark.

use crate::folder::{copy, files_below};
use crate::logged::LoggedCommand;
use crate::project::Project;
use crate::tools::npm;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const CONFIG: &str = "export default {
  title: 'The Compositor',
  cleanUrls: false,
  // Links to articles have the names of the sample's files.
  ignoreDeadLinks: true,
};
";

/// Browsers keep files whose names have a hash of their content, as those of a Dateline site.
const HEADERS: &str = "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n";

/// Builds the site in `folder`, from the articles that are published in `site`. Returns its folder.
pub(super) fn build(project: &Project, site: &Path, folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    write(project, site, folder)?;
    // The site's modules import Vue, which is looked for in the folders above them.
    let packages = npm::VITEPRESS.folder(project);
    let packages = packages.parent().context("packages lie in a folder")?;
    link_folder(packages, &folder.join("node_modules"))?;
    let step = LoggedCommand {
        name: "vitepress",
        what: "building the VitePress site (20 seconds)",
        advice: "The site's source is in target/bench/vitepress.",
    };
    let program =
        project.which("vitepress").context("VitePress is installed, but has no program")?;
    step.run(project, project.command(program).arg("build").arg(folder))?;
    Ok(folder.join(".vitepress/dist"))
}

#[cfg(unix)]
fn link_folder(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
fn link_folder(to: &Path, at: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(to, at)
}

/// Installs VitePress.
pub(super) fn install(project: &Project) -> Result<()> {
    npm::VITEPRESS.install(project)
}

/// Writes the site's source.
fn write(project: &Project, site: &Path, folder: &Path) -> Result<()> {
    let sample = project.sample();
    // Pictures become modules, whose files have names with a hash; sounds and films are referenced by their addresses.
    copy(&sample.join("pictures"), &folder.join("pictures"))?;
    copy(&sample.join("media"), &folder.join("public/media"))?;
    fs::write(folder.join("public/_headers"), HEADERS)?;
    fs::create_dir_all(folder.join(".vitepress"))?;
    fs::write(folder.join(".vitepress/config.mjs"), CONFIG)?;
    write_articles(&sample, site, folder)
}

/// Writes `article/SLUG.md` for each article of `site`, so that it has the same address, and a list of them.
fn write_articles(sample: &Path, site: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("article"))?;
    let list: Value = fs::read_to_string(site.join("data/headlines.json"))?.parse()?;
    let headlines = list["headlines"].as_array().context("the site has no headlines")?;
    let slug_at = |at: usize| headlines.get(at).and_then(|it| it["slug"].as_str());
    let sources = files_below(sample)?;
    let mut index = "# The Compositor\n\n".to_owned();
    for (at, headline) in headlines.iter().enumerate() {
        let slug = slug_at(at).context("an article has no slug")?;
        let title = headline["headline"].as_str().context("an article has no headline")?;
        let ending = format!("-{slug}");
        let is_source = |it: &&PathBuf| {
            it.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(&ending))
        };
        let source = sources.iter().find(is_source);
        let source = source.with_context(|| format!("the sample has no article {slug}"))?;
        let mut text = article(title, &fs::read_to_string(sample.join(source))?);
        for (words, other) in [("Next", at.checked_sub(1)), ("Previous", Some(at + 1))] {
            if let Some(slug) = other.and_then(slug_at) {
                text += &format!("\n[{words}](./{slug}.md)\n");
            }
        }
        fs::write(folder.join(format!("article/{slug}.md")), text)?;
        index += &format!("- [{title}](./article/{slug}.md)\n");
    }
    fs::write(folder.join("index.md"), index)?;
    Ok(())
}

/// An article as VitePress reads it: headline, standfirst and lead picture before the text.
fn article(title: &str, source: &str) -> String {
    let matter = source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let (matter, body) = matter.unwrap_or(("", source));
    let field = |name: &str| {
        let value = matter.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        value.map(|value| value.trim_matches(['"', '\'']))
    };
    let mut text = format!("# {title}\n\n{}\n\n", field("standfirst").unwrap_or_default());
    if let Some(picture) = field("image") {
        text += &format!("![{}]({picture})\n\n", field("image_alt").unwrap_or_default());
    }
    // As in a Dateline site, sounds and films are loaded when they are played.
    text + &body
        .replace("../media/", "/media/")
        .replace("<audio controls", "<audio controls preload=\"none\"")
        .replace("<video controls", "<video controls preload=\"none\"")
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn moves_the_front_matter_into_the_text() {
        let source =
            "---\ntitle: T\nstandfirst: \"S\"\nimage: ../p.svg\nimage_alt: A\n---\n\nBody.\n";
        assert_eq!(article("T", source), "# T\n\nS\n\n![A](../p.svg)\n\n\nBody.\n");
        assert_eq!(article("T", "Body.\n"), "# T\n\n\n\nBody.\n");
    }
}
