//! Figures beside libraries that draw charts: the same data, the same slider, the same browser, one after the other, several
//! times over.
//!
//! What is compared is a figure alone, as it stands in a post (`embed/ID.html`), and a page with nothing but the library’s chart
//! and a slider (`peers/`). Each library is used as its own documentation asks for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};

use crate::drawn::{entry, figure};
use crate::statistics::{Times, ratio};
use crate::support::expected::setting;
use crate::support::{Page, Site, Visit};

/// How often each contestant has its turn.
const ROUNDS: usize = 5;

/// A library that draws charts, and how it is used.
struct Library {
    name: &'static str,
    /// What its files are called, before the version.
    file: &'static str,
    /// The script that draws with it.
    script: (&'static str, &'static str),
}

macro_rules! script {
    ($name:literal) => {
        ($name, include_str!(concat!("peers/", $name, ".js")))
    };
}

const LIBRARIES: [Library; 4] = [
    Library { name: "Chart.js", file: "chart.js", script: script!("chartjs") },
    Library { name: "uPlot", file: "uplot", script: script!("uplot") },
    Library { name: "ECharts", file: "echarts", script: script!("echarts") },
    Library { name: "Plotly", file: "plotly.js-dist-min", script: script!("plotly") },
];

/// The figures that a library can draw as well, with the setting that is moved: it has their first slider.
pub const COMPARED: [(&str, &str); 2] = [("verify-loop", "drafted"), ("repair-time", "repair")];

/// The libraries, with a page for each of them and each figure.
pub struct Peers {
    pub names: Vec<String>,
    pub site: Site,
    /// Where all that lies.
    folder: PathBuf,
}

impl Peers {
    /// The page on which a library draws a figure.
    pub fn page(library: usize, figure: &str) -> String {
        format!("{}-{figure}.html", LIBRARIES[library].script.0)
    }
}

/// Writes the pages beside the libraries.
pub async fn prepare() -> Peers {
    let folder = PathBuf::from(
        env::var_os("SHOWDOWN_PEERS").expect("`cargo xtask bench` says where the libraries are"),
    );
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect(name);
    write(
        "index.html",
        "<!doctype html><link rel=\"icon\" href=\"data:,\"><title>Nothing</title><main></main>",
    );
    write("page.js", include_str!("peers/page.js"));
    let site = Site::timed();
    let page = Visit::to(&site).open().await;
    for (id, key) in COMPARED {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        page.ready().await;
        let size: [f64; 2] =
            page.value("(({ width, height }) => [width, height])(document.querySelector('canvas').getBoundingClientRect())").await;
        let entry = entry(id, key);
        write(&format!("{id}.js"), &format!("const figure = {};", figure(id, entry, size)));
        for library in &LIBRARIES {
            let (file, _) = found(&folder, library.file, ".js").expect(library.name);
            let style = found(&folder, library.file, ".css")
                .map(|(file, _)| format!("<link rel=\"stylesheet\" href=\"{file}\">"));
            let (script, text) = library.script;
            write(&format!("{script}.js"), text);
            let text = include_str!("peers/page.html")
                .replace("{title}", library.name)
                .replace("{style}", &style.unwrap_or_default())
                .replace("{width}", &size[0].to_string())
                .replace("{height}", &size[1].to_string())
                .replace("{most}", &entry.places().to_string())
                .replace("{start}", &entry.place(setting(id, key).default).to_string())
                .replace("{library}", &file)
                .replace("{figure}", id)
                .replace("{peer}", script);
            write(&format!("{script}-{id}.html"), &text);
        }
    }
    let name = |library: &Library| {
        let (_, version) = found(&folder, library.file, ".js").expect(library.name);
        format!("{} {version}", library.name)
    };
    Peers { names: LIBRARIES.iter().map(name).collect(), site: Site::timed_others(folder.clone()), folder }
}

/// A library’s file of that kind, which has its version in its name, and that version.
fn found(folder: &Path, library: &str, ending: &str) -> Option<(String, String)> {
    let files = fs::read_dir(folder).expect("the libraries").flatten();
    let mut files = files.filter_map(|file| file.file_name().into_string().ok());
    files.find_map(|file| {
        let version = file.strip_prefix(library)?.strip_prefix('-')?.strip_suffix(ending)?.to_owned();
        Some((file, version))
    })
}

/// What is moved, where, and what of it is timed.
struct Contestant {
    name: String,
    url: String,
    slider: String,
    /// What is drawn anew without anything else, if that is what is timed.
    drawing: Option<String>,
}

/// What was taken of a contestant.
#[derive(Default)]
struct Taken {
    work: Times,
    paint: Times,
}

