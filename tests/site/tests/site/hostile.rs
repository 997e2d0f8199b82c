//! What nobody should send, type or post, in a browser: the page lives on, says what it does not take, runs none of it, and is
//! as wide as before.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use showdown::domain::Entry;
use showdown::figures::{Figure, Kind, REGISTRY, Setting, State, settings};
use showdown::plan::{FIELDS, clean_name};

use crate::plan::label;
use url::Url;

use crate::figures::says;
use crate::layout::STICKING_OUT;
use crate::support::expected::{FIGURES, data, shown};
use crate::support::post::{element, post};
use crate::support::{Page, Site, Visit};

#[path = "../../../hostile/list.rs"]
mod list;

/// Half of the addresses and texts is for a phone, the other half for a desk.
const WIDTHS: [u32; 2] = [360, 1440];

/// Nothing waits: what comes a moment after the reader has rested comes at once.
const HURRY: &str = "
    const wait = window.setTimeout;
    window.setTimeout = (deed, _, ...more) => wait(deed, 0, ...more);
";

/// What looks after a page from then on: `amiss(given)` names everything that is wrong with it.
const GUARD: &str = "
    const RUNS = 'script, img, iframe, object, embed, base, meta, link, style, form, template, math, x-pwned';
    const counted = () => document.querySelectorAll(RUNS).length;
    const HANDLERS = \"count(//main//@*[starts-with(name(), 'on')])\";
    const handlers = () => document.evaluate(HANDLERS, document, null, XPathResult.NUMBER_TYPE).numberValue;
    const column = () => document.querySelector('main').clientWidth;
    const before = window.made_of = BEFORE ?? { counted: counted(), column: column() };
    window.amiss = given => {
        const wrong = [];
        const expect = (what, holds) => holds || wrong.push(what);
        expect('a script ran', !window.pwned);
        expect('elements that do something', counted() === before.counted);
        expect('attributes that do something', handlers() === 0);
        expect('the column', column() === before.column);
        const root = document.scrollingElement;
        expect('scrolls sideways', root.scrollWidth <= root.clientWidth);
        const out = STICKING_OUT;
        expect(`sticks out: ${out}`, out.length === 0);
        expect('a figure is dead', !document.querySelector('[data-figure]:not([data-ready])'));
        expect('trouble', ![...document.querySelectorAll('.app-note')].some(e => e.checkVisibility()));
        // What is said again in quotation marks, or is the name of a class, was given.
        const said = document.querySelector('main').textContent.replace(/“[^”]*”/g, '');
        const none = said.match(/.{0,40}\\b(NaN|Infinity|undefined)\\b/);
        expect(`no number: ${none}`, !none || given.includes(none[1]));
        return wrong;
    };
    // Until what follows is there: figures follow at once, and what waits for rest comes with a timer.
    window.settled = async () => {
        for (let turn = 0; turn < 3; turn++) await new Promise(done => setTimeout(done));
        await new Promise(requestAnimationFrame);
    };
";

/// Every other one, beginning with the first or the second.
fn half<T>(all: Vec<T>, width: u32) -> Vec<T> {
    let first = usize::from(width == WIDTHS[1]);
    all.into_iter().skip(first).step_by(2).collect()
}

/// Looks after a page: by what it is made of now, or by what it was made of then.
async fn guard(page: &Page, before: Option<&Value>) -> Value {
    let before = before.unwrap_or(&Value::Null).to_string();
    page.run(&GUARD.replace("STICKING_OUT", STICKING_OUT).replace("BEFORE", &before)).await;
    page.value("made_of").await
}

async fn guarded(site: &Site, width: u32) -> Page {
    let page = Visit::to(site).wide(width).watched_by(HURRY).ready().await;
    guard(&page, None).await;
    assert_eq!(page.value::<Vec<String>>("amiss('')").await, [""; 0], "to begin with");
    page
}

/// Every so many addresses, one is really gone to.
const GONE_TO: usize = 30;

/// What the figures are called at addresses; by what these set, for most set nothing.
struct Titles(Vec<Setting>, BTreeMap<String, Vec<String>>);

impl Default for Titles {
    fn default() -> Self {
        Self(settings(REGISTRY, data()), BTreeMap::new())
    }
}

impl Titles {
    fn at(&mut self, query: &str) -> Vec<String> {
        // A browser's way to take it apart.
        let url = Url::parse(&format!("https://example.org/?{query}")).expect("an address");
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let values = State::read(&self.0, &pairs).values;
        let title = |figure: &Figure| figure.show(data(), &values).expect("something to show").title;
        let known = self.1.entry(format!("{values:?}"));
        known.or_insert_with(|| REGISTRY.iter().map(title).collect()).clone()
    }
}

/// A text, short enough for a message.
fn part(text: &str) -> &str {
    &text[..text.floor_char_boundary(120)]
}

