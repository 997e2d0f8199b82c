//! Speech by espeak-ng, encoded as MP3 by lame, both on this machine.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, ensure};

use crate::deepgram;
use crate::mp3::Clip;

/// The default voice, a deep one.
pub const VOICE: &str = "en-us+m3";
/// Options of espeak-ng: low pitch, slightly slow, no final pause.
pub const MANNER: [&str; 5] = ["-p", "30", "-s", "160", "-z"];
/// Options of lame: mono, 48 kbit/s, 22.05 kHz, no information frame.
pub const FORMAT: [&str; 8] = ["-m", "m", "-b", "48", "--cbr", "--resample", "22.05", "-t"];

/// Records a text.
///
/// # Errors
/// A program that is missing or fails.
pub fn speak(voice: &str, text: &str) -> Result<Clip> {
    let mut espeak = Command::new("espeak-ng");
    // Text on standard input is never parsed as an option. `-b 1` means UTF-8.
    espeak.args(["-v", voice]).args(MANNER).args(["-b", "1", "--stdin", "--stdout"]);
    let wave = through(espeak, plain(text).as_bytes())?;
    let mut lame = Command::new("lame");
    lame.arg("--quiet").args(FORMAT).args(["-", "-"]);
    Clip::parse(&through(lame, &wave)?).context("lame's output")
}

/// Prepares a text for espeak-ng: on one line, because a line break ends a sentence, and without square
/// brackets, because two of them start phonetic input.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('[', "(").replace(']', ")")
}

/// Runs a program on an input and returns its output.
fn through(mut command: Command, input: &[u8]) -> Result<Vec<u8>> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // The program does not need the other engine's key.
    command.env_remove(deepgram::KEY_VARIABLE);
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            anyhow!("`{name}` is missing: install the Debian package {name} (apt-get install {name})")
        }
        _ => anyhow!("cannot start `{name}`: {error}"),
    })?;
    let stdin = child.stdin.take();
    let (written, output) = thread::scope(|scope| {
        // A thread of its own, so that writing and reading never block each other. Closes the input at its
        // end.
        let writer = scope.spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(input)));
        let output = child.wait_with_output();
        (writer.join(), output)
    });
    let output = output.with_context(|| format!("cannot wait for `{name}`"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    ensure!(output.status.success(), "`{name}` failed ({}): {said}", output.status);
    let written = written.map_err(|_| anyhow!("the thread that writes to `{name}` panicked"))?;
    written.with_context(|| format!("`{name}` did not read its input"))?;
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
    fn a_text_has_no_line_breaks_or_phonetic_input() {
        assert_eq!(plain(" One\n line, and [[no]] sounds [1].\n"), "One line, and ((no)) sounds (1).");
    }

    #[test]
    fn large_inputs_pass_and_failures_are_reported() {
        let much = vec![7; 1 << 20];
        assert_eq!(through(Command::new("cat"), &much).expect("the same"), much);
        let mut failing = Command::new("sh");
        failing.args(["-c", "cat >/dev/null; echo so not >&2; exit 3"]);
        let refusal = through(failing, b"x").expect_err("failed").to_string();
        assert!(refusal.contains("so not") && refusal.contains('3'), "{refusal}");
    }
}
