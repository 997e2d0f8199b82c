//! The figures: one file (or folder) each, and one row each in [`REGISTRY`].
//!
//! A figure declares what can be set ([`Setting`]) and computes what follows ([`Logic`]): pure functions from data and
//! values to everything that is shown. The components of `ui` render that for all figures alike. There is no browser here, no clock and no markup but that of a table.

mod book;
pub mod calculator;
pub mod context_fit;
pub mod economics;
mod embed;
mod kept;
pub mod orchestrate;
pub mod repair_time;
mod script;
pub mod secops;
mod setting;
mod shown;
mod state;
pub mod test_a;
pub mod test_b;
mod track;
pub mod ui_throughput;
pub mod usage;
pub mod verify_loop;

use crate::charts::Plate;
use crate::data::Showdown;
use crate::domain::format;

pub use calculator::{Month, Report};
pub use embed::{ALLOW, Embed, SANDBOX};
pub use kept::Kept;
pub use script::{Play, Scene};
pub use setting::{Choice, Group, Kind, Setting, Start, Values};
pub use shown::{Action, Card, Code, Drag, Extra, Shown};
pub use state::{KEPT, PLAN, Problem, State, VERSION, fits_address, marked, plain_key, refused, settings};
pub use track::SliderTrack;

/// One figure.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// The id: its anchor, file names and test name.
    pub id: &'static str,
    /// The topic, above the title.
    pub kicker: fn(&Showdown) -> String,
    /// The name of the table.
    pub table_name: &'static str,
    /// The ids of the sources that its numbers come from.
    pub sources: &'static [&'static str],
    /// The formula of computed numbers; empty if all numbers come from sources.
    pub formula: &'static str,
    /// The settings.
    pub settings: fn(&Showdown) -> Vec<Setting>,
    /// The keys of the settings whose controls are in further parts: an embedded figure has neither.
    pub further_controls: &'static [&'static str],
    /// Whether it has a run, step by step.
    pub plays: bool,
    /// The groups of its controls; none if empty.
    pub groups: &'static [Group],
    /// Whether scenarios can be kept in it, side by side.
    pub keeps: bool,
    /// Whether it has a plan of work classes, and its editor.
    pub plans: bool,
    /// Whether it reads the reader's files of usage.
    pub reads: bool,
}

/// What a figure shows for what is set: apart from the figure, so that the browser's program can leave it in the figure's
/// own part (`ui::parts`).
#[derive(Debug, Clone, Copy)]
pub struct Logic {
    /// What follows from the settings, without further parts. Nothing where the data do not have what the figure shows.
    pub main: fn(&Showdown, &Values) -> Option<Shown>,
    /// Further parts below that: questions that follow from the first one. Not where the figure is embedded.
    pub further: &'static [Further],
    /// A slow further part: the browser computes it when the reader rests.
    pub late: Option<Further>,
    /// What its sliders' tracks are painted with: the browser computes it when the reader rests.
    pub tracks: Option<Tracks>,
    /// Further changes when a setting changes: from the values before, the key and its new value.
    pub settle: Option<Settle>,
    /// A run through it, step by step.
    pub play: Option<Play>,
}

impl Logic {
    /// Nothing, to fill in.
    const NONE: Self =
        Self { main: |_, _| None, further: &[], late: None, tracks: None, settle: None, play: None };

    /// Without further parts, as a figure is embedded: of a height that a frame can have.
    pub const fn alone(self) -> Self {
        Self { further: &[], late: None, ..self }
    }

    /// What the figure shows but for what comes late. Nothing where the data do not have that.
    pub fn show(&self, data: &Showdown, values: &Values) -> Option<Shown> {
        let mut shown = (self.main)(data, values)?;
        shown.extras.extend(self.further.iter().filter_map(|further| further(data, values)));
        Some(shown)
    }

    /// Everything that the figure shows, with what comes late.
    pub fn whole(&self, data: &Showdown, values: &Values) -> Option<Shown> {
        let mut shown = self.show(data, values)?;
        shown.extras.extend(self.late.and_then(|late| late(data, values)));
        Some(shown)
    }
}

/// A further part, for these values.
pub type Further = fn(&Showdown, &Values) -> Option<Extra>;

/// The tracks of a figure's sliders, for these values, and what the better model is on them: `cheaper`.
#[derive(Debug, Clone, Copy)]
pub struct Tracks {
    /// The tracks, for these values.
    pub of: fn(&Showdown, &Values) -> Vec<SliderTrack>,
    /// What the better model is: `cheaper`.
    pub first: &'static str,
}

