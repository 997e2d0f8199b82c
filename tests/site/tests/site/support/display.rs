//! A screen that nobody sees, for a browser that has to have a window.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use super::driver::has_ended;

/// An X server without hardware. Dropping it ends it, and with it the browser, if that is still there.
pub struct Display {
    server: Child,
    number: u32,
}

impl Display {
    /// A display under a number that was free.
    pub fn start() -> Self {
        let mut server = Command::new("Xvfb")
            // It says its number on its standard output.
            .args(["-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("Xvfb can’t be started: {error}"));
        let mut line = String::new();
        let _ = BufReader::new(server.stdout.take().expect("piped")).read_line(&mut line);
        let Ok(number) = line.trim().parse() else {
            let _ = server.kill();
            let _ = server.wait();
            panic!("Xvfb names no display: {line:?}");
        };
        Self { server, number }
    }

    /// As `DISPLAY` has it: `:99`.
    pub fn name(&self) -> String {
        format!(":{}", self.number)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Asked to end, and not just ended, it takes away what tells others that its number is taken.
        let _ = kill_process(Pid::from_child(&self.server), Signal::TERM);
        if !has_ended(&mut self.server) {
            let _ = self.server.kill();
            let _ = self.server.wait();
        }
    }
}
