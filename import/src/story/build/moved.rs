//! Articles that only say where they have gone to.

use super::StoryBuilder;
use crate::markup::html;
use article::{Block, Credit, Href};

impl StoryBuilder<'_> {
    /// A card that leads to the address in `redirect_to`, for an article without a text.
    pub(super) fn moved_card(&self, headline: &str) -> Option<Block> {
        let scalars = &self.context.draft.front_matter.scalars;
        let address =
            ["redirect_to", "redirectTo", "redirect"].iter().find_map(|key| scalars.get(*key))?;
        let href = Href::new(address).ok().filter(|href| !href.host().is_empty())?;
        Some(html::card(href, headline.to_owned(), Vec::new(), &Credit::default()))
    }
}
