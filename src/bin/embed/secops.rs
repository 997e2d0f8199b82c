//! What runs in `embed/secops.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::SECOPS);
}
