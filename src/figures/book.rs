//! The price book: one of the data, or the reader's own prices. All figures that count money share the choice.

use super::setting::Start;
use super::setting::{Choice, Setting, Values};
use crate::data::{Book, Listing, Showdown, Status};
use crate::domain::format;
use crate::domain::workload::{Service, WHOLE};
use crate::domain::{Entry, Measure, Period, PriceList, Rates, Slider, Tokens, UsdPerMillion, Variant};
use std::borrow::Cow;

/// From a cent to $100. Fields take $0 to $10,000.
const SLIDER: Slider = Slider::Between(10_000, 100_000_000);
const RATE: Entry = Entry { measure: Measure::Rate, min: 0, max: Entry::MAX_RATE, slider: SLIDER };
/// Rates of batch and priority, as a share of the standard rates.
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
        label: "Your own prices".to_owned(),
        note: "US dollars per million tokens, the same for every day and prompt size. Enter “none” for a price that does not exist."
            .to_owned(),
    };
    Setting::choice(
        "book",
        "Price book",
        "Applies to every figure that counts money.",
        data.books.iter().map(choice).chain([own]).collect(),
    )
}

/// The choice, and the reader's own rates, which default to those of a report if there is one.
pub(super) fn settings(data: &Showdown) -> Vec<Setting> {
    let custom = data.books.len() as u64;
    let reported = data.books.iter().find(|book| book.status == Status::Reported);
    let begin = reported.or(data.books.first()).map(own_rates).unwrap_or_default();
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
            "Percent of the standard rate. 100% means no discount or surcharge."
        };
        let label = [name, ": ", what].concat();
        let setting = Setting::number(key, &label, help, entry, begin[place]);
        all.push(setting.joined(joined, place % 4, 4).only_if("book", &[custom]).compact());
    }
    all
}

/// The rates of a book for a short prompt and standard service, in the order of [`OWN`]: the defaults of a reader's own.
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

/// The settings that copy a book's rates into the reader's own.
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

/// The buttons that copy a book into the reader's own prices.
pub(super) fn starts(data: &Showdown) -> Vec<Start> {
    let start = |from: &Book| Start {
        name: format!("Edit a copy of {}", format::uncapital(&from.name)),
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

/// The reader's own prices, as a book. Only prices can be set; windows and names are those of the first book.
fn own(data: &Showdown, values: &Values) -> Option<Book> {
    let first = data.books.first()?;
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
        Some(Listing { source: String::new(), prices, ..first.listings[model].clone() })
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
    /// Where the book comes from, its status, and other names that it uses for the models.
    pub fn note(&self, data: &Showdown) -> String {
        let recorded = self.recorded_by.as_ref().map_or(String::new(), |who| format!(" recorded by {who},"));
        let note = match (self.status, self.on) {
            (Status::Reported, _) => {
                format!("Reported by {}. We found no confirmation.", data.original.author)
            }
            (Status::Published, Some(day)) => {
                format!("Published by the vendors,{recorded} read on {}.", day.long())
            }
            (Status::Published, None) => {
                format!("Published by the vendors,{recorded}").trim_end_matches(',').to_owned() + "."
            }
            (Status::Yours, _) => "Set by you.".to_owned(),
        };
        let renamed =
            data.models.iter().zip(&self.listings).filter(|(model, listing)| model.name != listing.name);
        let names =
            renamed.map(|(model, listing)| format!(" {} is assumed to be {}.", listing.name, model.name));
        note + &names.collect::<String>()
    }
}
