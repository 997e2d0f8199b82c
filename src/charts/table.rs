//! The same numbers as a table.

/// A table as people read it: a caption, a head, and rows that begin with their own head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// The columns' names, that of the rows' heads included.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the row is about.
    pub head: String,
    /// One cell for each further column.
    pub cells: Vec<String>,
    /// Whether it sums up the rows above it.
    pub total: bool,
}

impl Row {
    /// A row of the table's body.
    pub fn new(head: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Self {
        Self { head: head.into(), cells: cells.into_iter().collect(), total: false }
    }

    /// A row that sums up.
    pub fn total(head: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Self {
        Self { total: true, ..Self::new(head, cells) }
    }
}
