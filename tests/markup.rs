//! The page as `prerender` makes it: well-formed, complete, ready for a strict content security policy, the same every
//! time.

#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::{env, fs};

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use showdown::data::Showdown;
use showdown::domain::format;
use showdown::figures::REGISTRY;

const HOUSE: &str = env!("CARGO_MANIFEST_DIR");
const INDEX: &str = include_str!("../index.html");
const ARTICLE: &str = include_str!("../content/article.md");
const DATA: &str = include_str!("../public/data/showdown.json");

/// What the member `program` makes, as it lists it.
const PROGRAM: &str = r#"{
    "script": { "name": "showdown-0123456789abcdef.js", "integrity": "sha384-script" },
    "wasm": { "name": "showdown-fedcba9876543210.wasm", "integrity": "sha384-wasm" },
    "parts": [{ "name": "part-0123456789abcdef.wasm", "integrity": "sha384-part" }]
}"#;

/// The shipped page.
static PAGE: LazyLock<Page> = LazyLock::new(|| Page::read(&prerender("shipped", Path::new(HOUSE)).unwrap()));

/// Renders the page from an article and data in `source`, as Trunk has it done; or what the program complained about.
fn prerender(name: &str, source: &Path) -> Result<String, String> {
    prerender_with(&[], name, source)
}

/// The same, with these variables: where the site will be published, what it has.
fn prerender_with(variables: &[(&str, &str)], name: &str, source: &Path) -> Result<String, String> {
    let site = site(name);
    let index = site.join("index.html");
    fs::write(&index, INDEX).unwrap();
    fs::write(site.join("program.json"), PROGRAM).unwrap();
    for file in
        ["showdown-0123456789abcdef.js", "showdown-fedcba9876543210.wasm", "part-0123456789abcdef.wasm"]
    {
        fs::write(site.join(file), file).unwrap();
    }
    // What Trunk has made beside it.
    fs::create_dir_all(site.join("data")).unwrap();
    for file in ["embed.js", "sw.js", "theme.js", "favicon.svg", "data/showdown.json"] {
        fs::copy(Path::new(HOUSE).join("public").join(file), site.join(file)).unwrap();
    }
    let done = Command::new(env!("CARGO_BIN_EXE_prerender"))
        .env("TRUNK_STAGING_DIR", &site)
        .env("TRUNK_SOURCE_DIR", source)
        .env_remove("SHOWDOWN_URL")
        .env_remove("SHOWDOWN_OFFLINE")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    match done.status.success() {
        true => Ok(fs::read_to_string(index).unwrap()),
        false => Err(String::from_utf8(done.stderr).unwrap()),
    }
}

/// Renders the page from this article and these data.
fn prerender_edited(name: &str, article: &str, data: &str) -> Result<String, String> {
    let source = folder(&format!("source-{name}"));
    let files = [("content/article.md", article), ("public/data/showdown.json", data)];
    for (path, text) in files {
        let path = source.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    prerender(name, &source)
}

fn site(name: &str) -> PathBuf {
    folder(&format!("site-{name}"))
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("markup").join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// An element, and what is in it.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    parent: Option<usize>,
    /// All text in it, that of its descendants included.
    text: String,
}

impl Element {
    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|other| other == class))
    }
}

/// The start tag, to be found in the page.
impl std::fmt::Display for Element {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "<{}", self.name)?;
        self.attributes.iter().try_for_each(|(name, value)| write!(f, " {name}=\"{value}\""))?;
        let text: String = self.text.trim().chars().take(40).collect();
        write!(f, ">{text}")
    }
}

/// A page, taken apart.
struct Page {
    elements: Vec<Element>,
    /// What is wrong with its markup.
    faults: Vec<String>,
}

/// Elements that end where they begin.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];
/// A browser ends a paragraph before any of these.
const BLOCKS: [&str; 22] = [
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "aside",
];

