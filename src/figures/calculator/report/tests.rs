use super::*;
use crate::domain::Workload;

/// The texts for these volumes, in the book at that place.
fn said(book: usize, input: u64, output: u64) -> [String; 3] {
    let data = Showdown::embedded().expect("the data are right");
    let work = Workload { input: Tokens::new(input), output: Tokens::new(output), ..Workload::DEFAULT };
    let month = Month { book, work, ..Month::default() };
    let report = Report::new(&data, &month).expect("it can be priced");
    [report.title(&data), report.verdict(&data), report.other_books(&data)]
}

#[test]
fn a_month_of_nothing_is_a_tie_in_every_book() {
    let words = said(0, 0, 0).concat();
    assert!(words.contains("both cost the same") && !words.contains("cheaper"), "{words}");
}

#[test]
fn the_title_names_the_disagreement_of_the_books_whichever_is_in_force() {
    for book in [0, 1] {
        let [title, verdict, others] = said(book, 50_000_000, 10_000_000);
        assert!(title.contains("GPT is cheaper at list prices, Claude at the original’s prices"), "{title}");
        assert!(verdict.contains(["GPT is cheaper by", "Claude is cheaper by"][book]), "{verdict}");
        assert!(others.contains("the other way round"), "{others}");
    }
}

#[test]
fn a_request_that_costs_less_than_a_cent_is_never_shown_as_nothing() {
    let data = Showdown::embedded().expect("the data are right");
    let figure = crate::figures::find("calculator").expect("a calculator");
    let logic = &crate::figures::calculator::LOGIC;
    let mut values = crate::figures::Values::defaults(&(figure.settings)(&data));
    for (key, value) in [("in", 100), ("out", 1), ("prompt", 100)] {
        values.set(key, value);
    }
    let shown = (logic.main)(&data, &values).expect("something to show");
    let mut texts = vec![shown.title, shown.sentence, shown.picture.describe(), shown.table.csv()];
    texts.extend(
        shown
            .cards
            .into_iter()
            .flat_map(|card| [card.value].into_iter().chain(card.notes).chain(card.working)),
    );
    texts.extend(shown.remarks);
    for further in logic.further {
        let extra = further(&data, &values).expect("a further part");
        texts.extend(extra.remarks.into_iter().chain(extra.picture.map(|picture| picture.describe())));
        texts.extend(extra.table.map(|table| table.csv()));
    }
    for text in &texts {
        assert!(!text.contains("$0.00 ") && !text.ends_with("$0.00"), "{text}");
        assert!(!text.contains("under $") && !text.contains("$0.00,"), "{text}");
        assert!(
            !text.split([' ', ',', ';']).any(|word| word == "0") || !text.contains(" s to generate"),
            "{text}"
        );
    }
    let all = format::joined(&texts, " ");
    for said in ["$0.000525", "$0.000189", "under 1 s to generate in one stream"] {
        assert!(all.contains(said), "{said}: {all}");
    }
}

#[test]
fn what_is_written_for_an_hour_costs_the_rate_of_an_hour() {
    let data = Showdown::embedded().expect("the data are right");
    let figure = crate::figures::find("calculator").expect("a calculator");
    let settings = (figure.settings)(&data);
    for (life, total) in [("5m", "$6.25"), ("1h", "$10.00")] {
        let pairs = [("book", "list"), ("in", "1M"), ("out", "0"), ("written", "100"), ("life", life)];
        let pairs: Vec<_> = pairs.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect();
        let state = crate::figures::State::read_settings(&settings, &pairs);
        assert_eq!(state.problems, []);
        let shown =
            (crate::figures::calculator::LOGIC.main)(&data, &state.values).expect("something to show");
        assert_eq!(shown.cards[0].value, total, "{life}");
    }
}

#[test]
fn a_request_that_a_model_does_not_take_is_said_to_be_arithmetic_alone() {
    let data = Showdown::embedded().expect("the data are right");
    let figure = crate::figures::find("calculator").expect("a calculator");
    let settings = (figure.settings)(&data);
    for (prompt, answer, said) in [
        ("300k", "4k", Some("does not fit GPT, which takes 272k tokens of input")),
        ("390k", "20k", Some("takes 272k tokens of input")),
        ("200k", "150k", Some("writes at most 128k tokens")),
        ("272k", "4k", None),
    ] {
        let pairs =
            [("book", "list"), ("by", "requests"), ("requests", "1"), ("prompt", prompt), ("answer", answer)];
        let pairs: Vec<_> = pairs.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect();
        let values = crate::figures::State::read_settings(&settings, &pairs).values;
        let shown = (crate::figures::calculator::LOGIC.main)(&data, &values).expect("something to show");
        let notices = format::joined(&shown.notices, " ");
        match said {
            Some(said) => assert!(notices.contains(said), "{prompt}: {notices}"),
            None => assert!(!notices.contains("does not fit"), "{prompt}: {notices}"),
        }
    }
}

#[test]
fn a_prompt_over_the_old_threshold_costs_what_it_cost_on_that_day() {
    use crate::domain::{Date, Usage};
    let data = Showdown::embedded().expect("the data are right");
    let list = data.books.iter().find(|book| book.id == "list").expect("a list");
    let day: Date = "2026-03-01".parse().expect("a day");
    let [input, cache_read, output] = [210_000, 60_000, 1_000].map(Tokens::new);
    let usage = Usage { input, cache_read, output, ..Usage::default() };
    let cost = list.listings[0].prices.cost(&usage, day, &Context::STANDARD).expect("it can be priced");
    assert_eq!(format::usd_exact(cost.total), "$1.5975");
}
