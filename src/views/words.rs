//! All words of the interface.
//!
//! What a paper calls things (sections, months, dates) comes with its data; all else that a reader reads
//! or hears is here, so that a translation has one file to translate. `start.js` gets its words from the
//! press.

// Everywhere.

/// The name of the list of the whole archive.
pub const ALL_HEADLINES: &str = "All Headlines";
/// The name of the front page.
pub const FRONT_PAGE: &str = "Front page";
/// The button and link that repeat what has failed.
pub const TRY_AGAIN: &str = "Try again";

/// Between the names of a list.
pub const COMMA: &str = ", ";
/// Before the last name of a list.
pub const AND: &str = " and ";
/// Before the names of authors.
pub const BY: &str = "By ";

/// How many more there are than are named: `1,995 others`.
pub fn others(count: u32) -> String {
    let (thousands, rest) = (count / 1000, count % 1000);
    if thousands == 0 {
        return [&rest.to_string(), " others"].concat();
    }
    // Three digits, be it `007`.
    [&thousands.to_string(), ",", &(1000 + rest).to_string()[1..], " others"].concat()
}

// Around the page.

/// The link past the masthead.
pub const SKIP: &str = "Skip to the page";
/// The name of the sections' navigation.
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
/// The name of the months' navigation.
pub const MONTHS: &str = "Months";
/// The month of articles without a date.
pub const UNDATED: &str = "Undated";
/// The name of the navigation between a list's pages.
pub const PAGES: &str = "Pages";
/// The link to the page of newer headlines.
pub const NEWER: &str = "Newer headlines";
/// The link to the page of the newest headlines.
pub const NEWEST: &str = "Newest";
/// The link to the page of older headlines.
pub const OLDER: &str = "Older headlines";

/// Which page of a list it is, behind the list's name.
pub fn page_number(number: u32) -> String {
    [" Page ", &number.to_string()].concat()
}

// An article.

/// Before the time of the last change.
pub const UPDATED: &str = "Updated ";
/// Before the authors whom the byline doesn't name.
pub const WITH: &str = "With ";
/// The title of corrections.
pub const CORRECTIONS: &str = "Corrections";
/// The name of the topics' navigation.
pub const TOPICS: &str = "Topics";
/// Before the name of where the article was published first.
pub const FIRST_PUBLISHED_BY: &str = "First published by ";
/// The title of related articles.
pub const RELATED: &str = "Related articles";
/// The name of the navigation to the article before and the one after.
pub const NEIGHBOURS: &str = "Previous and next article";
/// The link to the article before.
pub const PREVIOUS: &str = "Previous";
/// The link to the article after.
pub const NEXT: &str = "Next";
/// The title of footnotes.
pub const NOTES: &str = "Notes";
/// Before a picture's credit, for screen readers.
pub const CREDIT: &str = "Credit: ";
/// The name of a table without a caption.
pub const TABLE: &str = "Table";
/// The name of a program's text in no known language.
pub const CODE: &str = "Code";
/// The name of an aside that tells more.
pub const BACKGROUND: &str = "Background";
/// The title of an aside that points something out.
pub const NOTE: &str = "Note";
/// The title of an aside that warns.
pub const WARNING: &str = "Warning";

/// How long it takes to read.
pub fn reading_time(minutes: u32) -> String {
    [&minutes.to_string(), " min read"].concat()
}

/// The name of a program's text.
pub fn code_in(language: &str) -> String {
    ["Code: ", language].concat()
}

/// The name of a reference to a footnote.
pub fn note(number: &str) -> String {
    ["Note ", number].concat()
}

/// The name of the way back from a footnote.
pub fn back_to_reference(number: &str) -> String {
    ["Back to reference ", number].concat()
}

// What stands in for a page.

/// The title of the page for addresses that lead nowhere.
pub const NOT_FOUND: &str = "Not found";
/// What that means.
pub const NOT_FOUND_MEANS: &str =
    "There is no page at this address. It may have moved, or the link to it may be wrong.";
/// The title when the host can't be reached.
pub const UNREACHABLE: &str = "No connection";
/// What that means.
pub const UNREACHABLE_MEANS: &str = "The paper’s host can’t be reached: you may be offline. This page is \
    not kept on this device; what you have read is.";
/// The title when the host does not answer.
pub const TIMED_OUT: &str = "No answer";
/// What that means.
pub const TIMED_OUT_MEANS: &str = "The paper’s host has not answered in time. It may be busy.";
/// The title when the host answers with an error.
pub const STATUS: &str = "The page could not be fetched";
/// The title when the answer can't be read.
pub const UNREADABLE: &str = "The page arrived damaged";
/// What that means.
pub const UNREADABLE_MEANS: &str = "What came is not a page of this paper, or only a part of one. A \
    network that wants you to sign in can cause this. If you are offline, the copy kept on this device is \
    damaged: the page is fetched again when there is a connection.";
/// The title when the answer is in a newer format.
pub const NEWER_EDITION: &str = "A newer edition is out";
/// What that means.
pub const NEWER_EDITION_MEANS: &str = "This page belongs to a newer edition than the one that you have \
    open. Reload to read it.";
/// The title of the list of pages that can be read without a connection.
pub const KEPT_HERE: &str = "Kept on this device";

/// What an error of the host means.
pub fn status_means(status: u16) -> String {
    let (before, after) = (
        "The paper’s host answered with error ",
        ". That is the host’s trouble, not yours; it often passes.",
    );
    [before, &status.to_string(), after].concat()
}

// The edition, below the page.

/// That the host has a newer edition.
pub const NEW_EDITION: &str = "A new edition of this paper is out. ";
/// The button that opens it.
pub const READ_IT: &str = "Read it";
/// The name of the part about reading offline.
pub const OFFLINE: &str = "Offline";
/// The button that keeps the edition.
pub const KEEP_OFFLINE: &str = "Keep this paper offline";
/// The button that stops keeping it.
pub const STOP: &str = "Stop";
/// The button that goes on with it.
pub const GO_ON: &str = "Go on";
/// The button that deletes what is kept.
pub const FORGET: &str = "Forget it";
/// The name of the progress bar.
pub const KEEPING: &str = "Keeping the paper";

/// That the edition, which has this size, can be kept.
pub fn can_be_kept(size: &str) -> String {
    ["You can keep the whole paper on this device, ", size, "."].concat()
}

/// That it is kept.
pub fn is_kept(size: &str) -> String {
    ["The whole paper is kept on this device, ", size, "."].concat()
}

/// How much of it is kept.
pub fn kept_of(done: &str, size: &str) -> String {
    ["Kept offline: ", done, " of ", size].concat()
}

/// That it is too large.
pub fn no_room(size: &str) -> String {
    ["There is not enough room on this device. The paper needs ", size, "."].concat()
}

// `start.js`.

/// That the viewer has failed.
pub const STOPPED_WORKING: &str = "The viewer has stopped working. You can go on reading. ";
/// The link that starts it anew.
pub const RELOAD: &str = "Reload";
