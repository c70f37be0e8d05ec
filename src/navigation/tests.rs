//! Tests of navigation: scripts of events, and the resulting commands.
//!
//! A script is a list of events with commas between them:
//!
//! - `click A`: a link to page A was clicked; `click A#id`: with a fragment; `click #id`: on the page
//!   where the test starts
//! - `traverse A 101`: the entry with key 101 is the current one, and the address bar says A; `traverse A -`:
//!   an entry without a key
//! - `loaded 1`: the load of navigation 1 has ended; `failed 1`, `newer 1`: with a failure
//! - `pushed`, `refused`: the outcome of a push; `retry 1`: the delay of navigation 1 is over
//! - `show 1`, `show 1 failed`: `loaded 1` or `failed 1`, and `pushed` if an entry is added
//! - `|`: events before it are dispatched, but not compared
//! - `hide`, `restore TEXT`, `hover A`
//! - `at 300`: sets the scroll position; `at 300 2`: with the page's link 2 focused; `at 300
//!   open`: with the list of months open
//!
//! `UPDATE_EXPECT=1 cargo test -p viewer` updates the goldens.

mod clicks;
mod documents;
mod history;

use super::{
    Command, EntryKey, Event, FocusTarget, Navigation, ScrollPosition, ScrollTarget, Scrolled,
    Start, Unavailable,
};
use crate::route::{Location, Root};
use expect_test::Expect;
use std::fmt::Write as _;

/// Starts at `address`, and runs a script. New keys start at 101.
fn check(address: &str, script: &str, expected: Expect) {
    let (before, script) = script.split_once(" | ").unwrap_or(("", script));
    let mut player = Player::begin(start(address));
    player.play_all(before);
    player.log.clear();
    player.play_all(script);
    expected.assert_eq(&player.log);
}

/// The same, including the commands of the start.
fn check_start(start: Start<'_>, script: &str, expected: Expect) {
    let mut player = Player::begin(start);
    player.play_all(script);
    expected.assert_eq(&player.log);
}

fn start(address: &str) -> Start<'_> {
    Start {
        location: location(address),
        key: None,
        last_key: EntryKey::from_number(100.0),
        unavailable: None,
        stored: "",
        scrolled: Scrolled::Not,
    }
}

/// `B#x` is the element x on the page `/article/b.html`; `front` is the front page.
fn location(address: &str) -> Location {
    let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = match page {
        "front" | "" => "/".to_owned(),
        "nowhere" => "/nowhere.html".to_owned(),
        page => format!("/article/{}.html", page.to_lowercase()),
    };
    Root::at("/").locate(path, format!("#{fragment}"))
}

struct Player {
    navigation: Navigation<&'static str>,
    position: ScrollPosition,
    log: String,
}

impl Player {
    fn begin(start: Start<'_>) -> Player {
        let (navigation, commands) = Navigation::start(start);
        let mut player =
            Player { navigation, position: ScrollPosition::default(), log: String::new() };
        player.record("start", &commands);
        player
    }

    fn play_all(&mut self, script: &str) {
        for step in script.split(", ").filter(|step| !step.is_empty()) {
            let (word, rest) = step.split_once(' ').unwrap_or((step, ""));
            let commands = match word {
                "at" => {
                    self.position = position_of(rest);
                    continue;
                }
                "show" => self.show(rest),
                _ => self.play(word, rest),
            };
            self.record(step, &commands);
        }
    }

    fn play(&mut self, word: &str, rest: &str) -> Vec<Command<&'static str>> {
        let id = rest.parse().unwrap_or_default();
        let position = self.position;
        self.navigation.handle(match word {
            "click" => Event::Clicked(location(rest), position),
            "traverse" => {
                let (address, key) = rest.split_once(' ').unwrap();
                let key = key.parse().ok().map(EntryKey::from_number);
                Event::Traversed(location(address), key, position)
            }
            "loaded" => Event::Loaded(id, "page", None, position),
            "failed" => Event::Loaded(id, "failure", Some(Unavailable::Retryable), position),
            "newer" => Event::Loaded(id, "newer edition", Some(Unavailable::NeedsReload), position),
            "pushed" => Event::Pushed,
            "refused" => Event::PushRefused,
            "retry" => Event::RetryDue(id),
            "hide" => Event::Hidden(position),
            "restore" => Event::Restored(rest.replace('/', " ")),
            "hover" => Event::Interest(location(rest)),
            _ => panic!("no event is called {word}"),
        })
    }

    /// The events from the end of a load.
    fn show(&mut self, rest: &str) -> Vec<Command<&'static str>> {
        let (id, outcome) = rest.split_once(' ').unwrap_or((rest, "loaded"));
        let mut commands = self.play(outcome, id);
        if matches!(commands.last(), Some(Command::Push(..))) {
            commands.extend(self.play("pushed", ""));
        }
        commands
    }

    fn record(&mut self, event: &str, commands: &[Command<&'static str>]) {
        let texts: Vec<String> = commands.iter().map(text).collect();
        let texts = if texts.is_empty() { "-".to_owned() } else { texts.join("; ") };
        writeln!(self.log, "{event}: {texts}").unwrap();
    }
}

fn position_of(text: &str) -> ScrollPosition {
    let mut words = text.split(' ');
    let top = words.next().unwrap().parse().unwrap();
    let more = words.next().unwrap_or_default();
    ScrollPosition { top, details_open: more == "open", focused_link: more.parse().ok() }
}

fn text(command: &Command<&'static str>) -> String {
    let address = |location| Root::at("/").address(location);
    match command {
        Command::SetKey(key) => format!("name entry {}", key.number()),
        Command::Load(to, id) => format!("load {} ({id})", to.route.file()),
        Command::Push(key, location) => format!("push {} {}", key.number(), address(location)),
        Command::Replace(key, location) => {
            format!("replace {} {}", key.number(), address(location))
        }
        Command::RetryLater(id) => format!("retry later ({id})"),
        Command::Show(page) => format!("show the {page}"),
        Command::Scroll(ScrollTarget::Top) => "scroll to the top".to_owned(),
        Command::Scroll(ScrollTarget::Element(id)) => format!("scroll to #{id}"),
        Command::Scroll(ScrollTarget::Position(position)) => {
            format!(
                "scroll to {}{}",
                position.top,
                if position.details_open { ", open" } else { "" }
            )
        }
        Command::Focus(FocusTarget::Heading) => "focus the heading".to_owned(),
        Command::Focus(FocusTarget::Element(id)) => format!("focus #{id}"),
        Command::Focus(FocusTarget::Link(number)) => format!("focus link {number}"),
        Command::Announce => "announce".to_owned(),
        Command::BeginProgress => "begin progress".to_owned(),
        Command::EndProgress => "end progress".to_owned(),
        Command::Settle => "settle".to_owned(),
        Command::Prefetch(route) => format!("prefetch {}", route.file()),
        Command::Store(text) => format!("store {text:?}"),
    }
}

/// A document that is opened later makes other keys, however many the one before has made in its time.
#[test]
fn keys_of_later_documents() {
    let mut key = EntryKey::at(1_000.0);
    for _ in 0..7 {
        key = key.next();
    }
    assert!(key.number() < EntryKey::at(1_001.0).number());
}
