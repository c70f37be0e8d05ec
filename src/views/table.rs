//! Tables.

use super::element::{Element, element};
use super::inline::text;
use super::words;
use article::{Align, Cell, Row, Scope, Table};

/// A table, in a container that scrolls on narrow screens and that is focusable for keyboard users.
pub fn table(table: Table) -> Element {
    let label = article::plain_text(&table.caption);
    let label = if label.is_empty() { words::TABLE.to_owned() } else { label };
    let caption =
        (!table.caption.is_empty()).then(|| element("caption").child(text(table.caption)));
    let head = (!table.head.is_empty()).then(|| rows("thead", table.head));
    let inner = element("table").child(caption).child(head).child(rows("tbody", table.rows));
    element("div")
        .class("table")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", label)
        .child(inner)
}

fn rows(tag: &'static str, rows: Vec<Row>) -> Element {
    let row =
        |Row(cells): Row| element("tr").child(cells.into_iter().map(cell).collect::<Vec<_>>());
    element(tag).child(rows.into_iter().map(row).collect::<Vec<_>>())
}

fn cell(cell: Cell) -> Element {
    let span = |more: u16| (more > 0).then(|| (u32::from(more) + 1).to_string());
    let class = match cell.align {
        Align::Start => None,
        Align::Center => Some("center"),
        Align::End => Some("end"),
    };
    let (tag, scope) = match cell.header {
        None => ("td", None),
        Some(Scope::Column) => ("th", Some("col")),
        Some(Scope::Row) => ("th", Some("row")),
    };
    element(tag)
        .maybe("scope", scope)
        .maybe("class", class)
        .maybe("colspan", span(cell.more_columns))
        .maybe("rowspan", span(cell.more_rows))
        .child(text(cell.text))
}
