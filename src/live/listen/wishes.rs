//! What the reader asks for, by button, key and click, and the device by its own keys; and when reading has to end.

use super::recording::Wish;
use super::{Player, READING, State};
use crate::browser::{elements, events, window};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, StorageEvent, UiEvent};

impl Player {
    pub(super) fn listen(self: &Rc<Self>) {
        let player = self.clone();
        events::on(&self.panel.root, "click", move |event| {
            let button =
                events::target::<Element>(event).and_then(|target| target.closest("[data-do]").ok()?);
            match button.and_then(|button| button.get_attribute("data-do")).as_deref() {
                // The second half of a double click.
                Some("play") if clicks(event) == 2 => {}
                Some(deed) => player.act(deed),
                None => {}
            }
        });
        let player = self.clone();
        events::answer(&self.panel.root, "keydown", move |event| player.press(event));
        let fields: [&Element; 3] = [&self.panel.speed, &self.panel.voice, &self.panel.follow];
        for field in fields {
            let player = self.clone();
            events::on(field, "change", move |event| player.set(event));
        }
        for main in elements::all("main") {
            let player = self.clone();
            events::on(&main, "click", move |event| player.point(event));
        }
        let Some(window) = window() else { return };
        let player = self.clone();
        events::on(&window, "pagehide", move |_| player.pause());
        // Another page of this site begins to read.
        let player = self.clone();
        events::on(&window, "storage", move |event| {
            let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
            if key.as_deref() == Some(READING) {
                player.pause();
            }
        });
        if let Some(recording) = &self.recording {
            let player = self.clone();
            recording.watch(Rc::new(move |event| player.hear(event)));
            let (player, seeker) = (self.clone(), self.clone());
            recording.obey(Rc::new(move |wish| player.grant(wish)), Rc::new(move |place| seeker.go(place)));
        }
    }

    /// Something has been set.
    fn set(self: &Rc<Self>, event: &Event) {
        let changed =
            |field: &Element| events::target::<Element>(event).is_some_and(|target| target == *field);
        if changed(self.panel.voice.as_ref()) {
            self.chosen.replace(Some(self.panel.voice.value()));
        }
        self.keep();
        self.show();
        if self.state.get() == State::Playing && !changed(self.panel.follow.as_ref()) {
            self.read();
        }
    }

    fn act(self: &Rc<Self>, deed: &str) {
        let at = self.at.get();
        match deed {
            "play" if self.state.get() == State::Playing => self.pause(),
            "play" => self.play(),
            "stop" => {
                self.stop();
                // The button that had the focus is gone.
                let _ = self.panel.play.focus();
            }
            "back" => self.go(at.saturating_sub(1)),
            "on" => self.go(at + 1),
            "section-back" => self.go(self.track.section_back(at)),
            _ => self.go(self.track.section_on(at)),
        }
    }

    fn press(self: &Rc<Self>, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let Some(target) = events::target::<Element>(event) else { return };
        let in_field = target.matches("select, input").unwrap_or(false);
        let deed = match &key.key()[..] {
            _ if in_field || key.ctrl_key() || key.alt_key() || key.meta_key() => return,
            // On a button it presses the button.
            " " if target == *self.panel.fields.as_ref() => "play",
            _ if !self.state.get().in_use() => return,
            "ArrowLeft" => "back",
            "ArrowRight" => "on",
            "ArrowUp" => "section-back",
            "ArrowDown" => "section-on",
            _ => return,
        };
        event.prevent_default();
        self.act(deed);
    }

    /// A click on a sentence goes there, while the player is in use; and one on “from here” always.
    fn point(self: &Rc<Self>, event: &Event) {
        let Some(target) = events::target::<Element>(event) else { return };
        let closest = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(id) = closest("[data-listen]").and_then(|button| button.get_attribute("data-listen")) {
            let heading = elements::all(&["#", &id, " [data-say]"].concat()).pop();
            self.start_at(heading.map(Element::from));
        } else if self.state.get().in_use()
            && clicks(event) < 2
            && closest("a, button, summary, input, label, select").is_none()
            && !elements::is_selecting()
            && self.start_at(closest("[data-say]"))
        {
            self.panel.focus();
        }
    }

    /// Reads from a sentence on; tells whether the element is one.
    fn start_at(self: &Rc<Self>, element: Option<Element>) -> bool {
        let found = element.and_then(|element| {
            self.sentences.iter().position(|sentence| *AsRef::<Element>::as_ref(&sentence.element) == element)
        });
        if let Some(place) = found {
            self.at.set(place);
            if let Some(recording) = self.recorded() {
                recording.seek(place);
            }
            self.play();
        }
        found.is_some()
    }

    fn grant(self: &Rc<Self>, wish: Wish) {
        match wish {
            Wish::Play if self.state.get() == State::Playing => {}
            Wish::Play => self.play(),
            Wish::Pause => self.pause(),
            Wish::Stop => self.stop(),
            Wish::SectionBack => self.act("section-back"),
            Wish::SectionOn => self.act("section-on"),
            Wish::Back => self.act("back"),
            Wish::On => self.act("on"),
        }
    }
}

/// How many clicks in a row this one is.
fn clicks(event: &Event) -> i32 {
    event.dyn_ref::<UiEvent>().map_or(0, UiEvent::detail)
}
