//! A page in a browser: what a reader sees there, and does.

use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::ExtensionCommand;
use thirtyfour::prelude::*;

use super::browser::Browser;
use super::engine::{Conditions, Engine};
use super::surroundings::Screen;
use super::{DEADLINE, POLL, Site};

/// How a reader comes to the page: with which browser, window, colours and address.
#[derive(Clone)]
pub struct Visit<'a> {
    site: &'a Site,
    address: String,
    engine: Engine,
    scripts: bool,
    keeps: bool,
    screen: Screen,
    prefers: &'static str,
    letters: u32,
    first: Option<&'static str>,
}

impl<'a> Visit<'a> {
    /// To that site, on a laptop in the dark, in Chromium.
    pub fn to(site: &'a Site) -> Self {
        Self {
            site,
            address: String::new(),
            engine: Engine::Chromium,
            scripts: true,
            keeps: true,
            screen: Screen { width: 1440, height: 900, sharpness: 1.0 },
            prefers: "dark",
            letters: 16,
            first: None,
        }
    }

    /// In a browser of that engine.
    pub fn in_engine(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// With this behind the address: `?in=2M#calculator`.
    pub fn at(mut self, address: &str) -> Self {
        self.address = address.to_owned();
        self
    }

    /// With a window so many CSS pixels wide.
    pub fn wide(mut self, width: u32) -> Self {
        self.screen.width = width;
        self
    }

    /// With a window so many CSS pixels high.
    pub fn tall(mut self, height: u32) -> Self {
        self.screen.height = height;
        self
    }

    /// With so many device pixels for each CSS pixel.
    pub fn sharp(mut self, sharpness: f64) -> Self {
        self.screen.sharpness = sharpness;
        self
    }

    /// On a system that asks for `light` or `dark` pages.
    pub fn preferring(mut self, scheme: &'static str) -> Self {
        self.prefers = scheme;
        self
    }

    /// In a browser in which a reader has set how large letters are, in CSS pixels.
    pub fn with_letters(mut self, letters: u32) -> Self {
        self.letters = letters;
        self
    }

    /// In a browser that runs no scripts.
    pub fn without_scripts(mut self) -> Self {
        self.scripts = false;
        self
    }

    /// In a browser that keeps nothing from one page to the next.
    pub fn without_memory(mut self) -> Self {
        self.keeps = false;
        self
    }

    /// With a script that runs before any of the page’s. (Only Chromium has a way to do that which does not depend on time.)
    pub fn watched_by(mut self, script: &'static str) -> Self {
        self.first = Some(script);
        self
    }

    /// Goes there, and waits until the figures answer.
    pub async fn ready(self) -> Page {
        let page = self.open().await;
        page.ready().await;
        page
    }

    /// Goes there, and waits only until the page is read: figures may not answer yet, or never will.
    pub async fn open(self) -> Page {
        let conditions = Conditions {
            scripts: self.scripts,
            keeps: self.keeps,
            prefers: self.prefers,
            sharpness: self.screen.sharpness,
            letters: self.letters,
        };
        let page = Page { browser: Browser::start(self.engine, conditions).await };
        page.prefer(self.prefers).await;
        page.screen(self.screen).await;
        if let Some(script) = self.first {
            page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        }
        page.go(&self.site.url(&self.address)).await;
        page
    }
}

/// A page in a browser of its own.
pub struct Page {
    browser: Browser,
}

/// Whether an element is visible, as a function of the page's scripts.
const VISIBLE: &str = "e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })";

impl Page {
    pub(super) fn session(&self) -> &WebDriver {
        &self.browser.session
    }

    pub(super) fn engine(&self) -> Engine {
        self.browser.engine
    }

    pub(super) fn conditions(&self) -> &Conditions {
        &self.browser.conditions
    }

    /// Goes to an address, and waits until the page is read.
    pub async fn go(&self, url: &str) {
        self.set_out(url).await;
        self.arrived().await;
    }

    /// Goes back, as by the browser's button.
    pub async fn back(&self) {
        self.session().back().await.expect("there is something to go back to");
    }

