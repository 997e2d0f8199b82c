//! What surrounds a page: a screen, a system with its preferences, a console. Each engine has its own ways to change them.

use std::sync::Arc;

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};

use super::engine::Engine;
use super::page::Page;

/// What a page is shown on, in CSS pixels, with so many device pixels for each of them.
#[derive(Clone, Copy)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub sharpness: f64,
}

impl Page {
    /// The window is that large from now on.
    pub async fn resize(&self, width: u32, sharpness: f64) {
        self.screen(Screen { width, height: 900, sharpness }).await;
    }

    /// The same, also so high.
    pub async fn window(&self, width: u32, height: u32) {
        self.screen(Screen { width, height, sharpness: 1.0 }).await;
        self.until_is("[innerWidth, innerHeight]", [width, height]).await;
    }

    pub(super) async fn screen(&self, screen: Screen) {
        let Screen { width, height, sharpness } = screen;
        match self.engine() {
            Engine::Chromium => {
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": sharpness, "mobile": false });
                self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
            }
            Engine::Firefox => self.screen_in_firefox(screen).await,
            Engine::WebKit => self.screen_in_webkit(screen).await,
        }
    }

    /// Its window can’t be as narrow as a phone. What shows the page in it can: WebDriver BiDi does it like this.
    async fn screen_in_firefox(&self, Screen { width, height, sharpness }: Screen) {
        self.in_firefox(&format!("Services.prefs.setCharPref('layout.css.devPixelsPerPx', '{sharpness}')"))
            .await;
        // What lies outside the window could not be clicked.
        let bars: u32 = 150;
        self.session().set_window_rect(0, 0, width, height + bars).await.expect("a window");
        let script = format!(
            "for (const [name, length] of [['width', '{width}px'], ['height', '{height}px']])
                for (const limit of ['', 'min-', 'max-'])
                    gBrowser.selectedBrowser.style.setProperty(limit + name, length)"
        );
        self.in_firefox(&script).await;
        let size =
            format!("innerWidth === {width} && innerHeight === {height} && devicePixelRatio === {sharpness}");
        self.until("the window has its size", &size).await;
    }

    async fn screen_in_webkit(&self, Screen { width, height, sharpness }: Screen) {
        let given = self.conditions().sharpness;
        assert_eq!(sharpness, given, "WebKit takes the sharpness of its screen from its start");
        let resize = async |height| {
            self.session().set_window_rect(0, 0, width, height).await.expect("a window");
            self.until_is("innerWidth", width).await;
        };
        resize(height).await;
        // Its toolbar is in the way; how high it is depends on fonts.
        let inner: u32 = self.value("innerHeight").await;
        resize(height + (height - inner)).await;
        self.until_is("innerHeight", height).await;
    }

    /// The system asks for `light` or `dark` pages from now on; and always for no motion, which would have to be waited for.
    pub async fn prefer(&self, scheme: &str) {
        match self.engine() {
            Engine::Chromium => {
                let features = json!([
                    { "name": "prefers-color-scheme", "value": scheme },
                    { "name": "prefers-reduced-motion", "value": "reduce" },
                ]);
                self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
            }
            Engine::Firefox => {
                let dark = u8::from(scheme == "dark");
                self.in_firefox(&format!("Services.prefs.setIntPref('ui.systemUsesDarkTheme', {dark})"))
                    .await;
            }
            Engine::WebKit => {
                let given = self.conditions().prefers;
                assert_eq!(scheme, given, "WebKit takes the system’s colours from its start");
            }
        }
        let preferred = format!("matchMedia('(prefers-color-scheme: {scheme})').matches");
        self.until("the system’s colours are there", &preferred).await;
    }

    /// What the console holds of warnings and errors, since this was asked last.
    ///
    /// Firefox tells only what it notes itself (errors that nobody catches, files it does not take), not what scripts write
    /// there: that stays with the process of the page. WebKit tells nothing: browsers that are driven have private windows,
    /// and of those it keeps no log.
    pub async fn complaints(&self) -> Vec<String> {
        match self.engine() {
            Engine::Chromium => {
                let log = self.session().browser_log().await.expect("the browser’s log");
                let bad =
                    log.into_iter().filter(|entry| ["WARNING", "SEVERE"].contains(&entry.level.as_str()));
                let bad: Vec<_> = bad.map(|entry| format!("{}: {}", entry.level, entry.message)).collect();
                // Leaving a page ends its requests. Chromium reports each without a reason, and then the program's own report.
                let ended = |entry: &String| {
                    entry.contains("Fetch API cannot load") && entry.trim_end().ends_with(".wasm.")
                };
                let left = bad.iter().any(ended);
                let reported = |entry: &String| {
                    left && ["TypeError: Failed to fetch", "could not be loaded."]
                        .iter()
                        .any(|words| entry.contains(words))
                };
                bad.into_iter().filter(|entry| !ended(entry) && !reported(entry)).collect()
            }
            Engine::Firefox => {
                // What its own scripts have to complain about is not the page’s.
                // Nor is it a fault to allow a frame what Firefox does not know that one can allow, or to ask for a size before
                // all pictures are there.
                let script = "
                    const notes = Services.console.getMessageArray().filter(note =>
                        note instanceof Ci.nsIScriptError && !/Skipping unsupported feature name|Layout was forced/.test(note));
                    Services.console.reset();
                    return notes.filter(note => /^https?:/.test(note.sourceName)).map(String)";
                let notes = self.in_firefox(script).await;
                Vec::deserialize(notes).expect("a list of messages")
            }
            Engine::WebKit => vec![],
        }
    }

    /// A command to Chromium itself.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        assert_eq!(self.engine(), Engine::Chromium, "{method} is known to Chromium only");
        let answer = self.session().cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// What a script returns that runs in Firefox itself, outside of all pages.
    async fn in_firefox(&self, script: &str) -> Value {
        self.turn_to("chrome").await;
        let answer = self.session().execute(script, Vec::new()).await;
        self.turn_to("content").await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// From now on scripts run in Firefox itself (`chrome`), or in the page (`content`).
    async fn turn_to(&self, context: &'static str) {
        let command = Command::ExtensionCommand(Box::new(Context(context)));
        self.session().cmd(command).await.unwrap_or_else(|error| panic!("{context}: {error}"));
    }
}

/// Where Firefox runs scripts (a command of its own driver).
#[derive(Debug)]
struct Context(&'static str);

impl ExtensionCommand for Context {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "context": self.0 }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/moz/context".into()
    }
}
