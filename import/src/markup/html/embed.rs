//! Embeds: content on other hosts, shown as a link card that loads nothing.

use super::Converter;
use super::block_builder::BlockBuilder;
use crate::diagnostics::DiagnosticKind;
use crate::drafts::context::{is_absolute, with_scheme};
use crate::markup::dom::NodeId;
use article::percent;
use article::{Block, Embed, Href, Inline, Target};

/// What a frame shows.
enum Framed {
    /// A page on another host, or outside the paper.
    Elsewhere(Href),
    /// A file or an article of the paper.
    Here(Target),
}

impl Converter<'_> {
    /// A frame becomes a card that links to its page.
    pub(super) fn frame(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let dom = self.dom;
        let source =
            ["src", "data-src", "data", "href"].iter().find_map(|name| dom.nonblank(id, name));
        let Some(source) = source else {
            return self.convert_children(id, builder);
        };
        let title = ["title", "aria-label", "name"].iter().find_map(|name| dom.nonblank(id, name));
        let title = title.unwrap_or_default().to_owned();
        match self.framed(source) {
            // What a browser shows instead may say more of the file than its name.
            Some(Framed::Here(_)) if self.has_link_below(id) => self.convert_children(id, builder),
            Some(Framed::Here(to)) => {
                let path = source.split(['?', '#']).next().unwrap_or_default();
                let name = percent::decode(path.rsplit('/').next().unwrap_or_default());
                // A link needs words.
                let words = [title, name].into_iter().find(|words| !words.is_empty());
                let words = words.unwrap_or_else(|| source.to_owned());
                let link = Inline::Link { to, text: vec![Inline::Text(words)] };
                builder.push_floating(vec![Block::Paragraph(vec![link])]);
            }
            Some(Framed::Elsewhere(href)) => {
                let embed = Embed { href, title, caption: Vec::new() };
                builder.push_floating(vec![Block::Embed(embed)]);
            }
            None => {
                self.context.report(DiagnosticKind::Unsupported, self.offset, source);
                builder.push_text(&title);
                self.convert_children(id, builder);
            }
        }
    }

    fn framed(&self, source: &str) -> Option<Framed> {
        if is_absolute(source) {
            let href = Href::new(&watch_page(source)).ok()?;
            return href.as_str().starts_with("http").then_some(Framed::Elsewhere(href));
        }
        Some(match self.context.resolve_link(source, self.offset)? {
            Target::Address(href) => Framed::Elsewhere(href),
            here => Framed::Here(here),
        })
    }

    fn has_link_below(&self, id: NodeId) -> bool {
        self.dom.descendants(id).skip(1).any(|below| self.dom.name(below) == "a")
    }

    /// Scripts are removed. Those of known embeds become cards.
    pub(super) fn script(&mut self, id: NodeId) -> Vec<Block> {
        // Hosts of scripts that only decorate text which the article contains.
        const SILENT: [&str; 8] = [
            "platform.twitter.com",
            "platform.x.com",
            "platform.instagram.com",
            "instagram.com",
            "connect.facebook.net",
            "embed.redditmedia.com",
            "tiktok.com",
            "googletagmanager.com",
        ];
        let dom = self.dom;
        let kind = dom.nonblank(id, "type").unwrap_or_default();
        let data = kind.contains("json") || kind.contains("template");
        let source = with_scheme(dom.nonblank(id, "src").unwrap_or_default());
        let href = Href::new(&source).unwrap_or_default();
        if data || SILENT.contains(&href.host()) {
            return Vec::new();
        }
        if href.host() == "gist.github.com"
            && let Ok(href) = Href::new(source.split(".js").next().unwrap_or_default())
        {
            return vec![Block::Embed(Embed { href, title: String::new(), caption: Vec::new() })];
        }
        self.context.report(DiagnosticKind::Script, self.offset, "<script");
        Vec::new()
    }
}

/// The page for a known player's frame address.
pub(crate) fn watch_page(address: &str) -> String {
    let whole = with_scheme(address);
    page(&whole).unwrap_or(whole)
}

fn page(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let (rest, _) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = path.trim_end_matches('/');
    match host {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" => youtube(path, query),
        "youtu.be" => Some(format!("https://www.youtube.com/watch?v={path}")),
        "player.vimeo.com" => {
            path.strip_prefix("video/").map(|video| format!("https://vimeo.com/{video}"))
        }
        "dailymotion.com" => {
            path.strip_prefix("embed/").map(|video| format!("https://www.dailymotion.com/{video}"))
        }
        "open.spotify.com" => {
            path.strip_prefix("embed/").map(|path| format!("https://open.spotify.com/{path}"))
        }
        "archive.org" => {
            path.strip_prefix("embed/").map(|item| format!("https://archive.org/details/{item}"))
        }
        "embed.ted.com" => Some(format!("https://www.ted.com/{path}")),
        "w.soundcloud.com" => parameter(query, "url"),
        "facebook.com" if path.starts_with("plugins/") => parameter(query, "href"),
        "instagram.com" => {
            path.strip_suffix("/embed").map(|path| format!("https://www.instagram.com/{path}/"))
        }
        "codepen.io" => Some(format!("https://codepen.io/{}", path.replace("/embed/", "/pen/"))),
        _ => None,
    }
}

fn youtube(path: &str, query: &str) -> Option<String> {
    let video = path.strip_prefix("embed/")?;
    if video == "videoseries" || video.is_empty() {
        let list = parameter(query, "list")?;
        return Some(format!("https://www.youtube.com/playlist?list={list}"));
    }
    let start = parameter(query, "start").filter(|start| start.bytes().all(|b| b.is_ascii_digit()));
    let start = start.map(|seconds| format!("&t={seconds}s")).unwrap_or_default();
    Some(format!("https://www.youtube.com/watch?v={video}{start}"))
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Some(percent::decode(value))
}