impl Page {
    fn read(html: &str) -> Self {
        let mut page = Self { elements: vec![], faults: vec![] };
        let mut open: Vec<usize> = vec![];
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        // Leptos's marks for hydration are comments in short.
        let html = html.replace("<!>", "<!---->");
        for Ok(token) in Tokenizer::new_with_emitter(&html, emitter) {
            match token {
                Token::StartTag(tag) => {
                    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                    let attributes =
                        tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                    let parent = open.last().copied();
                    let element = Element { name: text(&tag.name), attributes, parent, text: String::new() };
                    let is_void = VOID.contains(&element.name.as_str());
                    let in_svg =
                        element.name == "svg" || open.iter().any(|&at| page.elements[at].name == "svg");
                    if tag.self_closing && !is_void && !in_svg {
                        page.faults.push(format!("{element} ends itself, and browsers leave it open"));
                    }
                    page.elements.push(element);
                    if !is_void && !(tag.self_closing && in_svg) {
                        open.push(page.elements.len() - 1);
                    }
                }
                Token::EndTag(tag) => match open.pop() {
                    Some(at) if page.elements[at].name.as_bytes() == &**tag.name => {}
                    at => {
                        let begun = at.map_or("nothing".to_owned(), |at| page.elements[at].to_string());
                        page.faults.push(format!("</{}> ends {begun}", String::from_utf8_lossy(&tag.name)));
                    }
                },
                Token::String(text) => {
                    let text = String::from_utf8(text.to_vec()).unwrap();
                    open.iter().for_each(|&at| page.elements[at].text.push_str(&text));
                }
                Token::Error(error) => page.faults.push(format!("{}", error.value)),
                Token::Comment(_) | Token::Doctype(_) => {}
            }
        }
        let left = open.iter().map(|&at| format!("{} is never ended", page.elements[at]));
        page.faults.extend(left.collect::<Vec<_>>());
        page
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The elements around an element, the nearest first.
    fn around<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = &'a Element> {
        std::iter::successors(Some(element), |element| Some(&self.elements[element.parent?])).skip(1)
    }

    fn ids(&self) -> Vec<&str> {
        self.elements.iter().filter_map(|element| element.get("id")).collect()
    }

    /// The text between `<body>` and `</body>`.
    fn text(&self) -> &str {
        &self.all("body").next().unwrap().text
    }

    /// The elements of which something is true that should not be.
    fn where_it_fails(&self, fails: impl Fn(&Element) -> bool) -> Vec<String> {
        self.elements.iter().filter(|element| fails(element)).map(Element::to_string).collect()
    }
}

const NONE: [String; 0] = [];

#[test]
fn every_tag_is_closed_in_its_place_and_nothing_is_misspelt() {
    assert_eq!(PAGE.faults, NONE);
    assert!(PAGE.elements.len() > 500, "the page is not there");
}

#[test]
fn nothing_is_nested_so_that_a_browser_would_move_it_and_hydration_lose_it() {
    let in_paragraph = |element: &Element| {
        BLOCKS.contains(&&*element.name) && PAGE.around(element).any(|around| around.name == "p")
    };
    assert_eq!(PAGE.where_it_fails(in_paragraph), NONE);
    let row_without_body = |element: &Element| {
        let parent = PAGE.around(element).next().map_or("", |parent| &parent.name);
        element.name == "tr" && !["thead", "tbody", "tfoot"].contains(&parent)
    };
    assert_eq!(PAGE.where_it_fails(row_without_body), NONE);
    let link_in_link =
        |element: &Element| element.name == "a" && PAGE.around(element).any(|around| around.name == "a");
    assert_eq!(PAGE.where_it_fails(link_in_link), NONE);
}

#[test]
fn no_id_stands_twice() {
    let mut seen = BTreeSet::new();
    let twice: Vec<_> = PAGE.ids().into_iter().filter(|id| !seen.insert(*id)).collect();
    assert_eq!(twice, [] as [&str; 0]);
}

#[test]
fn whatever_refers_to_an_id_finds_it() {
    let ids: BTreeSet<_> = PAGE.ids().into_iter().collect();
    let lost = |element: &Element| {
        let anchor = element.get("href").and_then(|href| href.strip_prefix('#'));
        let lists = ["for", "aria-labelledby", "aria-describedby", "aria-controls"];
        let listed = lists.iter().filter_map(|name| element.get(name)).flat_map(|ids| ids.split(' '));
        anchor.into_iter().chain(listed).any(|id| !ids.contains(id))
    };
    assert_eq!(PAGE.where_it_fails(lost), NONE);
}