async fn addresses_change_nothing_but_settings(width: u32) {
    let site = Site::at_root();
    let page = guarded(&site, width).await;
    let mut titles = Titles::default();
    let addresses = half(list::addresses(), width);
    let expected: Vec<_> = addresses.iter().map(|query| titles.at(query)).collect();
    let mut amiss: Vec<String> = vec![];
    // As a reader travels through the history: the page reads the address again.
    for (queries, expected) in addresses.chunks(25).zip(expected.chunks(25)) {
        let script = format!(
            "const [queries, done] = [{}, arguments[0]];
            (async () => {{
                const all = [];
                for (const query of queries) {{
                    history.replaceState(null, '', location.pathname + '?' + query);
                    dispatchEvent(new PopStateEvent('popstate'));
                    await settled();
                    const titles = [...document.querySelectorAll('[data-figure] .figure-title')].map(e => e.textContent);
                    all.push([amiss(query), titles]);
                }}
                done(all);
            }})()",
            json!(queries)
        );
        let found: Vec<(Vec<String>, Vec<String>)> =
            serde_json::from_value(page.answer::<Value>(&script).await).expect("what is wrong, and titles");
        for ((query, expected), (wrong, titles)) in queries.iter().zip(expected).zip(found) {
            amiss.extend(wrong.into_iter().map(|what| format!("?{}: {what}", part(query))));
            if titles != *expected {
                amiss.push(format!("?{}: {titles:#?}\nand not {expected:#?}", part(query)));
            }
        }
    }
    let before = page.value("made_of").await;
    for query in addresses.iter().step_by(GONE_TO) {
        page.go(&site.url(&format!("?{query}"))).await;
        page.ready().await;
        guard(&page, Some(&before)).await;
        let wrong: Vec<String> = page.value(&format!("amiss({})", json!(query))).await;
        amiss.extend(wrong.into_iter().map(|what| format!("gone to ?{}: {what}", part(query))));
    }
    assert!(amiss.is_empty(), "{width} px: {}", amiss.join("\n"));
    assert_eq!(page.complaints().await, [""; 0], "{width} px");
}

#[tokio::test]
async fn hostile_addresses_change_nothing_but_settings_on_a_phone() {
    addresses_change_nothing_but_settings(WIDTHS[0]).await;
}

#[tokio::test]
async fn hostile_addresses_change_nothing_but_settings_on_a_desk() {
    addresses_change_nothing_but_settings(WIDTHS[1]).await;
}

/// A field of a setting: whose it is, and what it takes.
struct Field {
    figure: &'static str,
    key: String,
    entry: Entry,
}

/// Every text field in which a setting is typed, figure by figure.
fn fields() -> Vec<Field> {
    let of = |figure: &'static Figure| {
        let numbers = (figure.settings)(data()).into_iter().filter_map(|setting| match setting.kind {
            Kind::Number(entry) => Some(Field { figure: figure.id, key: setting.key, entry }),
            Kind::Choice(_) => None,
        });
        numbers.collect::<Vec<_>>()
    };
    REGISTRY.iter().flat_map(of).collect()
}

/// What a field shows in the end, and how its slider says it; nothing where the text can't be used.
fn read(entry: &Entry, text: &str) -> Option<[String; 2]> {
    // A field of one line leaves out where lines end.
    let value = entry.read(&text.replace(['\r', '\n'], "")).ok()?;
    Some([entry.short(value), entry.words(value)])
}

