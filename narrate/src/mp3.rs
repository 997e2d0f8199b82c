//! MP3 frames: enough to join files and to compute their duration.
//!
//! An MP3 file (ISO/IEC 11172-3 and 13818-3) is a sequence of frames, possibly between tags. Each frame has
//! its own header and the same number of samples. So the number of frames gives the exact duration, and
//! concatenating frames joins two files of the same format.

use std::fmt;

use anyhow::{Context, Error, Result, anyhow, bail, ensure};

/// Length of a frame's header in bytes.
const HEADER: usize = 4;
/// Length of the optional checksum after the header, in bytes.
const CHECKSUM: usize = 2;
/// Bit rates of MPEG 1 in kbit/s, by the header's index. Index 0 is the "free" format.
const RATES_1: [u32; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
/// Bit rates of MPEG 2 and 2.5.
const RATES_2: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/// The version of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// MPEG 1: 32 to 48 kHz.
    One,
    /// MPEG 2: half of these rates.
    Two,
    /// MPEG 2.5: a quarter of these rates.
    TwoAndAHalf,
}

/// The properties that all frames of a file share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// The version of the standard.
    pub version: Version,
    /// Samples per second.
    pub sample_rate: u32,
    /// The header's channel mode: 0 stereo, 1 joint stereo, 2 two channels, 3 mono.
    pub mode: u8,
}

impl Format {
    /// Samples per frame and channel.
    pub fn samples_per_frame(self) -> u32 {
        if self.version == Version::One { 1152 } else { 576 }
    }

    /// The duration of a number of frames, in seconds.
    pub fn seconds(self, frames: u64) -> f64 {
        (frames * u64::from(self.samples_per_frame())) as f64 / f64::from(self.sample_rate)
    }

    /// Length of the side information, between header and sound, in bytes.
    fn side_info(self) -> usize {
        match (self.version, self.mode) {
            (Version::One, 3) => 17,
            (Version::One, _) => 32,
            (_, 3) => 9,
            (_, _) => 17,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = match self.version {
            Version::One => "1",
            Version::Two => "2",
            Version::TwoAndAHalf => "2.5",
        };
        let mode = match self.mode {
            0 => "stereo",
            1 => "joint stereo",
            2 => "two channels",
            _ => "mono",
        };
        write!(f, "MPEG {version}, {} Hz, {mode}", self.sample_rate)
    }
}

/// A parsed frame header.
struct Header {
    format: Format,
    /// Length of the frame in bytes, with and without padding.
    length: usize,
    unpadded: usize,
    /// Bit rate × samples per frame. Divided by the sample rate, the exact length in bits.
    bits_per_frame: u32,
}

impl Header {
    /// Parses a header of layer III. `None` for other bytes.
    fn parse(bytes: [u8; HEADER]) -> Option<Self> {
        let [sync, kind, rate, channels] = bytes;
        if sync != 0xFF || kind & 0xE0 != 0xE0 || (kind >> 1) & 3 != 0b01 {
            return None;
        }
        let (version, rates, divisor) = match (kind >> 3) & 3 {
            0b11 => (Version::One, RATES_1, 1),
            0b10 => (Version::Two, RATES_2, 2),
            0b00 => (Version::TwoAndAHalf, RATES_2, 4),
            _ => return None,
        };
        let kilobits = *rates.get(usize::from(rate >> 4))?;
        let sample_rate = *[44_100, 48_000, 32_000].get(usize::from((rate >> 2) & 3))? / divisor;
        if kilobits == 0 {
            return None;
        }
        let format = Format { version, sample_rate, mode: channels >> 6 };
        // The standard rounds the length in bytes down.
        let bits_per_frame = format.samples_per_frame() * kilobits * 1000;
        let unpadded = (bits_per_frame / 8 / sample_rate) as usize;
        let padding = usize::from((rate >> 1) & 1);
        Some(Self { format, length: unpadded + padding, unpadded, bits_per_frame })
    }
}

/// Sound: one or more complete MP3 frames of one format.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    bytes: Vec<u8>,
    frames: u64,
    format: Format,
}

