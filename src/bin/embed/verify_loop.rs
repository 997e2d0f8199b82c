//! What runs in `embed/verify-loop.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::VERIFY_LOOP);
}
