//! A host for the built site, on this machine: what any static host does, and what can go wrong with one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use std::{env, fs, mem, thread};

use super::{DEADLINE, POLL};

/// What goes wrong with a file on its way to the browser.
#[derive(Clone, Copy)]
pub enum Trouble {
    /// It is not there: 404.
    Missing,
    /// Only its first half arrives.
    Truncated,
    /// It has something in it that was not there when it was built.
    Altered,
    /// Its host does not know what kind of file it is.
    Nameless,
    /// The host answers with the page, as some do where a file is missing.
    Page,
    /// It is written in words that the browser does not know, and the page does not compare it with what was built.
    Unread,
}

/// What a host says that lets others have its files, and browsers keep none.
const OPEN: &str = "Cache-Control: no-store\r\nAccess-Control-Allow-Origin: *\r\n";

/// What a host says that is timed: browsers keep no files, and give its pages a clock of finer steps.
const TIMED: &str = "Cache-Control: no-store\r\nCross-Origin-Opener-Policy: same-origin\r\n\
    Cross-Origin-Embedder-Policy: require-corp\r\n";

/// What `cargo xtask serve` sends with each page: what it may load and do.
const TRUNK: &str = include_str!("../../../../../Trunk.toml");
/// Where browsers report what a page was not allowed.
const REPORTS: &str = "/violations";

/// A site that is being served. Dropping it ends the service, and fails where a page of it has asked for something that is
/// not the site’s own: no request to any other host is ever allowed, whatever a test is about.
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
    /// Where its files are, unless it has only these pages: their paths, and what stands in them.
    dist: PathBuf,
    pages: Vec<(String, String)>,
    /// Further lines of each answer's head.
    head: &'static str,
    /// What pages may load and do.
    policy: Policy,
    trouble: Option<(&'static str, Trouble)>,
    state: Mutex<State>,
    released: Condvar,
}

/// The policy that a host sends with its pages.
#[derive(Clone, PartialEq)]
enum Policy {
    /// That of `Trunk.toml`, in which nothing may be amiss.
    Own,
    /// Another one, which is what the test is about.
    Other(String),
    /// None: somebody else’s pages.
    None,
}

#[derive(Default)]
struct State {
    /// The files that have to wait.
    held: Vec<&'static str>,
    /// Where the page stops coming.
    stop: Option<&'static str>,
    requests: Vec<Request>,
    /// What browsers reported that pages were not allowed.
    violations: Vec<String>,
    unreachable: bool,
    over: bool,
}

impl Site {
    /// The site at the root of a host.
    pub fn at_root() -> Self {
        Self::start("/", None)
    }

    /// The site in a folder of a host: `/blog/showdown/`.
    pub fn in_folder(folder: &str) -> Self {
        Self::start(folder, None)
    }

    /// The site at the root of a host where something is wrong with these files: `*.wasm`.
    pub fn troubled(files: &'static str, trouble: Trouble) -> Self {
        Self::start("/", Some((files, trouble)))
    }

    /// The site at the root of a host that lets no other origin have its files.
    pub fn closed() -> Self {
        Self::serving("/", None, vec![], "Cache-Control: no-store\r\n")
    }

    /// The site at the root of a host that sends this policy with its pages; an empty one is none.
    pub fn under(policy: &str) -> Self {
        Self::of_files(
            built("SHOWDOWN_DIST", "dist"),
            "/",
            None,
            vec![],
            OPEN,
            Policy::Other(policy.to_owned()),
        )
    }

