//! Going through a figure's steps by itself, one at a time.
//!
//! It moves; whoever prefers that nothing moves goes on by the button, step by step.

use super::figure::Face;
use super::program::Skill;
use crate::browser::{events, screen, timer::Debounce};
use crate::figures::{Play, Scene};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{Element, HtmlElement};

/// How long a step is shown, in milliseconds.
const BEAT: u32 = 1100;

struct Player {
    face: Rc<Face>,
    play: Play,
    button: HtmlElement,
    status: HtmlElement,
    scenes: RefCell<std::vec::IntoIter<Scene>>,
    /// How many runs there were.
    run: Cell<u64>,
    running: Cell<bool>,
    beat: Debounce,
}

/// Takes hold of the figure's player, if it has one.
pub(super) fn start(face: &Rc<Face>) -> Option<Rc<dyn Skill>> {
    let (play, element) = (face.figure.play?, face.find(".player")?);
    let (button, status) = (face.find("[data-run=all]")?, face.find(".player [role=status]")?);
    let player = Rc::new(Player {
        face: face.clone(),
        play,
        button,
        status,
        scenes: RefCell::new(vec![].into_iter()),
        run: Cell::new(0),
        running: Cell::new(false),
        beat: Debounce::default(),
    });
    let clicked = player.clone();
    events::on(&element, "click", move |event| {
        let player = &clicked;
        let target = events::target::<Element>(event);
        match target.and_then(|target| target.get_attribute("data-run")).as_deref() {
            Some("all") if player.running.get() => player.stop(),
            Some("all") => {
                player.set_running(screen::may_move());
                player.go_on();
            }
            Some(_) => {
                player.stop();
                player.go_on();
            }
            None => {}
        }
    });
    Some(player)
}

impl Skill for Player {}

impl Player {
    fn set_running(&self, running: bool) {
        self.running.set(running);
        self.button.set_text_content(Some(if running { "Stop" } else { "Run once" }));
    }

    fn stop(&self) {
        self.beat.cancel();
        self.set_running(false);
    }

    /// Shows the next scene, of a new run if the last one is over; and in a while the one after it.
    fn go_on(self: &Rc<Self>) {
        if self.scenes.borrow().len() == 0 {
            self.run.set(self.run.get() + 1);
            let scenes = (self.play)(self.face.store.data, &self.face.values(), self.run.get());
            self.scenes.replace(scenes.into_iter());
        }
        let next = self.scenes.borrow_mut().next();
        if let Some(scene) = next {
            self.face.change(scene.change.0, scene.change.1);
            self.status.set_text_content(Some(&scene.says));
        }
        if self.scenes.borrow().len() == 0 {
            self.set_running(false);
        } else if self.running.get() {
            let player = self.clone();
            self.beat.run(BEAT, move || player.go_on());
        }
    }
}
