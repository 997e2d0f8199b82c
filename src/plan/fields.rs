//! The fields of a class of work.

use super::Plan;
use super::tree::plain;
use crate::domain::routing::{Assignment, Class, MOST_TASKS, MOST_TOKENS, Part};
use crate::domain::workload::WHOLE;
use crate::domain::{Entry, Measure, Note, Slider, Tokens, Writing, format};

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;

/// A number of a class.
#[derive(Debug)]
pub struct Field {
    /// The key in files. That of a model's own number ends with the model's id: [`Reader::key`].
    pub key: &'static str,
    /// The model that the number belongs to; `None` for the class.
    pub model: Option<usize>,
    /// The label.
    pub label: &'static str,
    /// Unit and range.
    pub entry: Entry,
    /// Reads it.
    pub of: fn(&Class) -> u64,
    /// Sets it.
    pub set: fn(&mut Class, u64),
}

const TASKS: Entry =
    Entry { measure: Measure::Count("task", "tasks"), min: 1, max: MOST_TASKS, slider: Slider::Log };
const TOKENS: Entry = Entry {
    measure: Measure::Count("token", "tokens"),
    min: 0,
    max: MOST_TOKENS,
    slider: Slider::Between(100, MOST_TOKENS),
};
const TIME: Entry =
    Entry { measure: Measure::Time, min: 0, max: 28_800_000, slider: Slider::Between(1_000, 28_800_000) };
/// A share of everything.
pub const SHARE: Entry = Entry { measure: Measure::Percent, min: 0, max: WHOLE, slider: Slider::Even(100) };
const CHECK: Entry =
    Entry { measure: Measure::Price, min: 0, max: 100_000_000, slider: Slider::Between(1_000, 100_000_000) };

/// The numbers of a class, in the order in which they are written.
pub const FIELDS: [Field; 9] = [
    Field {
        key: "tasks",
        model: None,
        label: "Tasks a month",
        entry: TASKS,
        of: |class| class.tasks,
        set: |class, value| class.tasks = value,
    },
    Field {
        key: "input",
        model: None,
        label: "Input tokens per task",
        entry: TOKENS,
        of: |class| class.input.count(),
        set: |class, value| class.input = Tokens::new(value),
    },
    Field {
        key: "output",
        model: None,
        label: "Output tokens per task",
        entry: TOKENS,
        of: |class| class.output.count(),
        set: |class, value| class.output = Tokens::new(value),
    },
    Field {
        key: "context",
        model: None,
        label: "Context of the largest request",
        entry: TOKENS,
        of: |class| class.context.count(),
        set: |class, value| class.context = Tokens::new(value),
    },
    Field {
        key: "repair",
        model: None,
        label: "Your time per failure",
        entry: TIME,
        of: |class| class.repair,
        set: |class, value| class.repair = value,
    },
    Field {
        key: "fails",
        model: Some(0),
        label: "failure rate",
        entry: SHARE,
        of: |class| class.fails[0],
        set: |class, value| class.fails[0] = value,
    },
    Field {
        key: "fails",
        model: Some(1),
        label: "failure rate",
        entry: SHARE,
        of: |class| class.fails[1],
        set: |class, value| class.fails[1] = value,
    },
    Field {
        key: "caught",
        model: None,
        label: "Cascade: failures the check catches",
        entry: SHARE,
        of: |class| class.caught,
        set: |class, value| class.caught = value,
    },
    Field {
        key: "check",
        model: None,
        label: "Cascade: cost per check",
        entry: CHECK,
        of: |class| class.check,
        set: |class, value| class.check = value,
    },
];

/// The key of a class's name.
pub(super) const NAME: &str = "class";
/// The key of the part of a system that it belongs to.
pub(super) const PART: &str = "part";
/// The key of the assignment.
pub(super) const TO: &str = "to";

const PARTS: [(&str, Part); 2] = [("foundation", Part::Foundation), ("surface", Part::Surface)];

/// Reads and writes classes. Holds the models' ids and the defaults of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The models' ids.
    pub ids: [String; 2],
    /// The defaults of a class.
    pub blank: Class,
}

/// A name as it can be used: any text, with the line ends that a field for text has as well.
///
/// # Errors
/// It is empty, or too long.
pub fn clean_name(name: &str) -> Result<String, String> {
    let mut lines = name.split('\r');
    let first = lines.next().unwrap_or_default();
    let lines = [first].into_iter().chain(lines.map(|line| line.strip_prefix('\n').unwrap_or(line)));
    let name = format::joined(lines, "\n").replace('\0', "\u{fffd}");
    let length = name.chars().count();
    match length {
        // Invisible characters are no name.
        _ if plain(&name).trim().is_empty() => Err("The class has no name. Enter one.".to_owned()),
        _ if length > LONGEST_NAME => {
            Err(format!("The name has {length} characters. Shorten it to {LONGEST_NAME} or fewer."))
        }
        _ => Ok(name),
    }
}

