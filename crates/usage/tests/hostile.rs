//! Whatever the bytes, nothing panics, and how they are cut changes nothing.

#[path = "corpus/mod.rs"]
mod corpus;

use proptest::prelude::*;
use std::sync::LazyLock;
use usage::{Reader, Report};

/// The small cases of the corpus.
static CASES: LazyLock<Vec<corpus::Case>> = LazyLock::new(|| {
    let large = ["claude-huge", "claude-many"];
    corpus::all().into_iter().filter(|(name, _)| !large.contains(name)).collect()
});

fn read(bytes: &[u8], piece: usize) -> Report {
    let mut reader = Reader::new(&[200_000]);
    reader.begin("file");
    bytes.chunks(piece.max(1)).for_each(|piece| reader.push(piece));
    reader.end();
    reader.report()
}

/// Pieces of what tools write, in any order.
fn likely() -> impl Strategy<Value = Vec<u8>> {
    let words = prop_oneof![
        Just("{\"data\":[".to_owned()),
        Just("{\"type\":\"event_msg\",\"timestamp\":\"2026-11-02T10:00:00Z\",\"payload\":{\"type\":\"token_count\",\"info\":{\"total_token_usage\":{\"input_tokens\":".to_owned()),
        Just("{\"timestamp\":\"2026-11-02\",\"message\":{\"id\":\"m\",\"model\":\"x\",\"usage\":{\"output_tokens\":".to_owned()),
        Just("{\"date\":\"2026-11\",\"totalTokens\":1,\"models\":{\"m\":{\"inputTokens\":".to_owned()),
        Just("}}}\n".to_owned()),
        Just("]}".to_owned()),
        Just("usage_date_utc,model_version,usage_output_tokens\n2026-11-02,m,".to_owned()),
        Just("request_id,startTime,model,prompt_tokens\nr,2026-11-02,m,".to_owned()),
        Just("\"".to_owned()),
        Just("18446744073709551615".to_owned()),
        Just("\n".to_owned()),
        "[\\PC\0\r]{0,12}",
    ];
    prop::collection::vec(words, 0..12).prop_map(|words| words.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_bytes_are_safe(bytes: Vec<u8>, piece in 1..9_usize) {
        prop_assert_eq!(read(&bytes, piece), read(&bytes, usize::MAX));
    }

    #[test]
    fn likely_bytes_are_safe(bytes in likely(), piece in 1..99_usize) {
        prop_assert_eq!(read(&bytes, piece), read(&bytes, usize::MAX));
    }

    #[test]
    fn logs_with_changed_bytes_are_safe(case in 0..40_usize, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..9)) {
        let (_, files) = &CASES[case % CASES.len()];
        let mut bytes = files[0].1.clone();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        read(&bytes, 1_000);
    }
}