    /// Goes to an address, and waits for nothing.
    pub async fn set_out(&self, url: &str) {
        self.run("window.left = true").await;
        self.session().goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Loads the page again, and waits until it is read.
    pub async fn reload(&self) {
        self.run("window.left = true").await;
        self.session().refresh().await.expect("a reload");
        self.arrived().await;
    }

    /// Waits until a page that one has set out for is read.
    pub async fn arrived(&self) {
        let arrived = "!window.left && document.readyState !== 'loading' && !!document.querySelector('main')";
        self.until("the page is read", arrived).await;
    }

    /// Waits until all figures answer.
    pub async fn ready(&self) {
        let ready =
            "[...document.querySelectorAll('[data-figure]')].every(figure => 'ready' in figure.dataset)";
        self.until("every figure answers", ready).await;
    }

    // ---- Looking ----

    /// The value of an expression in the page.
    pub async fn value<T: DeserializeOwned>(&self, expression: &str) -> T {
        let value = self.evaluate(expression).await.unwrap_or_else(|error| panic!("{expression}: {error}"));
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    async fn evaluate(&self, expression: &str) -> WebDriverResult<Value> {
        let answer = self.session().execute(format!("return ({expression});"), Vec::new()).await?;
        Ok(answer.json().clone())
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) {
        let done = self.session().execute(script, Vec::new()).await;
        done.unwrap_or_else(|error| panic!("{script}: {error}"));
    }

    /// Waits until an expression is true.
    pub async fn until(&self, what: &str, expression: &str) {
        let start = Instant::now();
        loop {
            // Between two pages there may be none to ask.
            let answer = self.evaluate(expression).await;
            if matches!(answer, Ok(Value::Bool(true))) {
                return;
            }
            assert!(start.elapsed() < DEADLINE, "waited in vain until {what}: {expression} is {answer:?}");
            tokio::time::sleep(POLL).await;
        }
    }

    /// Waits until an expression has this value.
    pub async fn until_is<T: DeserializeOwned + PartialEq + Debug>(&self, expression: &str, expected: T) {
        let start = Instant::now();
        loop {
            let value: T = self.value(expression).await;
            if value == expected {
                return;
            }
            assert!(
                start.elapsed() < DEADLINE,
                "waited in vain: {expression}\n      is: {value:?}\nexpected: {expected:?}"
            );
            tokio::time::sleep(POLL).await;
        }
    }

    /// The visible text of the one element that a selector names.
    pub async fn text(&self, selector: &str) -> String {
        let [text] = &self.texts(selector).await[..] else { panic!("not exactly one `{selector}`") };
        text.clone()
    }

    /// The visible text of every element that a selector names.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, "e => e.innerText").await
    }

    /// What a function makes of every element that a selector names.
    pub async fn each<T: DeserializeOwned>(&self, selector: &str, function: &str) -> Vec<T> {
        self.value(&format!("[...document.querySelectorAll({})].map({function})", quoted(selector))).await
    }

    /// How many elements a selector names that can be seen.
    pub async fn visible(&self, selector: &str) -> usize {
        self.each(selector, VISIBLE).await.into_iter().filter(|visible| *visible).count()
    }

    /// Waits until so many elements are visible.
    pub async fn until_visible(&self, selector: &str, count: usize) {
        let all = format!("[...document.querySelectorAll({})]", quoted(selector));
        self.until_is(&format!("{all}.filter({VISIBLE}).length"), count).await;
    }

    /// The cells of a figure's table, row by row, without its head, folded or not.
    pub async fn table(&self, figure: &str) -> Vec<Vec<String>> {
        let cells = "row => [...row.cells].map(cell => cell.textContent.trim())";
        self.each(&format!("#{figure} .frame > .numbers tbody tr"), cells).await
    }

    /// Waits until what has changed is painted. (Without scripts nobody counts frames; there nothing changes by itself.)
    pub async fn settled(&self) {
        if self.conditions().scripts {
            self.answer::<()>("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))")
                .await;
        }
    }

    /// What a script gives to the function that is its last argument.
    pub async fn answer<T: DeserializeOwned>(&self, script: &str) -> T {
        let answer = self.session().execute_async(script, Vec::new()).await;
        let answer = answer.unwrap_or_else(|error| panic!("{script}: {error}"));
        answer.convert().unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until what a script gives to its last argument is as it should be.
    pub async fn until_answer<T: DeserializeOwned + Debug>(
        &self,
        script: &str,
        is_right: impl Fn(&T) -> bool,
    ) -> T {
        let start = Instant::now();
        loop {
            let answer = self.answer(script).await;
            if is_right(&answer) {
                return answer;
            }
            assert!(start.elapsed() < DEADLINE, "waited in vain: {script}\n      is: {answer:?}");
            tokio::time::sleep(POLL).await;
        }
    }

    /// A file in JSON, as the browser gets it.
    pub async fn fetch(&self, url: &str) -> Value {
        serde_json::from_str(&self.fetch_text(url).await).unwrap_or_else(|error| panic!("{url}: {error}"))
    }

    /// A file of text, as the browser gets it.
    pub async fn fetch_text(&self, url: &str) -> String {
        let url = quoted(url);
        self.answer(&format!("fetch({url}).then(answer => answer.text()).then(arguments[0])")).await
    }

    /// Waits until a file is saved in a folder, whole.
    pub async fn saved(&self, file: &Path) -> Vec<u8> {
        let start = Instant::now();
        loop {
            // Chromium gives a file its name when it is complete, and its content a moment later.
            if let Ok(content) = fs::read(file)
                && !content.is_empty()
            {
                return content;
            }
            assert!(start.elapsed() < DEADLINE, "waited in vain for {}", file.display());
            tokio::time::sleep(POLL).await;
        }
    }

    /// From now on all that is looked at is in that frame, or in the one that an element of ours has made.
    pub async fn enter(&self, selector: &str) {
        let frame = format!(
            "return (e => e.shadowRoot?.querySelector('iframe') ?? e)(document.querySelector({}))",
            quoted(selector)
        );
        let found = self.session().execute(frame.as_str(), Vec::new()).await.expect("an answer");
        found.element().expect("a frame").enter_frame().await.expect("a frame");
    }

    /// From now on it is in the page itself again.
    pub async fn leave_frame(&self) {
        self.session().enter_default_frame().await.expect("the page");
    }

    /// From now on all happens in another tab, which goes to that address.
    pub async fn in_new_tab(&self, url: &str) {
        let tab = self.session().new_tab().await.expect("another tab");
        self.session().switch_to_window(tab).await.expect("to be in it");
        self.go(url).await;
    }

    /// From now on it is in the first tab again.
    pub async fn in_first_tab(&self) {
        let tabs = self.session().windows().await.expect("tabs");
        self.session().switch_to_window(tabs[0].clone()).await.expect("to be in it");
    }

    // ---- Doing ----

    /// Clicks the one element that a selector names.
    pub async fn click(&self, selector: &str) {
        let element = self.element(selector).await;
        element.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Clicks the element that an expression gives.
    pub async fn click_element(&self, expression: &str) {
        let element = self.expressed(expression).await;
        element.click().await.unwrap_or_else(|error| panic!("{expression}: {error}"));
    }

    /// The element that an expression gives.
    pub async fn expressed(&self, expression: &str) -> WebElement {
        self.until("the element is there", &format!("!!{expression}")).await;
        let found = self.session().execute(format!("return {expression}"), Vec::new()).await;
        found.expect("an answer").element().unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// Puts a text where the focus is, all at once, as from the clipboard.
    pub async fn paste(&self, text: &str) {
        self.devtools("Input.insertText", json!({ "text": text })).await;
    }

    /// Presses a key, wherever the focus is.
    pub async fn press(&self, key: Key) {
        let keys =
            self.session().action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO)).send_keys(key);
        keys.perform().await.expect("a key");
    }

    /// Moves the mouse there, in CSS pixels of the window.
    pub async fn point_at(&self, x: f64, y: f64) {
        let event = json!({ "type": "mouseMoved", "x": x, "y": y });
        self.devtools("Input.dispatchMouseEvent", event).await;
    }

    /// Clicks there, in CSS pixels of the window.
    pub async fn click_at(&self, x: f64, y: f64) {
        for event in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": event, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.devtools("Input.dispatchMouseEvent", event).await;
        }
    }

    /// Taps there with a finger, in CSS pixels of the window.
    pub async fn tap(&self, x: f64, y: f64) {
        let at = json!([{ "x": x, "y": y }]);
        for (event, points) in [("touchStart", at), ("touchEnd", json!([]))] {
            let event = json!({ "type": event, "touchPoints": points });
            self.devtools("Input.dispatchTouchEvent", event).await;
        }
    }

    /// The one element that a selector names, unfolded.
    pub async fn element(&self, selector: &str) -> WebElement {
        let mut found = self.session().find_all(By::Css(selector)).await.expect("a list of elements");
        assert_eq!(found.len(), 1, "elements `{selector}`");
        self.unfold(selector).await;
        found.remove(0)
    }

    /// Opens every fold that hides one of these elements, as somebody who looks for them does.
    pub async fn unfold(&self, selector: &str) {
        let open = format!(
            "for (const element of document.querySelectorAll({})) {{
                let fold = element.closest('summary')?.parentElement ?? element;
                while (fold = fold.parentElement?.closest('details')) fold.open = true;
            }}",
            quoted(selector)
        );
        self.run(&open).await;
    }

