//! What runs in the browser.

fn main() {
    showdown::page::hydrate();
}
