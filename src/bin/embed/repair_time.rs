//! What runs in `embed/repair-time.html`.

fn main() {
    showdown::live::alone(&showdown::live::program::REPAIR_TIME);
}
