//! The style guide of `CONTRIBUTING.md`, as far as a program can check it: over the interface, the article, the data and the
//! documents.

#![cfg(feature = "ssr")]

use showdown::data::Showdown;
use showdown::figures::{self, Figure, Kind, Setting, Shown, Values};
use showdown::narration::ends;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

static DATA: LazyLock<Showdown> = LazyLock::new(|| Showdown::embedded().expect("the data are right"));

/// Words that read as translated, each with what to write. Compared in lower case, as whole words.
const BANNED: &[(&str, &str)] = &[
    ("dearer", "more expensive"),
    ("dearest", "most expensive"),
    ("stands", "is, or a verb that says what it does"),
    ("stand in", "are in"),
    ("whoever", "a noun: readers, authors, hosts"),
    ("nobody", "no source, or: we found no …"),
    ("misspelt", "misspelled"),
    ("without a word", "silently"),
    ("as things are", "at your settings"),
    ("put right", "fix"),
    ("comes about", "is computed"),
    ("begins at", "defaults to"),
    ("begin at", "default to"),
    ("of equals", "ties"),
    ("this is no", "what is wrong, and what to enter"),
];

/// Banned where readers see it: the source is “the original”, ours is “this page”.
const ARTICLE: (&str, &str) = ("the article", "“the original”, or “this page”");

/// Sentences may not begin like this, unless they ask.
const SUBJECTS: [&str; 4] = ["what is ", "what was ", "what has ", "who "];

const LONGEST_SENTENCE: usize = 30;
const LONGEST_TITLE: usize = 12;

/// Source files whose texts readers see. Texts of the browser side follow with its rewrite.
const SOURCES: [&str; 8] = [
    "src/figures",
    "src/charts",
    "src/plan",
    "src/domain",
    "src/narration",
    "src/page/article.rs",
    "src/page/ledger.rs",
    "src/page/shell.rs",
];

const DOCUMENTS: [&str; 4] = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs"];

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect()
}

/// Whether a text has these words, not as a part of others.
fn has(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    let open = |edge: Option<char>| edge.is_none_or(|edge| !edge.is_alphanumeric());
    text.match_indices(words)
        .any(|(at, _)| open(text[..at].chars().next_back()) && open(text[at + words.len()..].chars().next()))
}

fn banned(text: &str) -> Vec<String> {
    let found = BANNED.iter().filter(|(words, _)| has(text, words));
    found.map(|(words, instead)| format!("“{words}”: write {instead}")).collect()
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<&str> {
    let mut start = 0;
    ends(text).into_iter().map(|end| text[std::mem::replace(&mut start, end)..end].trim()).collect()
}

fn subjects(text: &str) -> Vec<String> {
    let of = |sentence: &&str| {
        let lower = sentence.to_lowercase();
        !lower.contains('?') && SUBJECTS.iter().any(|subject| lower.starts_with(subject))
    };
    sentences(text)
        .iter()
        .filter(|sentence| of(sentence))
        .map(|sentence| format!("begins badly: “{sentence}”"))
        .collect()
}

/// Numbers of four digits and more that are not grouped. Years, parts of names, and “1000 trillion”, the maximum, are exempt.
fn ungrouped(text: &str) -> Vec<String> {
    let bare = |word: &&str| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let whole = digits.split('.').next().unwrap_or_default();
        let year = matches!(whole.parse(), Ok(1_000 | 1900..=2100_u32));
        whole.len() > 3 && whole.bytes().all(|byte| byte.is_ascii_digit()) && !year
    };
    let clip = |text: &str| text.chars().take(80).collect::<String>();
    text.split_whitespace()
        .filter(bare)
        .map(|word| format!("group the digits of “{word}”: {}", clip(text)))
        .collect()
}

/// Everything that is wrong with a text of the interface.
fn interface(text: &str) -> Vec<String> {
    let mut wrong = [banned(text), subjects(text), ungrouped(text)].concat();
    if has(text, ARTICLE.0) {
        wrong.push(format!("“{}”: write {}", ARTICLE.0, ARTICLE.1));
    }
    let long = sentences(text).into_iter().filter(|sentence| words(sentence).len() > LONGEST_SENTENCE);
    wrong.extend(long.map(|sentence| format!("{} words: “{sentence}”", words(sentence).len())));
    wrong
}

fn report(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} to rewrite:\n{}", wrong.len(), wrong.join("\n"));
}

/// Values at the defaults, and with each setting at either end.
fn states(settings: &[Setting]) -> Vec<Values> {
    let defaults = Values::defaults(settings);
    let ends = settings.iter().flat_map(|setting| {
        let ends = match &setting.kind {
            Kind::Choice(choices) => (0..choices.len() as u64).collect(),
            Kind::Number(entry) => vec![entry.min, entry.max],
        };
        ends.into_iter().map(|end| defaults.clone().with(&setting.key, end)).collect::<Vec<_>>()
    });
    std::iter::once(defaults.clone()).chain(ends).collect()
}

fn texts(figure: &Figure, settings: &[Setting], shown: &Shown) -> Vec<String> {
    let mut all = vec![figure.formula.to_owned(), figure.table_name.to_owned(), shown.sentence.clone()];
    for setting in settings {
        all.extend([setting.label.clone(), setting.help.clone()]);
        if let Kind::Choice(choices) = &setting.kind {
            all.extend(choices.iter().flat_map(|choice| [choice.label.clone(), choice.note.clone()]));
        }
    }
    all.extend(shown.remarks.iter().chain(&shown.notices).cloned());
    all.extend(shown.cards.iter().flat_map(|card| card.notes.clone()));
    all.extend(
        [&shown.table]
            .into_iter()
            .flat_map(|table| table.head.iter().cloned().chain([table.caption.clone()])),
    );
    for extra in &shown.extras {
        all.push(extra.title.to_owned());
        all.extend(extra.remarks.iter().cloned());
        all.extend(extra.points.iter().map(|(_, says)| says.clone()));
    }
    all
}

