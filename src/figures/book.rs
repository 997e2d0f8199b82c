//! Whose prices: the data's books, or the reader's own. All figures share the choice that count money.

use super::setting::Start;
use super::setting::{Choice, Setting, Values};
use crate::data::{Book, Listing, Showdown, Status};
use crate::domain::format;
use crate::domain::workload::{Service, WHOLE};
use crate::domain::{Entry, Measure, Period, PriceList, Rates, Slider, Tokens, UsdPerMillion, Variant};
use std::borrow::Cow;

/// From a cent to a hundred dollars; fields take from nothing to ten thousand.
const SLIDER: Slider = Slider::Between(10_000, 100_000_000);
const RATE: Entry = Entry { measure: Measure::Rate, min: 0, max: Entry::MAX_RATE, slider: SLIDER };
/// What batch and priority cost, of the standard rates.
const SERVICE: Entry = Entry { measure: Measure::Percent, min: 0, max: 30_000, slider: Slider::Even(500) };
const RATE_OR_NONE: Entry =
    Entry { measure: Measure::RateOrNone, min: 0, max: Entry::NO_RATE, slider: SLIDER };

/// The settings of the reader's own rates, model by model: input and output, which share the key `rates`; then cache read
/// and cache write, which share `cache-rates`; then batch and priority, as shares of the standard rates, which share
/// `service-rates`.
const OWN: [&str; 12] = [
    "rates-1",
    "rates-2",
    "rates-3",
    "rates-4",
    "cache-rates-1",
    "cache-rates-2",
    "cache-rates-3",
    "cache-rates-4",
    "service-rates-1",
    "service-rates-2",
    "service-rates-3",
    "service-rates-4",
];

/// The choice alone.
pub(super) fn choice(data: &Showdown) -> Setting {
    let choice =
        |book: &Book| Choice { name: book.id.clone(), label: book.name.clone(), note: book.note(data) };
    let own = Choice {
        name: "custom".to_owned(),
        label: "Your own".to_owned(),
        note: "In US dollars per million tokens, or none where there is no such price: for every day and every prompt."
            .to_owned(),
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
            (1, 0) => ("cache read", "cache-rates", RATE_OR_NONE),
            (1, _) => ("cache write", "cache-rates", RATE_OR_NONE),
            (_, 0) => ("batch", "service-rates", SERVICE),
            _ => ("priority", "service-rates", SERVICE),
        };
        let help = if place < 8 {
            "US dollars per million tokens."
        } else {
            "Of the standard rates; 100% is no other price."
        };
        let label = [name, ": ", what].concat();
        let setting = Setting::number(key, &label, help, entry, begin[place]);
        all.push(setting.joined(joined, place % 4, 4).only_if("book", &[custom]).compact());
    }
    all
}

/// The rates of a book as a reader's own begin: those for a short prompt and standard service, in the order of [`OWN`].
pub(super) fn own_rates(book: &Book) -> [u64; 12] {
    let rates = |model: usize, service: Service| {
        book.listings[model].prices.rates_on(book.day(), &service.context(), Tokens::ZERO)
    };
    let [a, b] = [0, 1].map(|model| rates(model, Service::Standard));
    let or_none = |rate: Option<UsdPerMillion>| rate.map_or(Entry::NO_RATE, UsdPerMillion::micro);
    let share = |model: usize, service: Service| {
        let [of, whole] = [service, Service::Standard].map(|service| rates(model, service).input.micro());
        (of * WHOLE).checked_div(whole).unwrap_or(WHOLE).min(SERVICE.max)
    };
    [
        a.input.micro(),
        a.output.micro(),
        b.input.micro(),
        b.output.micro(),
        or_none(a.cache_read),
        or_none(a.cache_write_5m),
        or_none(b.cache_read),
        or_none(b.cache_write_5m),
        share(0, Service::Batch),
        share(0, Service::Priority),
        share(1, Service::Batch),
        share(1, Service::Priority),
    ]
}

/// An address in which the reader's own rates are those of a book.
fn address_of_own(data: &Showdown, book: &Book) -> String {
    let own = settings(data);
    let written = |joined: &str| {
        let rates =
            own.iter().skip(1).zip(own_rates(book)).filter(|(setting, _)| setting.address_key() == joined);
        format::joined(rates.map(|(setting, rate)| setting.kind.written(rate)), ",")
    };
    let [rates, cache, service] = ["rates", "cache-rates", "service-rates"].map(written);
    format!("book=custom&rates={rates}&cache-rates={cache}&service-rates={service}")
}

/// Books that the reader's own prices can begin at.
pub(super) fn starts(data: &Showdown) -> Vec<Start> {
    let start = |from: &Book| Start {
        name: format!("Set my own, beginning at {}", format::uncapital(&from.name)),
        note: String::new(),
        address: address_of_own(data, from),
    };
    data.books.iter().map(start).collect()
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
    let own = OWN.map(|key| values.of(key));
    let listing = |model: usize| {
        let rate = |place: usize| UsdPerMillion::from_micro(own[place + 2 * model]).unwrap_or_default();
        let or_none = |place: usize| (own[place + 2 * model] != Entry::NO_RATE).then(|| rate(place));
        let rates =
            Rates { cache_read: or_none(4), cache_write_5m: or_none(5), ..Rates::new(rate(0), rate(1)) };
        let services = [(8, Service::Batch), (9, Service::Priority)]
            .map(|(place, service)| (service, own[place + 2 * model]));
        let variants = services.into_iter().filter(|(_, share)| *share != WHOLE);
        let variants = variants.map(|(service, share)| Variant {
            when: service.context(),
            from: None,
            rates: rates.scaled(share),
        });
        let period = Period { from: None, rates, tier: None };
        let prices = PriceList::new(vec![period], variants.collect()).ok()?;
        Some(Listing { source: String::new(), prices, ..last.listings[model].clone() })
    };
    Some(Book {
        id: "custom".to_owned(),
        name: "Your own prices".to_owned(),
        phrase: "at your own prices".to_owned(),
        status: Status::Yours,
        on: None,
        recorded_by: None,
        listings: [listing(0)?, listing(1)?],
    })
}

impl Book {
    /// What the book is, how far it can be relied on, and under which other names it lists the models.
    pub fn note(&self, data: &Showdown) -> String {
        let recorded =
            self.recorded_by.as_ref().map_or(String::new(), |who| format!(" as recorded by {who}"));
        let note = match (self.status, self.on) {
            (Status::Reported, _) => {
                format!("As {} reports them. Nobody has confirmed them.", data.original.author)
            }
            (Status::Published, Some(day)) => {
                format!("The vendors’ own prices{recorded}, read on {}.", day.long())
            }
            (Status::Published, None) => format!("The vendors’ own prices{recorded}."),
            (Status::Yours, _) => "Set by you.".to_owned(),
        };
        let renamed =
            data.models.iter().zip(&self.listings).filter(|(model, listing)| model.name != listing.name);
        let names =
            renamed.map(|(model, listing)| format!(" {} is taken to be {}.", listing.name, model.name));
        note + &names.collect::<String>()
    }
}
