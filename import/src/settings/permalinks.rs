//! Where articles were found on the former site, as its settings say for all of them.

use jiff::civil::Date;

/// Whose rules a pattern follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Nobody's: nothing is known.
    #[default]
    Unknown,
    /// Jekyll: of articles that have a date.
    Jekyll,
    /// Hexo: likewise, with other names for some parts.
    Hexo,
    /// Hugo and Zola: by section.
    Hugo,
}

/// The patterns of a site's addresses.
#[derive(Clone, Debug, Default)]
pub struct Permalinks {
    style: Style,
    /// For all articles; empty if there is none.
    pattern: String,
    /// By section.
    sections: Vec<(String, String)>,
}

/// What a pattern is filled in with.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The day of the article.
    pub date: Option<Date>,
    /// What it is called: its slug, else its file's name without a date.
    pub name: &'a str,
    /// The slug of its title.
    pub title: &'a str,
    /// Its file's name, with a date if there is one.
    pub file: &'a str,
    /// The folders of its file.
    pub folders: &'a [String],
    /// Its categories.
    pub categories: &'a [String],
}

impl Permalinks {
    /// Sets the pattern for all articles, or the name of one that Jekyll knows.
    pub(super) fn set(&mut self, style: Style, pattern: &str) {
        const DATED: &str = "/:categories/:year/:month/:day/:title";
        self.style = style;
        self.pattern = match (style, pattern) {
            (Style::Jekyll, "date") => [DATED, ".html"].concat(),
            (Style::Jekyll, "pretty") => [DATED, "/"].concat(),
            (Style::Jekyll, "ordinal") => "/:categories/:year/:y_day/:title.html".to_owned(),
            (Style::Jekyll, "none") => "/:categories/:title.html".to_owned(),
            (Style::Hexo, "date") => ":year/:month/:day/:title/".to_owned(),
            (_, pattern) => pattern.to_owned(),
        };
    }

    /// Sets the pattern of a section.
    pub(super) fn add(&mut self, section: &str, pattern: &str) {
        self.sections.push((section.to_owned(), pattern.to_owned()));
    }

    /// The address of an article, if the patterns say one.
    pub(crate) fn address(&self, of: &Request<'_>) -> Option<String> {
        let pattern = match self.style {
            Style::Unknown => return None,
            // Pages without a date have the addresses of their files.
            Style::Jekyll | Style::Hexo => {
                Some(self.pattern.as_str()).filter(|_| of.date.is_some())
            }
            Style::Hugo => {
                let content = |folder: &&String| *folder != "content";
                let section = of.folders.iter().find(content)?;
                let found = self.sections.iter().find(|(name, _)| name == section);
                found.map(|(_, pattern)| pattern.as_str())
            }
        };
        let pattern = pattern.filter(|pattern| !pattern.is_empty())?;
        self.fill(pattern, of).map(|filled| clean(&filled))
    }

    /// The address that a pattern in front matter makes.
    pub(crate) fn filled(&self, pattern: &str, of: &Request<'_>) -> Option<String> {
        let filled = match self.style {
            Style::Unknown => Permalinks { style: Style::Jekyll, ..self.clone() }.fill(pattern, of),
            _ => self.fill(pattern, of),
        };
        filled.map(|filled| clean(&filled))
    }

    fn fill(&self, pattern: &str, of: &Request<'_>) -> Option<String> {
        let mut filled = String::with_capacity(pattern.len() + of.name.len());
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once(':') {
            filled.push_str(before);
            let token = |c: char| !c.is_ascii_lowercase() && c != '_';
            let length = after.find(token).unwrap_or(after.len());
            filled.push_str(&self.part(&after[..length], of)?);
            rest = &after[length..];
        }
        filled.push_str(rest);
        Some(filled)
    }

    /// What a name in a pattern stands for; `None` if it is not known.
    fn part(&self, name: &str, of: &Request<'_>) -> Option<String> {
        let date = || of.date;
        Some(match name {
            "year" => date()?.year().to_string(),
            "short_year" => format!("{:02}", date()?.year() % 100),
            "month" => format!("{:02}", date()?.month()),
            "i_month" => date()?.month().to_string(),
            "day" => format!("{:02}", date()?.day()),
            "i_day" => date()?.day().to_string(),
            "y_day" | "yearday" => format!("{:03}", date()?.day_of_year()),
            "title" if self.style == Style::Hugo => of.title.to_owned(),
            "title" if self.style == Style::Hexo => {
                let folders = of.folders.iter().filter(|folder| !folder.starts_with('_'));
                let path: Vec<&str> = folders.map(String::as_str).chain([of.name]).collect();
                path.join("/")
            }
            "title"
            | "slug"
            | "name"
            | "post_title"
            | "contentbasename"
            | "slugorcontentbasename"
            | "slugorfilename" => of.name.to_owned(),
            "filename" | "basename" => of.file.to_owned(),
            "section" => of.folders.first()?.clone(),
            "sections" => of.folders.join("/"),
            "categories" | "category" => {
                let lower = of.categories.iter().map(|name| name.to_lowercase().replace(' ', "-"));
                lower.collect::<Vec<_>>().join("/")
            }
            "output_ext" => ".html".to_owned(),
            "path" => of.folders.join("/"),
            _ => return None,
        })
    }
}

/// The address without empty parts, such as those of an article without categories.
fn clean(address: &str) -> String {
    let parts: Vec<&str> = address.split('/').filter(|part| !part.is_empty()).collect();
    let slash = if address.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    ["/", &parts.join("/"), slash].concat()
}