    /// The one control of that role whose name starts so, as screen readers know both.
    pub async fn control(&self, role: &str, name: &str) -> WebElement {
        self.control_within("", role, name).await
    }

    /// The same, of a figure: others may have one of that name.
    pub async fn control_in(&self, figure: &str, role: &str, name: &str) -> WebElement {
        self.control_within(&format!("#{figure} "), role, name).await
    }

    async fn control_within(&self, place: &str, role: &str, name: &str) -> WebElement {
        let kind = match role {
            "slider" => "input[type=range]",
            "radio" => "input[type=radio]",
            "button" => "button",
            _ => ":is(input:not([type=range], [type=radio]), textarea)",
        };
        // What is hidden is nobody’s control. Asking for names takes time, and a page has many of these.
        let candidates = format!("{place}{kind}:not([hidden], [hidden] *)");
        let start = Instant::now();
        for attempt in 0_u32.. {
            // What is not in sight may be folded away.
            if attempt == 1 {
                self.unfold(&candidates).await;
            }
            let mut found = vec![];
            for element in self.session().find_all(By::Css(&candidates)).await.expect("a list of elements") {
                if self.computed(&element, "label").await.starts_with(name)
                    && self.computed(&element, "role").await == role
                {
                    found.push(element);
                }
            }
            match found.pop() {
                Some(only) if found.is_empty() => return only,
                _ => assert!(
                    start.elapsed() < DEADLINE,
                    "not exactly one {role} is called “{name}…”: `{candidates}`"
                ),
            }
            tokio::time::sleep(POLL).await;
        }
        unreachable!("the deadline ends the search")
    }

