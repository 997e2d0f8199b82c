//! Every drawing as a picture of its own: what figures look like, and whether that has changed.
//!
//! `tests/snapshots/README.md` shows them all. A drawing that has changed on purpose is accepted with
//! `cargo xtask test --update`.

#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};
use leptos::prelude::Owner;
use plotters::style::RGBColor;
use showdown::charts::svg::{Colours, render};
use showdown::charts::{
    Bar, Chart, Layout, Multiples, Palette, Panel, Part, Plate, Role, Stack, StackRow, Table, text,
};
use showdown::data::Showdown;
use showdown::domain::{Tokens, Workload};
use showdown::figures::{Figure, Kind, Month, REGISTRY, Report, Shown, Values};
use showdown::page::{self, tokens::Scheme};
use snapbox::{Data, assert_data_eq};

static DATA: LazyLock<Showdown> = LazyLock::new(|| Showdown::embedded().unwrap());

/// The name of a picture, a figure's id, and settings with their values.
type Far = (&'static str, &'static str, &'static [(&'static str, u64)]);

/// Figures with settings far from where they begin.
const FAR: &[Far] = &[
    ("verify-loop-useless", "verify-loop", &[("caught", 0), ("rounds", 12)]),
    ("verify-loop-nothing-drafted", "verify-loop", &[("drafted", 0)]),
    ("verify-loop-many-errors", "verify-loop", &[("drafted", 10_000), ("caught", 5_000), ("rounds", 12)]),
    ("context-fit-tiny", "context-fit", &[("size", 1)]),
    ("context-fit-huge", "context-fit", &[("size", 1_000_000_000), ("unit", 2)]),
    ("repair-time-at-the-crossing", "repair-time", &[("repair", 6_000)]),
    ("repair-time-a-second", "repair-time", &[("repair", 1_000), ("wage", 100_000)]),
    ("repair-time-a-day", "repair-time", &[("repair", 28_800_000)]),
    ("test-b-weighed", "test-b", &[("w-specification", 5), ("w-latency", 0)]),
    ("secops-hopeless", "secops", &[("patch-claude", 100), ("gate", 10_000), ("step", 2)]),
    ("calculator-people", "calculator", &[("wage", 8_000), ("success-gpt", 6_000), ("axis", 3)]),
    ("calculator-list-wage", "calculator", &[("book", 1), ("wage", 200), ("axis", 6)]),
    (
        "calculator-cached-batch",
        "calculator",
        &[("book", 1), ("cached", 9_000), ("written", 500), ("service", 1), ("axis", 1)],
    ),
    ("calculator-free", "calculator", &[("in", 0), ("out", 0), ("axis", 8)]),
    ("ui-throughput-a-page", "ui-throughput", &[("pages", 1)]),
    ("ui-throughput-a-million", "ui-throughput", &[("pages", 1_000_000), ("page-out", 1_000_000)]),
];

