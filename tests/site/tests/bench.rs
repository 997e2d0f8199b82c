//! How long figures take to answer: every control of every figure moved on the built site, with the processor slowed down
//! four times; and the long tasks while the page comes alive, at full speed.
//!
//! `cargo xtask bench` builds the site and runs this. Machines differ and are shared: it prints, and asserts nothing.

#[allow(dead_code, unused_imports)]
#[path = "site/support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::{Page, Site, Visit, expected::FIGURES, quoted};

/// How much slower than it is the processor pretends to be.
const SLOWDOWN: u32 = 4;
/// How often the page is loaded to look for long tasks.
const LOADS: usize = 5;

/// Notes every task that is longer than 50 ms, from the beginning.
const WATCH: &str = "
    window.long = [];
    new PerformanceObserver(list => window.long.push(...list.getEntries().map(e => Math.round(e.duration))))
        .observe({ type: 'longtask', buffered: true });";

/// Moves every slider of a figure over its range and chooses every choice. For each step: the milliseconds of the task in
/// which the figure is computed, written and drawn, and those until the frame with it is done.
const MOVE: &str = "
    const [id, done] = arguments;
    (async () => {
        const next = () => new Promise(resolve => scheduler.postTask(resolve, { priority: 'user-blocking' }));
        const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
        const figure = document.getElementById(id);
        figure.scrollIntoView();
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
        for (const slider of figure.querySelectorAll('.field:not([hidden]) input[type=range]'))
            for (let step = 0; step <= 20; step++)
                await move(slider, () => slider.value = Math.round(slider.max * step / 20));
        for (const radio of figure.querySelectorAll('.field:not([hidden]) input[type=radio]'))
            await move(radio, () => radio.checked = true);
        return times;
    })().then(done);";

#[tokio::main(flavor = "current_thread")]
async fn main() {
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
    println!("tasks over 50 ms while the page comes alive, at full speed, load by load: {long:?}");

    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWDOWN })).await;
    println!("\nmilliseconds with the processor slowed down {SLOWDOWN} times: median, 95th percentile, most");
    println!(
        "{:<15}{:>6}  {:^22}  {:^22}",
        "figure", "steps", "task that repaints", "until the frame is done"
    );
    for id in FIGURES {
        let mut times = moved(&page, id).await;
        if times.is_empty() {
            continue;
        }
        let [task, frame] = [0, 1].map(|column| {
            times.sort_by(|a, b| a[column].total_cmp(&b[column]));
            let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize][column];
            format!("{:>6.1} {:>6.1} {:>6.1}", at(0.5), at(0.95), at(1.0))
        });
        println!("{id:<15}{:>6}  {task:^22}  {frame:^22}", times.len());
    }
}

/// The two times of each step.
async fn moved(page: &Page, id: &str) -> Vec<[f64; 2]> {
    let script = MOVE.replacen(
        "const [id, done] = arguments;",
        &format!("const id = {}, done = arguments[0];", quoted(id)),
        1,
    );
    let times: Value = page.answer(&script).await;
    serde_json::from_value(times).expect("pairs of times")
}
