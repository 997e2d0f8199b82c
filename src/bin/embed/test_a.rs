//! What runs in `embed/test-a.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::TEST_A);
}
