//! Deepgram's text-to-speech service.
//!
//! Requests are sequential, one per sentence. Temporary failures (too many requests, an error of the
//! service, a broken connection) are retried; others end the run.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Error, Result, bail};
use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Uri;

use crate::args::is_loopback;
use crate::key::Key;
use crate::mp3::Clip;
use showdown::narration::pieces;

/// The default URL of the API.
pub const URL: &str = "https://api.deepgram.com/v1/speak";
/// The default voice, a deep and calm one.
pub const VOICE: &str = "aura-2-mars-en";
/// US dollars per 1,000 characters: Deepgram's pay-as-you-go price of Aura-2 voices.
pub const PRICE: f64 = 0.030;
/// The environment variable with the key.
pub const KEY_VARIABLE: &str = "DEEPGRAM_API_KEY";
/// The query parameters for the sound's format.
pub const FORMAT: [(&str, &str); 2] = [("encoding", "mp3"), ("bit_rate", "48000")];

/// Maximum characters per request. The API accepts twice as many.
const LONGEST: usize = 1000;
/// Maximum wait that the service can request.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Maximum bytes of an answer, more than any sentence needs.
const LARGEST: u64 = 32 << 20;

/// Retries and timeouts.
pub struct Patience {
    /// Maximum attempts per request.
    pub tries: u32,
    /// The first wait. Each later wait is twice as long.
    pub base: Duration,
    /// The function that waits.
    pub wait: Box<dyn Fn(Duration)>,
    /// Timeout for the connection.
    pub connect: Duration,
    /// Timeout for a single read or write.
    pub stall: Duration,
    /// Timeout for a request with its answer.
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

/// A client of the service.
pub struct Deepgram {
    agent: Agent,
    url: String,
    voice: String,
    key: Key,
    patience: Patience,
}

/// Why a request returned no sound.
enum Failure {
    /// A retry would fail too.
    Final(String),
    /// A retry may succeed, perhaps after a wait that the service requests.
    Passing { why: String, wait: Option<Duration> },
}

impl Failure {
    fn passing(why: impl Into<String>) -> Self {
        Self::Passing { why: why.into(), wait: None }
    }
}

impl Deepgram {
    /// Creates a client. Nothing is sent yet.
    pub fn new(url: String, voice: String, key: Key, patience: Patience) -> Self {
        let mut config = Agent::config_builder()
            // The bodies of errors contain the reason.
            .http_status_as_error(false)
            // Redirects would receive the key.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(patience.connect))
            .timeout_per_read(Some(patience.stall))
            .timeout_per_write(Some(patience.stall))
            .timeout_global(Some(patience.whole));
        // A service on this machine gets no proxy, which would receive the key unencrypted.
        if url.parse::<Uri>().is_ok_and(|uri| is_loopback(&uri)) {
            config = config.proxy(None);
        }
        Self { agent: config.build().into(), url, voice, key, patience }
    }

    /// Records a text. Long texts are sent in pieces.
    ///
    /// # Errors
    /// A refusal of the service, or failures that exceed [`Patience`]. The key is in no error.
    pub fn speak(&self, text: &str) -> Result<Clip> {
        let mut pieces = pieces(text, LONGEST, |_| 1).into_iter();
        let first = pieces.next().context("the text is blank")?;
        let mut clip = self.speak_piece(first)?;
        for piece in pieces {
            let next = self.speak_piece(piece)?;
            clip.append(&next)?;
        }
        Ok(clip)
    }

    fn speak_piece(&self, piece: &str) -> Result<Clip> {
        let mut tried = 0;
        loop {
            let (why, asked) = match self.request(piece) {
                Ok(clip) => return Ok(clip),
                Err(Failure::Final(why)) => return Err(Error::msg(why)),
                Err(Failure::Passing { why, wait }) => (why, wait),
            };
            tried += 1;
            if tried >= self.patience.tries {
                bail!(
                    "gave up after {tried} attempts ({why}). Earlier sentences are cached: try again later"
                );
            }
            let doubling = self.patience.base.saturating_mul(2_u32.saturating_pow(tried - 1));
            (self.patience.wait)(asked.map_or(doubling, |wait| wait.min(LONGEST_WAIT)));
        }
    }

    /// Sends one request and reads its answer.
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
        // Read the reason even if the answer is incomplete.
        let said = self.said(status, &body.unwrap_or_default());
        Err(match status {
            401 | 403 => Failure::Final(format!(
                "the service rejected the key: set {KEY_VARIABLE} to a key with access to speech ({said})"
            )),
            402 => Failure::Final(format!("the account has no credit: add some, then try again ({said})")),
            300..=399 => Failure::Final(format!(
                "the service redirects, and the key is never sent to another URL: pass the right one with \
                 `--url` (status {status}, {})",
                location.as_deref().unwrap_or("no location")
            )),
            429 => Failure::Passing { why: format!("too many requests: {said}"), wait },
            500..=599 => Failure::Passing { why: format!("the service failed: {said}"), wait },
            _ => Failure::Final(format!("the service rejected the request: {said}")),
        })
    }

    /// Classifies an error of the connection.
    fn broken(&self, error: &ureq::Error) -> Failure {
        let said = self.key.clean(&error.to_string());
        match error {
            ureq::Error::Timeout(_) => Failure::passing(format!("timeout: {said}")),
            ureq::Error::Io(_)
            | ureq::Error::Protocol(_)
            | ureq::Error::ConnectionFailed
            | ureq::Error::ConnectProxyFailed(_)
            | ureq::Error::HostNotFound
            | ureq::Error::BodyStalled => Failure::passing(format!("the connection broke: {said}")),
            _ => Failure::Final(format!("cannot use the service: {said}")),
        }
    }

    /// The service's reason for a failure, from JSON or plain text.
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
        // First, because a long message may be cut.
        if let Some(request) = field("request_id") {
            said = format!("request {request}, {said}");
        }
        self.key.clean(&said)
    }
}