    /// What the pages of `cargo xtask serve` may load and do.
    pub fn policy() -> &'static str {
        let (_, rest) = TRUNK.split_once("\"Content-Security-Policy\" = \"").expect("a policy");
        rest.split('"').next().expect("its text")
    }

    /// The site at the root of a host that lets browsers keep files, as `docs/hosting.md` wants it.
    pub fn lasting() -> Self {
        Self::serving("/", None, vec![], "Cache-Control: max-age=3600\r\nAccess-Control-Allow-Origin: *\r\n")
    }

    /// The site at the root of a host, with a recording of the article.
    pub fn narrated() -> Self {
        Self::of_files(built("SHOWDOWN_NARRATED", "target/narrated"), "/", None, vec![], OPEN, Policy::Own)
    }

    /// Somebody else's site, with these pages, by path.
    pub fn of_others(pages: Vec<(String, String)>) -> Self {
        Self::serving("/", None, pages, "Cache-Control: no-store\r\n")
    }

    /// The site at the root of a host that is timed: it sends what was compressed beforehand, and a clock of finer steps.
    #[allow(dead_code, reason = "the benchmark’s")]
    pub fn timed() -> Self {
        Self::serving("/", None, vec![], TIMED)
    }

    /// Somebody else's site, of the files in a folder, likewise.
    #[allow(dead_code, reason = "the benchmark’s")]
    pub fn timed_others(folder: PathBuf) -> Self {
        Self::of_files(folder, "/", None, vec![], TIMED, Policy::None)
    }

    fn start(folder: &str, trouble: Option<(&'static str, Trouble)>) -> Self {
        Self::serving(folder, trouble, vec![], OPEN)
    }

    fn serving(
        folder: &str,
        trouble: Option<(&'static str, Trouble)>,
        pages: Vec<(String, String)>,
        head: &'static str,
    ) -> Self {
        let policy = if pages.is_empty() { Policy::Own } else { Policy::None };
        Self::of_files(built("SHOWDOWN_DIST", "dist"), folder, trouble, pages, head, policy)
    }

    fn of_files(
        dist: PathBuf,
        folder: &str,
        trouble: Option<(&'static str, Trouble)>,
        pages: Vec<(String, String)>,
        head: &'static str,
        policy: Policy,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
        let address = listener.local_addr().expect("the port's address");
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            dist,
            pages,
            head,
            policy,
            trouble,
            state: Mutex::default(),
            released: Condvar::new(),
        });
        let service = Arc::clone(&shared);
        let port = address.port();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if service.state().over {
                    return;
                }
                let service = Arc::clone(&service);
                // A browser that goes away in the middle is not an error.
                thread::spawn(move || service.answer(stream, port).ok());
            }
        });
        Self { address, shared }
    }

    /// A site at the root of a host whose files are in that folder, which may change.
    pub fn of_folder(folder: &Path) -> Self {
        Self::of_files(folder.to_owned(), "/", None, vec![], OPEN, Policy::Own)
    }

    /// From now on nobody reaches it, or everybody again.
    pub fn is_reached(&self, reached: bool) {
        self.shared.state().unreachable = !reached;
    }

    /// From now on these files have to wait for [`Site::release`]: `*.wasm`.
    pub fn hold(&self, files: &'static str) {
        self.shared.state().held.push(files);
    }

    /// Lets go what was held.
    pub fn release(&self, files: &str) {
        self.shared.state().held.retain(|held| *held != files);
        self.shared.released.notify_all();
    }

    /// From now on the page comes only up to this text, the first time that it stands there, as on a slow connection;
    /// the rest has to wait for [`Site::go_on`].
    pub fn stop_at(&self, text: &'static str) {
        self.shared.state().stop = Some(text);
    }

    /// Lets the rest of the page go.
    pub fn go_on(&self) {
        self.shared.state().stop = None;
        self.shared.released.notify_all();
    }

    /// Waits until so many of these files have been sent.
    pub async fn has_sent(&self, count: usize, files: &str) {
        let start = Instant::now();
        loop {
            let requests = self.requests();
            if requests.iter().filter(|request| is_one_of(file_name(&request.path), files)).count() >= count {
                return;
            }
            assert!(start.elapsed() < DEADLINE, "waited in vain for {count} × {files}: {requests:?}");
            tokio::time::sleep(POLL).await;
        }
    }

    /// The page as it was built.
    pub fn html(&self) -> String {
        fs::read_to_string(self.shared.dist.join("index.html")).expect("the page")
    }

    /// The page's address, with an optional query and anchor: `?in=2M#calculator`.
    pub fn url(&self, rest: &str) -> String {
        format!("{}{}{rest}", self.origin(), self.shared.folder)
    }

    /// The site's address under this machine's other name: for a page at its first one that is another site, not only another
    /// origin.
    pub fn elsewhere(&self) -> String {
        format!("http://localhost:{}{}", self.address.port(), self.shared.folder)
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until a browser has reported that a page was not allowed something, and tells all that was reported.
    pub async fn has_reports(&self) -> Vec<String> {
        let start = Instant::now();
        loop {
            let reports = self.shared.state().violations.clone();
            if !reports.is_empty() {
                return reports;
            }
            assert!(start.elapsed() < DEADLINE, "waited in vain for a report");
            tokio::time::sleep(POLL).await;
        }
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.state().requests.clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let mut state = self.shared.state();
        let violations = mem::take(&mut state.violations);
        *state = State { over: true, ..State::default() };
        drop(state);
        self.shared.released.notify_all();
        // Wakes the service up, so that it notices.
        let _ = TcpStream::connect(self.address);
        if self.shared.policy == Policy::Own && !thread::panicking() {
            assert!(violations.is_empty(), "not allowed, and asked for: {violations:#?}");
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers one request, and closes: nothing is simpler, and nothing is kept waiting.
    fn answer(&self, mut stream: TcpStream, port: u16) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut lines = reader.by_ref().lines();
        let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
        let (mut from, mut length, mut brotli) = (None, 0, false);
        while let Some(line) = lines.next().transpose()?.filter(|line| !line.is_empty()) {
            from = from.or_else(|| start_of_range(&line));
            length = value(&line, "content-length").and_then(|text| text.parse().ok()).unwrap_or(length);
            brotli |= value(&line, "accept-encoding").is_some_and(|ways| ways.contains("br"));
        }
        // A browser may have made its connection in advance, when there was still a network.
        if self.state().unreachable {
            return Ok(());
        }
        if request.starts_with(&format!("POST {REPORTS} ")) {
            let mut report = String::new();
            reader.take(length).read_to_string(&mut report)?;
            self.state().violations.push(report);
            return write!(stream, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        }
        let Some(target) = request.strip_prefix("GET ").and_then(|rest| rest.split(' ').next()) else {
            // A connection made in advance and never used, or no browser.
            return Ok(());
        };
        let path = target.split('?').next().unwrap_or_default();
        self.wait_for(path);
        let file = self.file(path);
        let status = if file.is_some() { 200 } else { 404 };
        self.state().requests.push(Request { path: path.to_owned(), status });
        let (mut reason, mut body) =
            file.map_or(("404 Not Found", b"Not found".to_vec()), |body| ("200 OK", body));
        let mut part = String::new();
        if let Some(smaller) = self.compressed(path).filter(|_| brotli) {
            part = String::from("Content-Encoding: br\r\n");
            body = smaller;
        }
        // Where a recording is to go on, a browser asks for the rest of it.
        if let Some(from) = from.filter(|from| status == 200 && *from < body.len()) {
            part = format!("Content-Range: bytes {from}-{}/{}\r\n", body.len() - 1, body.len());
            (reason, body) = ("206 Partial Content", body.split_off(from));
        }
        write!(
            stream,
            "HTTP/1.1 {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\nAccept-Ranges: bytes\r\n{part}{}{}\
             Connection: close\r\n\r\n",
            if status == 200 { self.media_type(path) } else { "text/plain" },
            body.len(),
            self.head,
            self.policy(path, port),
        )?;
        let stop = self.state().stop.filter(|_| media_type(path).starts_with("text/html"));
        let start = stop.and_then(|text| body.windows(text.len()).position(|part| part == text.as_bytes()));
        let (start, rest) = body.split_at(start.unwrap_or(body.len()));
        stream.write_all(start)?;
        drop(self.released.wait_while(self.state(), |state| !rest.is_empty() && state.stop.is_some()));
        stream.write_all(rest)
    }

    /// What kind of file the host says that it sends.
    fn media_type(&self, path: &str) -> &'static str {
        match self.trouble.filter(|(files, _)| is_one_of(file_name(path), files)) {
            Some((_, Trouble::Nameless)) => "application/octet-stream",
            Some((_, Trouble::Page)) => media_type("/"),
            _ => media_type(path),
        }
    }

    /// The line of an answer's head that says what a page may load and do.
    fn policy(&self, path: &str, port: u16) -> String {
        let own = Site::policy();
        let policy = match &self.policy {
            _ if !media_type(path).starts_with("text/html") => return String::new(),
            Policy::None => return String::new(),
            Policy::Other(policy) if policy.is_empty() => return String::new(),
            Policy::Other(policy) => policy.clone(),
            // In a sandbox, WebKit takes `'self'` for nothing.
            Policy::Own if path.contains("/embed/") => {
                own.replace("'self'", &format!("'self' http://127.0.0.1:{port} http://localhost:{port}"))
            }
            Policy::Own => own.to_owned(),
        };
        format!("Content-Security-Policy: {policy}; report-uri {REPORTS}\r\n")
    }

    /// Waits while files of that name are held.
    fn wait_for(&self, path: &str) {
        let name = file_name(path);
        let held = |state: &mut State| state.held.iter().any(|files| is_one_of(name, files));
        drop(self.released.wait_while(self.state(), held));
    }

    /// What was compressed beforehand lies beside a file. Only a host that is timed has such.
    fn compressed(&self, path: &str) -> Option<Vec<u8>> {
        let index = if path.ends_with('/') { "index.html" } else { "" };
        if self.head == TIMED { self.file(&format!("{path}{index}.br")) } else { None }
    }

    /// What the host sends for a path.
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let name = path.strip_prefix(&self.folder)?;
        let name = if name.is_empty() { "index.html" } else { name };
        if !self.pages.is_empty() {
            let page = self.pages.iter().find(|(path, _)| path == name);
            return page.map(|(_, page)| page.clone().into_bytes());
        }
        if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let mut body = fs::read(self.dist.join(name)).ok()?;
        if matches!(self.trouble, Some((_, Trouble::Unread))) && name == "index.html" {
            body = String::from_utf8(body).ok()?.replace("integrity=", "data-checksum=").into_bytes();
        }
        match self.trouble.filter(|(files, _)| is_one_of(name, files)).map(|(_, trouble)| trouble) {
            None => {}
            Some(Trouble::Missing) => return None,
            Some(Trouble::Truncated) => body.truncate(body.len() / 2),
            // To a style, a script and a program alike this changes nothing.
            Some(Trouble::Altered) if name.ends_with(".wasm") => body.extend([0, 2, 1, b'x']),
            Some(Trouble::Altered) => body.extend(b"\n/* */"),
            Some(Trouble::Nameless) => {}
            Some(Trouble::Unread) => body = b"let newer than the browser".to_vec(),
            Some(Trouble::Page) => body = fs::read(self.dist.join("index.html")).ok()?,
        }
        Some(body)
    }
}

/// Where the part of a file begins that a line of a request asks for: `Range: bytes=100-`.
fn start_of_range(line: &str) -> Option<usize> {
    value(line, "range")?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

/// The value of a line of a head, if that is its name.
fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (own, value) = line.split_once(':')?;
    own.eq_ignore_ascii_case(name).then(|| value.trim())
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Whether a file's name matches a pattern: a name, with a `*` for whatever the build puts there.
fn is_one_of(name: &str, files: &str) -> bool {
    match files.split_once('*') {
        Some((start, end)) => name.starts_with(start) && name.ends_with(end),
        None => name == files,
    }
}

/// A built site: where that variable says, or in that folder of the workspace.
pub fn built(variable: &str, folder: &str) -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let dist = env::var_os(variable).map_or(workspace, PathBuf::from);
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
        Some("mp3") => "audio/mpeg",
        _ => "application/octet-stream",
    }
}
