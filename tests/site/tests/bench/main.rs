//! How fast the site is, in Chromium: how long figures take to answer, how that compares with libraries that draw charts,
//! and how long a page takes until it can be read and until it answers.
//!
//! `cargo xtask bench` builds the site, compresses it as a host does, and runs this. Machines differ and are shared: it
//! prints tables in Markdown, and asserts nothing about time. That what is timed does happen, it does assert.

#[allow(dead_code, unused_imports, unused_macros)]
#[path = "../site/support/mod.rs"]
mod support;

mod answers;
mod drawn;
mod loading;
mod peers;
mod statistics;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let peers = peers::prepare().await;
    peers::weighed(&peers).await;
    peers::redrawn(&peers).await;
    loading::loaded(&peers).await;
    answers::answered().await;
}
