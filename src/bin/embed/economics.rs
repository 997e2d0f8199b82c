//! What runs in `embed/economics.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::ECONOMICS);
}
