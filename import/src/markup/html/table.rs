//! Tables.

use super::Converter;
use crate::cleaning::normalize;
use crate::diagnostics::DiagnosticKind;
use crate::markup::dom::NodeId;
use article::{Align, Block, Cell, Inline, Row, Scope, Table};

/// The limits of the HTML standard.
const MAX_COLSPAN: u16 = 1000;
const MAX_ROWSPAN: u16 = 65534;

/// A table being built.
#[derive(Default)]
struct TableBuilder {
    table: Table,
    /// Blocks in cells that are not text; they follow the table.
    after: Vec<Block>,
    /// How many of the next rows a cell above spans.
    covered: u16,
}

impl Converter<'_> {
    /// Converts a table; blocks in its cells follow it.
    pub(super) fn table(&mut self, id: NodeId) -> Vec<Block> {
        let dom = self.dom;
        let mut builder = TableBuilder::default();
        for part in dom.children(id) {
            match dom.name(part) {
                "caption" => {
                    let (caption, rest) = self.line(part);
                    builder.table.caption = caption;
                    builder.after.extend(rest);
                }
                "thead" => self.rows(part, true, &mut builder),
                "tbody" | "tfoot" => self.rows(part, false, &mut builder),
                "tr" => self.row(part, false, &mut builder),
                "" | "colgroup" | "col" => {}
                _ => builder.after.extend(self.blocks_in(part)),
            }
        }
        let TableBuilder { table, after, .. } = builder;
        let mut blocks = Vec::new();
        if !table.head.is_empty() || !table.rows.is_empty() || !table.caption.is_empty() {
            blocks.push(Block::Table(table));
        }
        blocks.extend(after);
        blocks
    }

    fn rows(&mut self, part: NodeId, head: bool, builder: &mut TableBuilder) {
        let dom = self.dom;
        builder.covered = 0;
        for row in dom.children(part).filter(|&row| dom.name(row) == "tr") {
            self.row(row, head, builder);
        }
    }

    fn row(&mut self, id: NodeId, head: bool, builder: &mut TableBuilder) {
        let dom = self.dom;
        self.note_place(id);
        let covered = builder.covered > 0;
        let cells: Vec<NodeId> =
            dom.children(id).filter(|&cell| matches!(dom.name(cell), "td" | "th")).collect();
        // The first row is the head if all its cells are header cells.
        let heads =
            cells.iter().all(|&cell| dom.name(cell) == "th") && builder.table.rows.is_empty();
        let head = head || (heads && (cells.len() > 1 || covered));
        let row: Vec<Cell> =
            cells.iter().map(|&cell| self.cell(cell, head, &mut builder.after)).collect();
        let reach = row.iter().map(|cell| cell.more_rows).max().unwrap_or_default();
        builder.covered = builder.covered.saturating_sub(1).max(reach);
        // Keep an empty row if a cell spans into it or out of it; without it, the cells below would
        // shift.
        if row.iter().all(|cell| normalize::is_blank(&cell.text)) && !covered && reach == 0 {
            return;
        }
        let rows = if head { &mut builder.table.head } else { &mut builder.table.rows };
        rows.push(Row(row));
    }

    fn cell(&mut self, id: NodeId, head: bool, after: &mut Vec<Block>) -> Cell {
        let dom = self.dom;
        self.note_place(id);
        let (mut text, rest) = self.line(id);
        self.note_pictures(&mut text, &rest);
        after.extend(rest);
        let header = (dom.name(id) == "th").then(|| match dom.nonblank(id, "scope") {
            Some("col" | "colgroup") => Scope::Column,
            Some("row" | "rowgroup") => Scope::Row,
            _ if head => Scope::Column,
            _ => Scope::Row,
        });
        let more = |name, most: u16| {
            let span =
                dom.nonblank(id, name).and_then(|span| span.parse::<u16>().ok()).unwrap_or(1);
            span.clamp(1, most) - 1
        };
        Cell {
            text,
            header,
            align: self.align(id),
            more_columns: more("colspan", MAX_COLSPAN),
            more_rows: more("rowspan", MAX_ROWSPAN),
        }
    }

    /// What a cell shows of its pictures, which follow the table: their description, if it has no
    /// other words.
    fn note_pictures(&self, text: &mut Vec<Inline>, rest: &[Block]) {
        let alt = rest.iter().find_map(|block| match block {
            Block::Image(image) => Some(&image.alt),
            _ => None,
        });
        let Some(alt) = alt else {
            return;
        };
        if normalize::is_blank(text) && !alt.is_empty() {
            *text = vec![Inline::Text(alt.clone())];
        }
        let message = "pictures in the cells of a table follow the table";
        let span = self.context.span_of(self.offset, "");
        self.context.draft.diagnostics.add_message(DiagnosticKind::Unsupported, span, message);
    }

    fn align(&self, id: NodeId) -> Align {
        let dom = self.dom;
        let style = dom.attribute(id, "style").unwrap_or_default().replace(' ', "");
        let styled = style.split(';').find_map(|rule| rule.strip_prefix("text-align:"));
        match styled.or_else(|| dom.nonblank(id, "align")) {
            Some("center") => Align::Center,
            Some("right" | "end") => Align::End,
            _ => Align::Start,
        }
    }
}
