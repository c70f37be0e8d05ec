//! What the paper says of itself, below the page: that it can be kept, that a new edition is out.

use super::element::{Element, element};

/// How far the edition is kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing is kept, and nothing was asked for.
    Offered,
    /// It is being fetched.
    UnderWay,
    /// The reader has stopped it, or the connection has gone.
    Stopped,
    /// There is not enough room.
    Full,
    /// All of it is kept.
    Kept,
}

/// What a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To keep the edition, or to go on with it.
    Keep,
    /// To stop.
    Stop,
    /// To forget what is kept.
    Forget,
    /// To read the new edition.
    Renew,
}

impl Wish {
    const ALL: [Wish; 4] = [Wish::Keep, Wish::Stop, Wish::Forget, Wish::Renew];

    /// The value of its button.
    pub fn name(self) -> &'static str {
        match self {
            Wish::Keep => "keep",
            Wish::Stop => "stop",
            Wish::Forget => "forget",
            Wish::Renew => "renew",
        }
    }

    /// The wish whose button has this value.
    pub fn named(name: &str) -> Option<Wish> {
        Wish::ALL.into_iter().find(|wish| wish.name() == name)
    }
}

/// What the desk knows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Desk {
    /// How far the edition is kept; `None` where nothing can be.
    pub keeping: Option<Keeping>,
    /// What is kept of it, in bytes.
    pub done: f64,
    /// Its size, in bytes.
    pub total: f64,
    /// Whether the host has a newer edition than the one at hand.
    pub newer: bool,
}

/// What stands below the page.
pub fn desk(desk: Desk) -> Element {
    let news = desk.newer.then(|| {
        element("p")
            .class("new-edition")
            .attr("role", "status")
            .child("A new edition of this paper is out. ")
            .child(button(Wish::Renew, "Read it"))
    });
    let keeping = desk.keeping.map(|keeping| {
        let total = size(desk.total);
        let kept_of = kept_of(desk.done, desk.total);
        let (words, buttons) = match keeping {
            Keeping::Offered => (
                ["You can keep the whole paper on this device, ", &total, "."].concat(),
                vec![button(Wish::Keep, "Keep this paper offline")],
            ),
            Keeping::UnderWay => (kept_of, vec![button(Wish::Stop, "Stop")]),
            Keeping::Stopped => {
                (kept_of, vec![button(Wish::Keep, "Go on"), button(Wish::Forget, "Forget it")])
            }
            Keeping::Full => (
                ["There is not enough room on this device. The paper needs ", &total, "."].concat(),
                vec![button(Wish::Keep, "Try again"), button(Wish::Forget, "Forget it")],
            ),
            Keeping::Kept => (
                ["The whole paper is kept on this device, ", &total, "."].concat(),
                vec![button(Wish::Forget, "Forget it")],
            ),
        };
        let progress = (keeping == Keeping::UnderWay).then(|| {
            element("progress")
                .attr("aria-label", "Keeping the paper")
                .attr("max", whole(desk.total))
                .attr("value", whole(desk.done))
        });
        element("section")
            .class("keeping")
            .attr("aria-label", "Offline")
            .child(element("p").child(words))
            .child(progress)
            .child(buttons)
    });
    element("div").child(news).child(keeping)
}

/// How much of the edition has come.
pub fn kept_of(done: f64, total: f64) -> String {
    ["Kept offline: ", &size(done), " of ", &size(total)].concat()
}

fn button(wish: Wish, words: &'static str) -> Element {
    element("button").attr("type", "button").attr("value", wish.name()).child(words)
}

fn whole(bytes: f64) -> String {
    ((bytes / 1e3) as u32).to_string()
}

/// A size in the largest unit that fits, a tenth exact: `0.4 MB`, `1.2 GB`.
fn size(bytes: f64) -> String {
    let (unit, name) = if bytes < 1e9 { (1e5, " MB") } else { (1e8, " GB") };
    let tenths = (bytes / unit) as u32;
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), name].concat()
}
