//! HTML elements as views.
//!
//! Leptos' `view!` gives every element a type of its own, with a set of functions for each; for a
//! paper, whose pages are large and stand still, that was a third of the wasm (measured, see
//! `docs/ARCHITECTURE.md`). This is the same Leptos element with one type for all tags, so those
//! functions are in the wasm once. It also never parses HTML in the browser, as templates do.

use leptos::html::custom;
use leptos::prelude::{AddAnyAttr, AnyView, ElementChild, IntoAny};
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::view::iterators::StaticVec;
use std::borrow::Cow;

/// An element in the making.
pub struct Element {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Begins an element: `element("p").class("standfirst").child(words)`.
pub fn element(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    /// Gives it an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Element {
        let value: Cow<'static, str> = value.into();
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Gives it an attribute if there is a value.
    pub fn maybe<T: Into<Cow<'static, str>>>(
        self,
        name: &'static str,
        value: Option<T>,
    ) -> Element {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Gives it classes.
    pub fn class(self, classes: &'static str) -> Element {
        self.attr("class", classes)
    }

    /// Makes it the language `tag` if that differs from its surroundings.
    pub fn lang(self, tag: Option<String>) -> Element {
        let direction = tag.as_deref().map(|tag| article::Direction::of_language(tag).as_str());
        self.maybe("lang", tag).maybe("dir", direction)
    }

    /// Puts something into it, after what is there already.
    pub fn child(mut self, child: impl Child) -> Element {
        child.put_into(&mut self.children);
        self
    }

    /// The finished view.
    pub fn view(self) -> AnyView {
        let Element { tag, attributes, children } = self;
        let children = StaticVec::from(children);
        match tag {
            // Elements without an end tag have types of their own.
            "img" => leptos::html::img().add_any_attr(attributes).into_any(),
            "br" => leptos::html::br().into_any(),
            "hr" => leptos::html::hr().into_any(),
            tag => custom(tag).add_any_attr(attributes).child(children).into_any(),
        }
    }
}

/// What can be put into an element.
pub trait Child {
    /// Puts it at the end of `children`.
    fn put_into(self, children: &mut Vec<AnyView>);
}

impl Child for AnyView {
    fn put_into(self, children: &mut Vec<AnyView>) {
        children.push(self);
    }
}

impl Child for Element {
    fn put_into(self, children: &mut Vec<AnyView>) {
        children.push(self.view());
    }
}

impl Child for String {
    fn put_into(self, children: &mut Vec<AnyView>) {
        children.push(self.into_any());
    }
}

impl Child for &str {
    fn put_into(self, children: &mut Vec<AnyView>) {
        self.to_owned().put_into(children);
    }
}

impl<T: Child> Child for Option<T> {
    fn put_into(self, children: &mut Vec<AnyView>) {
        if let Some(child) = self {
            child.put_into(children);
        }
    }
}

impl<T: Child> Child for Vec<T> {
    fn put_into(self, children: &mut Vec<AnyView>) {
        for child in self {
            child.put_into(children);
        }
    }
}

/// Several things in a row, without an element around them.
pub fn row(children: Vec<AnyView>) -> AnyView {
    StaticVec::from(children).into_any()
}