    /// An element's name, as screen readers know it.
    pub async fn name_of(&self, element: &WebElement) -> String {
        self.computed(element, "label").await
    }

    async fn computed(&self, element: &WebElement, what: &'static str) -> String {
        let command = Computed { element: element.element_id().to_string(), what };
        let answer = self
            .session()
            .cmd(thirtyfour::common::command::Command::ExtensionCommand(Box::new(command)))
            .await;
        answer.and_then(|answer| answer.value()).unwrap_or_default()
    }
}

/// An element's role or label, as the browser computes it for assistive technology (WebDriver's own command).
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> Method {
        Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/computed{}", self.element, self.what).into()
    }
}

/// A button within what a selector names, by the beginning of its name, as an expression in the page.
pub fn button(within: &str, name: &str) -> String {
    format!(
        "[...document.querySelectorAll({})].find(e => (e.ariaLabel ?? e.textContent).trim().startsWith({}) && !e.hidden)",
        quoted(&format!("{within} button")),
        quoted(name),
    )
}

/// The element of a setting's control, as an expression in the page.
pub fn field(figure: &str, key: &str) -> String {
    let id = format!("{figure}-{key}");
    format!("document.querySelector('.field:has(#{id}, [name=\"{id}\"])')")
}

/// A text as JavaScript writes it.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
