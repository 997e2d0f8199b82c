//! How long a page takes until it can be read, and until it answers: with a browser that has never been there, a slow processor
//! and a slow network, and at full speed.

use serde_json::json;

use crate::peers::{COMPARED, Peers};
use crate::statistics::{Times, ratio};
use crate::support::{Site, Visit};

/// How often each page is loaded.
const LOADS: usize = 5;

/// What a page is loaded under.
struct Conditions {
    name: &'static str,
    /// How many times slower the processor pretends to be.
    slowdown: u32,
    /// Bytes a second down and up, and milliseconds until an answer begins; as Chromium’s developer tools have them.
    network: Option<(f64, f64, f64)>,
}

const CONDITIONS: [Conditions; 3] = [
    Conditions { name: "full speed", slowdown: 1, network: None },
    Conditions {
        name: "“Fast 4G”, processor 4 times slower",
        slowdown: 4,
        network: Some((1_012_500.0, 168_750.0, 165.0)),
    },
    Conditions {
        name: "“Slow 4G” (once called “Fast 3G”), processor 4 times slower",
        slowdown: 4,
        network: Some((180_000.0, 84_375.0, 562.5)),
    },
];

/// Notes when text was painted first, when the largest was, when the page was all there, and the frame after everything answered.
/// Then it asks the host for a file that is not there: so the page is not looked at, which would take it time.
const WATCH: &str = "
    const times = window.times = {};
    new PerformanceObserver(list => times.largest = list.getEntries().at(-1).startTime)
        .observe({ type: 'largest-contentful-paint', buffered: true });
    const look = () => {
        const figures = [...document.querySelectorAll('[data-figure]')];
        if (document.readyState === 'loading' || !figures.length || figures.some(figure => !('ready' in figure.dataset))) return;
        watch.disconnect();
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
                times.answers = performance.now();
                told();
            };
            port2.postMessage(0);
        });
    };
    // What was painted is noted a little later.
    const told = () => performance.getEntriesByName('first-contentful-paint').length
        ? fetch('answers') : requestAnimationFrame(told);
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, attributeFilter: ['data-ready'] });
    document.addEventListener('readystatechange', look);";

/// What was noted, in the order of [`Taken`]. All of a page is there when it has been read to its end and something was painted.
const TIMES: &str = "(() => {
    const painted = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    const { domInteractive } = performance.getEntriesByType('navigation')[0];
    return [painted, times.largest, Math.max(painted, domInteractive), times.answers];
})()";

/// When a page was there.
#[derive(Default)]
struct Taken {
    painted: Times,
    largest: Times,
    whole: Times,
    answers: Times,
}

/// A page, and whether its drawing is there before it answers.
struct Contestant<'a> {
    name: String,
    site: &'a Site,
    path: String,
    drawn_first: bool,
}

impl Contestant<'_> {
    /// Loads it in a new browser, which comes from an empty page of another site.
    async fn load(&self, elsewhere: &Site, conditions: &Conditions, taken: &mut Taken) {
        let before = self.answered();
        let page = Visit::to(elsewhere).watched_by(WATCH).open().await;
        page.devtools("Network.enable", json!({})).await;
        page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": conditions.slowdown })).await;
        if let Some((down, up, latency)) = conditions.network {
            let network = json!({
                "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up,
            });
            page.devtools("Network.emulateNetworkConditions", network).await;
        }
        page.set_out(&format!("{}{}", self.site.elsewhere(), self.path)).await;
        self.site.has_sent(before + 1, "answers").await;
        let times: [Option<f64>; 4] = page.value(TIMES).await;
        let Taken { painted, largest, whole, answers } = taken;
        for (column, time) in [painted, largest, whole, answers].into_iter().zip(times) {
            column.extend(time);
        }
    }

    fn answered(&self) -> usize {
        self.site.requests().iter().filter(|request| request.path.ends_with("/answers")).count()
    }
}

/// Each page under each of the conditions, one after the other, several times over.
pub async fn loaded(peers: &Peers) {
    let site = Site::timed();
    let (id, _) = COMPARED[0];
    let ours = |name: String, path: String| Contestant { name, site: &site, path, drawn_first: true };
    let mut contestants = vec![
        ours("Showdown, the article".to_owned(), String::new()),
        ours(format!("Showdown, `{id}` alone"), format!("embed/{id}.html")),
    ];
    contestants.extend(peers.names.iter().enumerate().map(|(library, name)| Contestant {
        name: format!("{name}, `{id}`"),
        site: &peers.site,
        path: Peers::page(library, id),
        drawn_first: false,
    }));
    println!("\n### Until it can be read, and until it answers\n");
    println!("Milliseconds from the beginning of the navigation, of {LOADS} loads each in a new browser.");
    for conditions in &CONDITIONS {
        let mut taken: Vec<Taken> = contestants.iter().map(|_| Taken::default()).collect();
        for _ in 0..LOADS {
            for (contestant, taken) in contestants.iter().zip(&mut taken) {
                contestant.load(&peers.site, conditions, taken).await;
            }
        }
        println!("\n**{}**\n", conditions.name);
        println!(
            "| | first text | largest text | whole page | chart to be seen | ÷ `{id}` | answers | ÷ `{id}` |"
        );
        println!("|---|---|---|---|---|---|---|---|");
        let seen: Vec<&Times> = contestants
            .iter()
            .zip(&taken)
            .map(|(contestant, taken)| if contestant.drawn_first { &taken.whole } else { &taken.answers })
            .collect();
        for ((contestant, taken_of), seen_of) in contestants.iter().zip(&taken).zip(&seen) {
            let Taken { painted, largest, whole, answers } = taken_of;
            println!(
                "| {} | {} | {} | {} | {} | {} | {} | {} |",
                contestant.name,
                painted.spread(),
                largest.spread(),
                whole.spread(),
                seen_of.spread(),
                ratio(seen_of.median(), seen[1].median()),
                answers.spread(),
                ratio(answers.median(), taken[1].answers.median()),
            );
        }
    }
}
