//! The program `narrate` as a process: its files, its output, and its requests.

mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use narrate::mp3::Clip;
use showdown::narration::Recording;
use support::{Reply, Request, Server, audio, error, seconds, sound};
use tempfile::TempDir;

const SECRET: &str = "s3cret-0123456789abcdef";
const FOUR: [(&str, f64); 4] =
    [("The first.", 0.5), ("The second one.", 0.25), ("The third.", 0.5), ("The fourth.", 1.0)];

/// A temporary folder, with a helper for calls.
struct Place {
    folder: TempDir,
}

/// The output and the success of a call.
struct Said {
    success: bool,
    stdout: String,
    stderr: String,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    /// Calls the program with the key and without a terminal.
    fn call(&self, words: &[&str], lines: &[(&str, f64)]) -> Said {
        self.call_with(words, lines, |_| {})
    }

    fn call_with(&self, words: &[&str], lines: &[(&str, f64)], change: impl FnOnce(&mut Command)) -> Said {
        let lines: Vec<_> =
            lines.iter().map(|(text, pause)| serde_json::json!({ "text": text, "pause": pause })).collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_narrate"));
        command.args(words).arg("--out").arg(self.out()).arg("--cache").arg(self.cache());
        command.env("DEEPGRAM_API_KEY", SECRET);
        for proxy in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
            command.env_remove(proxy).env_remove(proxy.to_uppercase());
        }
        change(&mut command);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program");
        let mut stdin = child.stdin.take().expect("its stdin");
        // A program that rejects its arguments does not read the sentences.
        let _ = stdin.write_all(serde_json::Value::from(lines).to_string().as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("its end");
        let said = Said {
            success: output.status.success(),
            stdout: String::from_utf8(output.stdout).expect("text"),
            stderr: String::from_utf8(output.stderr).expect("text"),
        };
        // In every test: the key is in no output and no file, and no draft remains.
        assert!(!said.stdout.contains(SECRET) && !said.stderr.contains(SECRET), "{}", said.stderr);
        for file in files(self.folder.path()) {
            let bytes = fs::read(&file).expect("a file");
            assert!(!bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()), "{}", file.display());
            assert!(file.extension().is_some_and(|kind| kind != "tmp"), "{}", file.display());
        }
        said
    }

    /// Records with the service.
    fn speak(&self, server: &Server, lines: &[(&str, f64)]) -> Said {
        self.call(&["--engine", "deepgram", "--yes", "--url", &server.url()], lines)
    }

    fn sound(&self) -> Clip {
        Clip::parse(&fs::read(self.out().join("narration.mp3")).expect("the sound")).expect("MP3")
    }

    fn narration(&self) -> Recording {
        let json = fs::read_to_string(self.out().join("narration.json")).expect("the timings");
        serde_json::from_str(&json).expect("timings")
    }
}

impl Said {
    fn content(self) -> Self {
        assert!(self.success, "{}", self.stderr);
        self
    }

