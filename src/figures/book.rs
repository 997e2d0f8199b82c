//! Whose prices: the data's books, or the reader's own. All figures share the choice that count money.

use super::setting::{Choice, Setting, Values};
use crate::data::{Book, Listing, Showdown, Status};
use crate::domain::{Context, Entry, Measure, PriceList, Rates, Slider, Tokens, UsdPerMillion};
use std::borrow::Cow;

/// From a cent to a hundred dollars; fields take from nothing to ten thousand.
const SLIDER: Slider = Slider::Between(10_000, 100_000_000);
const RATE: Entry = Entry { measure: Measure::Rate, min: 0, max: Entry::MAX_RATE, slider: SLIDER };
const RATE_OR_NONE: Entry =
    Entry { measure: Measure::RateOrNone, min: 0, max: Entry::NO_RATE, slider: SLIDER };

/// The settings of the reader's own rates, model by model: input and output, which share the key `rates`, then cache read
/// and cache write, which share `cache-rates`.
const OWN: [&str; 8] = [
    "rates-1",
    "rates-2",
    "rates-3",
    "rates-4",
    "cache-rates-1",
    "cache-rates-2",
    "cache-rates-3",
    "cache-rates-4",
];

/// The choice alone.
pub(super) fn choice(data: &Showdown) -> Setting {
    let choice =
        |book: &Book| Choice { name: book.id.clone(), label: book.name.clone(), note: book.note(data) };
    let own = Choice {
        name: "custom".to_owned(),
        label: "Your own".to_owned(),
        note: "Rates that you set: for every day, every prompt and every service.".to_owned(),
    };
    Setting::choice("book", "Whose prices", "", data.books.iter().map(choice).chain([own]).collect())
}

/// The choice, and the reader's own rates. They begin at those of the first book.
pub(super) fn settings(data: &Showdown) -> Vec<Setting> {
    let custom = data.books.len() as u64;
    let begin = data.books.first().map(own_rates).unwrap_or_default();
    let names = data.shorts();
    let mut all = vec![choice(data)];
    for (place, key) in OWN.into_iter().enumerate() {
        let (model, part) = (place % 4 / 2, place % 2);
        let name = names[model];
        let (what, joined, entry) = match (place / 4, part) {
            (0, 0) => ("input", "rates", RATE),
            (0, _) => ("output", "rates", RATE),
            (_, 0) => ("cache read", "cache-rates", RATE_OR_NONE),
            _ => ("cache write", "cache-rates", RATE_OR_NONE),
        };
        let label = [name, ": ", what].concat();
        let setting = Setting::number(key, label, "US dollars per million tokens.", entry, begin[place]);
        all.push(setting.joined(joined, place % 4, 4).only_if("book", [custom]).compact());
    }
    all
}

/// The rates of a book as a reader's own begin: those for a short prompt and standard service, in the order of [`OWN`].
pub(super) fn own_rates(book: &Book) -> [u64; 8] {
    let rates = [0, 1]
        .map(|model| book.listings[model].prices.rates_on(book.day(), &Context::STANDARD, Tokens::ZERO));
    let or_none = |rate: Option<UsdPerMillion>| rate.map_or(Entry::NO_RATE, UsdPerMillion::micro);
    let [a, b] = rates;
    [
        a.input.micro(),
        a.output.micro(),
        b.input.micro(),
        b.output.micro(),
        or_none(a.cache_read),
        or_none(a.cache_write_5m),
        or_none(b.cache_read),
        or_none(b.cache_write_5m),
    ]
}

/// An address in which the reader's own rates are those of a book.
#[cfg(feature = "ssr")]
pub(super) fn address_of_own(data: &Showdown, book: &Book) -> String {
    let own = settings(data);
    let written = |joined: &str| {
        let rates =
            own.iter().skip(1).zip(own_rates(book)).filter(|(setting, _)| setting.address_key() == joined);
        rates.map(|(setting, rate)| setting.kind.written(rate)).collect::<Vec<_>>().join(",")
    };
    format!("book=custom&rates={}&cache-rates={}", written("rates"), written("cache-rates"))
}

/// The book in force.
pub(super) fn in_force<'a>(data: &'a Showdown, values: &Values) -> Option<Cow<'a, Book>> {
    match data.books.get(values.of("book") as usize) {
        Some(book) => Some(Cow::Borrowed(book)),
        None => Some(Cow::Owned(own(data, values)?)),
    }
}

/// The reader's own prices, as a book. Windows and names are those of the last book: prices alone can be set.
fn own(data: &Showdown, values: &Values) -> Option<Book> {
    let last = data.books.last()?;
    let rates = OWN.map(|key| values.of(key));
    let listing = |model: usize| {
        let rate = |place: usize| UsdPerMillion::from_micro(rates[place + 2 * model]).unwrap_or_default();
        let or_none = |place: usize| (rates[place + 2 * model] != Entry::NO_RATE).then(|| rate(place));
        let rates =
            Rates { cache_read: or_none(4), cache_write_5m: or_none(5), ..Rates::new(rate(0), rate(1)) };
        Listing { source: String::new(), prices: PriceList::flat(rates), ..last.listings[model].clone() }
    };
    Some(Book {
        id: "custom".to_owned(),
        name: "Your own prices".to_owned(),
        phrase: "at your own prices".to_owned(),
        status: Status::Yours,
        on: None,
        recorded_by: None,
        listings: [listing(0), listing(1)],
    })
}