/// The name of a picture, a plan as in an address, and settings with their values.
type Planned = (&'static str, String, &'static [(&'static str, u64)]);

/// Plans far from the one that the page begins with.
fn plans() -> Vec<Planned> {
    let many: Vec<String> = (0..200)
        .map(|place| {
            format!(
                "Class {place}_{}_{}_30k_12k_25k_15min_10_{}_90_0.02_{}",
                ["f", "s"][place % 2],
                place * place + 1,
                place % 30,
                ["claude", "gpt", "claude.30", "gpt.claude"][place % 4]
            )
        })
        .collect();
    vec![
        ("orchestrate-many", many.join("*"), &[("wage", 8_000), ("against", 1), ("flow", 1)]),
        ("orchestrate-one", "設計と検証のための非常に長い名前_f_1_0_0_0_0s_0_0_0_0_claude".to_owned(), &[]),
        (
            "orchestrate-far",
            "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀_f_10M_100M_100M_1_8h_100_100_100_100_claude.gpt*b\u{202e}\na_s_1_1_1_1_1s_0_0.01_0_0_gpt".to_owned(),
            &[("wage", 100_000), ("book", 1), ("against", 1)],
        ),
        ("orchestrate-misfit", "Kernel_f_10_4M_60k_4M_4h_10_10_90_0_claude*UI_s_10_4k_60k_4k_4h_10_10_90_0_gpt".to_owned(), &[("book", 1)]),
    ]
}

/// What a figure shows with some settings changed.
fn shown(id: &str, changes: &[(&str, u64)]) -> Shown {
    planned(id, "", changes)
}

/// The same, with a plan.
fn planned(id: &str, plan: &str, changes: &[(&str, u64)]) -> Shown {
    let figure = showdown::figures::find(id).unwrap();
    let mut values = Values::defaults(&(figure.settings)(&DATA));
    values.plan = plan.into();
    let values = changes.iter().fold(values, |values, (key, value)| values.with(key, *value));
    figure.show(&DATA, &values).unwrap()
}

/// A chart in one layout, with the page's custom properties for colours.
struct Drawing {
    name: String,
    layout: Layout,
    svg: String,
}

/// A figure as it is built into the page.
fn markup(figure: &'static Figure) -> String {
    Owner::new().with(|| page::build::plain(page::figure(&DATA, figure, 1, None).unwrap()))
}

/// The drawings of every figure, as they are built into the page.
fn figures() -> Vec<Drawing> {
    let drawings = |figure: &'static Figure, layout: Layout| {
        let html = markup(figure);
        let begin = format!("<svg class=\"svg-{}\"", layout.name());
        let drawings = html.match_indices(&begin).enumerate().map(|(place, (start, _))| {
            let end = start + html[start..].find("</svg>").unwrap() + "</svg>".len();
            Drawing { name: numbered(figure.id, place), layout, svg: html[start..end].to_owned() }
        });
        drawings.collect::<Vec<_>>()
    };
    REGISTRY.iter().flat_map(|figure| Layout::ALL.map(|layout| drawings(figure, layout))).flatten().collect()
}

/// A figure's drawings are called as it is, then `calculator-2`, and so on.
fn numbered(name: &str, place: usize) -> String {
    match place {
        0 => name.to_owned(),
        _ => format!("{name}-{}", place + 1),
    }
}

/// Every drawing of what a figure shows.
fn drawings_of(name: &str, shown: &Shown) -> Vec<Drawing> {
    let drawing = |(place, picture): (usize, &dyn Chart)| {
        Layout::ALL.map(|layout| {
            let svg = render(picture, layout, Colours::Page).unwrap();
            Drawing { name: numbered(name, place), layout, svg }
        })
    };
    shown.pictures().enumerate().flat_map(drawing).collect()
}

/// What readers or other data can make of the charts.
fn edge_cases() -> Vec<Drawing> {
    let mut drawings = vec![];
    let mut add = |name: &str, chart: &dyn Fn(Layout) -> String| {
        let drawing = |layout| Drawing { name: name.to_owned(), layout, svg: chart(layout) };
        drawings.extend(Layout::ALL.map(drawing));
    };
    for (name, book, input, output) in [
        ("calculator-at-list-prices", 1, 50_000_000, 10_000_000),
        ("calculator-nothing", 0, 0, 0),
        ("calculator-one-token", 0, 1, 0),
        ("calculator-input-alone", 0, 7_300_000, 0),
        ("calculator-a-tiny-part", 0, 1_000_000_000, 1_000),
        ("calculator-the-most", 1, Tokens::MAX_TYPED.count(), Tokens::MAX_TYPED.count()),
    ] {
        let work = Workload { input: Tokens::new(input), output: Tokens::new(output), ..Workload::DEFAULT };
        let month = Month { book, work, ..Month::default() };
        let stack = Report::new(&DATA, &month).unwrap().stack(&DATA);
        add(name, &|layout| render(&stack, layout, Colours::Page).unwrap());
    }
    let part = |name: &str, value: f64| Part {
        name: name.into(),
        value,
        label: format!("${value:.2}"),
        note: String::new(),
    };
    let row = |of: usize, model: &str, values: [f64; 4]| StackRow {
        of,
        model: model.into(),
        short: model.into(),
        total: format!("${:.2}", values.iter().sum::<f64>()),
        parts: ["input", "cache read", "cache write", "output"]
            .iter()
            .zip(values)
            .map(|(name, value)| part(name, value))
            .collect(),
    };
    let four = Stack {
        name: "A month’s cost".into(),
        rows: vec![row(0, "Claude", [100.0, 1.5, 0.25, 74.0]), row(1, "GPT", [10.0, 20.0, 30.0, 40.0])],
    };
    add("stack-of-four", &|layout| render(&four, layout, Colours::Page).unwrap());

    let repair = shown("repair-time", &[]);
    let note =
        "Sources: the original (one author’s report, unconfirmed). https://example.org/showdown/#repair-time";
    let plate = Plate {
        title: &repair.title,
        picture: &*repair.picture,
        sentence: &repair.sentence,
        note: note.to_owned(),
    };
    add("plate", &|layout| render(&plate, layout, Colours::Page).unwrap());

    for (name, values, unit) in [
        ("multiples-zero", [0.0, 0.0], ""),
        ("multiples-tiny-beside-huge", [1.0, 1_000_000.0], " s"),
        ("multiples-equal", [3.0, 3.0], " s"),
        ("multiples-both-signs", [-40.0, 0.5], "%"),
        ("multiples-long-labels", [9_876_543.0, 12.0], " errors"),
    ] {
        add(name, &|layout| render(&multiples(values, unit), layout, Colours::Page).unwrap());
    }
    drawings.extend(
        plans()
            .iter()
            .flat_map(|(name, plan, changes)| drawings_of(name, &planned("orchestrate", plan, changes))),
    );
    drawings.extend(FAR.iter().flat_map(|(name, id, changes)| drawings_of(name, &shown(id, changes))));
    drawings
}

/// Two panels with the same values, the one the other way round.
fn multiples(values: [f64; 2], unit: &str) -> Multiples {
    let bar = |value: f64| {
        let label = format!("{value}{unit}").replace('-', "−");
        (value, label)
    };
    let panel = |name: &str, values: [f64; 2]| Panel {
        name: name.into(),
        hint: "less is better".into(),
        bars: (values.map(bar).into_iter().enumerate())
            .map(|(model, (value, label))| {
                let name = ["Claude", "GPT"][model].into();
                Bar { model, part: 0, name, value, label, note: String::new() }
            })
            .collect(),
    };
    let panels = vec![panel("Time to complete", values), panel("Errors", [values[1], values[0]])];
    Multiples { panels }
}

/// The drawing in the colours of one theme, on its ground: a picture that can be looked at alone.
fn alone(drawing: &Drawing, scheme: Scheme) -> String {
    let mut svg = drawing.svg.replace("var(--mono)", "monospace");
    for (token, [r, g, b]) in page::tokens::colours(scheme) {
        svg = svg.replace(&format!("var({token})"), &format!("#{r:02X}{g:02X}{b:02X}"));
    }
    let [r, g, b] = page::tokens::colours(scheme)[Role::Panel.token()];
    let ground = format!("<rect width=\"100%\" height=\"100%\" fill=\"#{r:02X}{g:02X}{b:02X}\"/>");
    let head = svg.find('>').unwrap() + 1;
    [&svg[..head], &ground, &svg[head..]].concat()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

/// Every snapshot, by its file's name. One element a line, so that a change can be read.
fn snapshots() -> BTreeMap<String, String> {
    let mut snapshots = BTreeMap::new();
    for drawing in figures() {
        let (name, layout) = (&drawing.name, drawing.layout.name());
        snapshots.insert(format!("{name}-{layout}-page.svg"), drawing.svg.clone());
        snapshots.insert(format!("{name}-{layout}-dark.svg"), alone(&drawing, Scheme::Dark));
        snapshots.insert(format!("{name}-{layout}-light.svg"), alone(&drawing, Scheme::Light));
    }
    for drawing in edge_cases() {
        let name = format!("{}-{}-dark.svg", drawing.name, drawing.layout.name());
        snapshots.insert(name, alone(&drawing, Scheme::Dark));
    }
    // What the tests in the browser bring to life (`tests/components.rs`).
    for figure in REGISTRY {
        snapshots.insert(format!("{}.html", figure.id), markup(figure));
    }
    for (name, content) in &mut snapshots {
        if name.ends_with(".svg") {
            *content = content.replace("><", ">\n<").trim_end().to_owned() + "\n";
        }
    }
    let gallery = gallery(snapshots.keys());
    snapshots.insert("README.md".to_owned(), gallery);
    snapshots
}

/// All pictures on one page.
fn gallery<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let mut page = "# Every drawing\n\nWritten by `cargo xtask test --update`. Those with `-page` take their colours from the page that they stand in and are not shown.\n".to_owned();
    for name in names.filter(|name| name.ends_with(".svg") && !name.ends_with("-page.svg")) {
        let title = name.trim_end_matches(".svg").replace('-', " ");
        page += &format!("\n![{title}]({name})\n\n{title}\n");
    }
    page
}

#[test]
fn every_drawing_looks_as_it_did() {
    for (name, content) in snapshots() {
        assert_data_eq!(content, Data::read_from(&folder().join(name), None).raw());
    }
}

#[test]
fn no_snapshot_is_left_of_a_drawing_that_is_gone() {
    let known = snapshots();
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let left: Vec<_> = files.filter(|name| !known.contains_key(name)).collect();
    assert_eq!(left, [] as [String; 0], "delete these");
}

#[test]
fn a_drawing_with_fixed_colours_is_the_pages_with_its_colours_filled_in() {
    let month = Month::default();
    let stack = Report::new(&DATA, &month).unwrap().stack(&DATA);
    for (scheme, layout) in [Scheme::Light, Scheme::Dark].into_iter().zip(Layout::ALL) {
        let colours = page::tokens::colours(scheme);
        let palette = Palette::new(|role| {
            let [r, g, b] = colours[role.token()];
            RGBColor(r, g, b)
        });
        let mut filled = render(&stack, layout, Colours::Page).unwrap().replace("var(--mono)", "monospace");
        for (token, [r, g, b]) in colours {
            filled = filled.replace(&format!("var({token})"), &format!("#{r:02X}{g:02X}{b:02X}"));
        }
        assert!(!filled.contains("var("), "a colour of the drawing is not in tokens.css");
        // Apart from the head: alone, a drawing has a size, and says what it shows.
        let body = |svg: &str| svg[svg.find("<polyline").unwrap()..].to_owned();
        let fixed = render(&stack, layout, Colours::Fixed(&palette, "monospace")).unwrap();
        assert!(fixed.contains("<title>Stacked bars. Monthly cost"), "{fixed}");
        assert_data_eq!(body(&fixed), body(&filled));
    }
}

/// A place in a drawing.
#[derive(Debug, Clone, Copy)]
struct Extent {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Extent {
    fn is_within(self, width: f64, height: f64) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right <= width && self.bottom <= height
    }

    fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// A label of a drawing.
struct Label {
    words: String,
    size: f64,
    extent: Extent,
}

/// A drawing, measured.
struct Measured {
    name: String,
    layout: Layout,
    labels: Vec<Label>,
    /// Bars and lines.
    shapes: Vec<Extent>,
}

impl Measured {
    fn of(drawing: Drawing) -> Self {
        let Drawing { name, layout, svg } = drawing;
        let mut measured = Self { name, layout, labels: vec![], shapes: vec![] };
        // The last text begun: x, y, size and anchor.
        let mut text = None;
        for Ok(token) in Tokenizer::new(&svg) {
            match token {
                Token::StartTag(tag) => {
                    let get = |name: &str| {
                        tag.attributes
                            .get(name.as_bytes())
                            .map(|value| String::from_utf8(value.to_vec()).unwrap())
                    };
                    let number = |name: &str| get(name).unwrap().parse::<f64>().unwrap();
                    match &**tag.name {
                        b"text" => {
                            text = Some((
                                number("x"),
                                number("y"),
                                number("font-size"),
                                get("text-anchor").unwrap_or_else(|| "start".to_owned()),
                            ))
                        }
                        b"rect" => {
                            let (left, top) = (number("x"), number("y"));
                            let (right, bottom) = (left + number("width"), top + number("height"));
                            measured.shapes.push(Extent { left, top, right, bottom });
                        }
                        b"polyline" | b"polygon" => {
                            measured.shapes.extend(get("points").unwrap().split_whitespace().map(|point| {
                                let (x, y) = point.split_once(',').unwrap();
                                let (x, y) = (x.parse().unwrap(), y.parse().unwrap());
                                Extent { left: x, top: y, right: x, bottom: y }
                            }))
                        }
                        b"svg" => {}
                        other => panic!("measure {} too", String::from_utf8_lossy(other)),
                    }
                }
                Token::String(words) => {
                    let words = String::from_utf8(words.to_vec()).unwrap();
                    if let Some((x, y, size, anchor)) = text.take() {
                        let width = f64::from(text::width(&words, size.round() as i32));
                        let left = match anchor.as_str() {
                            "start" => x,
                            "middle" => x - width / 2.0,
                            _ => x - width,
                        };
                        let extent =
                            Extent { left, top: y - size / 2.0, right: left + width, bottom: y + size / 2.0 };
                        measured.labels.push(Label { words, size, extent });
                    }
                }
                _ => {}
            }
        }
        assert!(!measured.labels.is_empty() && !measured.shapes.is_empty(), "{} is empty", measured.name);
        measured
    }

    /// What is wrong with it, each with the drawing's name before it.
    fn complaints(&self, found: Vec<String>) -> Vec<String> {
        found.into_iter().map(|text| format!("{} {}: {text}", self.name, self.layout.name())).collect()
    }
}

/// Complains about every drawing, then fails if there was anything.
fn inspect(complain: impl Fn(&Measured, f64, f64) -> Vec<String>) {
    inspect_these(figures().into_iter().chain(edge_cases()), complain);
}

fn inspect_these(
    drawings: impl Iterator<Item = Drawing>,
    complain: impl Fn(&Measured, f64, f64) -> Vec<String>,
) {
    let complaints: Vec<_> = drawings
        .flat_map(|drawing| {
            let (_, size) = drawing.svg.split_once("viewBox=\"0 0 ").unwrap();
            let (width, height) = size.split_once('"').unwrap().0.split_once(' ').unwrap();
            let (width, height) = (width.parse().unwrap(), height.parse().unwrap());
            let measured = Measured::of(drawing);
            measured.complaints(complain(&measured, width, height))
        })
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn nothing_leaves_its_drawing() {
    inspect(outside);
}

#[test]
fn nothing_leaves_its_drawing_where_no_value_is_above_zero() {
    let drawings = [[-12.5, -2.0], [-40.0, 0.0]].into_iter().flat_map(|values| {
        Layout::ALL.map(|layout| {
            let svg = render(&multiples(values, "%"), layout, Colours::Page).unwrap();
            Drawing { name: format!("{values:?}"), layout, svg }
        })
    });
    inspect_these(drawings, outside);
}

fn outside(drawing: &Measured, width: f64, height: f64) -> Vec<String> {
    let labels = drawing.labels.iter().map(|label| (label.words.as_str(), label.extent));
    let shapes = drawing.shapes.iter().map(|shape| ("a shape", *shape));
    let outside = labels.chain(shapes).filter(|(_, extent)| !extent.is_within(width, height));
    outside.map(|(what, extent)| format!("{what} is outside: {extent:?} of {width} × {height}")).collect()
}

#[test]
fn no_two_ticks_of_an_axis_are_called_the_same() {
    inspect(|drawing, _, height| {
        let ticks: Vec<_> = (drawing.labels.iter())
            .filter(|label| drawing.name.starts_with("calculator") && label.extent.bottom > height - 56.0)
            .map(|label| label.words.clone())
            .collect();
        let twice = ticks.iter().enumerate().filter(|(place, tick)| ticks[..*place].contains(tick));
        twice.map(|(_, tick)| format!("{tick} stands twice on the axis")).collect()
    });
}

/// Every figure with each of its settings at either end, the others at their defaults.
fn at_the_ends() -> Vec<(String, Shown)> {
    let mut all = vec![];
    for figure in REGISTRY {
        let settings = (figure.settings)(&DATA);
        all.push((figure.id.to_owned(), figure.at_defaults(&DATA).unwrap()));
        for setting in &settings {
            let ends = match &setting.kind {
                Kind::Choice(choices) => (0..choices.len() as u64).collect(),
                Kind::Number(entry) => vec![entry.min, entry.max],
            };
            for end in ends {
                let values = Values::defaults(&settings).with(&setting.key, end);
                let name = format!("{} {}={}", figure.id, setting.key, setting.kind.written(end));
                all.push((name, figure.show(&DATA, &values).unwrap()));
            }
        }
    }
    all
}

#[test]
fn at_the_ends_of_every_setting_nothing_leaves_its_drawing_and_no_label_lies_on_another() {
    let drawings: Vec<Drawing> =
        at_the_ends().into_iter().flat_map(|(name, shown)| drawings_of(&name, &shown)).collect();
    inspect_these(drawings.into_iter(), |drawing, width, height| {
        [outside(drawing, width, height), overlapping(drawing)].concat()
    });
}

#[test]
fn what_is_shown_is_said_in_words_and_numbers_that_are_numbers() {
    for (name, shown) in at_the_ends() {
        let mut words = vec![shown.title.clone(), shown.sentence.clone()];
        words.extend(shown.verdict().filter(|text| !text.is_empty()).map(str::to_owned));
        words.extend(shown.pictures().map(Chart::describe));
        let extras = || shown.extras.iter();
        words
            .extend(extras().flat_map(|extra| extra.remarks.iter().filter(|text| !text.is_empty()).cloned()));
        words.extend(
            extras().flat_map(|extra| extra.points.iter().map(|(name, text)| format!("{name} {text}"))),
        );
        let tables = || shown.extras.iter().filter_map(|extra| extra.table.as_ref()).chain([&shown.table]);
        words.extend(tables().map(Table::csv));
        for text in &words {
            assert!(!text.is_empty(), "{name}");
            for bad in ["NaN", "inf ", "∞", "  ", " .", "()", "{", "}"] {
                assert!(!text.contains(bad), "{name}: “{bad}” in {text}");
            }
        }
        for table in tables() {
            let columns = table.head.len();
            assert!(table.rows.iter().all(|row| row.cells.len() + 1 == columns), "{name}: a ragged table");
        }
    }
}

#[test]
fn no_label_lies_on_another() {
    inspect(|drawing, _, _| overlapping(drawing));
}

fn overlapping(drawing: &Measured) -> Vec<String> {
    let labels = &drawing.labels;
    let pairs = labels
        .iter()
        .enumerate()
        .flat_map(|(place, one)| labels[..place].iter().map(move |other| (one, other)));
    let overlapping = pairs.filter(|(one, other)| one.extent.overlaps(other.extent));
    overlapping.map(|(one, other)| format!("“{}” lies on “{}”", one.words, other.words)).collect()
}

#[test]
fn labels_are_at_least_12_px_high_in_the_narrowest_column() {
    inspect(|drawing, width, _| {
        // A window of 320 px, less the margins of the page; the width from which on a column is wide (`style/figure.css`).
        let column = match drawing.layout {
            Layout::Narrow => 288.0,
            Layout::Wide => 600.0,
        };
        let px = |label: &Label| (label.size * column / width * 1000.0).round() / 1000.0;
        // What is saved has a size of its own.
        let on_page = drawing.name != "plate";
        let small = drawing.labels.iter().filter(|label| on_page && px(label) < 12.0);
        small.map(|label| format!("“{}” is {} px high", label.words, px(label))).collect()
    });
}
