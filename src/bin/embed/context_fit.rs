//! What runs in `embed/context-fit.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::CONTEXT_FIT);
}
