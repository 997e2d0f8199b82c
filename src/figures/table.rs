//! A table of numbers, as markup.

use super::text::escape;
use crate::charts::{Row, Table};

/// The table's markup. Texts in it are text, whatever they contain.
pub fn html(table: &Table) -> String {
    let caption = escape(&table.caption);
    let head: String =
        table.head.iter().map(|name| ["<th scope=\"col\">", &escape(name), "</th>"].concat()).collect();
    let rows: String = table.rows.iter().map(row).collect();
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
        let html = html(&table);
        assert!(html.contains("aria-label=\"a &quot;b&quot; &amp; c\""), "{html}");
        assert!(html.contains("<th scope=\"col\">&lt;i&gt;</th>"), "{html}");
        assert!(
            html.contains("<tr class=\"total\"><th scope=\"row\">1 &lt; 2</th><td>&lt;/td&gt;</td></tr>"),
            "{html}"
        );
    }
}
