//! The settings of the whole page, and their form in the URL.

use super::Figure;
use super::kept::Kept;
use super::setting::{Setting, Values};
use crate::data::Showdown;
use crate::domain::format;
use crate::plan::Plan;

/// The version of what addresses mean. Where a later one gives a key, a value or a default another meaning, it is raised,
/// and addresses carry it as `v`; one without `v` is of version 1 for ever.
pub const VERSION: u32 = 1;

/// The key of a plan in the URL.
pub const PLAN: &str = "plan";

/// The value in the URL for a plan that is too long for one. The browser that made it keeps it.
pub const KEPT: &str = "kept";

/// Whether the query of an address takes a byte as it is.
pub(super) fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"*-._".contains(&byte)
}

/// Whether a plan is short enough for an address, as it is written there: three bytes for each one that is encoded.
pub fn fits_address(plan: &str) -> bool {
    let length: usize = plan.bytes().map(|byte| if byte == b' ' || is_plain(byte) { 1 } else { 3 }).sum();
    length <= Plan::LONGEST_ADDRESS
}

/// An invalid setting in the URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its key.
    pub key: String,
    /// What is wrong, and which value applies instead.
    pub message: String,
}

/// The reader's settings, and what was wrong with the address.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The value of every setting of the page.
    pub values: Values,
    /// The invalid settings.
    pub problems: Vec<Problem>,
    /// What was used, and could mean something else: how it was read.
    pub notes: Vec<Problem>,
}

/// A key as it was meant. Where an address was escaped once too often, for HTML that was no HTML, `&amp;` stands between its
/// parts, and each key but the first begins with what is left of that.
pub fn plain_key(mut key: &str) -> &str {
    while let Some(rest) = key.strip_prefix("amp;") {
        key = rest;
    }
    key
}

/// The text of a key in an address: the first one of that very key, or else of one that was escaped once too often.
fn found<'a>(address: &'a [(String, String)], wanted: &str) -> Option<&'a str> {
    let exact = address.iter().find(|(key, _)| key == wanted);
    let meant = || address.iter().find(|(key, _)| plain_key(key) == wanted);
    exact.or_else(meant).map(|(_, text)| text.as_str())
}

impl State {
    /// The state that an address asks for. The first value of a key counts; unknown keys belong to others.
    pub fn read(settings: &[Setting], address: &[(String, String)]) -> Self {
        let mut state = Self { values: Values::defaults(settings), problems: vec![], notes: vec![] };
        let find = |wanted: &str| found(address, wanted);
        let mut wrong =
            |key: &str, message: String| state.problems.push(Problem { key: key.to_owned(), message });
        if let Some(version) = find("v").filter(|version| version.parse() != Ok(VERSION)) {
            wrong(
                "v",
                format!(
                    "The URL has version “{}”; this page reads version {VERSION}. Known settings are used.",
                    clipped(version)
                ),
            );
        }
        for place in 0..Kept::MOST {
            let key = Kept::key(place);
            let Some(text) = find(key) else { continue };
            match Kept::read(text) {
                Some(kept) => {
                    let inner = Self::read_settings(settings, &kept.settings);
                    if let Some(problem) = inner.problems.first() {
                        wrong(key, format!("Scenario “{}”: {}", kept.name, problem.message));
                    }
                    state.values.kept.push(kept);
                }
                None => wrong(
                    key,
                    format!("The scenario “{}” in the URL has no name, so it is ignored.", clipped(text)),
                ),
            }
        }
        let read = Self::read_settings(settings, address);
        state.problems.extend(read.problems);
        state.notes = read.notes;
        let kept = std::mem::replace(&mut state.values, read.values).kept;
        state.values.kept = kept;
        state
    }

    /// Settings alone, and the plan.
    pub fn read_settings(settings: &[Setting], address: &[(String, String)]) -> Self {
        let mut state = Self { values: Values::defaults(settings), problems: vec![], notes: vec![] };
        if let Some(plan) = found(address, PLAN) {
            state.values.plan = plan.into();
        }
        for setting in settings {
            let Some(mut text) = found(address, setting.address_key()) else { continue };
            if let Some(joined) = setting.joined {
                let mut parts = text.split(',');
                if parts.clone().count() != joined.of {
                    // Said once, at the first of them.
                    if joined.place == 0 {
                        let reason = format!("Enter {} prices, separated by commas.", joined.of);
                        let message = refused(text, &reason, &setting.kind.shown(setting.default));
                        state.problems.push(Problem { key: setting.key.clone(), message });
                    }
                    continue;
                }
                text = parts.nth(joined.place).unwrap_or_default();
            }
            match setting.kind.understand(text) {
                Ok(read) => {
                    state.values.set(&setting.key, read.value);
                    if let Some(note) = read.note {
                        let message = ["“", &clipped(text), "” in the URL: ", &note.said].concat();
                        state.notes.push(Problem { key: setting.key.clone(), message });
                    }
                }
                Err(reason) => {
                    let message = refused(text, &reason, &setting.kind.shown(setting.default));
                    state.problems.push(Problem { key: setting.key.clone(), message });
                }
            }
        }
        state
    }

