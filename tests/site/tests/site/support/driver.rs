//! A browser’s driver: the program that starts a browser, tells it what to do, and ends it.

use std::env;
use std::io::{self, BufRead, BufReader, Lines, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::display::Display;
use super::engine::{self, Conditions, Engine};
use super::{DEADLINE, POLL};

/// How often a driver is started before that is called a failure.
const STARTS: usize = 5;
/// How long a browser may take to end, before it is ended.
const PATIENCE: Duration = Duration::from_secs(10);

/// A driver on a free port, with a browser of its own. Dropping it ends first that browser, and then itself.
pub struct Driver {
    engine: Engine,
    child: Child,
    port: u16,
    /// The browser’s session, as soon as there is one.
    pub session: Option<String>,
    /// Where its browser has a window, if it needs one.
    _display: Option<Display>,
    /// Everything that it and its browser write: the profile, and what they forget to tidy up.
    _folder: TempDir,
}

impl Driver {
    /// A driver, started anew where it could not get a port: it wants the same one for both kinds of addresses, and
    /// another program may have one of them.
    pub fn start(engine: Engine, conditions: &Conditions) -> Self {
        let driver = (0..STARTS).find_map(|_| Self::try_start(engine, conditions));
        driver.unwrap_or_else(|| panic!("{engine:?}’s driver listens at no port, {STARTS} times"))
    }

    fn try_start(engine: Engine, conditions: &Conditions) -> Option<Self> {
        let (variable, program) = engine.driver();
        let program = env::var_os(variable).unwrap_or_else(|| program.into());
        let folder = tempfile::tempdir().expect("a folder for the browser");
        let mut command = Command::new(&program);
        command.env("TMPDIR", folder.path());
        let (mut display, mut chosen) = (None, None);
        match engine {
            Engine::Chromium => _ = command.arg("--port=0"),
            Engine::Firefox => {
                // Access to the browser itself, which takes the place of Chromium’s devtools.
                command.args(["--port=0", "--websocket-port=0", "--allow-system-access"]);
                command.env("HOME", folder.path());
            }
            Engine::WebKit => {
                let display = display.insert(Display::start());
                engine::set_up_webkit(&mut command, display, folder.path(), conditions);
                let port = *chosen.insert(free_port());
                command.arg(format!("--port={port}"));
            }
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} can’t be started: {error}", program.display()));
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let port = match chosen {
            None => port_told(&mut lines),
            Some(port) => is_listened_to(port, &mut child).then_some(port),
        };
        // It must be able to go on talking.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let Some(port) = port else {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        };
        Some(Self { engine, child, port, session: None, _display: display, _folder: folder })
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends the browser, and waits until it has ended.
    fn end_browser(&mut self) -> io::Result<()> {
        match (self.engine, &self.session) {
            (Engine::Chromium, _) => {
                self.ask("GET", "/shutdown")?;
                // It ends itself as well, when its browser has.
                if has_ended(&mut self.child) { Ok(()) } else { Err(io::ErrorKind::TimedOut.into()) }
            }
            (_, Some(session)) => self.ask("DELETE", &format!("/session/{session}")),
            (_, None) => Ok(()),
        }
    }

    /// Asks it for something, and waits for the answer, whatever that is.
    ///
    /// Not through the session: that would have to wait for the runtime that waits for this.
    fn ask(&self, method: &str, path: &str) -> io::Result<()> {
        // geckodriver listens only to who calls it by its full name.
        let host = format!("127.0.0.1:{}", self.port);
        let mut stream = TcpStream::connect(&host)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.end_browser();
        // Two of the three don’t know how to end, and one may fail to.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until a program has ended, and tells whether it has.
pub fn has_ended(program: &mut Child) -> bool {
    let start = Instant::now();
    loop {
        match program.try_wait() {
            Ok(None) if start.elapsed() < PATIENCE => thread::sleep(POLL),
            Ok(None) | Err(_) => return false,
            Ok(Some(_)) => return true,
        }
    }
}

/// “ChromeDriver was started successfully on port 40217.”, “1795539203735 geckodriver INFO Listening on 127.0.0.1:41221”.
fn port_told(lines: &mut Lines<BufReader<ChildStdout>>) -> Option<u16> {
    lines.map_while(Result::ok).find_map(|line| {
        let (_, rest) = line
            .split_once(" successfully on port ")
            .or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
        rest.trim_end_matches('.').parse().ok()
    })
}

/// A port for a driver that does not tell which one it took. Another program may be quicker: then it is tried again.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
    listener.local_addr().expect("the port’s address").port()
}

/// Waits until a driver listens there, and tells whether it does.
fn is_listened_to(port: u16, driver: &mut Child) -> bool {
    let start = Instant::now();
    while start.elapsed() < DEADLINE && matches!(driver.try_wait(), Ok(None)) {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return true;
        }
        thread::sleep(POLL);
    }
    false
}
