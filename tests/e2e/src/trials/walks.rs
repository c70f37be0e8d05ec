//! Walks through the paper: after each step the address, the page, the scroll position and the
//! history are right. The steps' language is explained in [`e2e::walk`].

use super::Trial;
use e2e::walk::walk;

/// In these, A is the newest article, B the one before it, and so on: Previous leads from A to B.
const WALKS: &[(&str, &str)] = &[
    ("a_link", "open headlines, B"),
    ("back", "open headlines, B, back"),
    ("forward", "open headlines, B, back, forward"),
    // The two that show a wrong address with routers that trust `popstate` alone.
    (
        "back_forward_and_on",
        "open headlines, B, C, back, forward, B",
    ),
    ("two_back_and_on", "open headlines, B, C, go -2, C"),
    (
        "previous_and_next",
        "open B, C, D, C, B, back, back, back, back",
    ),
    (
        "leaps",
        "open headlines, B, C, D, go -3, go 3, go -1, go -2, go 2",
    ),
    ("beyond_the_end", "open headlines, B, go 3, back, go 7"),
    (
        "a_branch_ends_what_lay_ahead",
        "open headlines, B, C, back, back, D, forward, back",
    ),
    (
        "a_branch_from_the_middle",
        "open headlines, B, C, D, go -2, headlines, back, forward",
    ),
    (
        "the_same_page_twice",
        "open headlines, B, headlines, B, back, back, back, forward",
    ),
    (
        "a_link_to_the_page_at_hand",
        "open headlines, B, headlines, headlines, headlines, back",
    ),
    (
        "from_the_front",
        "open front, A, front, headlines, back, back, back",
    ),
    (
        "front_from_an_article",
        "open C, front, back, forward, headlines",
    ),
    ("a_section", "open front, craft, back, forward, front"),
    (
        "sections",
        "open craft, type, maps, back, back, forward, web, back",
    ),
    ("a_deep_link", "open D, C, back"),
    ("a_deep_link_to_a_section", "open maps, headlines, back"),
    (
        "a_deep_link_to_a_place",
        "open A, headlines, open article/what-a-place-name-promises.html#the-rule, \
      headlines, back",
    ),
    (
        "a_place_on_a_page",
        "open article/what-a-place-name-promises.html, #d-note-1, back, forward",
    ),
    (
        "two_places_on_a_page",
        "open article/what-a-place-name-promises.html, #d-note-1, \
      #d-reference-1, back, back, forward, forward",
    ),
    ("to_the_top", "open B, scroll end, #top, back"),
    (
        "to_the_top_and_on",
        "open B, #top, C, back, back, forward, forward",
    ),
    (
        "a_place_and_away",
        "open article/what-a-place-name-promises.html, #d-note-1, headlines, back, back",
    ),
    ("reload", "open headlines, B, reload, back, forward"),
    (
        "reload_in_the_middle",
        "open headlines, B, C, D, back, reload, back, forward, forward",
    ),
    (
        "reload_twice",
        "open headlines, B, reload, reload, back, reload, forward",
    ),
    (
        "reload_where_one_was",
        "open headlines, scroll 500, reload, B, back",
    ),
    (
        "reload_of_an_article_half_read",
        "open B, scroll 400, reload, C, back",
    ),
    (
        "reload_and_a_branch",
        "open headlines, B, back, reload, C, back, D, back",
    ),
    (
        "scroll_is_found_again",
        "open headlines, scroll 600, B, back",
    ),
    (
        "scroll_of_every_entry",
        "open headlines, scroll 300, B, scroll 200, C, scroll 500, back, back, \
      forward, forward",
    ),
    (
        "scroll_of_a_page_in_the_history_twice",
        "open headlines, scroll 300, B, headlines, scroll 700, \
      C, go -3, go 2",
    ),
    (
        "scroll_before_stepping_back",
        "open headlines, B, scroll 350, back, forward",
    ),
    (
        "scroll_by_leaps",
        "open headlines, scroll 400, B, scroll 250, C, go -2, go 2, go -1",
    ),
    (
        "pages_with_pictures",
        "open front, scroll end, headlines, back, A, scroll end, front, back",
    ),
    (
        "another_address_typed",
        "open headlines, B, open C, B, back, back, back, forward, forward",
    ),
    (
        "an_address_typed_in_between",
        "open B, C, open headlines, scroll 300, D, back, back, forward",
    ),
    (
        "another_script",
        "open article/geumsok-hwalja.html, headlines, back, front, back",
    ),
    (
        "from_right_to_left",
        "open article/huruf-al-matbaa.html, headlines, back, press, back, back",
    ),
];

pub(super) fn trials() -> Vec<Trial> {
    let trial = |(at, &(name, steps)): (usize, &(&str, &'static str))| {
        let trial = Trial::new(&format!("walks::{name}"), move |reader| walk(reader, steps));
        if at % 2 == 0 {
            trial
        } else {
            trial.in_a_folder()
        }
    };
    WALKS.iter().enumerate().map(trial).collect()
}
