//! Parses the `<link>` elements of an HTML page written by this project or by Trunk.

/// The text between `<link` and `>`.
pub(crate) struct Link<'a>(&'a str);

/// The links of a page, in order.
pub(crate) fn links(html: &str) -> impl Iterator<Item = Link<'_>> {
    html.split("<link").skip(1).filter_map(|rest| rest.split('>').next()).map(Link)
}

impl<'a> Link<'a> {
    /// The value of an attribute, with or without quotation marks.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        let (_, rest) = self.0.split_once(&format!(" {name}="))?;
        match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => rest.split_whitespace().next(),
        }
    }

    /// Whether the attribute exists, with or without a value.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.split_whitespace().any(|word| word == name)
    }
}