impl Reader {
    /// The key of a number: `tasks`, `fails-claude`.
    pub fn key(&self, field: &Field) -> String {
        match field.model {
            Some(model) => [field.key, "-", &self.ids[model]].concat(),
            None => field.key.to_owned(),
        }
    }

    /// The number of that key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        FIELDS.iter().find(|field| self.key(field) == key)
    }

    /// The keys of all fields, in the order in which they are written.
    pub fn keys(&self) -> Vec<String> {
        let numbers = FIELDS.iter().map(|field| self.key(field));
        [NAME, PART].map(str::to_owned).into_iter().chain(numbers).chain([TO.to_owned()]).collect()
    }

    /// All fields of a class as text, in the same order.
    pub fn texts(&self, class: &Class) -> Vec<String> {
        let numbers = FIELDS.iter().map(|field| field.entry.short((field.of)(class)));
        [class.name.clone(), part_name(class.part).to_owned()]
            .into_iter()
            .chain(numbers)
            .chain([self.assignment(class.to)])
            .collect()
    }

    /// An assignment as text: `claude`, `claude 70%` (and the other one the rest), `gpt then claude`.
    pub fn assignment(&self, to: Assignment) -> String {
        match to {
            Assignment::One(model) => self.ids[model].clone(),
            Assignment::Split(share) => [&self.ids[0], " ", &SHARE.short(share)].concat(),
            Assignment::Cascade(first) => [&self.ids[first], " then ", &self.ids[1 - first]].concat(),
        }
    }

    /// Reads an assignment.
    ///
    /// # Errors
    /// What is wrong, and what to enter.
    pub fn read_assignment(&self, text: &str) -> Result<Assignment, String> {
        self.read_assignment_as(text, Writing::Unknown)
    }

    fn read_assignment_as(&self, text: &str, writing: Writing) -> Result<Assignment, String> {
        let (first, rest) = text.split_once([' ', '.']).unwrap_or((text, ""));
        let model = |id: &str| self.ids.iter().position(|known| known.eq_ignore_ascii_case(id));
        let mut rest = rest.trim();
        while let Some(second) = rest.strip_prefix("then ") {
            rest = second;
        }
        let rest = rest.trim();
        let found = match (model(first), model(rest)) {
            (Some(model), None) if rest.is_empty() => Some(Assignment::One(model)),
            (Some(first), Some(second)) if first != second => Some(Assignment::Cascade(first)),
            (Some(model), None) => {
                let share = SHARE.read_as(rest, writing)?;
                Some(Assignment::Split(if model == 0 { share } else { WHOLE - share }))
            }
            _ => None,
        };
        let [a, b] = &self.ids;
        found.ok_or_else(|| {
            format!(
                "Unknown model “{}”. Enter {a}, {b}, {a} 70%, {a} then {b} or {b} then {a}.",
                format::clipped(text, 40)
            )
        })
    }

    /// Sets a field from a text.
    ///
    /// # Errors
    /// No such key, or what is wrong with the text.
    pub fn set(&self, class: &mut Class, key: &str, text: &str) -> Result<(), String> {
        self.take(class, key, text, Writing::Unknown).map(|_| ())
    }

    /// The same, where it may be known which mark parts decimals; and what to say where the text has two meanings.
    ///
    /// # Errors
    /// As for [`Reader::set`].
    pub fn take(
        &self,
        class: &mut Class,
        key: &str,
        text: &str,
        writing: Writing,
    ) -> Result<Option<Note>, String> {
        match key {
            NAME => class.name = clean_name(text)?,
            TO => class.to = self.read_assignment_as(text, writing)?,
            PART => {
                let is = |name: &str| {
                    name.eq_ignore_ascii_case(text)
                        || name.get(..1).is_some_and(|first| first.eq_ignore_ascii_case(text))
                };
                let found = PARTS.iter().find(|(name, _)| is(name));
                let unknown =
                    || format!("Unknown part “{}”. Enter foundation or surface.", format::clipped(text, 40));
                class.part = found.ok_or_else(unknown)?.1;
            }
            _ => {
                let field =
                    self.field(key).ok_or("Unknown key. See docs/gateway.md for the keys of a class.")?;
                let read = field.entry.understand(text, writing)?;
                (field.set)(class, read.value);
                return Ok(read.note);
            }
        }
        Ok(None)
    }

    /// Reads a class from keys and texts, as programs write them. What is not said is as in [`Reader::blank`]; who does it,
    /// by the rule.
    ///
    /// # Errors
    /// The key and what is wrong with it.
    pub fn class<'a>(&self, said: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Class, String> {
        self.class_of(said.into_iter().map(|(key, text)| (key, text, Writing::Point)), |_, _| {})
    }

    /// The same, with which mark parts the decimals of each text; and what to say of those with two meanings, by their key.
    ///
    /// # Errors
    /// As for [`Reader::class`].
    pub(super) fn class_of<'a>(
        &self,
        said: impl IntoIterator<Item = (&'a str, &'a str, Writing)>,
        mut noted: impl FnMut(&str, Note),
    ) -> Result<Class, String> {
        let mut class = Class { name: String::new(), ..self.blank.clone() };
        let mut to = None;
        for (key, text, writing) in said {
            let note = self.take(&mut class, key, text, writing);
            let note = note.map_err(|error| format!("{}: {error}", format::clipped(key, 40)))?;
            if let Some(note) = note {
                noted(key, note);
            }
            if key == TO {
                to = Some(class.to);
            }
        }
        clean_name(&class.name).map_err(|error| format!("{NAME}: {error}"))?;
        class.to = to.unwrap_or(super::rule(class.part));
        Ok(class)
    }

    /// A plan of classes that are read one by one, each with words for where it stands: `Line 3`.
    ///
    /// # Errors
    /// Where and what; also if there are none, or too many.
    pub(super) fn plan(
        &self,
        read: impl IntoIterator<Item = (String, Result<Class, String>)>,
    ) -> Result<Plan, String> {
        let mut classes = vec![];
        for (place, class) in read {
            classes.push(class.map_err(|error| located(&place, &error))?);
        }
        match classes.len() {
            0 => Err("The plan has no classes. Add at least one.".to_owned()),
            count if count > Plan::MOST => {
                Err(format!("The plan has {count} classes. Reduce it to {} or fewer.", Plan::MOST))
            }
            _ => Ok(Plan { classes }),
        }
    }
}

