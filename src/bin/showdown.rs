//! What runs in the browser.

fn main() {
    showdown::live::page();
}
