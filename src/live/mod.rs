//! What is not a component yet in the browser: the player and the switch between themes.

pub mod listen;
pub mod theme_switch;
