//! The page as a screen reader has it: roles, names, states, values and descriptions, in the order in which they are read.
//!
//! What Chromium tells assistive technology is written down in `tests/site/snapshots`, without the prose. Whoever changes
//! the page reads the difference there as a listener would; `cargo xtask test --filter site --update` accepts it.

use std::collections::HashMap;
use std::fmt::Write;
use std::mem;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use snapbox::{Data, assert_data_eq};

use crate::figures::{choose, open_menu};
use crate::support::{Page, Site, Visit};

/// A node of the tree that the browser gives to assistive technology.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    node_id: String,
    ignored: bool,
    #[serde(default)]
    role: Text,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    description: Text,
    #[serde(default)]
    value: Text,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    child_ids: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Text {
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: Text,
}

impl Text {
    fn words(&self) -> String {
        match &self.value {
            Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }
}

impl Node {
    fn property(&self, name: &str) -> String {
        self.properties.iter().find(|own| own.name == name).map_or(String::new(), |own| own.value.words())
    }

    /// Its role, in ARIA's word for it.
    fn role(&self) -> String {
        match &*self.role.words() {
            "DisclosureTriangle" => "disclosure".to_owned(),
            // A field for several lines, and one for a file.
            "textarea" => "textbox".to_owned(),
            other => other.to_owned(),
        }
    }

    /// Whether it says where one is or what one can do, or changes by itself. What is only read is not written down, nor are
    /// boxes without a name.
    fn counts(&self) -> bool {
        const READ: [&str; 28] = [
            "StaticText",
            "InlineTextBox",
            "ListMarker",
            "LabelText",
            "Legend",
            "LineBreak",
            "MenuListPopup",
            "paragraph",
            "list",
            "listitem",
            "strong",
            "emphasis",
            "code",
            "term",
            "definition",
            "DescriptionList",
            "caption",
            "rowgroup",
            "row",
            "cell",
            "columnheader",
            "rowheader",
            "sectionheader",
            "sectionfooter",
            "generic",
            "none",
            "option",
            "image",
        ];
        match &*self.role() {
            _ if self.ignored => false,
            "group" => !self.name.words().is_empty(),
            role => !READ.contains(&role) || self.is_live(),
        }
    }

    fn is_live(&self) -> bool {
        !matches!(&*self.property("live"), "" | "off")
    }

    /// What a screen reader says of it.
    fn line(&self) -> String {
        let mut line = self.role();
        let name = self.name.words();
        if !name.is_empty() {
            let _ = write!(line, " “{name}”");
        }
        let role = self.property("roledescription");
        let states = ["checked", "expanded", "disabled", "invalid", "readonly", "multiline", "modal", "live"]
            .iter()
            .filter_map(|state| match (*state, &*self.property(state)) {
                (_, "" | "off") | ("disabled" | "invalid" | "readonly" | "multiline" | "modal", "false") => {
                    None
                }
                (state, "true") => Some(state.to_owned()),
                ("checked" | "expanded", "false") => Some(format!("not {state}")),
                ("live", how) => Some(how.to_owned()),
                (state, how) => Some(format!("{state} {how}")),
            });
        let level = (self.role() == "heading").then(|| self.property("level"));
        let states: Vec<String> =
            Some(role).filter(|role| !role.is_empty()).into_iter().chain(level).chain(states).collect();
        if !states.is_empty() {
            let _ = write!(line, " [{}]", states.join(", "));
        }
        let value = self.value.words();
        if !value.is_empty() && self.role() != "link" {
            // Of a long one, its beginning.
            let _ = write!(line, " = {}", value.chars().take(60).collect::<String>());
        }
        let description = self.description.words();
        if !description.is_empty() {
            let _ = write!(line, " ({description})");
        }
        line
    }