#[test]
fn titles_are_short_and_figures_speak_plain_english_in_every_state() {
    let mut wrong = vec![];
    for figure in figures::REGISTRY {
        let settings = (figure.settings)(&DATA);
        for values in states(&settings) {
            let Some(shown) = figure.show(&DATA, &values) else { continue };
            if words(&shown.title).len() > LONGEST_TITLE {
                wrong.push(format!(
                    "{}: a title of {} words: “{}”",
                    figure.id,
                    words(&shown.title).len(),
                    shown.title
                ));
            }
            for text in texts(figure, &settings, &shown).iter().chain([&shown.title]) {
                wrong.extend(interface(text).into_iter().map(|wrong| format!("{}: {wrong}", figure.id)));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    report(wrong);
}

#[test]
fn the_data_speak_plain_english() {
    let mut texts: Vec<&String> = vec![&DATA.page.title, &DATA.page.summary];
    texts.extend(DATA.assumptions.iter().map(|assumption| &assumption.because));
    texts.extend(DATA.presets.iter().flat_map(|preset| [&preset.name, &preset.because]));
    texts.extend(DATA.work.plans.iter().flat_map(|plan| [&plan.name, &plan.because]));
    texts.extend(DATA.claims.iter().flat_map(|claim| [&claim.says, &claim.others]));
    texts.extend(DATA.books.iter().flat_map(|book| [&book.name, &book.phrase]));
    let mut wrong = vec![];
    for text in texts {
        let quoted = DATA.quote(text).expect("placeholders are right");
        // The original’s own sentences may be long.
        let mut found = interface(&quoted);
        if DATA.claims.iter().any(|claim| claim.says == **text) {
            found.retain(|wrong| !wrong.contains(" words: “"));
        }
        wrong.extend(found);
    }
    report(wrong);
}

#[test]
fn messages_in_the_source_use_no_banned_word() {
    let mut wrong = vec![];
    for file in SOURCES.iter().flat_map(|path| files(&Path::new(ROOT).join(path), "rs")) {
        let text = fs::read_to_string(&file).expect("a file");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with("//") || file.ends_with("tests.rs") {
                continue;
            }
            for text in line.split('"').skip(1).step_by(2).filter(|text| text.contains(' ')) {
                let mut found = banned(text);
                if has(text, ARTICLE.0) {
                    found.push(format!("“{}”: write {}", ARTICLE.0, ARTICLE.1));
                }
                let place = file.strip_prefix(ROOT).unwrap_or(&file).display();
                wrong.extend(found.into_iter().map(|wrong| format!("{place}:{}: {wrong}", number + 1)));
            }
        }
    }
    report(wrong);
}

#[test]
fn the_article_speaks_plain_english() {
    let article = fs::read_to_string(Path::new(ROOT).join("content/article.md")).expect("the article");
    report(prose(&article, "content/article.md", true));
}

#[test]
fn the_documents_speak_plain_english() {
    let mut wrong = vec![];
    for file in DOCUMENTS.iter().flat_map(|path| files(&Path::new(ROOT).join(path), "md")) {
        let text = fs::read_to_string(&file).expect("a file");
        let place = file.strip_prefix(ROOT).unwrap_or(&file).display().to_string();
        wrong.extend(prose(&text, &place, false));
    }
    report(wrong);
}

/// What is wrong with the prose of a Markdown file: code, links’ targets and generated tables aside.
fn prose(text: &str, place: &str, article: bool) -> Vec<String> {
    let mut wrong = vec![];
    let (mut fenced, mut generated) = (false, false);
    for (number, line) in text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        generated |= line.contains(": begin -->");
        generated &= !line.contains(": end -->");
        // The style guide and this list name the words that they ban.
        if fenced || generated || line.contains("<!-- lint: off -->") {
            continue;
        }
        let line = without_code(line);
        let mut found = [banned(&line), subjects(&line)].concat();
        if article && has(&line, ARTICLE.0) {
            found.push(format!("“{}”: write {}", ARTICLE.0, ARTICLE.1));
        }
        if !line.starts_with('|') {
            found.extend(ungrouped(&line));
        }
        wrong.extend(found.into_iter().map(|wrong| format!("{place}:{}: {wrong}", number + 1)));
    }
    wrong
}

/// A line without what is between backticks, in placeholders, and in the targets of links.
fn without_code(line: &str) -> String {
    let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("x");
    let mut kept = String::new();
    let mut rest = prose.as_str();
    while let Some((before, after)) = rest.split_once("](") {
        kept.push_str(before);
        kept.push(']');
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    kept + rest
}

/// A file, or all files of a folder that end like that.
fn files(path: &Path, ending: &str) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut all: Vec<PathBuf> =
        fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    all.sort();
    all.iter()
        .flat_map(|path| if path.is_dir() { files(path, ending) } else { vec![path.clone()] })
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .collect()
}

#[test]
fn the_rules_find_what_they_are_for() {
    assert_eq!(banned("GPT is dearer, whoever pays.").len(), 2);
    assert!(banned("It withstands what bystanders do.").is_empty());
    assert_eq!(subjects("What is left is paid. What is left? Fine.").len(), 1);
    assert_eq!(ungrouped("1234 of 1,234 in 2026, gpt-4096 and 12345.").len(), 2);
    assert_eq!(interface(&"word ".repeat(31)).len(), 1);
    assert_eq!(without_code("A `whoever` [b](claim:stands) c"), "A x [b] c");
}
