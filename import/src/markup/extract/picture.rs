//! The picture that a page says stands for its article, found among those that were saved with it.

use super::facts::Picture;
use crate::cleaning::normalize;
use crate::markup::dom::{Dom, NodeId};

/// Looks in the page for the picture whose address is that of another host: its file may lie beside
/// the page; what stands below it is its caption.
pub(super) fn find(dom: &mut Dom, picture: &mut Picture) {
    let Some(wanted) = file_name(&picture.address) else {
        return;
    };
    let is_it = |&id: &NodeId| {
        dom.name(id) == "img"
            && dom.nonblank(id, "src").and_then(file_name).is_some_and(|name| name == wanted)
    };
    let Some(image) = dom.descendants(dom.root()).find(is_it) else {
        return;
    };
    picture.address = dom.nonblank(image, "src").unwrap_or_default().to_owned();
    let figure = std::iter::successors(Some(image), |&up| dom.parent(up))
        .take(6)
        .find(|&up| dom.name(up) == "figure");
    let caption = figure.and_then(|figure| dom.find(figure, "figcaption"));
    if let Some(caption) = caption {
        let text = normalize::in_one_line(&dom.text(caption));
        if !text.is_empty() {
            picture.caption = text;
        }
    }
    // It is shown once, above the text.
    dom.detach(figure.unwrap_or(image));
}

/// Takes away what stands for pictures on other hosts where their captions say it: the caption is all
/// that readers saw.
pub(super) fn drop_alternatives(dom: &mut Dom, top: NodeId) {
    let figures: Vec<NodeId> =
        dom.descendants(top).filter(|&id| dom.name(id) == "figure").collect();
    for figure in figures {
        let captioned = dom
            .find(figure, "figcaption")
            .is_some_and(|caption| !dom.text(caption).trim().is_empty());
        let is_far = |id: &NodeId| {
            dom.name(*id) == "img"
                && dom
                    .nonblank(*id, "src")
                    .is_some_and(|source| source.starts_with("http") || source.starts_with("//"))
        };
        let pictures: Vec<NodeId> = dom.descendants(figure).filter(is_far).collect();
        for picture in pictures.into_iter().filter(|_| captioned) {
            dom.set_attribute(picture, "alt", "");
        }
    }
}

/// The name of a picture's file, without its ending and size.
fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    (stem.len() > 3 && !address.starts_with("data:")).then(|| stem.to_ascii_lowercase())
}
