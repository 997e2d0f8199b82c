//! What can be typed after `narrate`, and what is said about anything else.

use std::env;
use std::net::IpAddr;
use std::path::PathBuf;

use ureq::http::Uri;

use crate::deepgram;
use crate::error::{Error, Result};
use crate::espeak;

/// Where the files go when nothing is said.
const DEFAULT_OUT: &str = "public/narration";
/// All there is, for who typed something else.
const OPTIONS: &str = "--engine deepgram|espeak, --voice NAME, --out DIR, --cache DIR, --lines FILE, --estimate, --yes, \
    --url URL, --price USD_PER_1000, --help";

/// One call, understood.
#[derive(Debug, PartialEq)]
pub enum Call {
    /// Only say what there is.
    Help,
    /// Read the sentences aloud.
    Narrate(Options),
}

/// How the sentences are to be read aloud.
#[derive(Debug, PartialEq)]
pub struct Options {
    /// What speaks.
    pub engine: Engine,
    /// With which voice.
    pub voice: String,
    /// Where the sentences are; none means that they come by stdin.
    pub lines: Option<PathBuf>,
    /// Where the files go.
    pub out: PathBuf,
    /// Where what has been spoken is kept.
    pub cache: PathBuf,
    /// Only say what there is to do and what it costs.
    pub estimate: bool,
    /// Don't ask before money is spent.
    pub yes: bool,
}

/// What speaks.
#[derive(Debug, PartialEq)]
pub enum Engine {
    /// Deepgram's service, or the same on a machine of one's own.
    Deepgram {
        /// The address of its API.
        url: String,
        /// US dollars per 1,000 characters.
        price: f64,
    },
    /// espeak-ng, on this machine.
    Espeak,
}

impl Engine {
    /// Its name, as it is typed and as it stands in the timing file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Deepgram { .. } => "deepgram",
            Self::Espeak => "espeak",
        }
    }
}