/// Further changes when a setting changes.
pub type Settle = fn(&Values, &str, u64) -> Vec<(&'static str, u64)>;

/// Every figure, in the order of the page.
pub const REGISTRY: &[Figure] = &[
    context_fit::FIGURE,
    test_a::FIGURE,
    repair_time::FIGURE,
    test_b::FIGURE,
    verify_loop::FIGURE,
    secops::FIGURE,
    ui_throughput::FIGURE,
    economics::FIGURE,
    calculator::FIGURE,
    usage::FIGURE,
    orchestrate::FIGURE,
];

/// The figure of that id.
pub fn find(id: &str) -> Option<&'static Figure> {
    REGISTRY.iter().find(|figure| figure.id == id)
}

/// Which of the two has less: 0 or 1, or neither.
fn lesser<T: Ord>([a, b]: [T; 2]) -> Option<usize> {
    (a != b).then(|| usize::from(b < a))
}

impl Figure {
    /// A figure without anything, to fill in.
    const BASE: Self = Self {
        id: "",
        kicker: |_| String::new(),
        table_name: "",
        sources: &[],
        formula: "",
        settings: |_| vec![],
        further_controls: &[],
        plays: false,
        groups: &[],
        keeps: false,
        plans: false,
        reads: false,
    };

    /// The sources cited below it, with their status.
    pub fn cited(&self, data: &Showdown) -> String {
        let sources = self.sources.iter().filter_map(|id| {
            let source = data.source(id)?;
            Some([&source.short, " (", source.status.name(), ")"].concat())
        });
        format::joined(sources, "; ")
    }

    /// The figure as it is embedded in somebody else's post, with a program that is soon there.
    pub const fn alone(self) -> Self {
        Self { keeps: false, ..self }
    }

    /// Its drawing for export, with title, sources and link.
    pub fn plate<'a>(&self, data: &Showdown, shown: &'a Shown, link: &str) -> Plate<'a> {
        // With settings, the result is computed.
        let computed = match (link, (self.settings)(data).is_empty()) {
            ("", true) => "",
            ("", false) => " Computed from these and from the default settings.",
            (_, true) => " ",
            (_, false) => " Computed from these and from the settings in the link: ",
        };
        let note = ["Sources: ", &self.cited(data), ".", computed, link].concat();
        Plate { title: &shown.title, picture: &*shown.picture, sentence: &shown.sentence, note }
    }

    /// What it shows at its defaults, with what comes late. Nothing where the data have nothing to show in it.
    #[cfg(not(feature = "parts"))]
    pub fn at_defaults(&self, data: &Showdown) -> Option<Shown> {
        self.whole(data, &Values::defaults(&(self.settings)(data)))
    }

    /// What it shows but for what comes late.
    #[cfg(not(feature = "parts"))]
    pub fn show(&self, data: &Showdown, values: &Values) -> Option<Shown> {
        logic(self.id)?.show(data, values)
    }

    /// Everything that it shows, slow parts included.
    #[cfg(not(feature = "parts"))]
    pub fn whole(&self, data: &Showdown, values: &Values) -> Option<Shown> {
        logic(self.id)?.whole(data, values)
    }
}

/// What the figure of an id shows. In a program of parts each part has its own, and nothing may have all.
#[cfg(not(feature = "parts"))]
pub fn logic(id: &str) -> Option<&'static Logic> {
    let all = [
        (&verify_loop::FIGURE, &verify_loop::LOGIC),
        (&context_fit::FIGURE, &context_fit::LOGIC),
        (&test_a::FIGURE, &test_a::LOGIC),
        (&repair_time::FIGURE, &repair_time::LOGIC),
        (&test_b::FIGURE, &test_b::LOGIC),
        (&secops::FIGURE, &secops::LOGIC),
        (&ui_throughput::FIGURE, &ui_throughput::LOGIC),
        (&economics::FIGURE, &economics::LOGIC),
        (&calculator::FIGURE, &calculator::LOGIC),
        (&usage::FIGURE, &usage::LOGIC),
        (&orchestrate::FIGURE, &orchestrate::LOGIC),
    ];
    all.iter().find(|(figure, _)| figure.id == id).map(|(_, logic)| *logic)
}

