//! espeak-ng, which speaks on this machine, and lame, which makes an MP3 of that.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};
use std::thread;

use crate::deepgram;
use crate::error::{Context, Error, Result};
use crate::mp3::Clip;

/// The voice when none is named: one of the deep ones.
pub const VOICE: &str = "en-us+m3";
/// How it speaks, as espeak-ng takes it: lower than usual, a little slower, with no pause at the end.
pub const MANNER: [&str; 5] = ["-p", "30", "-s", "160", "-z"];
/// The format of the sound, as lame takes it: mono, 48 kbit/s, 22.05 kHz, no frame that describes the file.
pub const FORMAT: [&str; 8] = ["-m", "m", "-b", "48", "--cbr", "--resample", "22.05", "-t"];

/// Speaks a text.
pub fn speak(voice: &str, text: &str) -> Result<Clip> {
    let mut espeak = Command::new("espeak-ng");
    // The text comes by stdin, where it is never taken for an option; `-b 1` says that it is UTF-8.
    espeak.args(["-v", voice]).args(MANNER).args(["-b", "1", "--stdin", "--stdout"]);
    let wave = through(espeak, plain(text).as_bytes())?;
    let mut lame = Command::new("lame");
    lame.arg("--quiet").args(FORMAT).args(["-", "-"]);
    Clip::parse(&through(lame, &wave)?).context(|| "what lame made".into())
}

/// A text that espeak-ng reads as it stands: in one line, since a line break ends a sentence, and with round
/// brackets for square ones, two of which would begin a spelling of sounds.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('[', "(").replace(']', ")")
}

/// What a program makes of its input.
fn through(mut command: Command, input: &[u8]) -> Result<Vec<u8>> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // It has no need of the other engine's key.
    command.env_remove(deepgram::KEY_VARIABLE);
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::new(format!(
            "`{name}` is missing: install the Debian package {name} (apt-get install {name})"
        )),
        _ => Error::new(format!("`{name}` can't be started: {error}")),
    })?;
    let stdin = child.stdin.take();
    let (written, output) = thread::scope(|scope| {
        // Beside reading, so that neither waits for the other. Ends the input when it is done.
        let writer = scope.spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(input)));
        let output = child.wait_with_output();
        (writer.join(), output)
    });
    let output = output.context(|| format!("`{name}` can't be waited for"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        return Err(Error::new(format!("`{name}` failed ({}): {said}", output.status)));
    }
    match written {
        Ok(written) => written.context(|| format!("`{name}` doesn't read what it is to work on"))?,
        Err(_) => return Err(Error::new(format!("`{name}` was not told what to work on"))),
    }
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_a_package_to_install() {
        let refusal = through(Command::new("no-such-speaker"), b"").expect_err("missing").to_string();
        assert!(refusal.contains("Debian package no-such-speaker"), "{refusal}");
    }

    #[test]
    fn a_text_is_read_as_it_stands() {
        assert_eq!(plain(" One\n line, and [[no]] sounds [1].\n"), "One line, and ((no)) sounds (1).");
    }

    #[test]
    fn much_goes_through_and_a_failure_is_told() {
        let much = vec![7; 1 << 20];
        assert_eq!(through(Command::new("cat"), &much).expect("the same"), much);
        let mut failing = Command::new("sh");
        failing.args(["-c", "cat >/dev/null; echo so not >&2; exit 3"]);
        let refusal = through(failing, b"x").expect_err("failed").to_string();
        assert!(refusal.contains("so not") && refusal.contains('3'), "{refusal}");
    }
}