/// An error with its place: `Line 3, tasks: …`, but `Line 3 has 1 cell …`.
fn located(place: &str, error: &str) -> String {
    let comma = if error.starts_with("has ") || error.starts_with("must ") { "" } else { "," };
    [place, comma, " ", error].concat()
}

/// The word for a part.
pub(super) fn part_name(part: Part) -> &'static str {
    PARTS[usize::from(part == Part::Surface)].0
}

#[cfg(test)]
mod tests {
    use super::super::tests::reader;
    use super::*;

    #[test]
    fn an_assignment_is_read_as_people_write_it() {
        let reader = reader();
        let read = |text: &str| reader.read_assignment(text);
        assert_eq!(read("gpt"), Ok(Assignment::One(1)));
        assert_eq!(read("claude 70%"), Ok(Assignment::Split(7_000)));
        assert_eq!(read("gpt 12.5%"), Ok(Assignment::Split(8_750)));
        assert_eq!(read("gpt then claude"), Ok(Assignment::Cascade(1)));
        assert_eq!(read("gpt.claude"), Ok(Assignment::Cascade(1)));
        for (text, says) in [
            ("gemini", "Unknown model"),
            ("claude then claude", "Unknown model"),
            ("claude 170%", "at most 100%"),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.contains(says), "{error}");
        }
    }

    #[test]
    fn missing_keys_take_defaults_and_the_rule_assigns_the_model() {
        let class = reader().class([("class", "A"), ("part", "surface"), ("tasks", "2k")]).expect("a class");
        assert_eq!((class.tasks, class.to), (2_000, Assignment::One(1)));
        let other = reader().class([("class", "A"), ("part", "foundation")]).expect("a class");
        assert_eq!(other.to, Assignment::One(0), "by its own part, whatever a new class begins with");
        assert_eq!(class.input, reader().blank.input);
        let error = |said: &[(&str, &str)]| reader().class(said.iter().copied()).expect_err("wrong");
        assert_eq!(error(&[("tasks", "1")]), "class: The class has no name. Enter one.");
        assert!(error(&[("class", "A"), ("tasks", "0")]).starts_with("tasks: 0 is too little"));
        assert!(error(&[("class", "A"), ("colour", "red")]).contains("Unknown key"));
        assert!(error(&[("class", &"é".repeat(201))]).contains("201"));
        assert_eq!(error(&[("class", "\u{feff}\u{202e}")]), "class: The class has no name. Enter one.");
    }
}
