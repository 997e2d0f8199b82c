//! What runs in `embed/test-b.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::TEST_B);
}
