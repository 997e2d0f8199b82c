//! What the player shows, and what can be set in it.

use crate::browser::{elements, root, size};
use crate::narration::{Track, clock};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, HtmlInputElement, HtmlSelectElement};

/// The player's elements.
pub(super) struct Panel {
    pub root: HtmlElement,
    pub fields: HtmlElement,
    /// The button that plays and pauses, and its words.
    pub play: HtmlElement,
    words: HtmlElement,
    pub more: HtmlElement,
    section: HtmlElement,
    left: HtmlElement,
    bars: Vec<HtmlElement>,
    status: HtmlElement,
    pub speed: HtmlSelectElement,
    pub voice: HtmlSelectElement,
    pub follow: HtmlInputElement,
}

impl Panel {
    /// Takes hold of the player that was built; its track gets a bar for each section.
    pub fn find(sections: usize) -> Option<Self> {
        let player = elements::all("#listen").pop()?;
        let find = |selector: &str| elements::first(&player, selector);
        let track = find(".listen-track")?;
        track.set_inner_html(&"<i></i>".repeat(sections));
        // What is gone to must not lie below it.
        if let Some(page) = root().and_then(|page| page.dyn_into::<HtmlElement>().ok()) {
            let measured = player.clone();
            size::watch(&player, move || {
                let height = (size::height(&measured).ceil() as u32).to_string();
                let _ = page.style().set_property("--listen-height", &[&height, "px"].concat());
            });
        }
        Some(Self {
            fields: find("fieldset")?,
            play: find(".listen-play")?,
            words: find(".listen-play span")?,
            more: find(".listen-more")?,
            section: find(".listen-section")?,
            left: find(".listen-left")?,
            bars: elements::within(&track, "i"),
            status: find(".listen-status")?,
            speed: find(".listen-speed")?.dyn_into().ok()?,
            voice: find(".listen-voice")?.dyn_into().ok()?,
            follow: find(".listen-follow input")?.dyn_into().ok()?,
            root: player,
        })
    }

    /// From now on it can be used.
    pub fn open(&self) {
        let _ = self.fields.remove_attribute("disabled");
        for button in elements::all("[data-listen]") {
            let _ = button.remove_attribute("disabled");
        }
    }

    /// It can't be used here.
    pub fn close(&self, why: &str) {
        self.fields.set_hidden(true);
        for button in elements::all(".listen-here") {
            button.set_hidden(true);
        }
        self.say(why);
    }

    /// Lets the reader choose a voice.
    pub fn ask(&self) {
        let _ = self.more.set_attribute("open", "");
        let _ = self.voice.focus();
    }

    /// From now on keys are for the player.
    pub fn focus(&self) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = self.fields.focus_with_options(&options);
    }

    /// Says what has happened.
    pub fn say(&self, words: &str) {
        self.status.set_text_content(Some(words));
    }

    /// Shows in which state it is, by the name that its style knows, and what its main button does now.
    pub fn show_state(&self, state: &str, action: &str, in_use: bool) {
        let _ = self.root.set_attribute("data-state", state);
        let _ = self.root.class_list().toggle_with_force("in-use", in_use);
        self.words.set_text_content(Some(action));
    }

    /// Before anything is read: how long it takes, and who reads.
    pub fn show_length(&self, seconds: f64, voice: &str) {
        self.section.set_text_content(Some(voice));
        self.left.set_text_content(Some(&clock(seconds)));
    }

    /// Shows where the reading is: section, time left at this speed, and the bars.
    pub fn show_place(&self, track: &Track, sentence: usize, title: &str, speed: f64) {
        let left = |seconds: f64| clock(seconds / speed);
        self.section.set_text_content(Some(title));
        let words =
            [&left(track.left_of_section(sentence)), " here, ", &left(track.left(sentence)), " in all"];
        self.left.set_text_content(Some(&words.concat()));
        for (section, bar) in self.bars.iter().enumerate() {
            let style = bar.style();
            let share = (track.share_of(section, sentence) * 100.0).round() as u32;
            let _ = style.set_property("flex-grow", &(track.length_of(section).ceil() as u32).to_string());
            let _ = style.set_property("--done", &[&share.to_string(), "%"].concat());
        }
    }

    /// Offers voices, by value and name, and chooses one of them.
    pub fn offer(&self, voices: &[(String, String)], chosen: &str) {
        self.voice.set_inner_html("");
        for (value, name) in voices {
            let Some(option) = elements::make("option") else { continue };
            let _ = option.set_attribute("value", value);
            option.set_text_content(Some(name));
            let _ = self.voice.append_child(&option);
        }
        self.voice.set_value(chosen);
    }
}