impl Clip {
    /// Parses an MP3 file. Tags and the information frame are dropped.
    ///
    /// # Errors
    /// Bytes that are not a frame, an incomplete frame, a change of format, or a file without sound.
    pub fn parse(file: &[u8]) -> Result<Self> {
        let sound = without_tags(file)?;
        let (mut at, mut kept, mut frames) = (0, 0, 0);
        let mut found: Option<Format> = None;
        while at < sound.len() {
            let rest = &sound[at..];
            let header = rest.first_chunk().copied().and_then(Header::parse);
            let header = header.ok_or_else(|| no_frame(rest, at))?;
            let frame = rest
                .get(..header.length)
                .with_context(|| format!("the MP3 is incomplete: it ends in frame {}", frames + 1))?;
            let (format, first) = (header.format, *found.get_or_insert(header.format));
            ensure!(format == first, "the MP3 changes from {first} to {format} in frame {}", frames + 1);
            at += header.length;
            if frames == 0 && kept == 0 && describes_file(frame, header.format) {
                kept = at;
            } else {
                frames += 1;
            }
        }
        match found {
            Some(format) if frames > 0 => Ok(Self { bytes: sound[kept..].to_vec(), frames, format }),
            _ => bail!("the MP3 contains no sound"),
        }
    }

    /// The frames.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of frames.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// The format of all frames.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The duration in seconds.
    pub fn seconds(&self) -> f64 {
        self.format.seconds(self.frames)
    }

    /// Appends another clip.
    ///
    /// # Errors
    /// A clip of another format.
    pub fn append(&mut self, next: &Self) -> Result<()> {
        let (format, before) = (next.format, self.format);
        ensure!(format == before, "its format ({format}) differs from the sound before it ({before})");
        self.bytes.extend_from_slice(&next.bytes);
        self.frames += next.frames;
        Ok(())
    }

    /// Appends silence, rounded to whole frames. `seconds` must not be negative.
    ///
    /// A header followed by zeros is a valid silent frame. Padding keeps the average bit rate exact,
    /// because players find a time by its share of the bytes.
    pub fn append_silence(&mut self, seconds: f64) -> Result<()> {
        let header: Option<[u8; HEADER]> = self.bytes.first_chunk().copied();
        let (Some(mut header), Some(parsed)) = (header, header.and_then(Header::parse)) else {
            return Err(no_frame(&self.bytes, 0));
        };
        header[1] |= 1; // no checksum follows
        for _ in 0..(seconds / self.format.seconds(1)).round() as u64 {
            let due =
                (self.frames + 1) * u64::from(parsed.bits_per_frame) / 8 / u64::from(self.format.sample_rate);
            let padding = usize::from((self.bytes.len() + parsed.unpadded) as u64 <= due.saturating_sub(1));
            header[2] = header[2] & !2 | (padding as u8) << 1;
            self.bytes.extend_from_slice(&header);
            self.bytes.resize(self.bytes.len() + parsed.unpadded + padding - HEADER, 0);
            self.frames += 1;
        }
        Ok(())
    }
}

/// The file without ID3 tags: any number of version 2 at the start, one of version 1 at the end.
fn without_tags(file: &[u8]) -> Result<&[u8]> {
    let mut sound = file;
    while let Some(tag) = sound.strip_prefix(b"ID3") {
        let incomplete = "the MP3 is incomplete: it ends in the tag at its start";
        let [_, _, flags, size @ ..] = tag.first_chunk::<7>().context(incomplete)?;
        // Seven bits per byte, so that a size never looks like a frame. A footer is as long as the header.
        let size = size.iter().fold(0, |size, byte| (size << 7) | usize::from(byte & 0x7F));
        let footer = if flags & 0x10 == 0 { 0 } else { 10 };
        sound = sound.get(10 + size + footer..).context(incomplete)?;
    }
    if let Some((rest, tag)) = sound.split_last_chunk::<128>()
        && tag.starts_with(b"TAG")
    {
        sound = rest;
    }
    Ok(sound)
}

