//! What was written by hand to break something: each address and each text, read as the program reads it, and everything that is
//! shown then.

use std::collections::BTreeSet;

use proptest::prelude::*;
use showdown::domain::Entry;
use showdown::domain::routing::Class;
use showdown::figures::{Kept, Kind, PLAN, State, Values, refused};
use showdown::plan::{FIELDS, Plan, clean_name, csv};
use url::Url;

use crate::inputs::{READER, SETTINGS};
use crate::output::{Seen, is_a_sentence};
use crate::{is_a_plan, is_read_or_refused, list};

/// An address as a browser takes it apart.
fn pairs(query: &str) -> Vec<(String, String)> {
    let url = Url::parse(&format!("https://example.org/?{query}")).unwrap();
    url.query_pairs().map(|(key, text)| (key.into_owned(), text.into_owned())).collect()
}

#[test]
fn each_list_is_as_long_as_promised_and_says_nothing_twice() {
    for list in [list::addresses(), list::fields()] {
        assert!(list.len() >= 300, "{}", list.len());
        let apart: BTreeSet<_> = list.iter().collect();
        assert_eq!(apart.len(), list.len());
    }
}

#[test]
fn the_list_of_addresses_names_every_setting() {
    let named: BTreeSet<String> =
        list::addresses().iter().flat_map(|query| pairs(query)).map(|(key, _)| key).collect();
    let others = (0..Kept::MOST).map(Kept::key).chain([PLAN, "v", "theme", "embed"]);
    for key in SETTINGS.iter().map(|setting| setting.address_key()).chain(others) {
        assert!(named.contains(key), "{key}");
    }
}

#[test]
fn every_listed_address_is_understood_or_what_is_wrong_is_said() {
    let mut seen = Seen::default();
    for query in list::addresses() {
        let address = pairs(&query);
        let state = State::read(&SETTINGS, &address);
        let mut holds = || {
            for problem in &state.problems {
                is_a_sentence(&problem.message)?;
            }
            if !state.values.plan.is_empty()
                && let Ok(plan) = READER.read_address(&state.values.plan)
            {
                is_a_plan(&plan)?;
            }
            let given: String = address.iter().map(|(_, text)| text.as_str()).collect();
            seen.look(&state.values, &given)
        };
        holds().unwrap_or_else(|error| panic!("?{}: {error}", &query[..query.floor_char_boundary(200)]));
    }
}

#[test]
fn every_listed_text_is_an_amount_or_is_refused_in_a_sentence() {
    let own = SETTINGS.iter().filter_map(|setting| match setting.kind {
        Kind::Number(entry) => Some((setting.key.as_str(), entry)),
        Kind::Choice(_) => None,
    });
    let entries: Vec<(&str, Entry)> =
        own.chain(FIELDS.iter().map(|field| (field.key, field.entry))).collect();
    let mut seen = Seen::default();
    for text in list::fields() {
        let part = &text[..text.floor_char_boundary(100)];
        for (key, entry) in &entries {
            match entry.read(&text) {
                Ok(value) => {
                    assert!((entry.min..=entry.max).contains(&value), "{part:?}: {key}={value}");
                    assert_eq!(entry.read(&entry.short(value)), Ok(value), "{part:?}: {key}");
                    let values = Values::defaults(&SETTINGS).with(key, value);
                    seen.look(&values, "").unwrap_or_else(|error| panic!("{key}={value}: {error}"));
                }
                Err(error) => {
                    is_a_sentence(&error).unwrap_or_else(|error| panic!("{part:?}: {key}: {error}"));
                    let message = refused(&text, &error, "50M");
                    is_a_sentence(&message).unwrap_or_else(|error| panic!("{part:?}: {key}: {error}"));
                }
            }
        }
    }
}

#[test]
fn every_listed_text_is_a_name_or_is_refused_and_so_is_a_plan_of_it() {
    let (mut scenarios, mut classes) = (vec![], vec![]);
    for text in list::fields() {
        let mut holds = || {
            is_read_or_refused(csv::read(&READER, &text), &["Line ", "The "])?;
            if let Some(kept) = Kept::new(&text, vec![("in".to_owned(), text.clone())]) {
                prop_assert_eq!(Kept::read(&kept.written()).map(|kept| kept.name), Some(kept.name.clone()));
                scenarios.push(kept);
            }
            match clean_name(&text) {
                Ok(name) => classes.push(name),
                Err(error) => is_a_sentence(&error)?,
            }
            Ok(())
        };
        holds().unwrap_or_else(|error: TestCaseError| {
            panic!("{:?}: {error}", &text[..text.floor_char_boundary(100)])
        });
    }
    // As many at once as there can be.
    let (mut seen, plain) = (Seen::default(), Values::defaults(&SETTINGS));
    for kept in scenarios.chunks(Kept::MOST) {
        let given: String = kept.iter().map(|kept| kept.name.as_str()).collect();
        let mut values = plain.clone();
        values.kept = kept.to_vec();
        seen.look(&values, &given).unwrap_or_else(|error| panic!("{kept:?}: {error}"));
    }
    let class = READER.read_address("A_f_1_1_1_1_1s_1_1_1_1_claude.gpt").unwrap().classes.remove(0);
    for names in classes.chunks(Plan::MOST / 4) {
        let plan = Plan {
            classes: names.iter().map(|name| Class { name: name.clone(), ..class.clone() }).collect(),
        };
        is_a_plan(&plan).unwrap();
        let mut values = plain.clone();
        values.plan = READER.address(&plan).into();
        seen.look(&values, &names.concat()).unwrap_or_else(|error| panic!("{names:?}: {error}"));
    }
}