impl Contestant {
    async fn drag(&self, page: &Page, taken: &mut Taken) {
        page.go(&self.url).await;
        page.ready().await;
        let told = json!({ "slider": self.slider, "drawing": self.drawing });
        let script = include_str!("peers/drag.js").replace("TOLD", &told.to_string());
        let answer: Value = page.answer(&script).await;
        assert_eq!(answer["follows"], true, "{} does not draw what it is told", self.name);
        let times: Vec<[f64; 2]> = serde_json::from_value(answer["times"].clone()).expect("pairs of times");
        taken.work.extend(times.iter().map(|[work, _]| *work));
        taken.paint.extend(times.iter().map(|[_, paint]| *paint));
    }
}

/// Redraw and input to paint, figure by figure: who takes part has one turn after the other, several times over.
pub async fn redrawn(peers: &Peers) {
    let site = Site::timed();
    let page = Visit::to(&site).open().await;
    for (id, _) in COMPARED {
        let ours = |name: &str, place: String, drawing: Option<String>| Contestant {
            name: format!("Showdown, {name}"),
            url: site.url(&place),
            slider: format!("#{id} input[type=range]"),
            drawing,
        };
        let mut contestants = vec![
            ours("the figure alone", format!("embed/{id}.html"), None),
            ours("its drawing only", format!("embed/{id}.html"), Some(format!("#{id} .drawing"))),
            ours("in the article", format!("#{id}"), None),
        ];
        contestants.extend(peers.names.iter().enumerate().map(|(library, name)| Contestant {
            name: name.clone(),
            url: peers.site.url(&Peers::page(library, id)),
            slider: "input".to_owned(),
            drawing: None,
        }));
        let mut taken: Vec<Taken> = contestants.iter().map(|_| Taken::default()).collect();
        for _ in 0..ROUNDS {
            for (contestant, taken) in contestants.iter().zip(&mut taken) {
                contestant.drag(&page, taken).await;
            }
        }
        println!("\n### `{id}`, its slider dragged\n");
        println!(
            "| | events | work, ms | ÷ figure | ÷ drawing | input to paint, ms | ÷ figure | ÷ drawing |"
        );
        println!("|---|---|---|---|---|---|---|---|");
        for (contestant, Taken { work, paint }) in contestants.iter().zip(&taken) {
            let against = |times: &Times, column: fn(&Taken) -> &Times| {
                let [figure, drawing] =
                    [0, 1].map(|ours| ratio(times.median(), column(&taken[ours]).median()));
                format!("{} | {figure} | {drawing}", times.spread())
            };
            let work_cells = against(work, |taken| &taken.work);
            let paint_cells = against(paint, |taken| &taken.paint);
            println!("| {} | {} | {work_cells} | {paint_cells} |", contestant.name, work.count());
        }
    }
}

/// What a browser downloads: a library, and a figure with all that it comes with.
pub async fn weighed(peers: &Peers) {
    let dist =
        PathBuf::from(env::var_os("SHOWDOWN_DIST").expect("`cargo xtask bench` says where the site is"));
    println!("\n### Weight\n\nBytes as downloaded, with brotli at its best.\n");
    println!("| | bytes | ÷ `{}` |\n|---|---|---|", COMPARED[0].0);
    let mut first = None;
    let mut row = |name: &str, bytes: u64| {
        let first = *first.get_or_insert(bytes);
        println!("| {name} | {bytes} | {} |", ratio(bytes as f64, first as f64));
    };
    for (id, _) in COMPARED {
        let site = Site::timed();
        drop(Visit::to(&site).at(&format!("embed/{id}.html")).ready().await);
        let paths: BTreeSet<_> = site.requests().into_iter().map(|request| request.path).collect();
        let sum = |endings: &[&str]| -> u64 {
            let wanted = paths.iter().filter(|path| endings.iter().any(|ending| path.ends_with(ending)));
            wanted.map(|path| download(&dist.join(path.trim_start_matches('/')))).sum()
        };
        row(&format!("Showdown, `{id}`: its program"), sum(&[".js", ".wasm"]));
        row(
            &format!("Showdown, `{id}`: program, text, controls, table, styles"),
            sum(&[".js", ".wasm", ".html", ".css"]),
        );
    }
    for (library, name) in LIBRARIES.iter().zip(&peers.names) {
        let files =
            [".js", ".css"].into_iter().filter_map(|ending| found(&peers.folder, library.file, ending));
        row(name, files.map(|(file, _)| download(&peers.folder.join(file))).sum());
    }
}

/// How large a file is as it is sent.
fn download(file: &Path) -> u64 {
    let compressed = PathBuf::from(format!("{}.br", file.display()));
    fs::metadata(compressed)
        .or_else(|_| fs::metadata(file))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        .len()
}
