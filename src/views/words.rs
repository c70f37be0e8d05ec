//! All words of the interface, including those for screen readers.
//!
//! A translation needs to translate this file only: names of sections, months and dates come with the data,
//! and the press passes `start.js` its words from here.

// Everywhere.

/// The name of the list of the whole archive.
pub const ALL_HEADLINES: &str = "All Headlines";
/// The name of the front page.
pub const FRONT_PAGE: &str = "Front page";
/// The link or button that repeats a failed load or download.
pub const TRY_AGAIN: &str = "Try again";

/// The separator between names.
pub const COMMA: &str = ", ";
/// The separator before the last name.
pub const AND: &str = " and ";
/// The prefix of a byline.
pub const BY: &str = "By ";

/// The number of omitted names: `1,995 others`.
pub fn others(count: u32) -> String {
    let (thousands, rest) = (count / 1000, count % 1000);
    if thousands == 0 {
        return [&rest.to_string(), " others"].concat();
    }
    // Pad to three digits.
    [&thousands.to_string(), ",", &(1000 + rest).to_string()[1..], " others"].concat()
}

// The shell.

/// The skip link.
pub const SKIP: &str = "Skip to the page";
/// The label of the sections' navigation.
pub const SECTIONS: &str = "Sections";
/// The link to the list of sections, and its title.
pub const ALL_SECTIONS: &str = "All sections";
/// The link to the top of the page.
pub const BACK_TO_TOP: &str = "Back to Top";

// The front page and lists.

/// On the front page of a paper without articles.
pub const NO_ARTICLES: &str = "This paper has no articles yet.";
/// The link to the list of months, and its title.
pub const JUMP_TO_MONTH: &str = "Jump to a month";
/// The label of the months' navigation.
pub const MONTHS: &str = "Months";
/// The month of articles without a date.
pub const UNDATED: &str = "Undated";
/// The label of the pager.
pub const PAGES: &str = "Pages";
/// The link to the page of newer headlines.
pub const NEWER: &str = "Newer headlines";
/// The link to the page of the newest headlines.
pub const NEWEST: &str = "Newest";
/// The link to the page of older headlines.
pub const OLDER: &str = "Older headlines";

/// The number of a list's page, after the list's name.
pub fn page_number(number: u32) -> String {
    [" Page ", &number.to_string()].concat()
}

// An article.

/// The prefix of the time of the last change.
pub const UPDATED: &str = "Updated ";
/// The prefix of the languages in which there is the same article.
pub const ALSO_IN: &str = "Also in: ";
/// The prefix of the authors that the byline omits.
pub const WITH: &str = "With ";
/// The title of corrections.
pub const CORRECTIONS: &str = "Corrections";
/// The label of the topics' navigation.
pub const TOPICS: &str = "Topics";
/// The prefix of the article's source.
pub const FIRST_PUBLISHED_BY: &str = "First published by ";
/// The title of related articles.
pub const RELATED: &str = "Related articles";
/// The label of the navigation to the neighbours.
pub const NEIGHBOURS: &str = "Previous and next article";
/// The link to the older neighbour.
pub const PREVIOUS: &str = "Previous";
/// The link to the newer neighbour.
pub const NEXT: &str = "Next";
/// The title of footnotes.
pub const NOTES: &str = "Notes";
/// The prefix of a credit, for screen readers.
pub const CREDIT: &str = "Credit: ";
/// The label of a table without a caption.
pub const TABLE: &str = "Table";
/// The label of a code block without a language.
pub const CODE: &str = "Code";
/// The label of a background aside.
pub const BACKGROUND: &str = "Background";
/// The title of a note.
pub const NOTE: &str = "Note";
/// The title of a warning.
pub const WARNING: &str = "Warning";

/// The reading time.
pub fn reading_time(minutes: u32) -> String {
    [&minutes.to_string(), " min read"].concat()
}

/// The label of a code block.
pub fn code_in(language: &str) -> String {
    ["Code: ", language].concat()
}

/// The label of a reference to a footnote.
pub fn note(number: &str) -> String {
    ["Note ", number].concat()
}

/// The label of the link back from a footnote.
pub fn back_to_reference(number: &str) -> String {
    ["Back to reference ", number].concat()
}

// Notices in place of a page.

/// The title of the "not found" page.
pub const NOT_FOUND: &str = "Not found";
/// Its explanation.
pub const NOT_FOUND_MEANS: &str =
    "There is no page at this address. It may have moved, or the link to it may be wrong.";
/// The title when the host can't be reached.
pub const UNREACHABLE: &str = "No connection";
/// Its explanation.
pub const UNREACHABLE_MEANS: &str = "The paper’s host can’t be reached: you may be offline. This page is \
    not kept on this device; what you have read is.";
/// The title when the host times out.
pub const TIMED_OUT: &str = "No answer";
/// Its explanation.
pub const TIMED_OUT_MEANS: &str = "The paper’s host has not answered in time. It may be busy.";
/// The title of an HTTP error.
pub const STATUS: &str = "The page could not be fetched";
/// The title when the response can't be parsed.
pub const UNREADABLE: &str = "The page arrived damaged";
/// Its explanation.
pub const UNREADABLE_MEANS: &str = "What came is not a page of this paper, or only a part of one. A \
    network that wants you to sign in can cause this. If you are offline, the copy kept on this device is \
    damaged: the page is fetched again when there is a connection.";
/// The title when the response is in a newer format.
pub const NEWER_EDITION: &str = "A newer edition is out";
/// Its explanation.
pub const NEWER_EDITION_MEANS: &str = "This page belongs to a newer edition than the one that you have \
    open. Reload to read it.";
/// The title of the list of articles that can be read offline.
pub const KEPT_HERE: &str = "Kept on this device";

/// The explanation of an HTTP error.
pub fn status_means(status: u16) -> String {
    let (before, after) = (
        "The paper’s host answered with error ",
        ". That is the host’s trouble, not yours; it often passes.",
    );
    [before, &status.to_string(), after].concat()
}

// The edition's status.

/// The notice of a newer edition.
pub const NEW_EDITION: &str = "A new edition of this paper is out. ";
/// The button that opens the newer edition.
pub const READ_IT: &str = "Read it";
/// The label of the download's status.
pub const OFFLINE: &str = "Offline";
/// The button that starts the download.
pub const KEEP_OFFLINE: &str = "Keep this paper offline";
/// The button that stops the download.
pub const STOP: &str = "Stop";
/// The button that continues the download.
pub const GO_ON: &str = "Go on";
/// The button that deletes the downloaded edition.
pub const FORGET: &str = "Forget it";
/// The label of the progress bar.
pub const KEEPING: &str = "Keeping the paper";

/// The offer to download an edition of this size.
pub fn can_be_kept(size: &str) -> String {
    ["You can keep the whole paper on this device, ", size, "."].concat()
}

/// The edition is downloaded.
pub fn is_kept(size: &str) -> String {
    ["The whole paper is kept on this device, ", size, "."].concat()
}

/// The progress of the download.
pub fn kept_of(done: &str, size: &str) -> String {
    ["Kept offline: ", done, " of ", size].concat()
}

/// The device has too little storage.
pub fn no_room(size: &str) -> String {
    ["There is not enough room on this device. The paper needs ", size, "."].concat()
}

// `start.js`.

/// The notice that the viewer has failed.
pub const STOPPED_WORKING: &str = "The viewer has stopped working. You can go on reading. ";
/// The link that reloads the page.
pub const RELOAD: &str = "Reload";
