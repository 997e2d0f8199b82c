//! What runs in `embed/orchestrate.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::ORCHESTRATE);
}
