//! A local server that answers like Deepgram's, or fails as a test wants.

// Each test file uses a part of this module.
#![allow(dead_code)]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Bytes per frame in the service's format: MPEG 2, 48 kbit/s, 22,050 Hz, mono.
pub const FRAME: usize = 156;

/// A number of frames, with a filling byte to tell sounds apart.
pub fn sound(frames: usize, filling: u8) -> Vec<u8> {
    let mut frame = [filling; FRAME];
    frame[..4].copy_from_slice(&[0xFF, 0xF3, 0x60, 0xC0]);
    frame.repeat(frames)
}

/// The duration of a number of frames, in seconds.
pub fn seconds(frames: usize) -> f64 {
    frames as f64 * 576.0 / 22_050.0
}

/// A received request.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: String,
    /// Headers by lowercase name.
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Request {
    /// The text to speak.
    pub fn text(&self) -> String {
        let json: serde_json::Value = serde_json::from_str(&self.body).expect("a body of JSON");
        json["text"].as_str().expect("a text").to_string()
    }
}

/// The server's reaction to a request.
pub enum Reply {
    /// Sends these bytes and closes the connection.
    Send(Vec<u8>),
    /// Sends these bytes, then nothing, and keeps the connection open.
    Hang(Vec<u8>),
    /// Sends these bytes, then the pieces one by one.
    Trickle(Vec<u8>, Vec<Vec<u8>>),
    /// Sends these bytes, then single bytes for longer than a client should wait.
    Drip(Vec<u8>),
}

/// A complete HTTP answer. `headers` are extra lines, each with its line end.
pub fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Sound in the service's format.
pub fn audio(frames: usize, filling: u8) -> Reply {
    Reply::Send(answer("200 OK", "Content-Type: audio/mpeg\r\n", &sound(frames, filling)))
}

/// An error in the service's format.
pub fn error(status: &str, headers: &str, code: &str, message: &str) -> Reply {
    let body = serde_json::json!({ "err_code": code, "err_msg": message, "request_id": "r-1" });
    let headers = format!("Content-Type: application/json\r\n{headers}");
    Reply::Send(answer(status, &headers, body.to_string().as_bytes()))
}

/// The server. Dropping it stops it.
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server. The script receives the number of the request, from 0, and the request.
    pub fn start(script: impl Fn(usize, &Request) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (requests, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (heard, ended) = (requests.clone(), stop.clone());
        let thread = thread::spawn(move || {
            // Keep hanging connections open until the end.
            let mut open = Vec::new();
            for stream in listener.incoming() {
                if ended.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(mut stream) = stream else { continue };
                let Some(request) = read(&stream) else { continue };
                let number = {
                    let mut requests = heard.lock().expect("the requests");
                    requests.push(request.clone());
                    requests.len() - 1
                };
                // Clients may disconnect early.
                let _ = reply(&mut stream, script(number, &request), &ended);
                open.push(stream);
            }
        });
        Self { address, requests, stop, thread: Some(thread) }
    }

    /// The URL of the API.
    pub fn url(&self) -> String {
        format!("http://{}/v1/speak", self.address)
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("the requests").clone()
    }

    /// The texts of all requests.
    pub fn texts(&self) -> Vec<String> {
        self.requests().iter().map(Request::text).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the thread, so that it notices the end.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || thread::panicking(), "the server's script failed");
        }
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let (method, target) = (words.next()?.to_string(), words.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_string());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    Some(Request { method, path: path.into(), query: query.into(), headers, body })
}

fn reply(stream: &mut TcpStream, reply: Reply, ended: &AtomicBool) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    match reply {
        Reply::Send(bytes) => stream.write_all(&bytes)?,
        Reply::Hang(bytes) => return stream.write_all(&bytes),
        Reply::Trickle(bytes, pieces) => {
            stream.write_all(&bytes)?;
            for piece in pieces {
                // Separates the pieces. The duration does not matter.
                thread::sleep(Duration::from_millis(5));
                stream.write_all(&piece)?;
            }
        }
        Reply::Drip(bytes) => {
            stream.write_all(&bytes)?;
            // Limited, so that a client without a timeout fails its test instead of hanging.
            for _ in 0..2000 {
                if ended.load(Ordering::SeqCst) {
                    break;
                }
                thread::sleep(Duration::from_millis(5));
                stream.write_all(b"1\r\nx\r\n")?;
            }
        }
    }
    stream.shutdown(Shutdown::Both)
}