    /// Settings for an address; a default is left out, and so is what could not be used: there it is not touched. Settings
    /// that share a key must stand one after the other.
    pub fn written<'a>(&self, settings: impl Iterator<Item = &'a Setting>) -> Vec<(&'a str, Option<String>)> {
        /// A key, its text so far, and whether that is the default, and sound.
        struct Entry<'a>(&'a str, String, bool, bool);
        let mut entries: Vec<Entry<'_>> = vec![];
        for setting in settings {
            let (key, value) = (setting.address_key(), self.values.of(&setting.key));
            let text = setting.kind.written(value);
            let is_default = value == setting.default;
            let is_sound = self.problems.iter().all(|problem| problem.key != setting.key);
            match entries.last_mut() {
                Some(Entry(last, texts, defaults, sound)) if *last == key => {
                    texts.extend([",", &text]);
                    *defaults &= is_default;
                    *sound &= is_sound;
                }
                _ => entries.push(Entry(key, text, is_default, is_sound)),
            }
        }
        let sound = entries.into_iter().filter(|entry| entry.3);
        sound.map(|Entry(key, text, is_default, _)| (key, (!is_default).then_some(text))).collect()
    }

    /// These settings for an address, also those at their defaults: what shows it keeps its numbers when a later version
    /// begins elsewhere. Those that are not there with these values are left out.
    pub fn spelled_out<'a>(
        settings: impl IntoIterator<Item = &'a Setting>,
        values: &Values,
    ) -> Vec<(&'a str, Option<String>)> {
        let mut parts: Vec<(&str, String)> = vec![];
        for setting in settings.into_iter().filter(|setting| setting.is_there(values)) {
            let (key, text) = (setting.address_key(), setting.kind.written(values.of(&setting.key)));
            match parts.last_mut() {
                Some((last, texts)) if *last == key => texts.extend([",", &text]),
                _ => parts.push((key, text)),
            }
        }
        parts.into_iter().map(|(key, text)| (key, Some(text))).collect()
    }

    /// The plan for an address: left out where it is the data's own, and [`KEPT`] where it is too long.
    pub fn written_plan(&self) -> (&'static str, Option<String>) {
        let plan = &*self.values.plan;
        let text = if fits_address(plan) { plan } else { KEPT };
        (PLAN, (!plan.is_empty()).then(|| text.to_owned()))
    }

    /// The scenarios for an address.
    pub fn written_scenarios(&self) -> [(&'static str, Option<String>); Kept::MOST] {
        std::array::from_fn(|place| (Kept::key(place), self.values.kept.get(place).map(Kept::written)))
    }
}

/// Every setting of these figures, each once, in their order.
pub fn settings(figures: &[Figure], data: &Showdown) -> Vec<Setting> {
    let mut all: Vec<Setting> = vec![];
    for setting in figures.iter().flat_map(|figure| (figure.settings)(data)) {
        if !all.iter().any(|other| other.key == setting.key) {
            all.push(setting);
        }
    }
    all
}

/// Settings for a link. One that has none says so by its version: it asks for the defaults, and not for what the browser
/// that opens it has kept.
pub fn marked<'a>(written: &[(&'a str, Option<String>)]) -> Vec<(&'a str, Option<String>)> {
    let mut written = written.to_vec();
    if written.iter().all(|(_, value)| value.is_none()) {
        written.push(("v", Some(VERSION.to_string())));
    }
    written
}

/// The message for an invalid value in the URL: the reason, and the value that applies instead.
pub fn refused(value: &str, reason: &str, shown: &str) -> String {
    match value.trim() {
        "" => format!("The URL has an empty value here. Using {shown}."),
        value => format!("“{}” in the URL is not valid. {reason} Using {shown}.", clipped(value)),
    }
}

