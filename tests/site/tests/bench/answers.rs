//! How long figures take to answer: every control of every figure moved, with the processor slowed down four times; a slider of
//! the calculator dragged at full speed; a plan of 200 classes edited; and the long tasks while the page comes alive, and while
//! a reader scrolls through a post on another site with twenty figures.

use crate::statistics::Times;
use crate::support::post::{loader, post};
use crate::support::{Page, Site, Visit, expected::FIGURES, quoted};
use serde_json::json;

/// How much slower than it is the processor pretends to be.
const SLOWDOWN: u32 = 4;
/// How often the page is loaded to look for long tasks.
const LOADS: usize = 5;

/// Notes every task that is longer than 50 ms, from the beginning.
const WATCH: &str = "
    window.long = [];
    new PerformanceObserver(list => window.long.push(...list.getEntries().map(e => Math.round(e.duration))))
        .observe({ type: 'longtask', buffered: true });";

/// Moves a slider of a figure over its range, or chooses a choice. For each step: the milliseconds of the task in which the
/// figure is computed, written and drawn, and those until the frame with it is done.
const MOVE: &str = "
    const [figure, place, done] = [document.getElementById(ID), PLACE, arguments[0]];
    (async () => {
        const next = () => new Promise(resolve => scheduler.postTask(resolve, { priority: 'user-blocking' }));
        const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
        if (place === 0) figure.scrollIntoView();
        await frame();
        await frame();
        const times = [];
        const move = async (input, change) => {
            change();
            const start = performance.now();
            input.dispatchEvent(new Event('input', { bubbles: true }));
            await next();
            const task = performance.now() - start;
            await frame();
            times.push([task, performance.now() - start]);
        };
        const input = [...figure.querySelectorAll('.field:not([hidden]) :is(input[type=range], input[type=radio])')][place];
        if (!input) return null;
        if (input.type === 'radio') await move(input, () => input.checked = true);
        else for (let step = 0; step <= 20; step++)
            await move(input, () => input.value = Math.round(input.max * step / 20));
        return times;
    })().then(done);";

/// Drags every slider of the calculator that is to be seen from one end to the other and back, an input event a frame, as a
/// finger does. For each event: the milliseconds of work that it makes (computing, drawing, writing, and laying out the
/// page), and those from one frame to the next.
const DRAG: &str = "
    const done = arguments[0];
    (async () => {
        const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
        const figure = document.getElementById('calculator');
        figure.scrollIntoView();
        for (const group of figure.querySelectorAll('details.group')) group.open = true;
        await frame();
        const times = [];
        for (const slider of figure.querySelectorAll('.field:not([hidden]) input[type=range]')) {
            const most = Number(slider.max);
            let last = await frame();
            for (let step = 0; step <= 60; step++) {
                slider.value = Math.round(most * (step <= 30 ? step : 60 - step) / 30);
                const start = performance.now();
                slider.dispatchEvent(new Event('input', { bubbles: true }));
                // Effects run as soon as the event is done.
                for (let turn = 0; turn < 20; turn++) await null;
                document.body.getBoundingClientRect();
                const work = performance.now() - start;
                const now = await frame();
                if (step > 0) times.push([work, now - last]);
                last = now;
            }
        }
        return times;
    })().then(done);";

/// Fills the planner with as many classes as it takes, and types into one of them. For each key: the milliseconds of work that
/// it makes (computing, drawing, writing, and laying out the page), and those until the frame is done.
const EDIT: &str = "
    const done = arguments[0];
    (async () => {
        const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
        const rest = () => new Promise(resolve => setTimeout(resolve, 1000));
        const ways = ['claude', 'gpt', 'claude 30%', 'gpt then claude'];
        const rows = Array.from({ length: 200 }, (_, i) => `Class ${i},${i + 1},${1000 + 37 * i},${100 + 11 * i},${ways[i % 4]}`);
        document.getElementById('plan-paste').value = ['class,tasks,input,output,to', ...rows].join('\\n');
        [...document.querySelectorAll('.planner button')].find(e => e.textContent === 'Import pasted plan').click();
        await rest();
        const row = document.querySelectorAll('.work')[3];
        document.querySelector('.planner').scrollIntoView();
        row.querySelector('details').open = true;
        await rest();
        const field = [...row.querySelectorAll('label')].find(e => e.textContent.startsWith('Tasks')).querySelector('input');
        const times = [];
        for (let edit = 0; edit < 80; edit++) {
            field.value = String(100 + 13 * edit);
            const start = performance.now();
            field.dispatchEvent(new Event('input', { bubbles: true }));
            for (let turn = 0; turn < 20; turn++) await null;
            document.body.getBoundingClientRect();
            const work = performance.now() - start;
            await frame();
            times.push([work, performance.now() - start]);
        }
        return times;
    })().then(done);";