#[test]
fn a_strict_content_security_policy_has_nothing_to_block() {
    let inline = |element: &Element| match element.name.as_str() {
        // A block of data is no script, and no policy looks at it.
        "script" if element.get("type") == Some("application/ld+json") => false,
        "script" => element.get("src").is_none() || !element.text.trim().is_empty(),
        "style" | "base" | "object" | "embed" | "iframe" => true,
        _ => false,
    };
    assert_eq!(PAGE.where_it_fails(inline), NONE);
    let handler = |element: &Element| {
        element.attributes.keys().any(|name| name == "style" || name == "srcdoc" || name.starts_with("on"))
            || element.get("href").is_some_and(|href| href.trim().to_lowercase().starts_with("javascript:"))
    };
    assert_eq!(PAGE.where_it_fails(handler), NONE);
}

#[test]
fn pages_say_what_they_may_load_and_figures_name_their_host() {
    let house = Path::new(HOUSE);
    let policy = |name: &str, file: &str| {
        let page = Page::read(&fs::read_to_string(site(name).join(file)).unwrap());
        let tag = page.all("meta").find(|meta| meta.get("http-equiv") == Some("Content-Security-Policy"));
        tag.and_then(|tag| tag.get("content")).map(str::to_owned)
    };
    let url = [("SHOWDOWN_URL", "https://example.org/showdown/")];
    prerender_with(&url, "policy", house).unwrap();
    prerender("policy-nowhere", house).unwrap();
    for name in ["policy", "policy-nowhere"] {
        let page = policy(name, "index.html").unwrap();
        assert!(page.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{page}");
    }
    let figure = policy("policy", "embed/test-a.html").unwrap();
    assert!(figure.contains("style-src 'self' https://example.org;"), "{figure}");
    // In a sandbox `'self'` alone would be nothing to some browsers.
    assert_eq!(policy("policy-nowhere", "embed/test-a.html"), None);
}

#[test]
fn what_serves_the_page_without_a_network_can_be_left_out() {
    let house = Path::new(HOUSE);
    let worker = |name: &str| fs::read_to_string(site(name).join("sw.js")).unwrap();
    let page = prerender_with(&[("SHOWDOWN_OFFLINE", "yes")], "offline", house).unwrap();
    assert!(page.contains("data-offline=\"sw.js\""));
    assert!(worker("offline").contains("const FILES = {\"./\":\"sha384-"));
    let page = prerender_with(&[("SHOWDOWN_OFFLINE", "no")], "no-offline", house).unwrap();
    assert!(page.contains("data-offline=\"\""));
    assert!(worker("no-offline").contains("const VERSION = \"\";\nconst FILES = {};\n"));
    let error = prerender_with(&[("SHOWDOWN_OFFLINE", "maybe")], "odd-offline", house).unwrap_err();
    assert!(error.contains("SHOWDOWN_OFFLINE: “maybe” is neither `yes` nor `no`"), "{error}");
}

#[test]
fn page_and_figures_name_the_same_program_and_its_checksums() {
    let program = |page: &Page| {
        let script = page.all("script").find(|script| script.get("type") == Some("module")).unwrap();
        let named = ["src", "integrity", "data-wasm", "data-integrity"]
            .map(|name| script.get(name).unwrap().to_owned());
        let preload = page.all("link").find(|link| link.get("rel") == Some("preload")).unwrap();
        assert_eq!(preload.get("href"), Some(named[2].as_str()));
        named
    };
    let named = |home: &str| {
        let [script, wasm] = ["showdown-0123456789abcdef.js", "showdown-fedcba9876543210.wasm"];
        [[home, script].concat(), "sha384-script".into(), [home, wasm].concat(), "sha384-wasm".into()]
    };
    assert_eq!(program(&PAGE), named("./"));
    for figure in REGISTRY {
        let file = site("shipped").join("embed").join(figure.id).with_extension("html");
        assert_eq!(program(&Page::read(&fs::read_to_string(file).unwrap())), named("../"), "{}", figure.id);
    }
    assert!(!site("shipped").join("program.json").exists());
}

#[test]
fn without_a_network_there_is_the_program_with_all_its_parts() {
    LazyLock::force(&PAGE);
    let worker = fs::read_to_string(site("shipped").join("sw.js")).unwrap();
    for file in
        ["showdown-0123456789abcdef.js", "showdown-fedcba9876543210.wasm", "part-0123456789abcdef.wasm"]
    {
        assert_eq!(worker.matches(&format!("\"./{file}\":\"sha384-")).count(), 1, "{file}: {worker}");
    }
}

#[test]
fn without_a_program_there_is_no_site() {
    let site = site("no-program");
    fs::write(site.join("index.html"), INDEX).unwrap();
    for file in ["embed.js", "sw.js", "theme.js"] {
        fs::copy(Path::new(HOUSE).join("public").join(file), site.join(file)).unwrap();
    }
    let done =
        Command::new(env!("CARGO_BIN_EXE_prerender")).env("TRUNK_STAGING_DIR", &site).output().unwrap();
    let error = String::from_utf8(done.stderr).unwrap();
    assert!(!done.status.success() && error.contains("program.json"), "{error}");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let from_elsewhere = |element: &Element| {
        let address = match element.name.as_str() {
            "script" | "img" | "audio" | "video" | "source" => element.get("src"),
            "link" => element.get("href"),
            _ => None,
        };
        address.is_some_and(|address| address.contains("//") || address.starts_with('/'))
    };
    assert_eq!(PAGE.where_it_fails(from_elsewhere), NONE);
}

#[test]
fn the_foot_of_the_page_leads_to_the_licences_of_what_the_site_is_made_of() {
    let links = PAGE.all("a").filter_map(|link| link.get("href")).filter(|to| to.ends_with(".txt"));
    let [file] = links.collect::<Vec<_>>()[..] else { panic!("not exactly one link to a text") };
    let text = fs::read_to_string(site("shipped").join(file)).unwrap();
    for whose in ["plotters", "Hack", "Rust’s standard library"] {
        assert!(text.contains(&format!("\n{whose}")), "{whose}: {text}");
    }
    assert!(text.contains("Permission is hereby granted, free of charge"), "{text}");
}

#[test]
fn headings_say_something_and_skip_no_level() {
    let level = |element: &Element| element.name.strip_prefix('h')?.parse::<usize>().ok();
    let headings: Vec<_> =
        PAGE.elements.iter().filter_map(|element| Some((level(element)?, element))).collect();
    assert_eq!(headings.iter().filter(|(level, _)| *level == 1).count(), 1);
    let mut before = 0;
    for (level, heading) in headings {
        let words = heading.text.trim().trim_end_matches('#').trim();
        assert!(words.chars().any(char::is_alphanumeric), "{heading} is empty");
        assert!(level <= before + 1, "{heading} comes after a heading of level {before}");
        before = level;
    }
}

#[test]
fn every_picture_has_an_alternative() {
    let silent = |element: &Element| match element.name.as_str() {
        "img" => element.get("alt").is_none(),
        // A drawing is silent itself: what speaks for it is the image around it, and for an icon the button that it is on.
        "svg" | "canvas" => {
            let around = |what: fn(&&Element) -> bool| PAGE.around(element).find(what);
            let image = around(|around| around.get("role") == Some("img"));
            let unnamed =
                image.and_then(|image| image.get("aria-label")).is_none_or(|label| label.trim().is_empty());
            element.get("aria-hidden") != Some("true")
                || unnamed && around(|around| around.name == "button").is_none()
        }
        _ => false,
    };
    assert!(PAGE.all("svg").count() >= 4, "the drawings are not there");
    assert_eq!(PAGE.where_it_fails(silent), NONE);
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    let named = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let nameless = |element: &Element| {
        let own = named(element.get("aria-label")) || named(Some(&element.text));
        match element.name.as_str() {
            "a" | "button" | "summary" | "legend" => !own,
            "input" | "select" | "textarea" => {
                let by_id =
                    |label: &&Element| label.get("for").is_some() && label.get("for") == element.get("id");
                let label = PAGE.around(element).find(|around| around.name == "label");
                !own && !named(
                    label.or_else(|| PAGE.all("label").find(by_id)).map(|label| label.text.as_str()),
                )
            }
            _ => false,
        }
    };
    assert_eq!(PAGE.where_it_fails(nameless), NONE);
}

#[test]
fn the_page_has_a_title_a_language_and_a_summary() {
    let data = Showdown::parse(DATA).unwrap();
    assert_eq!(PAGE.all("title").next().unwrap().text, data.page.title);
    assert_eq!(PAGE.all("html").next().unwrap().get("lang"), Some("en"));
    let summary = PAGE.all("meta").find(|meta| meta.get("name") == Some("description")).unwrap();
    assert_eq!(summary.get("content"), Some(data.page.summary.as_str()));
}

#[test]
fn nothing_is_left_to_be_filled_in_and_nothing_shows_how_it_was_made() {
    for trace in
        ["{{", "}}", "%page%", "%title%", "%summary%", "::figure", "claim:", "NaN", "Some(", "undefined"]
    {
        assert!(!PAGE.text().contains(trace), "the page says `{trace}`");
    }
}

#[test]
fn every_price_of_the_article_is_on_the_page() {
    let data = Showdown::parse(DATA).unwrap();
    let article = data.books.iter().find(|book| book.id == "article").unwrap();
    for listing in &article.listings {
        for period in listing.prices.periods() {
            for rate in [period.rates.input, period.rates.output].map(format::rate) {
                assert!(PAGE.text().contains(&rate), "{}: {rate} is not on the page", listing.name);
            }
        }
    }
}

#[test]
fn every_claim_stands_in_the_ledger_and_is_marked_in_the_text() {
    let ids: BTreeSet<_> = PAGE.ids().into_iter().collect();
    for claim in Showdown::parse(DATA).unwrap().claims {
        for id in [format!("claim-{}", claim.id), format!("ref-{}", claim.id)] {
            assert!(ids.contains(id.as_str()), "there is no #{id}");
        }
    }
}

#[test]
fn every_figure_stands_in_the_article_with_its_drawings_its_table_and_its_sources() {
    let data = Showdown::parse(DATA).unwrap();
    for figure in showdown::figures::REGISTRY {
        let drawings = figure.at_defaults(&data).unwrap().pictures().count();
        let is_in = |element: &Element| {
            PAGE.around(element).any(|around| around.get("data-figure") == Some(figure.id))
        };
        let count = |name: &str| PAGE.all(name).filter(|element| is_in(element)).count();
        assert_eq!(count("svg"), 2 * drawings, "{}: one drawing for each layout", figure.id);
        assert!(count("table") >= 1, "{}: the numbers as a table", figure.id);
        let sources =
            PAGE.all("a").filter(|link| is_in(link) && link.get("href").unwrap().starts_with("#source-"));
        assert_eq!(sources.count(), figure.sources.len(), "{}: its sources", figure.id);
    }
}

#[test]
fn the_same_page_comes_out_every_time() {
    let [one, other] = ["once", "again"].map(|name| prerender(name, Path::new(HOUSE)).unwrap());
    assert!(one == other, "two renders differ");
}

/// What the page answers before its first paragraph: a month's cost in every book.
fn answers(html: &str) -> Vec<String> {
    let page = Page::read(html);
    page.elements
        .iter()
        .filter(|element| element.has_class("opening-amount"))
        .map(|answer| answer.text.clone())
        .collect()
}

#[test]
fn a_price_changed_in_the_data_is_changed_on_the_page() {
    let shipped = prerender("before", Path::new(HOUSE)).unwrap();
    assert_eq!(answers(&shipped), ["$500.00", "$227.50", "$200.00", "$320.00"]);
    let data = DATA.replacen(r#""input": "1.75""#, r#""input": "2.75""#, 1);
    let page = prerender_edited("price", ARTICLE, &data).unwrap();
    assert_eq!(answers(&page), ["$500.00", "$277.50", "$200.00", "$320.00"]);
    // The rate and the line of the bill: 50 million tokens at that rate.
    for (old, new) in [("$1.75", "$2.75"), ("$87.50", "$137.50")] {
        assert!(shipped.contains(old) && !shipped.contains(new));
        assert!(page.contains(new) && !page.contains(old), "{old} should be {new} everywhere");
    }
}

#[test]
fn a_mistake_stops_the_build_and_names_its_file_and_line() {
    let lines = ARTICLE.lines().count();
    let cases = [
        (
            "figure",
            format!("{ARTICLE}\n::figure{{#pie}}\n"),
            DATA.to_owned(),
            format!("content/article.md: line {}: no figure is called `pie`", lines + 2),
        ),
        (
            "placeholder",
            format!("{{{{claude.inptu}}}}\n{ARTICLE}"),
            DATA.to_owned(),
            "content/article.md: line 1: `{{claude.inptu}}` names nothing".into(),
        ),
        (
            "data",
            ARTICLE.to_owned(),
            DATA.replacen("\"year\": 2025", "\"year\": true", 1),
            "public/data/showdown.json: line 14, field `original.year`".into(),
        ),
        (
            "part",
            ARTICLE.to_owned(),
            DATA.replacen("\"part\": \"part-1\"", "\"part\": \"part-9\"", 1),
            "public/data/showdown.json: claim `transformer-logic`: article.md has no part `part-9`".into(),
        ),
    ];
    for (name, article, data, complaint) in cases {
        let error = prerender_edited(name, &article, &data).unwrap_err();
        assert!(error.starts_with(&format!("error: {complaint}")), "expected {complaint}\nfound    {error}");
    }
}

#[test]
fn a_site_that_knows_its_address_tells_it_to_whoever_shows_its_pages() {
    let home = "https://example.org/showdown/";
    let page = Page::read(&prerender_with(&[("SHOWDOWN_URL", home)], "published", Path::new(HOUSE)).unwrap());
    let alone = Page::read(&fs::read_to_string(site("published").join("embed/test-a.html")).unwrap());
    for (page, path, figure) in [(&page, "", "calculator"), (&alone, "embed/test-a.html", "test-a")] {
        let tag = |property: &str| {
            let tags = page.elements.iter().find(|element| element.get("property") == Some(property));
            tags.and_then(|tag| tag.get("content")).unwrap_or_else(|| panic!("no {property}")).to_owned()
        };
        assert_eq!(tag("og:url"), format!("{home}{path}"));
        assert_eq!(tag("og:image"), format!("{home}embed/{figure}.png"));
        let oembed =
            page.elements.iter().find(|element| element.get("type") == Some("application/json+oembed"));
        assert_eq!(oembed.unwrap().get("href"), Some(format!("{home}oembed/{figure}.json").as_str()));
    }
    let answer = fs::read_to_string(site("published").join("oembed/test-a.json")).unwrap();
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["thumbnail_url"], format!("{home}embed/test-a.png"));
    let html = answer["html"].as_str().unwrap();
    assert!(html.starts_with(&format!("<iframe src=\"{home}embed/test-a.html\"")), "{html}");
    // What it shows does not change with what a later version begins with.
    let answer = fs::read_to_string(site("published").join("oembed/calculator.json")).unwrap();
    assert!(answer.contains("embed/calculator.html?book=list&amp;"), "{answer}");
    assert!(answer.contains("in=50M&amp;out=10M&amp;"), "{answer}");
    let canonical = page.elements.iter().find(|element| element.get("rel") == Some("canonical"));
    assert_eq!(canonical.unwrap().get("href"), Some(home));
    let lost = fs::read_to_string(site("published").join("404.html")).unwrap();
    assert!(lost.contains(&format!("<a href=\"{home}\">")), "{lost}");
}

#[test]
fn what_is_no_address_of_a_folder_stops_the_build_and_is_named() {
    for wrong in [
        "example.org/",
        "https://",
        "https:///",
        "https://example.org",
        "https://example.org/?a/",
        "ftp://example.org/",
    ] {
        let error = prerender_with(&[("SHOWDOWN_URL", wrong)], "astray", Path::new(HOUSE)).expect_err(wrong);
        assert!(error.contains("SHOWDOWN_URL") && error.contains(wrong), "{error}");
    }
}
