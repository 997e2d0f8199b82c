//! The data as the browser gets them: packed by `build.rs`, unpacked when the program starts.
//!
//! Every value is written as its parts, one after the other, with no names and no marks: both sides are compiled from this
//! file and the same types. A general format would check what it reads, which weighs more than the data; this text was
//! made with the program and can't be another one. (Should it be, what is missing reads as nothing.)

use super::{
    Agent, AgentStep, Assumption, Benchmark, Better, Book, Checklist, Claim, Delivered, Delivery, GivenClass,
    GivenPlan, Item, Limits, Listing, Measure, Model, Original, Said, Showdown, Source, Status, Value, Work,
};
use crate::domain::{
    Context, Date, Overrides, Period, PriceList, Rates, Tier, Tokens, Unit, UsdPerMillion, Variant,
};

/// What can be packed.
pub trait Packed {
    /// Writes the value.
    fn pack(&self, to: &mut String);
    /// Reads a value, and goes on behind it.
    fn unpack(from: &mut &str) -> Self;
}

/// What is added to each digit of an integer but the last.
const MORE: u64 = 64;

/// Integers of up to six bits take one character, and so on. Characters below 128 alone, so that all of it is text, which
/// nobody has to check.
impl Packed for u64 {
    fn pack(&self, to: &mut String) {
        let mut rest = *self;
        while rest >= MORE {
            to.push(char::from((rest % MORE + MORE) as u8));
            rest /= MORE;
        }
        to.push(char::from(rest as u8));
    }

    fn unpack(from: &mut &str) -> Self {
        let (mut value, mut shift) = (0, 0);
        let mut digits = from.chars();
        while let Some(digit) = digits.next() {
            *from = digits.as_str();
            value |= (u64::from(digit) % MORE) << (shift & 63);
            shift += 6;
            if u64::from(digit) < MORE {
                break;
            }
        }
        value
    }
}

impl Packed for String {
    fn pack(&self, to: &mut String) {
        (self.len() as u64).pack(to);
        to.push_str(self);
    }

    fn unpack(from: &mut &str) -> Self {
        let length = u64::unpack(from) as usize;
        let (text, rest) = from.split_at_checked(length).unwrap_or_default();
        *from = rest;
        text.to_owned()
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, to: &mut String) {
        (self.len() as u64).pack(to);
        self.iter().for_each(|value| value.pack(to));
    }

    fn unpack(from: &mut &str) -> Self {
        let mut values = Self::new();
        for _ in 0..u64::unpack(from) {
            values.push(T::unpack(from));
        }
        values
    }
}

impl<T: Packed> Packed for [T; 2] {
    fn pack(&self, to: &mut String) {
        self.iter().for_each(|value| value.pack(to));
    }

    fn unpack(from: &mut &str) -> Self {
        [T::unpack(from), T::unpack(from)]
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, to: &mut String) {
        u64::from(self.is_some()).pack(to);
        self.iter().for_each(|value| value.pack(to));
    }

    fn unpack(from: &mut &str) -> Self {
        (u64::unpack(from) > 0).then(|| T::unpack(from))
    }
}

/// A type that has a number for each of its values.
macro_rules! as_number {
    ($($type:ty: $value:ident => $number:expr, $back:expr;)*) => {$(
        impl Packed for $type {
            fn pack(&self, to: &mut String) {
                let $value = *self;
                ($number as u64).pack(to);
            }

            fn unpack(from: &mut &str) -> Self {
                let $value = u64::unpack(from);
                $back
            }
        }
    )*};
}

as_number! {
    u32: value => value, value as u32;
    // The part that most numbers have comes first: what is above is zero, and not written.
    f64: value => value.to_bits().rotate_left(16), f64::from_bits(value.rotate_right(16));
    Tokens: value => value.count(), Tokens::new(value);
    UsdPerMillion: value => value.micro(), UsdPerMillion::from_micro(value).unwrap_or_default();
}

