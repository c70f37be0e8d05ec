//! Tables.

use super::inline::text;
use article::{Align, Cell, Row, Scope, Table};
use leptos::prelude::*;

/// A table. On narrow screens it scrolls in its own box, which the keyboard can reach.
pub fn table(table: Table) -> AnyView {
    let head = (!table.head.is_empty()).then(|| view! { <thead>{rows(table.head)}</thead> });
    let label = article::plain_text(&table.caption);
    let label = if label.is_empty() { "Table".to_owned() } else { label };
    let caption =
        (!table.caption.is_empty()).then(|| view! { <caption>{text(table.caption)}</caption> });
    view! {
        <div class="table" role="region" tabindex="0" aria-label=label>
            <table>{caption} {head} <tbody>{rows(table.rows)}</tbody></table>
        </div>
    }
    .into_any()
}

fn rows(rows: Vec<Row>) -> Vec<AnyView> {
    let row = |Row(cells): Row| {
        let cells: Vec<_> = cells.into_iter().map(cell).collect();
        view! { <tr>{cells}</tr> }.into_any()
    };
    rows.into_iter().map(row).collect()
}

fn cell(cell: Cell) -> AnyView {
    let span = |more: u16| (more > 0).then(|| (u32::from(more) + 1).to_string());
    let (columns, rows) = (span(cell.more_columns), span(cell.more_rows));
    let class = match cell.align {
        Align::Start => None,
        Align::Center => Some("center"),
        Align::End => Some("end"),
    };
    let scope = match cell.header {
        None => {
            return view! {
                <td class=class colspan=columns rowspan=rows>
                    {text(cell.text)}
                </td>
            }
            .into_any();
        }
        Some(Scope::Column) => "col",
        Some(Scope::Row) => "row",
    };
    view! {
        <th class=class scope=scope colspan=columns rowspan=rows>
            {text(cell.text)}
        </th>
    }
    .into_any()
}
