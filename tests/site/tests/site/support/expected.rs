//! What the page must show, from the data that it is made of: a price changed in `showdown.json` changes these too.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use showdown::charts::Table;
use showdown::data::{Book, Showdown};
use showdown::domain::workload::Service;
use showdown::domain::{Cost, Workload, format};
use showdown::figures::{self, Figure, REGISTRY, Setting, Shown, Values};

/// The figures of the page, in its order.
pub const FIGURES: [&str; REGISTRY.len()] = {
    let mut ids = [""; REGISTRY.len()];
    let mut place = 0;
    while place < ids.len() {
        ids[place] = REGISTRY[place].id;
        place += 1;
    }
    ids
};

/// The figure of that id.
pub fn figure(id: &str) -> &'static Figure {
    figures::find(id).unwrap_or_else(|| panic!("no figure is called {id}"))
}

/// A setting of a figure.
pub fn setting(id: &str, key: &str) -> Setting {
    let own = (figure(id).settings)(data());
    own.into_iter().find(|setting| setting.key == key).unwrap_or_else(|| panic!("{id} has no setting {key}"))
}

/// What a figure's settings are, with these as they stand in an address.
pub fn values(id: &str, address: &[(&str, &str)]) -> Values {
    let defaults = Values::defaults(&(figure(id).settings)(data()));
    address.iter().fold(defaults, |values, (key, text)| {
        values.with(key, setting(id, key).kind.read(text).expect("a value"))
    })
}

/// What a figure shows with these settings, as they stand in an address.
pub fn shown(id: &str, address: &[(&str, &str)]) -> Shown {
    figure(id).whole(data(), &values(id, address)).expect("something to show")
}

/// How many drawings a figure has, to begin with.
pub fn drawings(id: &str) -> usize {
    figure(id).at_defaults(data()).expect("something to show").pictures().count()
}

/// The cells of a table, row by row, without its head.
pub fn rows(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| [std::slice::from_ref(&row.head), &row.cells].concat()).collect()
}

/// The data, as the page reads them.
pub fn data() -> &'static Showdown {
    static DATA: LazyLock<Showdown> = LazyLock::new(|| Showdown::embedded().expect("sound data"));
    &DATA
}

/// The data as they stand in the file: also what only the page's building needs.
pub fn file() -> &'static Value {
    static FILE: LazyLock<Value> = LazyLock::new(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/data/showdown.json");
        serde_json::from_str(&fs::read_to_string(path).expect("the data file")).expect("JSON")
    });
    &FILE
}

/// The price book of that id.
pub fn book(id: &str) -> &'static Book {
    data().books.iter().find(|book| book.id == id).unwrap_or_else(|| panic!("no book is called {id}"))
}

/// What a month costs with each model.
pub fn bills(book_id: &str, work: Workload) -> [Cost; 2] {
    [0, 1].map(|model| book(book_id).month(model, work, Service::Standard).expect("a price"))
}

/// The same, as the page shows it: `$200.00`.
pub fn totals(book_id: &str, work: Workload) -> [String; 2] {
    bills(book_id, work).map(|bill| format::usd(bill.total))
}

/// A month’s volumes, as a reader types them.
pub fn work(input: &str, output: &str) -> Workload {
    Workload { input: input.parse().expect("an amount"), output: output.parse().expect("an amount"), ..MONTH }
}

/// The month that the page opens with.
pub const MONTH: Workload = Workload::DEFAULT;

/// What a figure shows on its own page.
pub fn alone(id: &str) -> Shown {
    let logic = showdown::figures::logic(id).expect("the figure");
    logic.alone().whole(data(), &values(id, &[])).expect("something to show")
}
