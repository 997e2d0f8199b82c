//! Deepgram's text-to-speech service.
//!
//! One request per sentence, one after the other. What may pass (too many requests, a fault of the
//! service, a broken connection) is tried again; what won't is said at once.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Uri;

use crate::args::is_loopback;
use crate::error::{Context, Error, Result};
use crate::key::Key;
use crate::mp3::Clip;
use showdown::narration::pieces;

/// The address of the API.
pub const URL: &str = "https://api.deepgram.com/v1/speak";
/// The voice when none is named: a deep, calm one.
pub const VOICE: &str = "aura-2-mars-en";
/// US dollars per 1,000 characters: the pay-as-you-go price of the Aura-2 voices.
pub const PRICE: f64 = 0.030;
/// Where the key is.
pub const KEY_VARIABLE: &str = "DEEPGRAM_API_KEY";
/// The format of the sound, as the API is asked for it.
pub const FORMAT: [(&str, &str); 2] = [("encoding", "mp3"), ("bit_rate", "48000")];

/// The longest text that is sent, in characters. The API takes twice as many.
const LONGEST: usize = 1000;
/// The longest wait that the service may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// More than any sentence comes to, in bytes.
const LARGEST: u64 = 32 << 20;

/// When to lose patience with the service.
pub struct Patience {
    /// How often a request is made before it is given up.
    pub tries: u32,
    /// How long to wait after the first; every further wait is twice as long.
    pub base: Duration,
    /// How a wait is waited.
    pub wait: Box<dyn Fn(Duration)>,
    /// The most time that making a connection may take.
    pub connect: Duration,
    /// The most time without anything being sent or received.
    pub stall: Duration,
    /// The most time for a request and its answer.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            tries: 6,
            base: Duration::from_secs(1),
            wait: Box::new(thread::sleep),
            connect: Duration::from_secs(10),
            stall: Duration::from_secs(30),
            whole: Duration::from_secs(120),
        }
    }
}

/// The service, ready to speak.
pub struct Deepgram {
    agent: Agent,
    url: String,
    voice: String,
    key: Key,
    patience: Patience,
}

/// Why a request brought no sound.
enum Failure {
    /// It would fail again.
    Final(String),
    /// It may work the next time, perhaps after a wait that the service asks for.
    Passing { why: String, wait: Option<Duration> },
}

impl Failure {
    fn passing(why: impl Into<String>) -> Self {
        Self::Passing { why: why.into(), wait: None }
    }
}

impl Deepgram {
    /// A client. Nothing is sent yet.
    pub fn new(url: String, voice: String, key: Key, patience: Patience) -> Self {
        let mut config = Agent::config_builder()
            // Their answers say what is wrong.
            .http_status_as_error(false)
            // The key would go along.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(patience.connect))
            .timeout_per_read(Some(patience.stall))
            .timeout_per_write(Some(patience.stall))
            .timeout_global(Some(patience.whole));
        // What is on this machine is asked directly: a proxy elsewhere would get the key in clear.
        if url.parse::<Uri>().is_ok_and(|uri| is_loopback(&uri)) {
            config = config.proxy(None);
        }
        Self { agent: config.build().into(), url, voice, key, patience }
    }

    /// Speaks a text. A long one is sent in pieces.
    pub fn speak(&self, text: &str) -> Result<Clip> {
        let mut pieces = pieces(text, LONGEST, |_| 1).into_iter();
        let first = pieces.next().ok_or_else(|| Error::new("there is nothing to say in it"))?;
        let mut clip = self.speak_piece(first)?;
        for piece in pieces {
            let next = self.speak_piece(piece)?;
            clip.append(&next).context(|| "a piece of it".into())?;
        }
        Ok(clip)
    }

    fn speak_piece(&self, piece: &str) -> Result<Clip> {
        let mut tried = 0;
        loop {
            let (why, asked) = match self.request(piece) {
                Ok(clip) => return Ok(clip),
                Err(Failure::Final(why)) => return Err(Error::new(why)),
                Err(Failure::Passing { why, wait }) => (why, wait),
            };
            tried += 1;
            if tried >= self.patience.tries {
                return Err(Error::new(format!(
                    "given up after {tried} tries; the last time, {why}. What was spoken before is kept: \
                     run it again later"
                )));
            }
            let doubling = self.patience.base.saturating_mul(2_u32.saturating_pow(tried - 1));
            (self.patience.wait)(asked.map_or(doubling, |wait| wait.min(LONGEST_WAIT)));
        }
    }

    /// One request and its answer.
    fn request(&self, piece: &str) -> std::result::Result<Clip, Failure> {
        let answer = (self.agent.post(&self.url))
            .query("model", &self.voice)
            .query_pairs(FORMAT)
            .header("Authorization", self.key.header())
            .content_type("application/json")
            .send(json!({ "text": piece }).to_string());
        let mut answer = answer.map_err(|error| self.broken(&error))?;
        let status = answer.status().as_u16();
        let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
        let wait = header("Retry-After").and_then(|seconds| seconds.trim().parse().ok());
        let wait = wait.map(Duration::from_secs);
        let location = header("Location").map(|address| self.key.clean(address));
        let body = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
        if status == 200 {
            let body = body.map_err(|error| self.broken(&error))?;
            return Clip::parse(&body)
                .map_err(|error| Failure::passing(format!("the answer was broken: {error}")));
        }
        // An answer that says no counts even if it is cut off.
        let said = self.said(status, &body.unwrap_or_default());
        Err(match status {
            401 | 403 => Failure::Final(format!(
                "the service doesn't accept the key: see that {KEY_VARIABLE} holds a valid one that may \
                 speak ({said})"
            )),
            402 => Failure::Final(format!("the account has no credit left: add some, then go on ({said})")),
            300..=399 => Failure::Final(format!(
                "the service points to another address, where the key is not sent: pass the right one with \
                 `--url` (status {status}, {})",
                location.as_deref().unwrap_or("which it doesn't name")
            )),
            429 => Failure::Passing { why: format!("there were too many requests ({said})"), wait },
            500..=599 => Failure::Passing { why: format!("the service failed ({said})"), wait },
            _ => Failure::Final(format!("the service refuses it: {said}")),
        })
    }

    /// What became of a connection, and whether to try again.
    fn broken(&self, error: &ureq::Error) -> Failure {
        let said = self.key.clean(&error.to_string());
        match error {
            ureq::Error::Timeout(_) => Failure::passing(format!("the service took too long ({said})")),
            ureq::Error::Io(_)
            | ureq::Error::Protocol(_)
            | ureq::Error::ConnectionFailed
            | ureq::Error::ConnectProxyFailed(_)
            | ureq::Error::HostNotFound
            | ureq::Error::BodyStalled => Failure::passing(format!("the connection broke ({said})")),
            _ => Failure::Final(format!("the service can't be used: {said}")),
        }
    }

    /// What the service says about a failure, whatever form that has.
    fn said(&self, status: u16, body: &[u8]) -> String {
        let body = String::from_utf8_lossy(body);
        let json: Value = serde_json::from_str(&body).unwrap_or_default();
        let field = |name: &str| json[name].as_str().filter(|text| !text.is_empty());
        let message = field("err_msg").or_else(|| field("message")).unwrap_or(&body);
        let mut said = format!("status {status}");
        for part in [field("err_code"), Some(message)].into_iter().flatten().map(str::trim) {
            if !part.is_empty() {
                said = format!("{said}, {part}");
            }
        }
        // In front of the message's end, which may be far away.
        if let Some(request) = field("request_id") {
            said = format!("request {request}, {said}");
        }
        self.key.clean(&said)
    }
}
