//! The command line of `narrate`.

use std::env;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail, ensure};
use lexopt::prelude::*;
use ureq::http::Uri;

use crate::{deepgram, espeak};

const DEFAULT_OUT: &str = "public/narration";
const OPTIONS: &str = "--engine deepgram|espeak, --voice NAME, --out DIR, --cache DIR, --lines FILE, \
    --estimate, --yes, --url URL, --price USD_PER_1000, --help";

/// A parsed command line.
#[derive(Debug, PartialEq)]
pub enum Call {
    /// Print the help.
    Help,
    /// Record the sentences.
    Narrate(Options),
}

/// How to record the sentences.
#[derive(Debug, PartialEq)]
pub struct Options {
    /// The speech synthesizer.
    pub engine: Engine,
    /// The name of its voice.
    pub voice: String,
    /// The file with the sentences. `None` means standard input.
    pub lines: Option<PathBuf>,
    /// The folder of the recording.
    pub out: PathBuf,
    /// The folder of recorded sentences, for later runs.
    pub cache: PathBuf,
    /// Only print the amount of text and its estimated cost.
    pub estimate: bool,
    /// Spend money without asking.
    pub yes: bool,
}

/// A speech synthesizer.
#[derive(Debug, PartialEq)]
pub enum Engine {
    /// Deepgram's service, or the same service on a machine of one's own.
    Deepgram {
        /// The URL of its API.
        url: String,
        /// US dollars per 1,000 characters.
        price: f64,
    },
    /// espeak-ng, on this machine.
    Espeak,
}

impl Engine {
    /// The name, as typed and as written to the timing file.
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
Records the page, read aloud: narration.mp3, and narration.json with the time of each sentence.

