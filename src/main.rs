//! The browser entry.

fn main() {
    viewer::app::start();
}
