//! What runs in `embed/calculator.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::CALCULATOR);
}
