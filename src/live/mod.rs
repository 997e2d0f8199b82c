//! What is not a component yet in the browser: the player.

pub mod listen;