/// What types, one text into many fields, and says what went wrong.
const TYPE: &str = "
    // What follows for the figure comes in tasks right behind what happens.
    const behind = () => new Promise(resolve => setTimeout(resolve));
    const on = (element, kind) => element.dispatchEvent(new Event(kind, { bubbles: true }));
    const into = async (field, text) => {
        on(field, 'focusin');
        field.value = text;
        const typed = field.value;
        on(field, 'input');
        await behind();
        on(field, 'change');
        on(field, 'focusout');
        await behind();
        return typed;
    };
    // Into the fields of settings: what can't be used stays there, and what was there before counts.
    const setting = async (text, [figure, key, good]) => {
        const control = document.querySelector(`.field:has(#${figure}-${CSS.escape(key)})`);
        const [field, slider] = control.querySelectorAll('input');
        const held = slider.ariaValueText;
        const typed = await into(field, text);
        const problem = control.querySelector('.problem').textContent;
        const holds = good
            ? field.value === good[0] && slider.ariaValueText === good[1] && !problem
            : field.value === typed && slider.ariaValueText === held && problem.includes('Using');
        return holds ? [] : [`${figure} ${key}: ${field.value}, ${slider.ariaValueText} (held ${held}), ${problem}`];
    };
    // Into a class of work: its name, and one of its numbers.
    const work = async (text, named, label, good) => {
        const wrong = [];
        const row = document.querySelector('.work');
        const name = row.querySelector('textarea');
        const problem = row.querySelector('.problem');
        let typed = await into(name, text);
        if (name.value !== typed || problem.hidden !== named) wrong.push(`name: ${name.value}, ${problem.textContent}`);
        if (!named) await into(name, 'A');
        row.querySelector('details').open = true;
        on(row.querySelector('details'), 'toggle');
        await behind();
        const field = [...row.querySelectorAll('label')].find(e => e.textContent.startsWith(label)).querySelector('input');
        const held = field.value;
        typed = await into(field, text);
        const holds = good === null
            ? field.value === typed && problem.textContent.includes(`Using ${held}.`)
            : field.value === good && problem.hidden;
        if (!holds) wrong.push(`${label}: ${field.value} (held ${held}), ${problem.textContent}`);
        if (good === null) await into(field, held);
        return wrong;
    };
    const named = (place, name) => [...document.querySelectorAll(`${place} button`)].find(e => e.textContent.startsWith(name));
    // As a plan, and as the name of a scenario, which is not kept for long.
    const others = async text => {
        const wrong = [];
        const paste = document.querySelector('#plan-paste');
        paste.value = text;
        const typed = paste.value;
        named('.planner', 'Import pasted plan').click();
        await behind();
        const problem = document.querySelector('#plan-paste-problem').textContent;
        if (paste.value !== typed || problem && !problem.endsWith(' Your plan is unchanged.')) wrong.push(`paste: ${problem}`);
        const keeper = document.querySelector('.keeper');
        await into(keeper.querySelector('input'), text);
        named('.keeper', 'Keep current settings').click();
        await behind();
        const said = keeper.querySelector('[role=status]').textContent;
        if (!/^Kept: “[^]+”\\.$/.test(said)) wrong.push(`scenario: ${said}`);
        return wrong;
    };
    window.type = async (text, fields, can_be_named, label, good) => {
        const wrong = [];
        for (const field of fields) wrong.push(...await setting(text, field));
        wrong.push(...await work(text, can_be_named, label, good), ...await others(text));
        await settled();
        wrong.push(...amiss(text));
        named('#calculator .actions', 'Remove').click();
        return wrong;
    };
";

/// How many fields each text is typed into, beside those of the planner; next time into the next ones.
const AT_ONCE: usize = 6;

async fn texts_stay_and_change_nothing(width: u32) {
    let site = Site::at_root();
    let page = guarded(&site, width).await;
    page.run(TYPE).await;
    let fields = fields();
    let mut round = fields.iter().cycle();
    let tries: Vec<Value> = half(list::fields(), width)
        .iter()
        .enumerate()
        .map(|(place, text)| {
            let settings: Vec<Value> = round
                .by_ref()
                .take(AT_ONCE)
                .map(|field| json!([field.figure, field.key, read(&field.entry, text)]))
                .collect();
            let number = &FIELDS[place % FIELDS.len()];
            let good = read(&number.entry, text).map(|[short, _]| short);
            json!([text, settings, clean_name(text).is_ok(), label(number), good])
        })
        .collect();
    let mut amiss: Vec<String> = vec![];
    for some in tries.chunks(20) {
        let found = type_all(&page, &json!(some).to_string()).await;
        for (tried, wrong) in some.iter().zip(found) {
            amiss.extend(wrong.into_iter().map(|what| format!("{}: {what}", part(&tried[0].to_string()))));
        }
    }
    // Half a character: no text outside of a browser can have one.
    let broken = "['\\ud800', '1\\udfff', '\\udc00\\ud800'].map(text => [text, [['calculator', 'in', null]], true, 'Tasks a month', null])";
    amiss.extend(type_all(&page, broken).await.concat());
    assert!(amiss.is_empty(), "{width} px: {}", amiss.join("\n"));
    assert_eq!(page.complaints().await, [""; 0], "{width} px");
}

/// Types texts, each with the fields that it is for and what is to become of it there. Tells what went wrong with each.
async fn type_all(page: &Page, tries: &str) -> Vec<Vec<String>> {
    let script = format!(
        "const [tries, done] = [{tries}, arguments[0]];
        (async () => {{ const all = []; for (const one of tries) all.push(await type(...one)); done(all) }})()"
    );
    serde_json::from_value(page.answer(&script).await).expect("what is wrong with each")
}

#[tokio::test]
async fn hostile_texts_stay_in_their_fields_and_change_nothing_on_a_phone() {
    texts_stay_and_change_nothing(WIDTHS[0]).await;
}

#[tokio::test]
async fn hostile_texts_stay_in_their_fields_and_change_nothing_on_a_desk() {
    texts_stay_and_change_nothing(WIDTHS[1]).await;
}