/// Whether the data have what the figures need: every assumption that a setting begins at, and none that nobody uses.
///
/// # Errors
/// The field and the reason.
pub fn check(data: &Showdown) -> Result<(), String> {
    let settings = settings(REGISTRY, data);
    for setting in settings.iter().filter(|setting| setting.assumed) {
        let Some(assumption) = data.assumption(&setting.key) else {
            return Err(format!("field `assumptions`: the setting `{}` has none", setting.key));
        };
        setting.kind.read(&assumption.value).map_err(|error| {
            format!("field `assumptions`, key `{}`: “{}”: {error}", setting.key, assumption.value)
        })?;
    }
    for preset in &data.presets {
        for given in &preset.settings {
            let field = format!("field `presets`, `{}`, key `{}`", preset.id, given.key);
            let own = (calculator::FIGURE.settings)(data);
            let Some(setting) = own.iter().find(|setting| setting.key == given.key) else {
                return Err(format!("{field}: the calculator has no such setting"));
            };
            setting
                .kind
                .read(&given.value)
                .map_err(|error| format!("{field}: “{}”: {error}", given.value))?;
        }
    }
    orchestrate::starts(data).map_err(|error| format!("field `work`: {error}"))?;
    let used = |key: &str| settings.iter().any(|setting| setting.assumed && setting.key == key);
    match data.assumptions.iter().find(|assumption| !used(&assumption.key)) {
        Some(lost) => Err(format!("field `assumptions`: no setting has the key `{}`", lost.key)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Layout, svg};

    /// Every figure with each of its settings at either end, the others at their defaults.
    fn at_the_ends(data: &Showdown) -> Vec<(String, Shown)> {
        let mut all = vec![];
        for figure in REGISTRY {
            let settings = (figure.settings)(data);
            for setting in &settings {
                let ends = match &setting.kind {
                    Kind::Choice(choices) => (0..choices.len() as u64).collect(),
                    Kind::Number(entry) => vec![entry.min, entry.max],
                };
                for end in ends {
                    let values = Values::defaults(&settings).with(&setting.key, end);
                    let name = format!("{} {}={}", figure.id, setting.key, setting.kind.written(end));
                    all.push((name, figure.show(data, &values).expect("it can be shown")));
                }
            }
            all.push((figure.id.to_owned(), figure.at_defaults(data).expect("it can be shown")));
        }
        all
    }

    #[test]
    fn every_point_can_be_pointed_at_wherever_the_settings_are() {
        for (name, shown) in at_the_ends(&Showdown::embedded().expect("the data are right")) {
            for (picture, layout) in
                shown.pictures().flat_map(|picture| Layout::ALL.map(|layout| (picture, layout)))
            {
                let (width, height) = (layout.width(), picture.height(layout));
                let spots = svg::spots(picture, layout);
                assert_eq!(spots.len(), picture.points().len(), "{name}");
                for spot in spots {
                    let (x, y) = (spot.x + spot.width / 2, spot.y + spot.height / 2);
                    let inside = (0..=width).contains(&x) && (0..=height).contains(&y);
                    assert!(inside, "{name}: {spot:?} of {width} × {height}");
                }
            }
        }
    }

    #[test]
    fn the_controls_of_further_parts_are_those_that_a_figure_names() {
        let data = Showdown::embedded().expect("the data are right");
        for figure in REGISTRY {
            let whole = figure.at_defaults(&data).expect("it can be shown");
            let controls = whole.extras.iter().map(|extra| extra.control).filter(|key| !key.is_empty());
            assert_eq!(controls.collect::<Vec<_>>(), figure.further_controls, "{}", figure.id);
        }
    }

    #[test]
    fn settings_that_figures_share_are_the_same_in_each() {
        let data = Showdown::embedded().expect("the data are right");
        let all = settings(REGISTRY, &data);
        for setting in REGISTRY.iter().flat_map(|figure| (figure.settings)(&data)) {
            assert_eq!(Some(&setting), all.iter().find(|other| other.key == setting.key));
        }
        let taken = |key: &str| ["theme", "v"].contains(&key) || Kept::is_key(key);
        assert!(all.iter().all(|setting| !taken(setting.address_key())));
    }

    #[test]
    fn every_key_of_the_url_is_documented() {
        let all = settings(REGISTRY, &Showdown::embedded().expect("the data are right"));
        let documented = include_str!("../../docs/settings.md");
        for setting in &all {
            assert!(
                documented.contains(&format!("`{}`", setting.address_key())),
                "docs/settings.md lacks `{}`",
                setting.address_key()
            );
        }
    }

    #[test]
    fn an_assumption_that_is_missing_unreadable_or_unused_is_named() {
        let sound = Showdown::embedded().expect("the data are right");
        assert_eq!(check(&sound), Ok(()));
        let mut data = sound.clone();
        data.assumptions.retain(|assumption| assumption.key != "repair");
        assert!(check(&data).expect_err("missing").contains("`repair` has none"));
        let mut data = sound.clone();
        data.assumptions[0].value = "many".to_owned();
        assert!(check(&data).expect_err("unreadable").contains("“many”"));
        let mut data = sound.clone();
        data.assumptions[0].key = "nobody".to_owned();
        assert!(check(&data).is_err());
    }
}
