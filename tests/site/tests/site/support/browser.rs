//! A browser and its driver: Chromium, headless, with an empty profile, that reaches no other machine.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::POLL;

/// How many browsers run at once, however many tests do: more would not be faster on two cores, only less even.
static ROOM: Semaphore = Semaphore::const_new(2);
/// How often a driver is started before that is called a failure.
const STARTS: usize = 5;
/// How long a browser may take to end, before it is ended.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser of one's own. Dropping it ends the browser, and then its driver.
pub struct Browser {
    pub session: WebDriver,
    /// Ends the session too.
    _driver: Driver,
    _room: SemaphorePermit<'static>,
}

impl Browser {
    /// Starts a browser, which may be one that runs no script of any page.
    pub async fn start(scripts: bool) -> Self {
        let room = ROOM.acquire().await.expect("never closed");
        let driver = Driver::start();
        // Whatever proxy the environment names, it is not for this machine.
        let client = reqwest::Client::builder().no_proxy().build().expect("a client for the driver");
        let session = WebDriver::builder(format!("http://127.0.0.1:{}", driver.port), capabilities(scripts))
            .client(client)
            .await
            .expect("a session in Chromium");
        Self { session, _driver: driver, _room: room }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends it: ending it from here would have to wait for the runtime that waits for this.
        let _ = self.session.clone().leak();
    }
}

fn capabilities(scripts: bool) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--no-first-run",
        "--no-proxy-server",
        // Tests need no network: every other name leads nowhere.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];
    for argument in arguments {
        capabilities.add_arg(argument).expect("an argument");
    }
    if !scripts {
        let preferences = json!({ "profile.managed_default_content_settings.javascript": 2 });
        capabilities.add_experimental_option("prefs", preferences).expect("a preference");
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a level");
    // Navigation does not wait: a file may be held back on purpose. Tests wait for what they need.
    capabilities.set("pageLoadStrategy", json!("none")).expect("a strategy");
    capabilities
}

/// A ChromeDriver on a free port, ended with this value.
struct Driver {
    child: Child,
    port: u16,
    /// Everything that it and its browser write: the profile, and what they forget to tidy up.
    _folder: TempDir,
}

impl Driver {
    /// A driver, started anew where it could not get a port: it wants the same one for both kinds of addresses, and
    /// another program may have one of them.
    fn start() -> Self {
        let driver = (0..STARTS).find_map(|_| Self::try_start());
        driver.unwrap_or_else(|| panic!("ChromeDriver names no port, {STARTS} times"))
    }

    fn try_start() -> Option<Self> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let folder = tempfile::tempdir().expect("a folder for the browser");
        let mut child = Command::new(&program)
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} can’t be started: {error}", program.display()));
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
        // “ChromeDriver was started successfully on port 40217.”
        let port = lines
            .by_ref()
            .find_map(|line| line.split_once(" successfully on port ")?.1.trim_end_matches('.').parse().ok());
        // It must be able to go on talking.
        thread::spawn(move || lines.for_each(drop));
        match port {
            Some(port) => Some(Self { child, port, _folder: folder }),
            None => {
                let _ = child.kill();
                let _ = child.wait();
                None
            }
        }
    }

    /// Asks it to end its browser, and then itself.
    fn shut_down(&mut self) -> io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        let start = Instant::now();
        while self.child.try_wait()?.is_none() {
            if start.elapsed() > PATIENCE {
                return Err(ErrorKind::TimedOut.into());
            }
            thread::sleep(POLL);
        }
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.shut_down().is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}
