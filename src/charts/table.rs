//! A chart's numbers as a table, for readers and for spreadsheets.

use super::text::{escape, escape_markdown};

/// A table with a caption, a head row, and a head cell in each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The caption.
    pub caption: String,
    /// The column names, including the column of row heads.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The head of the row.
    pub head: String,
    /// One cell per further column.
    pub cells: Vec<String>,
    /// Whether the row is a total of the rows above it.
    pub total: bool,
}

impl Table {
    /// The table as HTML, with all texts escaped.
    pub fn html(&self) -> String {
        let caption = escape(&self.caption);
        let head: String =
            self.head.iter().map(|name| ["<th scope=\"col\">", &escape(name), "</th>"].concat()).collect();
        let rows: String = self.rows.iter().map(row).collect();
        [
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"",
            &caption,
            "\"><table><caption>",
            &caption,
            "</caption><thead><tr>",
            &head,
            "</tr></thead><tbody>",
            &rows,
            "</tbody></table></div>",
        ]
        .concat()
    }

    /// The table as Markdown, with all texts escaped.
    ///
    /// ```
    /// use showdown::charts::{Row, Table};
    ///
    /// let table = Table {
    ///     caption: String::new(),
    ///     head: vec!["Line".into(), "Tokens".into()],
    ///     rows: vec![Row::new("a|b", ["50".to_owned()])],
    /// };
    /// assert_eq!(table.markdown(), "| Line | Tokens |\n| --- | --- |\n| a\\|b | 50 |\n");
    /// ```
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = &String>| {
            for cell in cells {
                text.push_str("| ");
                text.push_str(&escape_markdown(cell));
                text.push(' ');
            }
            text.push_str("|\n");
        };
        line(&mut self.head.iter());
        let rule = "---".to_owned();
        line(&mut self.head.iter().map(|_| &rule));
        for row in &self.rows {
            line(&mut std::iter::once(&row.head).chain(&row.cells));
        }
        text
    }
}

impl Row {
    /// Creates a row of the table's body.
    pub fn new(head: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Self {
        Self { head: head.into(), cells: cells.into_iter().collect(), total: false }
    }

    /// Creates a total row.
    pub fn total(head: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Self {
        Self { total: true, ..Self::new(head, cells) }
    }
}

fn row(row: &Row) -> String {
    let class = if row.total { " class=\"total\"" } else { "" };
    let cells: String = row.cells.iter().map(|cell| ["<td>", &escape(cell), "</td>"].concat()).collect();
    ["<tr", class, "><th scope=\"row\">", &escape(&row.head), "</th>", &cells, "</tr>"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_text() {
        let table = Table {
            caption: "a \"b\" & c".into(),
            head: vec!["<i>".into(), "x".into()],
            rows: vec![Row::total("1 < 2", ["</td>".to_owned()])],
        };
        let html = table.html();
        assert!(html.contains("aria-label=\"a &quot;b&quot; &amp; c\""), "{html}");
        assert!(html.contains("<th scope=\"col\">&lt;i&gt;</th>"), "{html}");
        assert!(
            html.contains("<tr class=\"total\"><th scope=\"row\">1 &lt; 2</th><td>&lt;/td&gt;</td></tr>"),
            "{html}"
        );
    }
}
