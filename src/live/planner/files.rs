//! Plans as files, loaded and saved, and the gateway's configuration, taken away.

use super::super::figure::Face;
use super::super::program::Skill;
use super::Planner;
use super::typing::value;
use crate::browser::{clipboard, download, elements, events, file, json};
use crate::domain::format;
use crate::figures::{Code, Problem};
use crate::plan::{csv, json as plan_json};
use std::rc::Rc;
use web_sys::{Element, HtmlInputElement};

/// The editor, with files.
struct Files(&'static Planner);

/// Takes hold of the figure's editor, if it has one, and of what it does with files.
pub(in super::super) fn start(face: &Rc<Face>) -> Option<Rc<dyn Skill>> {
    let planner = Planner::start(face)?;
    planner.listen_for_files();
    Some(Rc::new(Files(planner)))
}

impl Skill for Files {
    fn update(&self, problems: &[Problem]) {
        self.0.update(problems);
    }

    fn act(&self, deed: &str) -> bool {
        self.0.export(deed)
    }
}

impl Planner {
    fn listen_for_files(&'static self) {
        events::on(&self.element, "change", move |event| {
            let field = events::target::<HtmlInputElement>(event);
            if let Some(field) = field.filter(|field| field.type_() == "file") {
                self.load(&field);
            }
        });
        events::on(&self.element, "click", move |event| {
            let target = events::target::<Element>(event);
            let button = target.and_then(|target| target.closest("[data-plan]").ok().flatten());
            match button.and_then(|button| button.get_attribute("data-plan")).as_deref() {
                Some("csv") => {
                    let text = csv::write(&self.reader, &self.plan.borrow());
                    download::text("showdown-plan.csv", "text/csv", &text);
                }
                Some("json") => {
                    let text = plan_json::write(&self.reader, &self.plan.borrow());
                    download::text("showdown-plan.json", "application/json", &text);
                }
                Some("paste") => {
                    let pasted = elements::first(&self.element, "#plan-paste");
                    self.take(&pasted.and_then(|field| value(&field)).unwrap_or_default());
                }
                _ => {}
            }
        });
    }

    fn load(&'static self, field: &HtmlInputElement) {
        file::read(field, move |text| match text {
            // What is not UTF-8 has lost letters by now.
            Some(text) if text.contains(is_lost) => {
                let line = text.lines().take_while(|line| !line.contains(is_lost)).count() + 1;
                self.refuse(&format!(
                    "Line {line}: this is not UTF-8. Save the file as “CSV UTF-8”. Your plan is as it was."
                ));
            }
            Some(text) => self.take(&text),
            None => self.refuse("This file can’t be read, or it is larger than a megabyte."),
        });
    }

    /// Reads a plan that was pasted or loaded. What can't be read changes nothing.
    fn take(&self, text: &str) {
        let read = match text.trim_start().starts_with(['{', '[']) {
            true => json::parse(text).and_then(|tree| plan_json::read(&self.reader, &tree)),
            false => csv::read(&self.reader, text),
        };
        match read {
            Ok(plan) => {
                let count = plan.classes.len() as u64;
                self.plan.replace(plan);
                self.write_rows();
                self.refuse("");
                self.changed(&[&format::count(count, "class", "classes"), " loaded."].concat(), "");
            }
            Err(error) => self.refuse(&[&error, " Your plan is as it was."].concat()),
        }
    }

    /// Copies or saves the configuration, if that is what the button asks for.
    fn export(&self, deed: &str) -> bool {
        if !["copy-config", "save-config"].contains(&deed) {
            return false;
        }
        let face = &self.face;
        let late = face.figure.late.and_then(|late| late(face.store.data, &face.values()));
        let Some(Code { text, .. }) = late.and_then(|late| late.code) else { return true };
        if deed == "save-config" {
            download::text("config.yaml", "application/yaml", &text);
            face.say_beside("Configuration saved.");
            return true;
        }
        let said = face.clone();
        clipboard::copy(&text, move |copied| {
            let refused = "Copying is not allowed here. Unfold the file below, and copy it yourself.";
            said.say_beside(if copied { "Configuration copied." } else { refused });
        });
        true
    }
}

/// What stands for bytes that are no text.
fn is_lost(character: char) -> bool {
    character == '\u{fffd}'
}
