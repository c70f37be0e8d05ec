//! Words that say that what follows is no part of the story: `Related stories`, `Lire aussi`.

use super::counts::Page;
use super::marks::Furniture;
use crate::markup::dom::NodeId;

/// Above lists of other stories, or before links to one.
const RELATED: &[&str] = &[
    "related",
    "related stories",
    "related articles",
    "related topics",
    "related news",
    "related links",
    "related coverage",
    "read more",
    "read also",
    "also read",
    "read next",
    "more on this story",
    "more on this topic",
    "more from",
    "more stories",
    "see also",
    "you may also like",
    "you might also like",
    "recommended",
    "recommended for you",
    "recommended stories",
    "most read",
    "most popular",
    "most viewed",
    "trending",
    "trending now",
    "top stories",
    "don't miss",
    "dont miss",
    "what to read next",
    "in other news",
    "latest news",
    "lesen sie auch",
    "lesen sie mehr",
    "mehr zum thema",
    "auch interessant",
    "das könnte sie auch interessieren",
    "das könnte dich auch interessieren",
    "meistgelesen",
    "weitere artikel",
    "passend zum thema",
    "lire aussi",
    "à lire aussi",
    "lire également",
    "sur le même sujet",
    "les plus lus",
    "voir aussi",
    "articles liés",
    "lea también",
    "lea tambien",
    "le puede interesar",
    "te puede interesar",
    "también te puede interesar",
    "más información",
    "noticias relacionadas",
    "lo más leído",
    "más leídas",
    "leia também",
    "leia mais",
    "veja também",
    "saiba mais",
    "mais lidas",
    "leggi anche",
    "i più letti",
    "articoli correlati",
    "potrebbe interessarti",
    "approfondisci",
    "lees ook",
    "lees meer",
    "meest gelezen",
    "läs också",
    "läs mer",
    "mest läst",
    "les også",
    "læs også",
    "mest lest",
    "mest læst",
    "lue myös",
    "czytaj też",
    "czytaj także",
    "zobacz też",
    "čtěte také",
    "čítajte aj",
    "ilgili haberler",
    "читайте также",
    "читать также",
    "самое читаемое",
    "материалы по теме",
    "по теме",
    "популярное",
    "читайте також",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "الأكثر قراءة",
    "مواضيع ذات صلة",
    "קראו גם",
    "관련기사",
    "관련 기사",
    "많이 본 뉴스",
    "인기기사",
    "인기 기사",
    "関連記事",
    "関連ニュース",
    "あわせて読みたい",
    "アクセスランキング",
    "おすすめ記事",
    "相关阅读",
    "相关新闻",
    "延伸閱讀",
    "相關新聞",
    "熱門新聞",
    "推薦閱讀",
    "更多新聞",
    "xem thêm",
    "baca juga",
];
const SHARING: &[&str] = &[
    "share",
    "share this",
    "share this article",
    "share this story",
    "share on facebook",
    "artikel teilen",
    "teilen",
    "partager",
    "partager cet article",
    "compartir",
    "compartir en redes",
    "compartilhe",
    "condividi",
    "поделиться",
    "شارك المقال",
    "공유하기",
    "この記事をシェア",
    "分享本文",
    "follow us",
    "print",
    "email",
];
const COMMENTS: &[&str] = &[
    "comments",
    "leave a reply",
    "leave a comment",
    "join the conversation",
    "kommentare",
    "commentaires",
    "comentarios",
    "comentários",
    "commenti",
    "reacties",
    "комментарии",
    "التعليقات",
    "댓글",
    "コメント",
    "留言",
    "评论",
];
const NOTICES: &[&str] = &[
    "advertisement",
    "advertising",
    "ad",
    "sponsored",
    "sponsored content",
    "promoted",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "advertentie",
    "annons",
    "annonse",
    "annonce",
    "reklama",
    "реклама",
    "إعلان",
    "광고",
    "広告",
    "廣告",
    "广告",
    "continue reading the main story",
    "story continues below advertisement",
    "article continues below",
    "skip advertisement",
    "newsletter",
    "stay informed",
    "subscribe",
    "please enable javascript",
    "loading",
    "min read",
    "listen to this article",
];
/// Beginnings of notices that stand in paragraphs of their own.
const NOTICE_STARTS: &[&str] = &[
    "©",
    "copyright ©",
    "copyright (c)",
    "저작권자",
    "ⓒ",
    "版權所有",
    "版权所有",
    "无断转载",
    "all rights reserved",
    "a version of this article appears in print",
    "please enable javascript",
    "sign up for",
    "subscribe to our",
    "proudly powered by",
];

