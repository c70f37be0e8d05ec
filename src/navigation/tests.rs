//! Scripts of events, and the commands that follow from them.
//!
//! A script is a list of events with commas between them:
//!
//! - `click A`: a link to page A was clicked; `click A#id`: to a place on it; `click #id`: to a place
//!   on the page where the test begins
//! - `step A 101`: the entry with key 101 is the current one, and the address bar says A; `step A -`:
//!   an entry without a key
//! - `loaded 1`: the load of turn 1 has ended; `failed 1`, `newer 1`: with a failure
//! - `pushed`, `refused`: what became of a push; `retry 1`: the wait of turn 1 is over
//! - `ready 1`, `shown 1`, `finished 1`: what the transition of turn 1 has come to
//! - `show 1`, `show 1 failed`: all that, from `loaded 1` or `failed 1` to `finished 1`
//! - `|`: what comes before is played, but not printed
//! - `hide`, `restore TEXT`, `hover A`
//! - `at 300`: from now on the reader is there; `at 300 2`: with the page's link 2 focused; `at 300
//!   open`: with the list of months open
//!
//! `UPDATE_EXPECT=1 cargo test -p viewer` writes the goldens anew.

mod clicks;
mod documents;
mod history;

use super::{Command, Event, Focus, Goal, Key, Navigation, Spot, Start, Trouble};
use crate::route::{Location, Root};
use expect_test::Expect;
use std::fmt::Write as _;

/// Begins at `address`, and plays a script. Keys given by the viewer begin at 101.
fn check(address: &str, script: &str, expected: Expect) {
    let (before, script) = script.split_once(" | ").unwrap_or(("", script));
    let mut player = Player::begin(start(address));
    player.play_all(before);
    player.told.clear();
    player.play_all(script);
    expected.assert_eq(&player.told);
}

/// The same, with the start printed.
fn check_start(start: Start<'_>, script: &str, expected: Expect) {
    let mut player = Player::begin(start);
    player.play_all(script);
    expected.assert_eq(&player.told);
}

fn start(address: &str) -> Start<'_> {
    Start {
        location: location(address),
        key: None,
        last_key: Key::from_number(100.0),
        trouble: None,
        stored: "",
        reader_moved: false,
    }
}

/// `B#x` is the place x on the page `/article/b.html`; `front` is the front page.
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
    spot: Spot,
    told: String,
}

impl Player {
    fn begin(start: Start<'_>) -> Player {
        let (navigation, commands) = Navigation::start(start);
        let mut player = Player { navigation, spot: Spot::default(), told: String::new() };
        player.tell("start", &commands);
        player
    }

    fn play_all(&mut self, script: &str) {
        for step in script.split(", ").filter(|step| !step.is_empty()) {
            let (word, rest) = step.split_once(' ').unwrap_or((step, ""));
            let commands = match word {
                "at" => {
                    self.spot = spot_of(rest);
                    continue;
                }
                "show" => self.show(rest),
                _ => self.play(word, rest),
            };
            self.tell(step, &commands);
        }
    }

    fn play(&mut self, word: &str, rest: &str) -> Vec<Command<&'static str>> {
        let turn = rest.parse().unwrap_or_default();
        let spot = self.spot;
        self.navigation.handle(match word {
            "click" => Event::Clicked(location(rest), spot),
            "step" => {
                let (address, key) = rest.split_once(' ').unwrap();
                let key = key.parse().ok().map(Key::from_number);
                Event::Traversed(location(address), key, spot)
            }
            "loaded" => Event::Loaded(turn, "page", None, spot),
            "failed" => Event::Loaded(turn, "failure", Some(Trouble::Passing), spot),
            "newer" => Event::Loaded(turn, "newer edition", Some(Trouble::Newer), spot),
            "pushed" => Event::Pushed,
            "refused" => Event::PushRefused,
            "retry" => Event::RetryDue(turn),
            "ready" => Event::TransitionReady(turn),
            "shown" => Event::Shown(turn),
            "finished" => Event::TransitionFinished(turn),
            "hide" => Event::Hidden(spot),
            "restore" => Event::Restored(rest.replace('/', " ")),
            "hover" => Event::Interest(location(rest)),
            _ => panic!("no event is called {word}"),
        })
    }

    /// All that happens when a page has come; `show 1 failed`: when it has not.
    fn show(&mut self, rest: &str) -> Vec<Command<&'static str>> {
        let (turn, outcome) = rest.split_once(' ').unwrap_or((rest, "loaded"));
        let mut commands = self.play(outcome, turn);
        if matches!(commands.last(), Some(Command::Push(..))) {
            commands.extend(self.play("pushed", ""));
        }
        for word in ["ready", "shown", "finished"] {
            commands.extend(self.play(word, turn));
        }
        commands
    }

    fn tell(&mut self, event: &str, commands: &[Command<&'static str>]) {
        let texts: Vec<String> = commands.iter().map(text).collect();
        let texts = if texts.is_empty() { "-".to_owned() } else { texts.join("; ") };
        writeln!(self.told, "{event}: {texts}").unwrap();
    }
}

fn spot_of(text: &str) -> Spot {
    let mut words = text.split(' ');
    let top = words.next().unwrap().parse().unwrap();
    let more = words.next().unwrap_or_default();
    Spot { top, unfolded: more == "open", link: more.parse().ok() }
}

fn text(command: &Command<&'static str>) -> String {
    let address = |location| Root::at("/").address(location);
    match command {
        Command::NameEntry(key) => format!("name entry {}", key.number()),
        Command::Load(route, turn) => format!("load {} ({turn})", route.file()),
        Command::Push(key, location) => format!("push {} {}", key.number(), address(location)),
        Command::Replace(key, location) => {
            format!("replace {} {}", key.number(), address(location))
        }
        Command::RetryLater(turn) => format!("retry later ({turn})"),
        Command::BeginTransition(turn) => format!("begin transition ({turn})"),
        Command::Show(page) => format!("show the {page}"),
        Command::Scroll(Goal::Top) => "scroll to the top".to_owned(),
        Command::Scroll(Goal::Element(id)) => format!("scroll to #{id}"),
        Command::Scroll(Goal::Spot(spot)) => {
            format!("scroll to {}{}", spot.top, if spot.unfolded { ", open" } else { "" })
        }
        Command::Focus(Focus::Heading) => "focus the heading".to_owned(),
        Command::Focus(Focus::Element(id)) => format!("focus #{id}"),
        Command::Focus(Focus::Link(number)) => format!("focus link {number}"),
        Command::Announce => "announce".to_owned(),
        Command::BeginProgress => "begin progress".to_owned(),
        Command::EndProgress => "end progress".to_owned(),
        Command::Settle => "settle".to_owned(),
        Command::Prefetch(route) => format!("prefetch {}", route.file()),
        Command::Store(text) => format!("store {text:?}"),
    }
}