    fn error(self) -> String {
        assert!(!self.success, "{}", self.stdout);
        self.stderr
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return vec![] };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Sound as long as its text.
fn spoken(_: usize, request: &Request) -> Reply {
    let text = request.text();
    audio(text.len(), text.len() as u8)
}

fn to_the_millisecond(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// The filling byte of each frame. Frames are 156 bytes long, padded ones 157.
fn frames(mut sound: &[u8]) -> Vec<u8> {
    let mut fillings = vec![];
    while let [0xFF, 0xF3, flags, 0xC0, filling, ..] = sound {
        fillings.push(*filling);
        sound = &sound[156 + usize::from(flags >> 1 & 1)..];
    }
    assert!(sound.is_empty(), "{} bytes are no frames", sound.len());
    fillings
}

#[test]
fn the_sentences_and_their_pauses_are_one_file() {
    let (place, server) = (Place::new(), Server::start(spoken));
    let said = place.speak(&server, &FOUR).content();
    for part in [
        "sentences: 4 (46 characters)",
        "already spoken: 0",
        "to be sent: 4 (46 characters)",
        "US$ 0.001 (at US$ 0.030 per 1,000",
    ] {
        assert!(said.stdout.contains(part), "{}", said.stdout);
    }
    assert!(said.stderr.contains("100 %: 4 of 4 sentences"), "{}", said.stderr);
    assert_eq!(server.texts(), FOUR.map(|(text, _)| text));
    // 0.5 s is 19.14 frames, 0.25 s is 9.57, 1 s is 38.28.
    let parts = [(10, 19), (15, 10), (10, 19), (11, 38)];
    let sound = place.sound();
    let frames: Vec<u8> = frames(sound.bytes());
    let expected = parts.map(|(spoken, silent)| [vec![spoken as u8; spoken], vec![0; silent]].concat());
    assert_eq!(frames, expected.concat());
    let narration = place.narration();
    assert_eq!((narration.engine.as_str(), narration.voice.as_str()), ("deepgram", "aura-2-mars-en"));
    assert_eq!(narration.duration, to_the_millisecond(seconds(132)));
    let mut at = 0;
    for (sentence, ((text, _), (spoken, silent))) in narration.sentences.iter().zip(FOUR.iter().zip(parts)) {
        assert_eq!(sentence.text, *text);
        assert_eq!(sentence.start, to_the_millisecond(seconds(at)), "{text}");
        assert_eq!(sentence.end, to_the_millisecond(seconds(at + spoken)), "{text}");
        at += spoken + silent;
    }
    assert_eq!(narration.sentences.len(), 4);
}

#[test]
fn only_what_changed_is_sent() {
    let (place, server) = (Place::new(), Server::start(spoken));
    place.speak(&server, &FOUR).content();
    let first = place.sound();
    // Without changes nothing is sent, so neither key nor consent is needed.
    let url = server.url();
    let said = place.call_with(&["--engine", "deepgram", "--url", &url], &FOUR, |command| {
        command.env_remove("DEEPGRAM_API_KEY");
    });
    assert!(said.content().stdout.contains("to be sent: 0 (0 characters)"));
    assert_eq!((server.requests().len(), place.sound()), (4, first));
    // Pauses are not speech.
    let mut lines = FOUR;
    lines[0].1 = 2.0;
    place.speak(&server, &lines).content();
    assert_eq!(server.requests().len(), 4);
    lines[2].0 = "Another third.";
    place.speak(&server, &lines).content();
    assert_eq!(server.texts()[4..], ["Another third."]);
    assert_eq!(place.narration().sentences[2].text, "Another third.");
    // Another voice records every sentence again.
    place
        .call(&["--engine", "deepgram", "--yes", "--url", &url, "--voice", "aura-2-zeus-en"], &lines)
        .content();
    assert_eq!(server.requests().len(), 9);
    assert_eq!(place.narration().voice, "aura-2-zeus-en");
}

#[test]
fn a_sentence_that_comes_twice_is_sent_once() {
    let (place, server) = (Place::new(), Server::start(spoken));
    place.speak(&server, &[("Again.", 0.0), ("Once.", 0.0), ("Again.", 0.0)]).content();
    assert_eq!(server.texts(), ["Again.", "Once."]);
    assert_eq!(place.sound().bytes(), [sound(6, 6), sound(5, 5), sound(6, 6)].concat());
}

#[test]
fn a_damaged_file_is_spoken_again() {
    let (place, server) = (Place::new(), Server::start(spoken));
    place.speak(&server, &FOUR).content();
    let first = place.sound();
    let damaged = files(&place.cache()).remove(0);
    let bytes = fs::read(&damaged).expect("a file");
    fs::write(&damaged, &bytes[..bytes.len() - 1]).expect("damaged");
    place.speak(&server, &FOUR).content();
    assert_eq!((server.requests().len(), place.sound()), (5, first));
}

#[test]
fn an_interrupted_run_goes_on_where_it_stopped() {
    let place = Place::new();
    let server = Server::start(|number, request| match number {
        2 => error("400 Bad Request", "", "TEXT_TOO_LONG", "Input text exceeds the limit."),
        _ => spoken(number, request),
    });
    let said = place.speak(&server, &FOUR).error();
    for part in ["sentence 3 of 4 (“The third.”)", "TEXT_TOO_LONG", "Input text exceeds the limit."] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!place.out().exists(), "nothing half-done");
    assert_eq!(files(&place.cache()).len(), 2);
    place.speak(&server, &FOUR).content();
    assert_eq!(server.texts()[3..], ["The third.", "The fourth."]);
    assert_eq!(place.narration().sentences.len(), 4);
}

#[test]
fn a_failure_leaves_the_files_of_before() {
    let place = Place::new();
    let server = Server::start(|number, request| match number {
        4 => error("402 Payment Required", "", "NO_CREDIT", "Insufficient credits."),
        _ => spoken(number, request),
    });
    place.speak(&server, &FOUR).content();
    let before = (place.sound(), place.narration());
    let said = place.speak(&server, &[("Something new.", 1.0)]).error();
    assert!(said.contains("no credit"), "{said}");
    assert_eq!((place.sound(), place.narration()), before);
}

#[test]
fn the_key_stays_secret_when_it_is_refused_or_echoed() {
    // Every call checks that the key appears nowhere.
    let place = Place::new();
    let server = Server::start(|_, _| error("401 Unauthorized", "", "INVALID_AUTH", "Invalid credentials."));
    let said = place.speak(&server, &FOUR).error();
    assert!(said.contains("rejected the key"), "{said}");
    assert_eq!(server.requests()[0].headers["authorization"], format!("Token {SECRET}"));
    assert_eq!(server.requests().len(), 1);
    let echo = Server::start(|_, request| {
        error("400 Bad Request", "", "ECHO", &format!("got {}", request.headers["authorization"]))
    });
    let said = place.speak(&echo, &FOUR).error();
    assert!(said.contains("got Token …"), "{said}");
}

#[test]
fn a_key_that_is_none_is_refused_before_anything_is_sent() {
    let (place, server) = (Place::new(), Server::start(spoken));
    let call = |change: fn(&mut Command)| {
        place.call_with(&["--engine", "deepgram", "--yes", "--url", &server.url()], &FOUR, change).error()
    };
    let missing = call(|command| {
        command.env_remove("DEEPGRAM_API_KEY");
    });
    assert!(missing.contains("set the environment variable DEEPGRAM_API_KEY"), "{missing}");
    let blank = call(|command| {
        command.env("DEEPGRAM_API_KEY", " ");
    });
    assert!(blank.contains("DEEPGRAM_API_KEY is blank"), "{blank}");
    let odd = call(|command| {
        command.env("DEEPGRAM_API_KEY", format!("{SECRET}\n"));
    });
    assert!(odd.contains("a line break"), "{odd}");
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn an_estimate_makes_nothing_and_needs_no_key() {
    let (place, server) = (Place::new(), Server::start(spoken));
    let long = "x".repeat(9954);
    let lines = [&FOUR[..], &[(&long, 1.0)]].concat();
    let url = server.url();
    let estimate = |more: &[&str]| {
        let words = [&["--engine", "deepgram", "--estimate", "--url", &url], more].concat();
        let said = place.call_with(&words, &lines, |command| {
            command.env_remove("DEEPGRAM_API_KEY");
        });
        said.content().stdout
    };
    let said = estimate(&[]);
    assert!(said.contains("to be sent: 5 (10000 characters)") && said.contains("US$ 0.300"), "{said}");
    assert!(estimate(&["--price", "0.015"]).contains("US$ 0.150"));
    let said = place.call(&["--engine", "espeak", "--estimate"], &lines).content().stdout;
    assert!(said.contains("estimated cost: none"), "{said}");
    assert_eq!(server.requests().len(), 0);
    assert!(files(place.folder.path()).is_empty());
}

#[test]
fn sentences_may_come_from_a_file() {
    let place = Place::new();
    let file = place.folder.path().join("lines.json");
    fs::write(&file, r#"[{"text":"Twelve letters","pause":1}]"#).expect("written");
    let words = ["--engine", "espeak", "--estimate", "--lines", &file.display().to_string()];
    let said = place.call(&words, &FOUR).content().stdout;
    assert!(said.contains("sentences: 1 (14 characters)"), "{said}");
    fs::write(&file, r#"[{"text":"No pause"}]"#).expect("written");
    let said = place.call(&words, &FOUR).error();
    assert!(said.contains("lines.json must contain sentences") && said.contains("pause"), "{said}");
}

#[test]
fn money_is_not_spent_unasked() {
    let (place, server) = (Place::new(), Server::start(spoken));
    let said = place.call(&["--engine", "deepgram", "--url", &server.url()], &FOUR).error();
    assert!(said.contains("pass `--yes`"), "{said}");
    assert_eq!(server.requests().len(), 0);
    assert!(files(place.folder.path()).is_empty());
}

#[test]
fn the_key_never_travels_in_clear() {
    // Everything that leaves this machine would pass this proxy.
    let proxy = Server::start(|_, _| audio(1, 1));
    let address = proxy.url().replace("/v1/speak", "");
    let place = Place::new();
    let call = |url: &str| {
        place.call_with(&["--engine", "deepgram", "--yes", "--url", url], &FOUR, |command| {
            for variable in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
                command.env(variable, &address);
            }
        })
    };
    let said = call("http://example.org").error();
    assert!(said.contains("unencrypted"), "{said}");
    // Requests to this machine bypass proxies, which may be elsewhere.
    let server = Server::start(spoken);
    call(&server.url()).content();
    assert_eq!((server.requests().len(), proxy.requests().len()), (4, 0));
}

#[test]
fn sentences_that_can_not_be_spoken_are_named() {
    let place = Place::new();
    let refused = |lines: &[(&str, f64)]| place.call(&["--engine", "espeak"], lines).error();
    assert!(refused(&[]).contains("no sentences"));
    assert!(refused(&[("A.", 0.0), (" \n", 0.0)]).contains("sentence 2 of 2 is blank"));
    assert!(refused(&[("A.", -1.0)]).contains("sentence 1 of 1 (“A.”): its pause must be"));
    assert!(refused(&[("A.", 1e9)]).contains("its pause must be"));
}

#[test]
fn sound_that_does_not_fit_is_named() {
    let place = Place::new();
    let server = Server::start(|number, _| {
        let mut bytes = sound(2, 7);
        if number == 1 {
            bytes.chunks_mut(support::FRAME).for_each(|frame| frame[3] = 0x00); // stereo
        }
        Reply::Send(support::answer("200 OK", "", &bytes))
    });
    let said = place.speak(&server, &FOUR).error();
    assert!(said.contains("sentence 2 of 4 (“The second one.”)") && said.contains("stereo"), "{said}");
    assert!(!place.out().exists(), "nothing half-done");
}

// ---- espeak-ng ----

/// Fails if a program is missing, because a skipped test proves nothing.
fn need(program: &str) {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(
        found.is_ok_and(|status| status.success()),
        "`{program}` is missing: install the Debian packages espeak-ng and lame (apt-get install espeak-ng lame)"
    );
}

#[test]
fn espeak_speaks_on_this_machine() {
    need("espeak-ng");
    need("lame");
    let place = Place::new();
    let pause = 0.7;
    // Text that looks like options or like espeak's phonetic input is plain text.
    let lines =
        [("Two models write the same program.", pause), ("--version, -w x: [[which]] one is better?", 0.0)];
    let said = place.call_with(&["--engine", "espeak"], &lines, |command| {
        command.env_remove("DEEPGRAM_API_KEY");
    });
    assert!(said.content().stdout.contains("estimated cost: none"));
    let (sound, narration) = (place.sound(), place.narration());
    let frame = 576.0 / 22_050.0;
    assert_eq!((sound.format().sample_rate, sound.format().mode), (22_050, 3));
    assert_eq!(narration.duration, to_the_millisecond(sound.frames() as f64 * frame));
    let [first, second] = &narration.sentences[..] else { panic!("{:?}", narration.sentences) };
    assert_eq!((first.start, second.end), (0.0, narration.duration));
    assert!((second.start - first.end - pause).abs() <= frame, "{first:?} {second:?}");
    for sentence in [first, second] {
        let length = sentence.end - sentence.start;
        assert!((1.0..8.0).contains(&length), "{sentence:?}");
    }
    // Only changed sentences are recorded again.
    let again = place.call(&["--engine", "espeak"], &[lines[1], lines[0]]).content();
    assert!(again.stdout.contains("already spoken: 2"), "{}", again.stdout);
    assert_eq!(place.narration().sentences[0].text, lines[1].0);
}

#[test]
fn a_program_that_is_missing_is_a_package_to_install() {
    let (place, empty) = (Place::new(), tempfile::tempdir().expect("a folder"));
    let said = place.call_with(&["--engine", "espeak"], &FOUR, |command| {
        command.env("PATH", empty.path());
    });
    let said = said.error();
    assert!(said.contains("sentence 1 of 4") && said.contains("apt-get install espeak-ng"), "{said}");
}

#[test]
fn a_voice_that_espeak_does_not_have_is_told() {
    need("espeak-ng");
    let said = Place::new().call(&["--engine", "espeak", "--voice", "qqq"], &FOUR).error();
    assert!(said.contains("voice does not exist"), "{said}");
}
