//! The switch between the themes: the system's, light, dark. The choice stands in the address.

use crate::browser::{address, elements, events, theme};
use crate::charts::Theme;
use crate::figures::refused;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The key in the address.
const KEY: &str = "theme";

/// Takes hold of the switch.
pub fn start() {
    read();
    address::on_travel(read);
    for switch in elements::all(".theme-switch") {
        let _ = switch.remove_attribute("disabled");
        events::on(&switch, "input", |event| {
            let input = events::target::<HtmlInputElement>(event);
            if let Some(choice) = input.and_then(|input| Theme::from_name(&input.value())) {
                show(choice, "");
                let written = (choice != Theme::default()).then(|| choice.name().to_owned());
                address::write(&[(KEY, written)]);
            }
        });
    }
}

/// Shows the theme that the address asks for.
fn read() {
    let asked = address::read().into_iter().find(|(key, _)| key == KEY);
    let Some((_, name)) = asked else { return show(Theme::default(), "") };
    match Theme::from_name(&name) {
        Some(theme) => show(theme, ""),
        None => {
            let reason = ["Known themes: ", &Theme::ALL.map(Theme::name).join(", "), "."].concat();
            show(Theme::default(), &refused(&name, &reason, Theme::default().name()));
        }
    }
}

fn show(choice: Theme, problem: &str) {
    for input in elements::all(".theme-switch input") {
        let input: HtmlInputElement = input.unchecked_into();
        input.set_checked(input.value() == choice.name());
    }
    for line in elements::all("#theme-problem") {
        line.set_text_content(Some(problem));
        line.set_hidden(problem.is_empty());
    }
    if choice != theme::current() {
        theme::show(choice);
    }
}