/// A text of unknown length, clipped for display.
fn clipped(text: &str) -> String {
    format::clipped(text, 40)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all() -> Vec<Setting> {
        settings(crate::figures::REGISTRY, &Showdown::embedded().expect("the data are right"))
    }

    fn read(address: &[(&str, &str)]) -> State {
        let address: Vec<_> =
            address.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
        State::read(&all(), &address)
    }

    #[test]
    fn an_address_sets_what_it_names_and_leaves_the_rest() {
        let state = read(&[("in", "2.5M"), ("repair", "90s"), ("utm_source", "mail")]);
        assert_eq!([state.values.of("in"), state.values.of("repair")], [2_500_000, 90_000]);
        assert_eq!(state.values.of("out"), Values::defaults(&all()).of("out"));
        assert_eq!(state.problems, []);
    }

    #[test]
    fn what_can_not_be_used_is_named_and_the_default_shown() {
        let long = "9".repeat(500);
        let state = read(&[("in", "banana"), ("out", &long), ("book", "cheap")]);
        assert_eq!(state.values, Values::defaults(&all()));
        let problem =
            |key: &str| &state.problems.iter().find(|problem| problem.key == key).expect(key).message;
        assert!(problem("in").starts_with("“banana” in the URL is not valid."), "{}", problem("in"));
        assert!(problem("in").ends_with("Using 50M."), "{}", problem("in"));
        assert!(problem("book").contains("list, article"), "{}", problem("book"));
        assert!(problem("out").len() < 300);
    }

    #[test]
    fn prices_that_are_not_four_are_named_once_and_one_that_can_not_be_read_leaves_the_others() {
        let three = read(&[("rates", "1,2,3")]);
        assert_eq!(three.problems.len(), 1);
        assert!(three.problems[0].message.contains("4 prices"), "{}", three.problems[0].message);
        assert_eq!(three.values, Values::defaults(&all()));

        let state = read(&[("rates", "1,x,3,0.175"), ("cache-rates", "none,0,none,1.5")]);
        assert_eq!(
            ["rates-1", "rates-3", "rates-4"].map(|key| state.values.of(key)),
            [1_000_000, 3_000_000, 175_000]
        );
        assert_eq!(state.values.of("rates-2"), Values::defaults(&all()).of("rates-2"));
        assert_eq!(
            state.problems.iter().map(|problem| problem.key.as_str()).collect::<Vec<_>>(),
            ["rates-2"]
        );
        assert_eq!(["cache-rates-2", "cache-rates-4"].map(|key| state.values.of(key)), [0, 1_500_000]);
        let written = state.written(all().iter()).into_iter().filter(|(_, value)| value.is_some()).count();
        assert_eq!(written, 1, "rates are left as they stand in the address, since one of them is wrong");
    }

    #[test]
    fn scenarios_come_with_the_address_and_what_is_wrong_in_one_is_named() {
        let state = read(&[("keep-1", "Now;in:2M"), ("keep-2", ""), ("keep-3", "Later;in:banana")]);
        assert_eq!(
            state.values.kept.iter().map(|kept| kept.name.as_str()).collect::<Vec<_>>(),
            ["Now", "Later"]
        );
        let keys: Vec<&str> = state.problems.iter().map(|problem| problem.key.as_str()).collect();
        assert_eq!(keys, ["keep-2", "keep-3"]);
        assert!(state.problems[1].message.contains("“Later”: “banana”"), "{}", state.problems[1].message);
    }

    #[test]
    fn an_address_of_another_version_says_so_and_is_read_as_far_as_it_is_known() {
        let state = read(&[("v", "2"), ("in", "1k")]);
        assert_eq!(state.values.of("in"), 1_000);
        assert!(state.problems[0].message.contains("version “2”"), "{}", state.problems[0].message);
        assert_eq!(read(&[("v", "1")]).problems, []);
    }

    #[test]
    fn a_plan_fits_an_address_by_what_it_takes_there() {
        assert!(fits_address(&"a_*. ".repeat(1_200)));
        assert!(!fits_address(&"a_*. ".repeat(1_201)));
        // A crab is four bytes, and each of them takes three.
        assert!(fits_address(&"🦀".repeat(500)) && !fits_address(&"🦀".repeat(501)));
        let mut state = read(&[("plan", "A_f")]);
        assert_eq!(state.written_plan(), (PLAN, Some("A_f".to_owned())));
        state.values.plan = "🦀".repeat(501).into();
        assert_eq!(state.written_plan(), (PLAN, Some(KEPT.to_owned())));
        state.values.plan = "".into();
        assert_eq!(state.written_plan(), (PLAN, None));
    }

    #[test]
    fn what_has_two_meanings_in_an_address_is_used_and_said() {
        let state = read(&[("in", "50.000"), ("out", "1,000"), ("repair", "90s"), ("prompt", "1234")]);
        assert_eq!([state.values.of("in"), state.values.of("out")], [50_000, 1_000]);
        let said: Vec<&str> = state.notes.iter().map(|note| note.message.as_str()).collect();
        assert_eq!(
            said,
            ["“50.000” in the URL: Read as 50k, not as 50.", "“1,000” in the URL: Read as 1k, not as 1."]
        );
        assert_eq!(state.problems, []);
    }

    #[test]
    fn a_link_that_was_escaped_once_too_often_is_read_as_it_was_meant() {
        let state = read(&[("book", "article"), ("amp;in", "2.5M"), ("amp;amp;out", "750k")]);
        assert_eq!(
            ["book", "in", "out"].map(|key| state.values.of(key)),
            [1, 2_500_000, 750_000],
            "as of ?book=article&in=2.5M&out=750k"
        );
        // What was set since counts.
        assert_eq!(read(&[("amp;in", "1k"), ("in", "2k")]).values.of("in"), 2_000);
    }

    #[test]
    fn what_is_spelled_out_is_what_everything_begins_with() {
        let all = all();
        let spelled = State::spelled_out(&all, &Values::defaults(&all));
        let pairs: Vec<(String, String)> =
            spelled.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text?))).collect();
        let state = State::read(&all, &pairs);
        assert_eq!((state.values, state.problems), (Values::defaults(&all), vec![]));
        for pair in [("in", "50M"), ("book", "list")] {
            assert!(pairs.contains(&(pair.0.to_owned(), pair.1.to_owned())), "{pairs:?}");
        }
        for (key, text) in pairs {
            assert!(text.bytes().all(|byte| is_plain(byte) || byte == b','), "{key}={text}");
        }
    }

    #[test]
    fn the_first_of_two_counts() {
        assert_eq!(read(&[("in", "1k"), ("in", "2k")]).values.of("in"), 1000);
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn any_state_survives_the_address(seeds in proptest::collection::vec(any::<u64>(), 120)) {
            let all = all();
            let mut state = State::read(&all, &[]);
            for (setting, seed) in all.iter().zip(seeds) {
                let (least, most) = match &setting.kind {
                    super::super::setting::Kind::Choice(choices) => (0, choices.len() as u64 - 1),
                    super::super::setting::Kind::Number(entry) => (entry.min, entry.max),
                };
                state.values.set(&setting.key, least + seed % (most - least + 1));
            }
            let written: Vec<(String, String)> =
                state.written(all.iter()).into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
            prop_assert_eq!(State::read(&all, &written), state);
        }

        #[test]
        fn what_an_address_says_is_written_as_an_address_that_says_the_same(
            pairs in proptest::collection::vec((0..120_usize, "[0-9.,kM%$a-z]{0,10}"), 0..8),
            kept in proptest::collection::vec(("\\PC{1,20}", "[0-9]{1,6}"), 0..5),
        ) {
            let all = all();
            let mut address: Vec<(String, String)> = pairs
                .into_iter()
                .map(|(place, text)| (all[place % all.len()].address_key().to_owned(), text))
                .collect();
            for (place, (name, input)) in kept.into_iter().enumerate().take(Kept::MOST) {
                let setting = ("in".to_owned(), input);
                address.extend(Kept::new(&name, vec![setting]).map(|kept| (Kept::key(place).to_owned(), kept.written())));
            }
            let state = State { problems: vec![], notes: vec![], ..State::read(&all, &address) };
            let write = |state: &State| -> Vec<(String, String)> {
                let scenarios = state.written_scenarios();
                let written = state.written(all.iter()).into_iter().chain(scenarios);
                written.filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
            };
            let once = write(&state);
            let again = State { problems: vec![], notes: vec![], ..State::read(&all, &once) };
            prop_assert_eq!(&again, &state);
            prop_assert_eq!(write(&again), once);
        }

        #[test]
        fn no_address_breaks_it(place in 0..120_usize, value in "\\PC*") {
            let all = all();
            let key = all[place % all.len()].address_key().to_owned();
            let state = State::read(&all, &[(key, value)]);
            prop_assert!(state.values == Values::defaults(&all) || state.problems.is_empty());
        }
    }
}
