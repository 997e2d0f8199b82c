//! The Deepgram client against a local server.

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Result;
use narrate::deepgram::{Deepgram, Patience};
use narrate::key::Key;
use narrate::mp3::Clip;
use support::{FRAME, Reply, Request, Server, answer, audio, error, sound};

const SECRET: &str = "s3cret-0123456789abcdef";
const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n";

/// The result of recording a text. Waits between attempts are logged, not waited.
struct Outcome {
    clip: Result<Clip>,
    waits: Vec<Duration>,
    requests: Vec<Request>,
}

impl Outcome {
    fn error(&self) -> String {
        let error = format!("{:#}", self.clip.as_ref().expect_err("an error"));
        assert!(!error.contains(SECRET), "the key is in: {error}");
        error
    }

    fn bytes(&self) -> &[u8] {
        self.clip.as_ref().expect("sound").bytes()
    }
}

/// Records a text with a scripted server.
fn speak_with(
    text: &str,
    patience: Patience,
    script: impl Fn(usize, &Request) -> Reply + Send + 'static,
) -> Outcome {
    let server = Server::start(script);
    let waits = Arc::new(Mutex::new(Vec::new()));
    let noted = waits.clone();
    let wait = move |wait| noted.lock().expect("the waits").push(wait);
    let patience = Patience { wait: Box::new(wait), ..patience };
    let key = Key::new(SECRET.into(), "THE_KEY").expect("a key");
    let clip = Deepgram::new(server.url(), "aura-2-mars-en".into(), key, patience).speak(text);
    let waits = waits.lock().expect("the waits").clone();
    Outcome { clip, waits, requests: server.requests() }
}

fn speak(text: &str, script: impl Fn(usize, &Request) -> Reply + Send + 'static) -> Outcome {
    speak_with(text, Patience::default(), script)
}

fn secs(seconds: &[u64]) -> Vec<Duration> {
    seconds.iter().copied().map(Duration::from_secs).collect()
}

#[test]
fn the_request_is_what_the_service_takes() {
    let outcome = speak("It says “yes” & \"no\".", |_, _| audio(3, 7));
    assert_eq!(outcome.bytes(), sound(3, 7));
    let [request] = &outcome.requests[..] else { panic!("{} requests", outcome.requests.len()) };
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/v1/speak"));
    let mut query: Vec<_> = request.query.split('&').collect();
    query.sort_unstable();
    assert_eq!(query, ["bit_rate=48000", "encoding=mp3", "model=aura-2-mars-en"]);
    assert_eq!(request.headers["authorization"], format!("Token {SECRET}"));
    assert_eq!(request.headers["content-type"], "application/json");
    let body: serde_json::Value = serde_json::from_str(&request.body).expect("JSON");
    assert_eq!(body, serde_json::json!({ "text": "It says “yes” & \"no\"." }));
}

#[test]
fn a_long_text_is_sent_in_pieces_and_joined() {
    let text = "Twenty characters, ".repeat(60) + "and the end.";
    let outcome = speak(&text, |number, _| audio(number + 1, number as u8));
    assert_eq!(outcome.bytes(), [sound(1, 0), sound(2, 1)].concat());
    let texts: Vec<_> = outcome.requests.iter().map(Request::text).collect();
    assert!(texts.iter().all(|text| text.chars().count() <= 1000), "{texts:?}");
    assert!(texts[0].ends_with("characters,"), "{texts:?}");
    assert_eq!(texts.join(" "), text, "nothing is left out");
}

#[test]
fn pieces_that_differ_in_format_are_not_joined() {
    let text = "word ".repeat(300);
    let outcome = speak(&text, |number, _| {
        if number == 0 {
            return audio(1, 7);
        }
        let mut other = sound(2, 7);
        for frame in other.chunks_mut(FRAME) {
            frame[3] = 0x00; // stereo
        }
        Reply::Send(answer("200 OK", "", &other))
    });
    assert!(outcome.error().contains("differs from the sound before it"), "{}", outcome.error());
}

#[test]
fn a_rejected_key_is_final() {
    for status in ["401 Unauthorized", "403 Forbidden"] {
        let outcome = speak("Hello.", move |_, _| error(status, "", "INVALID_AUTH", "Invalid credentials."));
        let said = outcome.error();
        assert!(said.contains("rejected the key") && said.contains("DEEPGRAM_API_KEY"), "{said}");
        assert!(said.contains("INVALID_AUTH") && said.contains("Invalid credentials."), "{said}");
        assert_eq!((outcome.requests.len(), outcome.waits.len()), (1, 0));
    }
}