  --engine deepgram|espeak  the synthesizer: Deepgram's service (costs money, reads its key from {key}),
                            or the programs espeak-ng and lame on this machine (free)
  --voice NAME              the voice (deepgram: {deepgram_voice}; espeak: {espeak_voice})
  --out DIR                 the folder of the two files (default: {DEFAULT_OUT})
  --cache DIR               the folder of recorded sentences; only changed ones are recorded again
                            (default: showdown/narration in the user's cache folder)
  --lines FILE              the sentences, as JSON [{{\"text\":…,\"pause\":…}}, …] (default: standard input;
                            `cargo xtask narrate` passes the sentences of the page)
  --estimate                only print the number of characters and the estimated cost
  --yes                     spend money without asking
  --url URL                 deepgram: the URL of the API (default: {url})
  --price USD_PER_1000      deepgram: the price of 1,000 characters, for the estimate (default: {price})
",
        key = deepgram::KEY_VARIABLE,
        deepgram_voice = deepgram::VOICE,
        espeak_voice = espeak::VOICE,
        url = deepgram::URL,
        price = deepgram::PRICE,
    )
}

/// Parses the arguments of `narrate`.
///
/// # Errors
/// An unknown option, an invalid value, or no engine.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Call> {
    let mut parser = lexopt::Parser::from_args(words);
    let (mut engine, mut voice, mut url, mut price) = (None, None, None, None);
    let (mut out, mut cache, mut lines) = (PathBuf::from(DEFAULT_OUT), None, None);
    let (mut estimate, mut yes) = (false, false);
    while let Some(arg) = parser.next()? {
        match arg {
            Short('h') | Long("help") => return Ok(Call::Help),
            Long("estimate") => estimate = true,
            Long("yes") => yes = true,
            Long("engine") => engine = Some(value(&mut parser, "deepgram or espeak")?),
            Long("voice") => voice = Some(checked_voice(value(&mut parser, "the name of a voice")?)?),
            Long("lines") => lines = Some(value(&mut parser, "a file")?.into()),
            Long("out") => out = value(&mut parser, "a folder")?.into(),
            Long("cache") => cache = Some(value(&mut parser, "a folder")?.into()),
            Long("url") => url = Some(checked_url(value(&mut parser, "a URL")?)?),
            Long("price") => {
                price = Some(checked_price(&value(&mut parser, "US dollars per 1,000 characters")?)?)
            }
            other => bail!("{}; options are: {OPTIONS}", other.unexpected()),
        }
    }
    let (engine, default_voice) = match engine.as_deref() {
        Some("deepgram") => {
            let url = url.unwrap_or_else(|| deepgram::URL.into());
            (Engine::Deepgram { url, price: price.unwrap_or(deepgram::PRICE) }, deepgram::VOICE)
        }
        Some("espeak") if url.is_some() || price.is_some() => {
            bail!("`--url` and `--price` require `--engine deepgram`")
        }
        Some("espeak") => (Engine::Espeak, espeak::VOICE),
        Some(other) => bail!("unknown engine `{other}`; engines are: deepgram, espeak"),
        None => bail!("the engine is missing; add `--engine deepgram` or `--engine espeak`"),
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

/// The value of an option. The next option is not a value.
fn value(parser: &mut lexopt::Parser, what: &str) -> Result<String> {
    let value = parser.value()?.string()?;
    ensure!(!value.is_empty() && !value.starts_with("--"), "`{value}` follows an option that takes {what}");
    Ok(value)
}

/// A voice becomes part of a URL and of a command, so its characters are restricted.
fn checked_voice(voice: String) -> Result<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.+".contains(c);
    ensure!(
        !voice.starts_with('-') && voice.chars().all(fits),
        "invalid voice `{voice}`: enter a name of letters, digits and - _ . +"
    );
    Ok(voice)
}

/// The key is sent to this URL, so the connection must be private.
fn checked_url(url: String) -> Result<String> {
    let refuse = |why: &str| Err(anyhow!("`--url {url}`: {why}"));
    let Ok(uri) = url.parse::<Uri>() else {
        return refuse("invalid URL; enter one like https://api.example.com/v1/speak");
    };
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return refuse("omit the user name before the host; the key comes from the environment");
    }
    if uri.query().is_some() || url.contains('#') {
        return refuse("omit everything after the path; voice and format are added there");
    }
    match uri.scheme_str() {
        Some("https") => Ok(url),
        Some("http") if is_loopback(&uri) => Ok(url),
        _ => refuse("the key would be sent unencrypted; enter an https URL, or http on this machine"),
    }
}

/// Whether a URL leads to this machine.
pub fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || number.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn checked_price(price: &str) -> Result<f64> {
    let number = price.parse().ok().filter(|price: &f64| price.is_finite() && *price >= 0.0);
    number.with_context(|| format!("`--price {price}`: enter a number like {}", deepgram::PRICE))
}

fn default_cache() -> Result<PathBuf> {
    let var = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    var("XDG_CACHE_HOME")
        .or_else(|| env::home_dir().map(|dir| dir.join(".cache")))
        .map(|dir| dir.join("showdown").join("narration"))
        .context("there is no folder for recorded sentences; name one with `--cache DIR`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(line: &str) -> Options {
        match parse(line.split_whitespace().map(OsString::from)).expect(line) {
            Call::Narrate(options) => options,
            Call::Help => panic!("help for {line}"),
        }
    }

    fn refused(line: &str) -> String {
        parse(line.split_whitespace().map(OsString::from)).expect_err(line).to_string()
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
        let help = parse(["--engine", "espeak", "--help"].map(OsString::from));
        assert_eq!(help.expect("help"), Call::Help);
    }

    #[test]
    fn a_refusal_says_what_is_accepted() {
        assert!(refused("").contains("`--engine deepgram` or `--engine espeak`"));
        assert!(refused("--engine festival").contains("deepgram, espeak"));
        assert!(refused("--engin deepgram").contains("--engine deepgram|espeak, --voice NAME, --out DIR"));
        assert!(refused("--engine").contains("--engine"));
        assert!(refused("--engine --yes").contains("deepgram or espeak"));
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
    fn the_key_is_sent_only_over_private_connections() {
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
            assert!(refusal.contains("unencrypted") && refusal.contains(url), "{refusal}");
        }
        assert!(refused("--engine deepgram --url http://127.0.0.1@example.org/").contains("user name"));
        assert!(refused("--engine deepgram --url https://example.org/?a=b").contains("after the path"));
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
