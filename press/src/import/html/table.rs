//! Tables.

use super::Converter;
use crate::import::dom::Id;
use article::{Align, Block, Cell, Row, Scope, Table};

/// HTML's own limits.
const MOST_COLUMNS: u16 = 1000;
const MOST_ROWS: u16 = 65534;

impl Converter<'_> {
    /// A table, followed by what its cells hold that is no text.
    pub(super) fn table(&mut self, id: Id) -> Vec<Block> {
        let dom = self.dom;
        let mut table = Table::default();
        let mut after = Vec::new();
        for part in dom.children(id) {
            match dom.name(part) {
                "caption" => {
                    let (caption, rest) = self.line(part);
                    table.caption = caption;
                    after.extend(rest);
                }
                "thead" => self.rows(part, true, &mut table, &mut after),
                "tbody" | "tfoot" => self.rows(part, false, &mut table, &mut after),
                "tr" => self.row(part, false, &mut table, &mut after),
                "" | "colgroup" | "col" => {}
                _ => after.extend(self.inside(part)),
            }
        }
        let mut blocks = Vec::new();
        if !table.head.is_empty() || !table.rows.is_empty() || !table.caption.is_empty() {
            blocks.push(Block::Table(table));
        }
        blocks.extend(after);
        blocks
    }

    fn rows(&mut self, part: Id, head: bool, table: &mut Table, after: &mut Vec<Block>) {
        let dom = self.dom;
        for row in dom.children(part).filter(|&row| dom.name(row) == "tr") {
            self.row(row, head, table, after);
        }
    }

    fn row(&mut self, id: Id, head: bool, table: &mut Table, after: &mut Vec<Block>) {
        let dom = self.dom;
        let cells: Vec<Id> =
            dom.children(id).filter(|&cell| matches!(dom.name(cell), "td" | "th")).collect();
        // The first row heads the table if it holds nothing but headers.
        let heads = cells.iter().all(|&cell| dom.name(cell) == "th") && table.rows.is_empty();
        let head = head || (heads && cells.len() > 1);
        let row: Vec<Cell> = cells.iter().map(|&cell| self.cell(cell, head, after)).collect();
        if row.iter().all(|cell| cell.text.is_empty()) {
            return;
        }
        if head {
            table.head.push(Row(row));
        } else {
            table.rows.push(Row(row));
        }
    }

    fn cell(&mut self, id: Id, head: bool, after: &mut Vec<Block>) -> Cell {
        let dom = self.dom;
        let (text, rest) = self.line(id);
        after.extend(rest);
        let header = (dom.name(id) == "th").then(|| match dom.filled(id, "scope") {
            Some("col" | "colgroup") => Scope::Column,
            Some("row" | "rowgroup") => Scope::Row,
            _ if head => Scope::Column,
            _ => Scope::Row,
        });
        let more = |name, most: u16| {
            let span = dom.filled(id, name).and_then(|span| span.parse::<u16>().ok()).unwrap_or(1);
            span.clamp(1, most) - 1
        };
        Cell {
            text,
            header,
            align: self.align(id),
            more_columns: more("colspan", MOST_COLUMNS),
            more_rows: more("rowspan", MOST_ROWS),
        }
    }

    fn align(&self, id: Id) -> Align {
        let dom = self.dom;
        let style = dom.attribute(id, "style").unwrap_or_default().replace(' ', "");
        let styled = style.split(';').find_map(|rule| rule.strip_prefix("text-align:"));
        match styled.or_else(|| dom.filled(id, "align")) {
            Some("center") => Align::Center,
            Some("right" | "end") => Align::End,
            _ => Align::Start,
        }
    }
}