#[test]
fn a_permanent_failure_is_final_and_has_its_reason() {
    for (status, expected) in [
        ("402 Payment Required", "no credit"),
        ("400 Bad Request", "rejected the request"),
        ("413 Payload Too Large", "rejected the request"),
        ("404 Not Found", "rejected the request"),
    ] {
        let outcome = speak("Hello.", move |_, _| error(status, "", "SOME_CODE", "Text too long."));
        let said = outcome.error();
        for part in [expected, "SOME_CODE", "Text too long.", "r-1", &status[..3]] {
            assert!(said.contains(part), "{said} lacks {part}");
        }
        assert_eq!((outcome.requests.len(), outcome.waits.len()), (1, 0));
    }
}

#[test]
fn an_error_in_another_form_is_told_too() {
    for (body, expected) in [
        ("<h1>Bad\r\n gateway</h1>", "status 404, <h1>Bad gateway</h1>"),
        ("", "status 404"),
        (r#"{"message":"so not"}"#, "status 404, so not"),
        (r#"["odd"]"#, r#"status 404, ["odd"]"#),
    ] {
        let outcome = speak("Hello.", move |_, _| Reply::Send(answer("404 Not Found", "", body.as_bytes())));
        assert!(outcome.error().ends_with(expected), "{}", outcome.error());
    }
    let long = speak("Hello.", |_, _| Reply::Send(answer("404 Not Found", "", &[b'x'; 100_000])));
    assert!(long.error().chars().count() < 400, "{}", long.error());
}

#[test]
fn the_wait_that_the_service_asks_for_is_kept() {
    // An hour, so that only the service's requests can explain the waits.
    let patience = || Patience { base: Duration::from_secs(3600), ..Patience::default() };
    for (asked, waited) in [("0", 0), ("1", 1), ("60", 60), ("7200", 60)] {
        let outcome = speak_with("Hello.", patience(), move |number, _| match number {
            0 => error("429 Too Many Requests", &format!("Retry-After: {asked}\r\n"), "SLOW", "Too many."),
            _ => audio(3, 7),
        });
        assert_eq!(outcome.bytes(), sound(3, 7));
        assert_eq!((outcome.requests.len(), outcome.waits), (2, secs(&[waited])), "asked for {asked}");
    }
    // Dates and nonsense count as no request.
    for asked in ["Wed, 21 Oct 2037 07:28:00 GMT", "soon", "-5"] {
        let outcome = speak("Hello.", move |number, _| match number {
            0 => error("503 Service Unavailable", &format!("Retry-After: {asked}\r\n"), "DOWN", "Down."),
            _ => audio(3, 7),
        });
        assert_eq!((outcome.bytes(), outcome.waits.clone()), (&sound(3, 7)[..], secs(&[1])));
    }
}

#[test]
fn too_many_requests_for_ever_are_given_up() {
    let outcome = speak("Hello.", |_, _| error("429 Too Many Requests", "", "SLOW_DOWN", "Too many."));
    let said = outcome.error();
    assert!(said.contains("gave up after 6 attempts") && said.contains("too many requests"), "{said}");
    assert!(said.contains("SLOW_DOWN"), "{said}");
    assert_eq!(outcome.requests.len(), 6);
    assert_eq!(outcome.waits, secs(&[1, 2, 4, 8, 16]));
}

#[test]
fn a_fault_of_the_service_passes() {
    let outcome = speak("Hello.", |number, _| match number {
        0 => error("500 Internal Server Error", "", "OOPS", "Oops."),
        1 => Reply::Send(answer("502 Bad Gateway", "", b"<html>")),
        _ => audio(3, 7),
    });
    assert_eq!(outcome.bytes(), sound(3, 7));
    assert_eq!((outcome.requests.len(), outcome.waits), (3, secs(&[1, 2])));
}

#[test]
fn a_broken_answer_is_asked_for_again() {
    type Broken = fn() -> Vec<u8>;
    let broken: [(&str, Broken); 9] = [
        ("nothing", Vec::new),
        ("half a head", || b"HTTP/1.1 200 O".to_vec()),
        ("a head that is none", || b"nonsense\r\n\r\n".to_vec()),
        ("a chunk without a length", || {
            format!("{OK}Transfer-Encoding: chunked\r\n\r\nzz\r\nsound\r\n").into_bytes()
        }),
        ("less than its length", || {
            [format!("{OK}Content-Length: 999\r\n\r\n").into_bytes(), sound(3, 1)].concat()
        }),
        ("chunks without an end", || {
            [
                format!("{OK}Transfer-Encoding: chunked\r\n\r\n9c\r\n").into_bytes(),
                sound(1, 1),
                b"\r\n".to_vec(),
            ]
            .concat()
        }),
        ("a chunk cut off", || {
            [format!("{OK}Transfer-Encoding: chunked\r\n\r\nffff\r\n").into_bytes(), sound(1, 1)].concat()
        }),
        // Complete at the level of HTTP.
        ("a frame cut off", || answer("200 OK", "", &sound(3, 1)[..400])),
        ("no MP3", || answer("200 OK", "", b"{\"err_msg\":\"fine?\"}")),
    ];
    for (what, bytes) in broken {
        let outcome = speak("Hello.", move |number, _| match number {
            0 => Reply::Send(bytes()),
            _ => audio(3, 7),
        });
        assert_eq!(outcome.bytes(), sound(3, 7), "{what}");
        assert_eq!((outcome.requests.len(), outcome.waits), (2, secs(&[1])), "{what}");
        let outcome = speak("Hello.", move |_, _| Reply::Send(bytes()));
        assert!(outcome.error().contains("gave up after 6 attempts"), "{what}: {}", outcome.error());
        assert!(outcome.error().contains("broke"), "{what}: {}", outcome.error());
    }
}

#[test]
fn a_server_that_is_silent_is_asked_again() {
    let patience = || Patience { stall: Duration::from_millis(300), ..Patience::default() };
    // Silence at once, and silence in the middle of the sound.
    let half = || [format!("{OK}Content-Length: 468\r\n\r\n").into_bytes(), sound(1, 1)].concat();
    for begun in [Vec::new(), half()] {
        let outcome = speak_with("Hello.", patience(), move |number, _| match number {
            0 => Reply::Hang(begun.clone()),
            _ => audio(3, 7),
        });
        assert_eq!(outcome.bytes(), sound(3, 7));
        // On a slow machine, several attempts may time out.
        assert!(outcome.requests.len() >= 2, "the first was not answered");
    }
    let outcome = speak_with("Hello.", patience(), |_, _| Reply::Hang(vec![]));
    assert!(outcome.error().contains("timeout"), "{}", outcome.error());
    assert_eq!(outcome.requests.len(), 6);
}

#[test]
fn an_answer_without_end_is_given_up() {
    let patience = Patience { whole: Duration::from_millis(300), tries: 2, ..Patience::default() };
    let head = format!("{OK}Transfer-Encoding: chunked\r\n\r\n").into_bytes();
    let outcome = speak_with("Hello.", patience, move |_, _| Reply::Drip(head.clone()));
    assert!(outcome.error().contains("timeout"), "{}", outcome.error());
    assert!(outcome.error().contains("gave up after 2 attempts"), "{}", outcome.error());
}

#[test]
fn an_answer_in_small_pieces_is_taken() {
    let outcome = speak("Hello.", |_, _| {
        let head = format!("{OK}Transfer-Encoding: chunked\r\n\r\n").into_bytes();
        let chunk = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
        let mut pieces: Vec<_> = sound(3, 7).chunks(47).map(chunk).collect();
        pieces.push(b"0\r\n\r\n".to_vec());
        Reply::Trickle(head, pieces)
    });
    assert_eq!(outcome.bytes(), sound(3, 7));
    assert_eq!(outcome.requests.len(), 1);
}

#[test]
fn the_key_goes_to_no_other_address() {
    for status in ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let other = Server::start(|_, _| audio(3, 7));
        let address = other.url();
        let outcome = speak("Hello.", move |_, _| {
            Reply::Send(answer(status, &format!("Location: {address}?{SECRET}\r\n"), b""))
        });
        let said = outcome.error();
        assert!(said.contains("--url") && said.contains(&other.url()), "{said}");
        assert_eq!(other.requests().len(), 0, "{status}");
        assert_eq!(outcome.requests.len(), 1);
    }
}

#[test]
fn the_key_is_never_shown() {
    // The server echoes the whole request in each form of error. `Outcome::error` looks for the key.
    let forms: [fn(&Request) -> Reply; 5] = [
        |request| error("400 Bad Request", "", "ECHO", &request.headers["authorization"]),
        |request| error("401 Unauthorized", "", &request.headers["authorization"], "x"),
        |request| Reply::Send(answer("403 Forbidden", "", request.headers["authorization"].as_bytes())),
        |request| error("429 Too Many Requests", "", "ECHO", &request.headers["authorization"]),
        |request| Reply::Send(format!("HTTP/1.1 {}\r\n\r\n", request.headers["authorization"]).into_bytes()),
    ];
    for (number, form) in forms.into_iter().enumerate() {
        let said = speak("Hello.", move |_, request| form(request)).error();
        assert!(number == 4 || said.contains('…'), "{said}");
    }
}
