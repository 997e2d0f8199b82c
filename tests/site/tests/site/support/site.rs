//! A host for the built site, on this machine: what any static host does, and what can go wrong with one.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{env, fs, thread};

/// What goes wrong with a file on its way to the browser.
#[derive(Clone, Copy)]
pub enum Trouble {
    /// It is not there: 404.
    Missing,
    /// Only its first half arrives.
    Truncated,
    /// It arrives as something else.
    Changed(fn(String) -> String),
}

/// A site that is being served. Dropping it ends the service.
pub struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// A request that was made, and the answer to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The whole path, with the folder the site lies in.
    pub path: String,
    pub status: u16,
}

struct Shared {
    /// Where the site lies: `/`, or `/blog/showdown/`.
    folder: String,
    dist: PathBuf,
    troubles: HashMap<&'static str, Trouble>,
    state: Mutex<State>,
    released: Condvar,
}

#[derive(Default)]
struct State {
    /// Files whose names end in this have to wait.
    held: Option<&'static str>,
    requests: Vec<Request>,
    over: bool,
}

impl Site {
    /// The site at the root of a host.
    pub fn at_root() -> Self {
        Self::start("/", &[])
    }

    /// The site in a folder of a host: `/blog/showdown/`.
    pub fn in_folder(folder: &str) -> Self {
        Self::start(folder, &[])
    }

    /// The site at the root of a host where something is wrong with the files whose names end so.
    pub fn troubled(name: &'static str, trouble: Trouble) -> Self {
        Self::start("/", &[(name, trouble)])
    }

    fn start(folder: &str, troubles: &[(&'static str, Trouble)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
        let address = listener.local_addr().expect("the port's address");
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            dist: dist(),
            troubles: troubles.iter().copied().collect(),
            state: Mutex::default(),
            released: Condvar::new(),
        });
        let service = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if service.state().over {
                    return;
                }
                let service = Arc::clone(&service);
                // A browser that goes away in the middle is not an error.
                thread::spawn(move || service.answer(stream).ok());
            }
        });
        Self { address, shared }
    }

    /// From now on files whose names end so have to wait for [`Site::release`].
    pub fn hold(&self, name: &'static str) {
        self.shared.state().held = Some(name);
    }

    /// Lets go what was held.
    pub fn release(&self) {
        self.shared.state().held = None;
        self.shared.released.notify_all();
    }

    /// The page's address, with an optional query and anchor: `?in=2M#calculator`.
    pub fn url(&self, rest: &str) -> String {
        format!("{}{}{rest}", self.origin(), self.shared.folder)
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.state().requests.clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.state().over = true;
        self.release();
        // Wakes the service up, so that it notices.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers one request, and closes: nothing is simpler, and nothing is kept waiting.
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
        while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
        let Some(target) = request.strip_prefix("GET ").and_then(|rest| rest.split(' ').next()) else {
            // A connection made in advance and never used, or no browser.
            return Ok(());
        };
        let path = target.split('?').next().unwrap_or_default();
        self.wait_for(path);
        let file = self.file(path);
        let status = if file.is_some() { 200 } else { 404 };
        self.state().requests.push(Request { path: path.to_owned(), status });
        let (reason, body) = file.map_or(("Not Found", b"Not found".to_vec()), |body| ("OK", body));
        write!(
            stream,
            "HTTP/1.1 {status} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
             Connection: close\r\n\r\n",
            if status == 200 { media_type(path) } else { "text/plain" },
            body.len(),
        )?;
        stream.write_all(&body)
    }

    /// Waits while files of that name are held.
    fn wait_for(&self, path: &str) {
        let held = |state: &mut State| state.held.is_some_and(|name| path.ends_with(name));
        drop(self.released.wait_while(self.state(), held));
    }

    /// What the host sends for a path.
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let name = path.strip_prefix(&self.folder)?;
        let name = if name.is_empty() { "index.html" } else { name };
        if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let mut body = fs::read(self.dist.join(name)).ok()?;
        let trouble = self.troubles.iter().find(|(ending, _)| name.ends_with(*ending));
        match trouble.map(|(_, trouble)| *trouble) {
            None => {}
            Some(Trouble::Missing) => return None,
            Some(Trouble::Truncated) => body.truncate(body.len() / 2),
            Some(Trouble::Changed(change)) => {
                body = change(String::from_utf8(body).expect("text")).into_bytes();
            }
        }
        Some(body)
    }
}

/// The built site: `$SHOWDOWN_DIST`, or `dist` in the workspace.
fn dist() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
    let dist = env::var_os("SHOWDOWN_DIST").map_or(workspace, PathBuf::from);
    assert!(
        dist.join("index.html").is_file(),
        "there is no built site in {}: call `cargo xtask test --filter site`, which builds it",
        dist.display()
    );
    dist
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit(['.', '/']).next() {
        Some("" | "html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("csv") => "text/csv; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
