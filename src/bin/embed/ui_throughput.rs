//! What runs in `embed/ui-throughput.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::UI_THROUGHPUT);
}