/// Whether this is the information frame that some encoders write first. It contains no sound.
fn describes_file(frame: &[u8], format: Format) -> bool {
    let has = |at: usize, name: &[u8]| frame.get(at..).is_some_and(|rest| rest.starts_with(name));
    let behind = HEADER + format.side_info();
    [behind, behind + CHECKSUM].iter().any(|at| has(*at, b"Xing") || has(*at, b"Info"))
        || has(HEADER + 32, b"VBRI")
}

fn no_frame(rest: &[u8], at: usize) -> Error {
    if rest.len() < HEADER {
        anyhow!("the MP3 is incomplete: it ends in a header")
    } else {
        anyhow!("byte {at} does not start an MP3 frame")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// MPEG 2, 48 kbit/s, 22,050 Hz, mono: 156 bytes per frame, 157 with padding.
    const SPEECH: [u8; 4] = [0xFF, 0xF3, 0x60, 0xC0];
    /// MPEG 1, 128 kbit/s, 44,100 Hz, stereo: 417 bytes per frame.
    const MUSIC: [u8; 4] = [0xFF, 0xFB, 0x90, 0x00];
    /// MPEG 2.5, 8 kbit/s, 8,000 Hz, mono: 72 bytes per frame.
    const RADIO: [u8; 4] = [0xFF, 0xE3, 0x18, 0xC0];

    fn frame(header: [u8; 4], length: usize, filling: u8) -> Vec<u8> {
        let mut frame = vec![filling; length];
        frame[..4].copy_from_slice(&header);
        frame
    }

    fn speech(frames: usize) -> Vec<u8> {
        frame(SPEECH, 156, 7).repeat(frames)
    }

    fn refused(file: &[u8]) -> String {
        Clip::parse(file).expect_err("a refusal").to_string()
    }

    #[test]
    fn the_length_is_that_of_the_frames() {
        for (header, length, version, rate, seconds) in [
            (SPEECH, 156, Version::Two, 22_050, 576.0 / 22_050.0),
            (MUSIC, 417, Version::One, 44_100, 1152.0 / 44_100.0),
            (RADIO, 72, Version::TwoAndAHalf, 8_000, 576.0 / 8_000.0),
        ] {
            let clip = Clip::parse(&frame(header, length, 7).repeat(1000)).expect("a clip");
            assert_eq!(clip.frames(), 1000);
            assert_eq!((clip.format().version, clip.format().sample_rate), (version, rate));
            assert!((clip.seconds() - 1000.0 * seconds).abs() < 1e-9, "{}", clip.seconds());
        }
    }

    #[test]
    fn frames_may_be_padded_one_by_one() {
        let padded = frame([0xFF, 0xF3, 0x62, 0xC0], 157, 7);
        let clip = Clip::parse(&[speech(1), padded, speech(1)].concat()).expect("a clip");
        assert_eq!((clip.frames(), clip.bytes().len()), (3, 156 + 157 + 156));
    }

    #[test]
    fn tags_are_dropped() {
        // 300 bytes of tag, written with seven bits per byte: 2 × 128 + 44; in version 2.4 with a footer.
        let tag = [b"ID3\x04\x00\x00\x00\x00\x02\x2C".to_vec(), vec![0xFF; 300]].concat();
        let footed = [b"ID3\x04\x00\x10\x00\x00\x00\x05".to_vec(), vec![1; 15]].concat();
        let behind = [b"TAG".to_vec(), vec![b' '; 125]].concat();
        let clip = Clip::parse(&[tag.clone(), footed, speech(3), behind].concat()).expect("a clip");
        assert_eq!(clip.bytes(), speech(3));
        assert!(refused(&tag[..200]).contains("ends in the tag"));
        assert!(refused(b"ID3\x04").contains("ends in the tag"));
    }

    #[test]
    fn an_information_frame_is_not_sound() {
        for (header, length, at, name) in [
            (SPEECH, 156, 4 + 9, b"Info"),
            (SPEECH, 156, 4 + 9, b"Xing"),
            ([0xFF, 0xF2, 0x60, 0xC0], 156, 6 + 9, b"Xing"),
            (SPEECH, 156, 4 + 32, b"VBRI"),
            (MUSIC, 417, 4 + 32, b"Info"),
        ] {
            let mut first = frame(header, length, 0);
            first[at..at + 4].copy_from_slice(name);
            let sound = frame(header, length, 7).repeat(2);
            let clip = Clip::parse(&[first.clone(), sound.clone()].concat()).expect("a clip");
            assert_eq!((clip.frames(), clip.bytes()), (2, &sound[..]));
            assert!(refused(&first).contains("no sound"), "only a description");
        }
    }

    #[test]
    fn damaged_files_are_refused() {
        let whole = speech(3);
        assert!(refused(&whole[..whole.len() - 1]).contains("ends in frame 3"));
        assert!(refused(&whole[..2 * 156 + 3]).contains("ends in a header"));
        assert!(refused(b"").contains("no sound"));
        assert!(refused(br#"{"err_msg":"no"}"#).contains("byte 0 does not start"));
        assert!(
            refused(&[speech(1), b"garbage".to_vec(), speech(1)].concat())
                .contains("byte 156 does not start")
        );
        assert!(refused(&[speech(1), frame(MUSIC, 417, 7)].concat()).contains("changes from MPEG 2"));
    }

    #[test]
    fn invalid_headers_are_refused() {
        for header in [
            [0xFF, 0xF5, 0x60, 0xC0], // layer II
            [0xFF, 0xEB, 0x60, 0xC0], // reserved version
            [0xFF, 0xF3, 0x00, 0xC0], // free rate
            [0xFF, 0xF3, 0xF0, 0xC0], // bad rate
            [0xFF, 0xF3, 0x6C, 0xC0], // reserved sample rate
            [0xFF, 0x13, 0x60, 0xC0], // no sync
        ] {
            assert!(refused(&frame(header, 156, 7)).contains("does not start"), "{header:?}");
        }
    }

    #[test]
    fn silence_is_of_whole_frames_and_keeps_to_the_rate() {
        // With a checksum, which silence has not.
        let mut clip = Clip::parse(&frame([0xFF, 0xF2, 0x60, 0xC0], 156, 7)).expect("a clip");
        clip.append_silence(0.0).expect("none");
        clip.append_silence(0.012).expect("less than half a frame");
        assert_eq!(clip.frames(), 1);
        clip.append_silence(0.5).expect("some frames"); // 0.5 s ÷ 26.12 ms = 19.14
        assert_eq!(clip.frames(), 20);
        // 156 of 313.47 bytes are there: the first silent frame is padded.
        assert_eq!(&clip.bytes()[156..160], &[0xFF, 0xF3, 0x62, 0xC0], "no checksum");
        assert!(clip.bytes()[160..313].iter().all(|byte| *byte == 0));
        assert_eq!(Clip::parse(clip.bytes()).expect("frames"), clip);
        for seconds in [1.0, 10.0, 600.0] {
            clip.append_silence(seconds).expect("some frames");
            let due = clip.seconds() * 48_000.0 / 8.0;
            let off = due - clip.bytes().len() as f64;
            assert!((0.0..2.0).contains(&off), "{off} bytes off after {} s", clip.seconds());
        }
        assert_eq!(Clip::parse(clip.bytes()).expect("frames"), clip);
        let mut music = Clip::parse(&frame(MUSIC, 417, 7)).expect("a clip");
        music.append_silence(1.0).expect("some frames");
        assert_eq!(music.frames(), 39);
    }

    #[test]
    fn only_the_same_format_is_joined() {
        let mut clip = Clip::parse(&speech(2)).expect("a clip");
        clip.append(&Clip::parse(&speech(3)).expect("a clip")).expect("the same format");
        assert_eq!((clip.frames(), clip.bytes()), (5, &speech(5)[..]));
        let music = Clip::parse(&frame(MUSIC, 417, 7)).expect("a clip");
        let refusal = clip.append(&music).expect_err("another format").to_string();
        assert!(refusal.contains("MPEG 1, 44100 Hz, stereo"), "{refusal}");
        assert!(refusal.contains("MPEG 2, 22050 Hz, mono"), "{refusal}");
        assert_eq!(clip.frames(), 5, "nothing was joined");
    }
}