/// Messages as nobody should post them, made from those that are known: the same ones every time.
const MESSAGES: &str = "
    let seed = 2026;
    const one_of = all => {
        seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
        return all[(seed >>> 8) % all.length];
    };
    const ODD = [
        undefined, null, true, 0, -0, -1, 1, 1.5, 119, 4001, NaN, Infinity, -Infinity, 1e308, 5e-324, 2 ** 53, 10n, '', ' ', '\\0', '\\ud800',
        'NaN', '2000', 'size', 'ready', 'state', 'theme', 'dark', 'light', 'purple', 'showdown-embed', 'x'.repeat(100000), '<x-pwned>',
        'javascript:window.pwned=1', '?', '#', 'repair=1s', 'repair=%&wage=-1', 'repair=NaN', '__proto__=1', 'theme=light', [], [1], {},
        { toString: 1 }, new Date(NaN), new Map([[1, 2]]), new Uint8Array(8), new Error('x'), /x/,
    ];
    const RIGHT = { ns: ['showdown-embed'], v: [1], type: ['size', 'ready', 'state', 'theme', 'other'] };
    const message = () => {
        const made = {};
        for (const name of ['ns', 'v', 'type', 'height', 'query', 'theme'])
            made[name] = one_of([0, 0, 0, 1]) || !RIGHT[name] ? one_of(ODD) : one_of(RIGHT[name]);
        return one_of([0, 0, 0, 0, 0, 1]) ? one_of(ODD) : made;
    };
";
/// How many of them go each way.
const POSTED: usize = 400;

#[tokio::test]
async fn hostile_messages_either_way_leave_both_pages_as_they_are() {
    let id = "repair-time";
    let figures = Site::at_root();
    let heard = "<script>window.heard = 0; addEventListener('message', () => heard++)</script>";
    let post = post("", &[heard, &element(&figures, id, "theme=\"dark\"", "")].concat());
    let page = Visit::to(&post).open().await;
    let frame = "document.querySelector('showdown-figure').shadowRoot.querySelector('iframe')";
    page.until("it is ready", &format!("{frame}?.className === 'ready'")).await;
    let before: usize = page.value("document.querySelectorAll('*').length").await;

    // From the figure's own frame, which is believed more than others.
    page.enter("showdown-figure").await;
    let all =
        format!("{MESSAGES} for (let sent = 0; sent < {POSTED}; sent++) parent.postMessage(message(), '*')");
    page.run(&all).await;
    page.leave_frame().await;
    page.until("all of it is heard", &format!("heard >= {POSTED}")).await;
    let element = "(e => [e.offsetHeight >= 120 && e.offsetHeight <= 4000, typeof e.state])(document.querySelector('showdown-figure'))";
    assert_eq!(page.value::<Value>(element).await, json!([true, "string"]));

    // From the page around: messages, and addresses as states.
    let some: Vec<String> = list::addresses().into_iter().step_by(8).collect();
    page.run(&format!(
        "{MESSAGES} const to = message => {frame}.contentWindow.postMessage(message, '*');
        for (let sent = 0; sent < {POSTED}; sent++) to(message());
        for (const query of {}) to({{ ns: 'showdown-embed', v: 1, type: 'state', query }});
        to({{ ns: 'showdown-embed', v: 1, type: 'theme', theme: 'dark' }});
        to({{ ns: 'showdown-embed', v: 1, type: 'state', query: 'repair=2min' }});",
        json!(some)
    ))
    .await;
    // What comes last has been heard, so all of that was.
    page.enter("showdown-figure").await;
    says(&page, id, &shown(id, &[("repair", "2min")])).await;
    assert_eq!(page.value::<String>("document.documentElement.dataset.theme").await, "dark");
    assert_eq!(page.visible(".problem, .app-note, x-pwned").await, 0);
    assert!(page.value::<bool>("!window.pwned").await);
    page.leave_frame().await;
    page.until_is("document.querySelector('showdown-figure').state", "repair=2min".to_owned()).await;
    assert_eq!(page.value::<usize>("document.querySelectorAll('*').length").await, before);
    assert!(page.value::<bool>("!window.pwned").await);
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_figure_alone_takes_hostile_addresses_like_the_page() {
    let site = Site::at_root();
    let page = Visit::to(&site).wide(320).watched_by(HURRY).ready().await;
    let addresses = list::addresses();
    for (place, id) in FIGURES.into_iter().enumerate() {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        page.ready().await;
        let before = guard(&page, None).await;
        for query in addresses.iter().skip(place).step_by(addresses.len() / 3) {
            page.go(&site.url(&format!("embed/{id}.html?{query}"))).await;
            page.ready().await;
            guard(&page, Some(&before)).await;
            let wrong: Vec<String> = page.value(&format!("amiss({})", json!(query))).await;
            assert_eq!(wrong, [""; 0], "{id}?{}", part(query));
        }
    }
    assert_eq!(page.complaints().await, [""; 0]);
}
