//! The text of a file whose encoding nobody tells: what spreadsheets save is UTF-8, UTF-16 or Windows-1252.

/// The bytes 0x80 to 0x9F of Windows-1252, by the Encoding Standard; the others are as in Latin 1.
const HIGH: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
    0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A,
    0x153, 0x9D, 0x17E, 0x178,
];

/// What a file that is not UTF-8 was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, which is certain.
    Utf8,
    /// UTF-16, told from its mark or its zeros.
    Utf16,
    /// Windows-1252: nothing contradicts it, and nothing proves it.
    Windows1252,
}

impl Encoding {
    /// What to say of it, if anything.
    pub const fn note(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf16 => "",
            Self::Windows1252 => {
                "The file is not UTF-8, so it was read as Windows-1252. If letters are wrong, save it as “CSV UTF-8”."
            }
        }
    }
}

/// The text of a file, and its encoding.
///
/// # Errors
/// It is no text: UTF-16 that ends in the middle of a letter, or bytes of something else.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), String> {
    let utf16 = |bytes: &[u8], number: fn([u8; 2]) -> u16| {
        let units = bytes.chunks(2).map(|pair| <[u8; 2]>::try_from(pair).map(number));
        let units: Result<Vec<u16>, _> = units.collect();
        let text = units.ok().and_then(|units| String::from_utf16(&units).ok());
        let wrong = || "The file looks like UTF-16 but is cut off or damaged. Save the file as “CSV UTF-8”.";
        text.map(|text| (text, Encoding::Utf16)).ok_or_else(|| wrong().to_owned())
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        // Without a mark the zeros beside ASCII tell.
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => return utf16(bytes, u16::from_le_bytes),
        [0, second, 0, fourth, ..] if *second != 0 && *fourth != 0 => {
            return utf16(bytes, u16::from_be_bytes);
        }
        _ => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.trim_start_matches('\u{feff}').to_owned(), Encoding::Utf8));
    }
    if bytes.contains(&0) {
        return Err("The file is not text. Choose a plan as CSV or JSON.".to_owned());
    }
    let letter = |byte: &u8| match byte.checked_sub(0x80).and_then(|place| HIGH.get(usize::from(place))) {
        Some(high) => char::from_u32((*high).into()).unwrap_or('\u{fffd}'),
        None => char::from(*byte),
    };
    Ok((bytes.iter().map(letter).collect(), Encoding::Windows1252))
}

#[cfg(test)]
mod tests {
    use super::super::csv;
    use super::super::tests::reader;
    use super::*;
    use proptest::prelude::*;

    const PLAN: &str = "class;tasks\r\nPrüfung – „a“;12\r\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_plan_in_any_encoding_that_spreadsheets_save_has_its_letters() {
        let marked = ["\u{feff}", PLAN].concat();
        let windows = b"class;tasks\r\nPr\xFCfung \x96 \x84a\x93;12\r\n";
        for (bytes, encoding) in [
            (PLAN.as_bytes().to_vec(), Encoding::Utf8),
            (marked.clone().into_bytes(), Encoding::Utf8),
            (utf16(&marked, u16::to_le_bytes), Encoding::Utf16),
            (utf16(&marked, u16::to_be_bytes), Encoding::Utf16),
            (utf16(PLAN, u16::to_le_bytes), Encoding::Utf16),
            (utf16(PLAN, u16::to_be_bytes), Encoding::Utf16),
            (windows.to_vec(), Encoding::Windows1252),
        ] {
            let (text, found) = decode(&bytes).expect("text");
            assert_eq!(found, encoding);
            let plan = csv::read(&reader(), &text).expect("a plan");
            assert_eq!(plan.classes[0].name, "Prüfung – „a“", "{encoding:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(
            decode(b"PK\x03\x04\x00\x00\xFF\xFE").expect_err("no text").starts_with("The file is not text")
        );
        assert!(decode(b"\xFF\xFEa").expect_err("cut off").contains("cut off"));
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn text_comes_through_and_nothing_breaks_it(text in "[^\0\u{feff}]*", bytes: Vec<u8>) {
            prop_assert_eq!(decode(text.as_bytes()), Ok((text, Encoding::Utf8)));
            let _ = decode(&bytes);
        }
    }
}
