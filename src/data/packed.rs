//! The data as the browser gets them: packed by `build.rs`, unpacked when the program starts.
//!
//! Every value is written as its parts, one after the other, with no names and no marks: both sides are compiled from this
//! file and the same types. A general format would check what it reads, which weighs more than the data; these bytes were
//! made with the program and can't be others. (Should they be, what is missing reads as nothing.)

use super::{
    Agent, AgentStep, Assumption, Benchmark, Better, Book, Checklist, Claim, Delivered, Delivery, GivenClass,
    GivenPlan, Item, Listing, Measure, Model, Original, Said, Showdown, Source, Status, Value, Work,
};
use crate::domain::{
    Context, Date, Overrides, Period, PriceList, Rates, Tier, Tokens, Unit, UsdPerMillion, Variant,
};

/// What can be packed.
pub trait Packed {
    /// Writes the value.
    fn pack(&self, to: &mut Vec<u8>);
    /// Reads a value, and goes on behind it.
    fn unpack(from: &mut &[u8]) -> Self;
}

/// Integers of up to seven bits take one byte, and so on.
impl Packed for u64 {
    fn pack(&self, to: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 127 {
            to.push(rest as u8 | 128);
            rest >>= 7;
        }
        to.push(rest as u8);
    }

    fn unpack(from: &mut &[u8]) -> Self {
        let (mut value, mut shift) = (0, 0);
        while let Some((byte, rest)) = from.split_first() {
            *from = rest;
            value |= u64::from(byte & 127) << (shift & 63);
            shift += 7;
            if *byte < 128 {
                break;
            }
        }
        value
    }
}

impl Packed for String {
    fn pack(&self, to: &mut Vec<u8>) {
        (self.len() as u64).pack(to);
        to.extend(self.as_bytes());
    }

    fn unpack(from: &mut &[u8]) -> Self {
        let length = (u64::unpack(from) as usize).min(from.len());
        let (text, rest) = from.split_at(length);
        *from = rest;
        Self::from_utf8(text.to_vec()).unwrap_or_default()
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, to: &mut Vec<u8>) {
        (self.len() as u64).pack(to);
        self.iter().for_each(|value| value.pack(to));
    }

    fn unpack(from: &mut &[u8]) -> Self {
        (0..u64::unpack(from)).map(|_| T::unpack(from)).collect()
    }
}

impl<T: Packed> Packed for [T; 2] {
    fn pack(&self, to: &mut Vec<u8>) {
        self.iter().for_each(|value| value.pack(to));
    }

    fn unpack(from: &mut &[u8]) -> Self {
        [T::unpack(from), T::unpack(from)]
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, to: &mut Vec<u8>) {
        to.push(self.is_some().into());
        self.iter().for_each(|value| value.pack(to));
    }

    fn unpack(from: &mut &[u8]) -> Self {
        (u64::unpack(from) > 0).then(|| T::unpack(from))
    }
}

/// A type that has a number for each of its values.
macro_rules! as_number {
    ($($type:ty: $value:ident => $number:expr, $back:expr;)*) => {$(
        impl Packed for $type {
            fn pack(&self, to: &mut Vec<u8>) {
                let $value = *self;
                ($number as u64).pack(to);
            }

            fn unpack(from: &mut &[u8]) -> Self {
                let $value = u64::unpack(from);
                $back
            }
        }
    )*};
}

as_number! {
    u32: value => value, value as u32;
    f64: value => value.to_bits(), f64::from_bits(value);
    Tokens: value => value.count(), Tokens::new(value);
    UsdPerMillion: value => value.micro(), UsdPerMillion::from_micro(value).unwrap_or_default();
}

impl Packed for Date {
    fn pack(&self, to: &mut Vec<u8>) {
        let (year, month, day) = self.parts();
        to.push((year % 100) as u8);
        to.extend([(year / 100) as u8, month, day]);
    }

    fn unpack(from: &mut &[u8]) -> Self {
        let [years, centuries, month, day] = [(); 4].map(|()| u64::unpack(from) as u8);
        Self::new(u16::from(centuries) * 100 + u16::from(years), month, day).unwrap_or(Self::EPOCH)
    }
}

/// An enumeration without fields.
macro_rules! enumeration {
    ($($type:ident { $first:ident $(, $variant:ident)* })*) => {$(
        impl Packed for $type {
            fn pack(&self, to: &mut Vec<u8>) {
                to.push(*self as u8);
            }

            fn unpack(from: &mut &[u8]) -> Self {
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
            fn pack(&self, to: &mut Vec<u8>) {
                $(self.$field.pack(to);)*
            }

            fn unpack(from: &mut &[u8]) -> Self {
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
    Listing { model, source, provider, id, name, context_window, prices }
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
    fn pack(&self, to: &mut Vec<u8>) {
        let entries: Vec<[String; 2]> =
            self.iter().map(|(key, value)| [key.to_owned(), value.to_owned()]).collect();
        entries.pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Self {
        let entries = Vec::<[String; 2]>::unpack(from).into_iter();
        entries.fold(Self::STANDARD, |context, [key, value]| context.with(key, value))
    }
}

impl Packed for GivenClass {
    fn pack(&self, to: &mut Vec<u8>) {
        self.said().map(|(key, text)| [key.to_owned(), text.to_owned()]).collect::<Vec<_>>().pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Self {
        Self(Said(Vec::<[String; 2]>::unpack(from).into_iter().map(|[key, text]| (key, text)).collect()))
    }
}

impl Packed for PriceList {
    fn pack(&self, to: &mut Vec<u8>) {
        self.periods().copied().collect::<Vec<_>>().pack(to);
        self.variants().to_vec().pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Self {
        let (periods, variants) = (Packed::unpack(from), Packed::unpack(from));
        Self::new(periods, variants)
            .unwrap_or_else(|_| Self::flat(Rates::new(UsdPerMillion::ZERO, UsdPerMillion::ZERO)))
    }
}