    /// Whether a reader can get to it and do something.
    fn is_usable(&self) -> bool {
        !self.ignored
            && self.property("focusable") == "true"
            && !["RootWebArea", "main"].contains(&&*self.role())
    }
}

/// The page’s tree, as it is now.
async fn tree(page: &Page) -> Vec<Node> {
    page.devtools("Accessibility.enable", json!({})).await;
    let answer = page.devtools("Accessibility.getFullAXTree", json!({})).await;
    let mut nodes: Vec<Node> = serde_json::from_value(answer["nodes"].clone()).expect("a tree");
    // Of a slider’s value in words this way of asking knows nothing.
    let values = page.each::<Option<String>>(
        "input[type=range]",
        "e => e.checkVisibility() && !document.querySelector('dialog[open]') ? e.ariaValueText : null",
    );
    let values: Vec<String> = values.await.into_iter().flatten().collect();
    let sliders = nodes.iter_mut().filter(|node| !node.ignored && node.role() == "slider");
    let sliders: Vec<&mut Node> = sliders.collect();
    assert_eq!(sliders.len(), values.len(), "each slider has its value in words");
    for (slider, value) in sliders.into_iter().zip(values) {
        slider.value = Text { value: value.into() };
    }
    nodes
}

/// The tree below nodes of a role as text: two spaces for each level.
fn outline(nodes: &[Node], wanted: impl Fn(&Node) -> bool) -> String {
    let known: HashMap<&str, &Node> = nodes.iter().map(|node| (&*node.node_id, node)).collect();
    let mut lines = vec![];
    for start in nodes.iter().filter(|node| wanted(node)) {
        write_below(start, 0, &known, &mut lines);
    }
    let mut text = String::new();
    for (depth, line) in shortened(lines) {
        let _ = writeln!(text, "{}{line}", "  ".repeat(depth));
    }
    text
}

fn write_below(node: &Node, depth: usize, known: &HashMap<&str, &Node>, lines: &mut Vec<(usize, String)>) {
    let below = if node.counts() {
        let mut line = node.line();
        // What is said by itself, as far as it is said now.
        if ["status", "alert"].contains(&&*node.role()) {
            line += &text_of(node, known);
        }
        lines.push((depth, line));
        depth + 1
    } else {
        depth
    };
    // What is in a control is its name.
    if ["link", "button", "disclosure", "application", "textbox"].contains(&&*node.role()) {
        return;
    }
    for child in node.child_ids.iter().filter_map(|id| known.get(&**id)) {
        write_below(child, below, known, lines);
    }
}

/// The text in a node, if there is any: ` = text`.
fn text_of(node: &Node, known: &HashMap<&str, &Node>) -> String {
    let text =
        |node: &Node| if node.role() == "StaticText" { node.name.words() } else { text_of(node, known) };
    let children = node.child_ids.iter().filter_map(|id| known.get(&**id));
    let texts: Vec<String> = children.map(|child| text(child)).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() { String::new() } else { [" = ", &texts.join(" ").replace(" = ", "")].concat() }
}

/// Of many links in a row, the first one and how many more.
fn shortened(lines: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let mut short: Vec<(usize, String)> = vec![];
    let mut run: Vec<(usize, String)> = vec![];
    let end = |run: &mut Vec<(usize, String)>, short: &mut Vec<(usize, String)>| {
        let all = mem::take(run);
        let (count, depth) = (all.len(), all.first().map_or(0, |first| first.0));
        if count > 8 {
            short.extend(all.into_iter().take(1));
            short.push((depth, format!("… and {} more links", count - 1)));
        } else {
            short.extend(all);
        }
    };
    for line in lines {
        let link = line.1.starts_with("link ");
        if !link || run.last().is_some_and(|last| last.0 != line.0) {
            end(&mut run, &mut short);
        }
        if link { run.push(line) } else { short.push(line) }
    }
    end(&mut run, &mut short);
    short
}

/// That an outline is as it is written down, and that all that can be used has a name.
fn is_as_written(nodes: &[Node], site: &Site, wanted: impl Fn(&Node) -> bool, file: &str) {
    let nameless = nodes.iter().filter(|node| node.is_usable() && node.name.words().is_empty());
    assert_eq!(nameless.map(Node::line).collect::<Vec<_>>(), [""; 0], "{file}: without a name");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(file);
    // The site is somewhere else each time.
    let outline = outline(nodes, wanted).replace(&site.url(""), "https://example.org/");
    assert_data_eq!(outline, Data::read_from(&path, None));
}

#[tokio::test]
async fn the_page_is_read_as_it_is_written_down() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    is_as_written(&tree(&page).await, &site, |node| node.role() == "RootWebArea", "page.txt");
}

/// A menu, a setting that can’t be used, classes of work; and the dialog.
#[tokio::test]
async fn what_is_unfolded_or_wrong_or_comes_up_is_read_as_it_is_written_down() {
    const UNFOLDED: [&str; 3] = ["repair-time", "calculator", "orchestrate"];
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=banana").ready().await;
    open_menu(&page, UNFOLDED[0]).await;
    page.run("document.querySelectorAll('#calculator .group, .planner-files, .work:first-child .work-more').forEach(details => details.open = true)").await;
    page.until("the fields of a class are there", "!!document.querySelector('.work-fields input')").await;
    let mut titles = vec![];
    for figure in UNFOLDED {
        titles.push(page.text(&format!("#{figure} .figure-title")).await);
    }
    let unfolded = |node: &Node| node.role() == "figure" && titles.contains(&node.name.words());
    is_as_written(&tree(&page).await, &site, unfolded, "unfolded.txt");

    choose(&page, UNFOLDED[0], "Embed this figure").await;
    page.until("the dialog is open", "document.querySelector('#embed').open").await;
    let measured = "/min-height:[1-9]/.test(document.querySelector('#embed-code').value)";
    page.until("the lines have a height", measured).await;
    is_as_written(&tree(&page).await, &site, |node| node.role() == "dialog", "dialog.txt");
}

#[tokio::test]
async fn a_figure_alone_is_read_as_it_is_written_down() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    page.go(&site.url("embed/repair-time.html")).await;
    page.ready().await;
    is_as_written(&tree(&page).await, &site, |node| node.role() == "RootWebArea", "alone.txt");
}