/// Takes away what these words introduce below `top`.
pub(super) fn remove(page: &mut Page<'_>, top: NodeId, found: &mut [Option<Furniture>]) {
    const MAX_CHARS: u32 = 240;
    for id in page.elements(top) {
        let counts = *page.counts(id);
        if id == top
            || page.is_gone(id)
            || counts.chars == 0
            || counts.chars > MAX_CHARS
            || !is_line(page, id)
        {
            continue;
        }
        let text = page.text(id);
        let density = counts.link_density();
        if let Some(furniture) = whole(&text) {
            remove_section(page, top, id, furniture, found);
        } else if let Some(furniture) = start(&text, density) {
            found[id] = Some(furniture);
            page.remove(id);
        }
    }
}

/// Whether an element is a line of its own.
fn is_line(page: &Page<'_>, id: NodeId) -> bool {
    let block = matches!(
        page.dom.name(id),
        "p" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "span"
            | "strong"
            | "b"
            | "li"
            | "summary"
            | "a"
            | "label"
            | "dt"
    );
    // What stands in a paragraph of the story is a part of it.
    let spans = page.is_phrasing(id)
        && page.ancestors(id).take_while(|&up| page.is_phrasing(up)).count() < 3;
    let inside = page.dom.parent(id).is_some_and(|up| {
        page.counts(up).chars > page.counts(id).chars + 2
            && (page.dom.name(up) == "p" || page.is_phrasing(up))
    });
    block && !(spans && inside) || page.dom.name(id) == "div" && page.counts(id).blocks <= 1
}

fn letters(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() || "'’©ⓒ()".contains(c) { c } else { ' ' })
        .collect();
    text.to_lowercase().replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a line introduces that has no other words.
fn whole(text: &str) -> Option<Furniture> {
    let line = letters(text);
    let line = line.trim_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '(' || c == ')');
    let has = |list: &[&str]| list.contains(&line);
    match () {
        () if has(RELATED) => Some(Furniture::Related),
        () if has(SHARING) => Some(Furniture::Sharing),
        () if has(COMMENTS) => Some(Furniture::Comments),
        () if has(NOTICES) => Some(Furniture::Notice),
        () => None,
    }
}

/// What a line is that begins so: `READ MORE: Tram drivers threaten to strike`.
fn start(text: &str, density: f32) -> Option<Furniture> {
    let line = letters(text);
    let begins = |list: &[&str]| {
        list.iter().any(|phrase| {
            line.strip_prefix(phrase)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || !phrase.is_ascii())
        })
    };
    if density > 0.4 && begins(RELATED) {
        return Some(Furniture::Related);
    }
    begins(NOTICE_STARTS).then_some(Furniture::Notice)
}

/// Takes away a heading's section: the element around it if there is no story in it, else the elements
/// behind it up to the next one with story in it.
fn remove_section(
    page: &mut Page<'_>,
    top: NodeId,
    heading: NodeId,
    furniture: Furniture,
    found: &mut [Option<Furniture>],
) {
    let mut section = heading;
    while let Some(up) =
        page.dom.parent(section).filter(|&up| up != top && page.counts(up).prose == 0)
    {
        section = up;
    }
    if let Some(whole) =
        section_begun_by(page, top, section).filter(|_| furniture != Furniture::Notice)
    {
        section = whole;
    }
    let mut gone = vec![section];
    if section == heading && furniture != Furniture::Notice {
        let behind = page
            .dom
            .children(page.dom.parent(heading).unwrap_or(top))
            .skip_while(|&id| id != heading)
            .skip(1);
        let is_list = |id: &NodeId| {
            let counts = page.counts(*id);
            counts.chars == 0 || counts.prose == 0 && counts.link_density() > 0.3
        };
        gone.extend(behind.take_while(is_list));
    }
    for id in gone {
        found[id] = found[id].or(Some(furniture));
        page.remove(id);
    }
}

/// The element that a heading begins, if it is a small part of the story's: comments, teasers.
fn section_begun_by(page: &Page<'_>, top: NodeId, heading: NodeId) -> Option<NodeId> {
    let up = page.dom.parent(heading).filter(|&up| up != top)?;
    let first = page.dom.children(up).find(|&child| page.counts(child).chars > 0)?;
    let is_small = page.counts(up).prose * 2 < page.counts(top).prose;
    (first == heading && is_small && page.ancestors(up).any(|up| up == top)).then_some(up)
}