/// The text of `--help`.
pub fn help() -> String {
    format!(
        "\
Reads the article aloud: makes narration.mp3, and narration.json with the time of every sentence.

  --engine deepgram|espeak  what speaks: Deepgram's service (costs money; its key is in {key}),
                            or the programs espeak-ng and lame on this machine (free)
  --voice NAME              its voice (deepgram: {deepgram_voice}; espeak: {espeak_voice})
  --out DIR                 where the two files go ({DEFAULT_OUT})
  --cache DIR               where spoken sentences are kept, so that only changed ones are spoken again
                            (the folder showdown/narration in the user's cache)
  --lines FILE              the sentences, as JSON [{{\"text\":…,\"pause\":…}}, …] (what comes by stdin;
                            `cargo xtask narrate` gives those of the article)
  --estimate                only say how much there is to speak and what it costs
  --yes                     don't ask before money is spent
  --url URL                 deepgram: another address of the same API ({url})
  --price USD_PER_1000      deepgram: the price of 1,000 characters, for the estimate ({price})
",
        key = deepgram::KEY_VARIABLE,
        deepgram_voice = deepgram::VOICE,
        espeak_voice = espeak::VOICE,
        url = deepgram::URL,
        price = deepgram::PRICE,
    )
}

/// Understands the words after `narrate`.
pub fn parse(words: impl Iterator<Item = String>) -> Result<Call> {
    let mut words = words;
    let (mut engine, mut voice, mut url, mut price) = (None, None, None, None);
    let (mut out, mut cache, mut lines) = (PathBuf::from(DEFAULT_OUT), None, None);
    let (mut estimate, mut yes) = (false, false);
    while let Some(word) = words.next() {
        let mut value = |what: &str| {
            let value = words.next().filter(|value| !value.is_empty() && !value.starts_with("--"));
            value.ok_or_else(|| Error::new(format!("`{word}` of what? Put {what} after it")))
        };
        match word.as_str() {
            "--help" | "-h" | "help" => return Ok(Call::Help),
            "--estimate" => estimate = true,
            "--yes" => yes = true,
            "--engine" => engine = Some(value("deepgram or espeak")?),
            "--voice" => voice = Some(checked_voice(value("the name of a voice")?)?),
            "--lines" => lines = Some(value("a file")?.into()),
            "--out" => out = value("a folder")?.into(),
            "--cache" => cache = Some(value("a folder")?.into()),
            "--url" => url = Some(checked_url(value("an address")?)?),
            "--price" => price = Some(checked_price(&value("US dollars per 1,000 characters")?)?),
            other => return Err(Error::new(format!("there is no `{other}`; there are: {OPTIONS}"))),
        }
    }
    let (engine, default_voice) = match engine.as_deref() {
        Some("deepgram") => {
            let url = url.unwrap_or_else(|| deepgram::URL.into());
            (Engine::Deepgram { url, price: price.unwrap_or(deepgram::PRICE) }, deepgram::VOICE)
        }
        Some("espeak") if url.is_some() || price.is_some() => {
            return Err(Error::new("`--url` and `--price` are for `--engine deepgram`; leave them out"));
        }
        Some("espeak") => (Engine::Espeak, espeak::VOICE),
        Some(other) => {
            return Err(Error::new(format!("there is no engine `{other}`; there are: deepgram, espeak")));
        }
        None => return Err(Error::new("what is to speak? Say `--engine deepgram` or `--engine espeak`")),
    };
    Ok(Call::Narrate(Options {
        engine,
        voice: voice.unwrap_or_else(|| default_voice.into()),
        lines,
        out,
        cache: cache.map_or_else(default_cache, Ok)?,
        estimate,
        yes,
    }))
}

/// A voice is part of an address and of a command, so it is letters, digits and a few signs.
fn checked_voice(voice: String) -> Result<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.+".contains(c);
    if voice.starts_with('-') || !voice.chars().all(fits) {
        return Err(Error::new(format!(
            "`{voice}` is no name of a voice: those are letters, digits and - _ . +"
        )));
    }
    Ok(voice)
}

/// The key travels to this address, so nobody on the way may read it.
fn checked_url(url: String) -> Result<String> {
    let refuse = |why: &str| Err(Error::new(format!("`--url {url}`: {why}")));
    let Ok(uri) = url.parse::<Uri>() else {
        return refuse("this is no address; write one like https://api.example.com/v1/speak");
    };
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return refuse("leave out the name in front of the host; the key comes from the environment");
    }
    if uri.query().is_some() || url.contains('#') {
        return refuse("leave out what follows the path; the voice and the format are put there");
    }
    match uri.scheme_str() {
        Some("https") => Ok(url),
        Some("http") if is_loopback(&uri) => Ok(url),
        _ => refuse("the key would travel in clear; only https is taken, or http on this machine itself"),
    }
}

/// Whether an address is on this machine, so that what is sent there stays here.
pub fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || number.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn checked_price(price: &str) -> Result<f64> {
    let number = price.parse().ok().filter(|price: &f64| price.is_finite() && *price >= 0.0);
    number
        .ok_or_else(|| Error::new(format!("`--price {price}`: a price is a number like {}", deepgram::PRICE)))
}

fn default_cache() -> Result<PathBuf> {
    let var = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    var("XDG_CACHE_HOME")
        .or_else(|| env::home_dir().map(|dir| dir.join(".cache")))
        .map(|dir| dir.join("showdown").join("narration"))
        .ok_or_else(|| Error::new("no folder to keep spoken sentences in: name one with `--cache DIR`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(line: &str) -> Options {
        match parse(line.split_whitespace().map(String::from)).expect(line) {
            Call::Narrate(options) => options,
            Call::Help => panic!("help for {line}"),
        }
    }

    fn refused(line: &str) -> String {
        parse(line.split_whitespace().map(String::from)).expect_err(line).to_string()
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let options = understood("--engine deepgram --cache c");
        let url = "https://api.deepgram.com/v1/speak".to_string();
        assert_eq!(
            options,
            Options {
                engine: Engine::Deepgram { url, price: 0.030 },
                voice: "aura-2-mars-en".into(),
                lines: None,
                out: "public/narration".into(),
                cache: "c".into(),
                estimate: false,
                yes: false,
            }
        );
        assert_eq!(understood("--engine espeak").voice, "en-us+m3");
        assert!(understood("--engine espeak").cache.ends_with("showdown/narration"));
    }

    #[test]
    fn options_come_in_any_order() {
        let options =
            understood("--yes --price 0.015 --out o --voice aura-2-zeus-en --estimate --engine deepgram");
        assert!(options.yes && options.estimate);
        assert_eq!((options.out, options.voice.as_str()), (PathBuf::from("o"), "aura-2-zeus-en"));
        assert!(matches!(options.engine, Engine::Deepgram { price: 0.015, .. }));
        let help = parse(["--engine", "espeak", "--help"].map(String::from).into_iter());
        assert_eq!(help.expect("help"), Call::Help);
    }

    #[test]
    fn a_refusal_says_what_there_is() {
        assert!(refused("").contains("`--engine deepgram` or `--engine espeak`"));
        assert!(refused("--engine festival").contains("deepgram, espeak"));
        assert!(refused("--engin deepgram").contains("--engine deepgram|espeak, --voice NAME, --out DIR"));
        assert!(refused("--engine").contains("deepgram or espeak"));
        assert!(refused("--engine deepgram --out --yes").contains("a folder"));
        assert!(refused("--engine deepgram --price cheap").contains("`--price cheap`"));
        assert!(refused("--engine deepgram --price -1").contains("`--price -1`"));
        assert!(refused("--engine deepgram --price NaN").contains("`--price NaN`"));
        assert!(refused("--engine deepgram --voice a&model=b").contains("letters, digits"));
        assert!(refused("--engine espeak --voice -w").contains("letters, digits"));
        assert!(refused("--engine espeak --price 1").contains("`--engine deepgram`"));
        assert!(refused("--engine espeak --url https://example.org").contains("`--engine deepgram`"));
    }

    #[test]
    fn the_key_travels_only_where_nobody_reads_it() {
        for url in [
            "https://speech.example.org/v1/speak",
            "http://127.0.0.1:8080/v1/speak",
            "http://127.9.9.9/speak",
            "http://localhost:1/v1/speak",
            "http://[::1]:8080/v1/speak",
        ] {
            understood(&format!("--engine deepgram --url {url}"));
        }
        for url in [
            "http://example.org/v1/speak",
            "http://localhost.example.org/",
            "http://127.0.0.1.example.org/",
            "http://10.0.0.1/",
            "http://[::2]/",
            "ftp://127.0.0.1/",
        ] {
            let refusal = refused(&format!("--engine deepgram --url {url}"));
            assert!(refusal.contains("in clear") && refusal.contains(url), "{refusal}");
        }
        assert!(refused("--engine deepgram --url http://127.0.0.1@example.org/").contains("name in front"));
        assert!(refused("--engine deepgram --url https://example.org/?a=b").contains("follows the path"));
        for url in ["https://exa<mple", "127.0.0.1/v1/speak", "nonsense"] {
            let refusal = refused(&format!("--engine deepgram --url {url}"));
            assert!(refusal.contains(url), "{refusal}");
        }
    }

    #[test]
    fn help_names_every_option() {
        for option in OPTIONS.split(", ") {
            let name = option.split(' ').next().unwrap_or_default();
            assert!(name == "--help" || help().contains(name), "{name}");
        }
    }
}
