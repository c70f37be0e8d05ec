//! A builder of HTML elements.
//!
//! Leptos' `view!` gives each element its own type, and its functions are monomorphized for each type. For
//! these large, static pages that was a third of the wasm (`docs/ARCHITECTURE.md` has the sizes). This builder
//! makes Leptos elements of one type for all tags, so that the functions are in the wasm once. Unlike Leptos'
//! templates, it never parses HTML in the browser.

use leptos::html::custom;
use leptos::prelude::{AddAnyAttr, AnyView, ElementChild, IntoAny};
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::view::iterators::StaticVec;
use std::borrow::Cow;

/// A builder of an element.
pub struct Element {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Starts an element: `element("p").class("standfirst").child(words)`.
pub fn element(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    /// Adds an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Element {
        let value: Cow<'static, str> = value.into();
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Adds an attribute if there is a value.
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

    /// Sets the `class` attribute.
    pub fn class(self, classes: &'static str) -> Element {
        self.attr("class", classes)
    }

    /// Sets `lang` and `dir`, if there is a language tag.
    pub fn lang(self, tag: Option<String>) -> Element {
        let direction = tag.as_deref().map(|tag| article::Direction::of_language(tag).as_str());
        self.maybe("lang", tag).maybe("dir", direction)
    }

    /// Appends a child.
    pub fn child(mut self, child: impl Child) -> Element {
        child.append_to(&mut self.children);
        self
    }

    /// The finished view.
    pub fn view(self) -> AnyView {
        let Element { tag, attributes, children } = self;
        let children = StaticVec::from(children);
        match tag {
            // Void elements have their own types in Leptos.
            "img" => leptos::html::img().add_any_attr(attributes).into_any(),
            "br" => leptos::html::br().into_any(),
            "hr" => leptos::html::hr().into_any(),
            tag => custom(tag).add_any_attr(attributes).child(children).into_any(),
        }
    }
}

/// What can be a child of an element.
pub trait Child {
    /// Appends itself to `children`.
    fn append_to(self, children: &mut Vec<AnyView>);
}

impl Child for AnyView {
    fn append_to(self, children: &mut Vec<AnyView>) {
        children.push(self);
    }
}

impl Child for Element {
    fn append_to(self, children: &mut Vec<AnyView>) {
        children.push(self.view());
    }
}

impl Child for String {
    fn append_to(self, children: &mut Vec<AnyView>) {
        children.push(self.into_any());
    }
}

impl Child for &str {
    fn append_to(self, children: &mut Vec<AnyView>) {
        self.to_owned().append_to(children);
    }
}

impl<T: Child> Child for Option<T> {
    fn append_to(self, children: &mut Vec<AnyView>) {
        if let Some(child) = self {
            child.append_to(children);
        }
    }
}

impl<T: Child> Child for Vec<T> {
    fn append_to(self, children: &mut Vec<AnyView>) {
        for child in self {
            child.append_to(children);
        }
    }
}

/// Several views without an element around them.
pub fn fragment(children: Vec<AnyView>) -> AnyView {
    StaticVec::from(children).into_any()
}