/// Long tasks, and how long figures take to answer.
pub async fn answered() {
    let site = Site::at_root();
    let mut page = Visit::to(&site).watched_by(WATCH).ready().await;
    let mut long = vec![];
    for load in 0..LOADS {
        if load > 0 {
            page = Visit::to(&site).watched_by(WATCH).ready().await;
        }
        page.settled().await;
        long.push(page.value::<Vec<u32>>("window.long").await);
    }
    println!("\n### Long tasks\n");
    println!("Tasks over 50 ms while the page comes alive, at full speed, load by load: {long:?}.");

    scrolled().await;

    println!("\n### How long figures take to answer\n");
    println!("Milliseconds: median, 95th percentile, most.\n");
    println!("| | steps | work | | | until the frame is done | | |\n|---|---|---|---|---|---|---|---|");
    let dragged: Vec<[f64; 2]> = page.answer(DRAG).await;
    row("`calculator`, its sliders dragged; from frame to frame", &dragged);

    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWDOWN })).await;
    for id in FIGURES {
        let times = moved(&page, id).await;
        if !times.is_empty() {
            row(&format!("`{id}`, {SLOWDOWN} times slower"), &times);
        }
    }
    let edited: Vec<[f64; 2]> = page.answer(EDIT).await;
    row(&format!("`orchestrate`, 200 classes, one edited, {SLOWDOWN} times slower"), &edited);
}

/// A row of a table: both times of each step.
fn row(what: &str, times: &[[f64; 2]]) {
    let [work, frame] =
        [0, 1].map(|column| times.iter().map(|times| times[column]).collect::<Times>().cells());
    println!("| {what} | {} | {work} | {frame} |", times.len());
}

/// The tasks over 50 ms that a window has had so far.
const SO_FAR: &str = "
    const done = arguments[0], seen = [];
    const watch = new PerformanceObserver(list => seen.push(...list.getEntries().map(e => Math.round(e.duration))));
    watch.observe({ type: 'longtask', buffered: true });
    setTimeout(() => done(seen), 100);";

/// What scrolling through twenty figures elsewhere keeps busy: every figure twice.
async fn scrolled() {
    let figures = Site::lasting();
    let content: String = [FIGURES, FIGURES].concat().iter().map(|id| format!("<p style=\"height: 30rem\">Words.</p><showdown-figure figure=\"{id}\" height=\"1500\"></showdown-figure>")).collect();
    let post = post("", &[content, loader(&figures)].concat());
    let page = Visit::to(&post).watched_by(WATCH).open().await;
    let count = 2 * FIGURES.len();
    for place in 0..count {
        page.run(&format!("document.querySelectorAll('showdown-figure')[{place}].scrollIntoView()")).await;
        let ready = format!(
            "!!document.querySelectorAll('showdown-figure')[{place}].shadowRoot?.querySelector('.ready')"
        );
        page.until("the figure is ready", &ready).await;
    }
    let around: Vec<u32> = page.value("window.long").await;
    let mut within = vec![];
    for place in 0..count {
        page.run(&format!("document.querySelectorAll('showdown-figure')[{place}].id = 'f{place}'")).await;
        page.enter(&format!("#f{place}")).await;
        within.extend(page.answer::<Vec<u32>>(SO_FAR).await);
        page.leave_frame().await;
    }
    let sent = figures.requests().iter().filter(|request| request.path.ends_with(".wasm")).count();
    println!(
        "\n{count} figures in a post on another site, scrolled through: tasks over 50 ms in the post {around:?}, in the figures \
         {within:?}; programs fetched: {sent}."
    );
}

/// The two times of each step: control after control, since no script may take a minute.
async fn moved(page: &Page, id: &str) -> Vec<[f64; 2]> {
    let mut times = vec![];
    for place in 0.. {
        let script = MOVE.replace("ID", &quoted(id)).replace("PLACE", &place.to_string());
        match page.answer::<Option<Vec<[f64; 2]>>>(&script).await {
            Some(more) => times.extend(more),
            None => break,
        }
    }
    times
}