impl Packed for Date {
    fn pack(&self, to: &mut String) {
        let (year, month, day) = self.parts();
        [u64::from(year), month.into(), day.into()].iter().for_each(|part| part.pack(to));
    }

    fn unpack(from: &mut &str) -> Self {
        let [year, month, day] = [(); 3].map(|()| u64::unpack(from));
        Self::new(year as u16, month as u8, day as u8).unwrap_or(Self::EPOCH)
    }
}

/// An enumeration without fields.
macro_rules! enumeration {
    ($($type:ident { $first:ident $(, $variant:ident)* })*) => {$(
        impl Packed for $type {
            fn pack(&self, to: &mut String) {
                (*self as u64).pack(to);
            }

            fn unpack(from: &mut &str) -> Self {
                let number = u64::unpack(from);
                $(if number == Self::$variant as u64 { return Self::$variant; })*
                Self::$first
            }
        }
    )*};
}

enumeration! {
    Status { Reported, Published, Yours }
    Better { Lower, Higher }
    Delivery { Delivered, NotDelivered, NotReported }
    Unit { Seconds, Errors, Percent, Change, Tokens, Count }
}

/// A structure, field by field.
macro_rules! structure {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Packed for $type {
            fn pack(&self, to: &mut String) {
                $(self.$field.pack(to);)*
            }

            fn unpack(from: &mut &str) -> Self {
                Self { $($field: Packed::unpack(from)),* }
            }
        }
    )*};
}

structure! {
    Showdown { format, original, sources, models, books, benchmarks, checklists, agents, assumptions, work, claims }
    Original { author }
    Source { id, short, status, read_on }
    Model { id, name, short, output_tokens_per_second, speed_source }
    Book { id, name, phrase, status, on, recorded_by, listings }
    Listing { model, source, provider, id, name, context_window, limits, prices }
    Limits { input, output, source }
    Benchmark { id, name, source, lines, measures }
    Measure { id, name, unit, better, values }
    Value { model, value, note }
    Checklist { id, name, source, items }
    Item { id, name, values }
    Delivered { model, value, note }
    Agent { id, name, source, steps, gate_after }
    AgentStep { id, name, short }
    Assumption { key, value }
    Work { new_class, plans }
    GivenPlan { id, classes }
    Claim { id, value, unit }
    Rates { input, cache_read, cache_write_5m, cache_write_1h, output }
    Overrides { input, cache_read, cache_write_5m, cache_write_1h, output }
    Tier { over, rates }
    Period { from, rates, tier }
    Variant { when, from, rates }
}

impl Packed for Context {
    fn pack(&self, to: &mut String) {
        let entries: Vec<[String; 2]> =
            self.iter().map(|(key, value)| [key.to_owned(), value.to_owned()]).collect();
        entries.pack(to);
    }

    fn unpack(from: &mut &str) -> Self {
        let entries = Vec::<[String; 2]>::unpack(from).into_iter();
        entries.fold(Self::STANDARD, |context, [key, value]| context.with(key, value))
    }
}

impl Packed for GivenClass {
    fn pack(&self, to: &mut String) {
        self.said().map(|(key, text)| [key.to_owned(), text.to_owned()]).collect::<Vec<_>>().pack(to);
    }

    fn unpack(from: &mut &str) -> Self {
        Self(Said(Vec::<[String; 2]>::unpack(from).into_iter().map(|[key, text]| (key, text)).collect()))
    }
}

impl Packed for PriceList {
    fn pack(&self, to: &mut String) {
        self.periods().copied().collect::<Vec<_>>().pack(to);
        self.variants().to_vec().pack(to);
    }

    fn unpack(from: &mut &str) -> Self {
        let (periods, variants) = (Packed::unpack(from), Packed::unpack(from));
        Self::new(periods, variants)
            .unwrap_or_else(|_| Self::flat(Rates::new(UsdPerMillion::ZERO, UsdPerMillion::ZERO)))
    }
}
