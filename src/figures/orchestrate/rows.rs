//! The rows of the editor: one for each class of work. The same markup stands in the page as built and comes with every
//! class that is added.

use crate::charts::text::escape;
use crate::domain::routing::{Assignment, Class, Part};
use crate::domain::workload::WHOLE;
use crate::domain::{Tokens, format};
use crate::plan::{FIELDS, Field, Reader, SHARE};

/// What can be done with a row, and the words for it before the name of its class.
pub const DEEDS: [(&str, &str); 3] = [("up", "Move up "), ("down", "Move down "), ("remove", "Remove ")];

/// The ways to assign a class.
pub const WAYS: [&str; 5] = ["one-0", "one-1", "split", "cascade-0", "cascade-1"];

/// The share at which a split begins: half of it for each.
pub const EVEN: u64 = WHOLE / 2;

/// Which of [`WAYS`] it is.
pub const fn way(to: Assignment) -> usize {
    match to {
        Assignment::One(model) => model,
        Assignment::Split(_) => 2,
        Assignment::Cascade(first) => 3 + first,
    }
}

/// A row. `number` makes its ids its own; `cost` is what the class costs, if that is known. What folds out is not in it yet.
pub fn row(class: &Class, names: [&str; 2], number: usize, cost: &str) -> String {
    let [a, b] = names;
    let words = [
        a.to_owned(),
        b.to_owned(),
        "Both, in shares".to_owned(),
        [a, ", then ", b].concat(),
        [b, ", then ", a].concat(),
    ];
    let chosen = way(class.to);
    let option = |(place, words): (usize, &String)| {
        let selected = if place == chosen { " selected" } else { "" };
        ["<option value=\"", WAYS[place], "\"", selected, ">", &escape(words), "</option>"].concat()
    };
    let options: String = words.iter().enumerate().map(option).collect();
    let share = match class.to {
        Assignment::Split(share) => share,
        _ => EVEN,
    };
    let hidden = if chosen == 2 { "" } else { " hidden" };
    let deed = |((deed, words), sign): ((&str, &str), &str)| {
        let label = [words, &escape(&class.name)].concat();
        ["<button type=\"button\" data-row=\"", deed, "\" aria-label=\"", &label, "\">", sign, "</button>"]
            .concat()
    };
    let deeds: String = DEEDS.into_iter().zip(["↑", "↓", "×"]).map(deed).collect();
    let (name, problem) = (escape(&class.name), format!("work-{number}-problem"));
    let described =
        [" autocomplete=\"off\" spellcheck=\"false\" aria-describedby=\"", &problem, "\""].concat();
    [
        "<li class=\"work\"><div class=\"work-head\" role=\"group\" aria-label=\"",
        &name,
        // What follows the first line end of a text field is kept.
        "\"><textarea rows=\"1\" data-work=\"class\" aria-label=\"Name\"",
        &described,
        ">\n",
        &name,
        "</textarea><select data-work=\"to\" aria-label=\"Who does it\">",
        &options,
        "</select><span class=\"work-cost\">",
        &escape(cost),
        "</span><label class=\"work-share\"",
        hidden,
        "><span>",
        &escape(a),
        "’s share</span><input type=\"text\" data-work=\"share\" value=\"",
        &SHARE.short(share),
        "\"",
        &described,
        "></label><details class=\"work-more\"><summary>",
        &summary(class),
        "</summary><div class=\"work-fields\"></div></details><div class=\"work-deeds\">",
        &deeds,
        "</div>",
        "<p class=\"problem\" id=\"",
        &problem,
        "\" role=\"alert\" hidden></p></div></li>",
    ]
    .concat()
}

/// What a class is like, in short: `20 tasks, 400k in, 40k out, 300k context`.
pub fn summary(class: &Class) -> String {
    let [input, output, context] = [class.input, class.output, class.context].map(Tokens::short);
    let tasks = format::count(class.tasks, "task", "tasks");
    [&tasks, ", ", &input, " in, ", &output, " out, ", &context, " context"].concat()
}

/// What folds out of a row: the numbers of its class.
pub fn fields(reader: &Reader, class: &Class, names: [&str; 2], problem: &str) -> String {
    let part = |part: Part, word: &str, words: &str| {
        let selected = if class.part == part { " selected" } else { "" };
        ["<option value=\"", word, "\"", selected, ">", words, "</option>"].concat()
    };
    let field = |field: &Field| {
        let label = match field.model {
            Some(model) => [names[model], " ", field.label].concat(),
            None => field.label.to_owned(),
        };
        [
            "<label><span>",
            &escape(&label),
            "</span><input type=\"text\" data-work=\"",
            &reader.key(field),
            "\" autocomplete=\"off\" spellcheck=\"false\" aria-describedby=\"",
            problem,
            "\" value=\"",
            &field.entry.short((field.of)(class)),
            "\"></label>",
        ]
        .concat()
    };
    let numbers: String = FIELDS.iter().map(field).collect();
    [
        "<label><span>Part, for the article’s rule</span><select data-work=\"part\">",
        &part(Part::Foundation, "foundation", "foundation"),
        &part(Part::Surface, "surface", "surface"),
        "</select></label>",
        &numbers,
    ]
    .concat()
}
