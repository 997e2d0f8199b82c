//! The control plane: classes of work are changed, assigned, loaded and saved, and leave as a gateway's configuration.

use serde_json::{Value, json};
use showdown::domain::routing::Goal;
use showdown::figures::Values;
use showdown::figures::orchestrate::{self, By};
use showdown::plan::{Field, Plan, Reader, csv, json as plan_json};
use thirtyfour::prelude::*;

use crate::support::expected::{data, values};
use crate::support::{Page, Site, Visit, button, quoted};

const ID: &str = "orchestrate";
/// The names of the classes, in their order.
const NAMES: &str = "[...document.querySelectorAll('.work textarea')].map(field => field.value)";
/// What each class costs, as its row says; rows out of sight have no rendered text.
const COSTS: &str = "[...document.querySelectorAll('.work-cost')].map(e => e.textContent)";
/// Who does each class.
const WAYS: &str = "[...document.querySelectorAll('.work select')].map(e => e.selectedOptions[0].text)";
const TITLE: &str = "document.querySelector('#orchestrate .figure-title').innerText";
/// The plan in the address.
const PLAN: &str = "new URLSearchParams(location.search).get('plan') ?? ''";
/// What is said about a plan that was pasted or loaded.
const REFUSED: &str = "document.getElementById('plan-paste-problem').innerText";
const FILE: &str = "document.querySelector('#orchestrate .code pre').textContent";
const FOUND: &str =
    "[...document.querySelectorAll('#orchestrate .points > div')].pop().querySelector('dd').textContent";

fn reader() -> Reader {
    Reader::of(data()).expect("the data are right")
}

/// The plan that the page begins with.
fn first() -> Plan {
    reader().given(&data().work.plans[0]).expect("the data are right")
}

/// Values with a plan.
fn with(plan: &Plan, address: &[(&str, &str)]) -> Values {
    let mut values = values(ID, address);
    values.plan = orchestrate::written(data(), &reader(), plan);
    values
}

/// Waits until the figure shows what follows from a plan, row by row and in its title.
async fn shows(page: &Page, plan: &Plan, address: &[(&str, &str)]) {
    let figure = showdown::figures::find(ID).expect("the figure");
    let shown = figure.whole(data(), &with(plan, address)).expect("something to show");
    page.until_is(NAMES, json!(plan.classes.iter().map(|class| class.name.clone()).collect::<Vec<_>>()))
        .await;
    page.until_is(TITLE, shown.title.clone()).await;
    let costs: Vec<String> =
        shown.table.rows[..plan.classes.len()].iter().map(|row| row.cells[6].clone()).collect();
    page.until_is(COSTS, json!(costs)).await;
    let cards: Vec<String> = shown.cards.iter().map(|card| card.value.clone()).collect();
    page.until_is(
        "[...document.querySelectorAll('#orchestrate .bill strong')].map(e => e.innerText)",
        json!(cards),
    )
    .await;
}

/// Clicks on a button of the figure, in the middle of the window.
async fn click(page: &Page, name: &str) {
    let button = page.control_in(ID, "button", name).await;
    let element = button.to_json().expect("an element");
    let script = "arguments[0].scrollIntoView({ block: 'center' })";
    button.handle().execute(script, vec![element]).await.expect("a place in the window");
    button.click().await.expect("a click");
}

/// Takes back what was done, at one of the places that offer it.
async fn take_back(page: &Page, place: &str) {
    let button = format!(".planner {place} button");
    page.run(&format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", quoted(&button)))
        .await;
    page.click(&button).await;
}

/// Clicks on a button of a row.
async fn click_in(page: &Page, row: usize, deed: &str) {
    let button = button(&format!(".work:nth-child({})", row + 1), deed);
    page.run(&format!("{button}.scrollIntoView({{ block: 'center' }})")).await;
    page.click_element(&button).await;
}

/// Unfolds a row, and types into one of its fields instead of what stands there.
pub async fn type_in(page: &Page, row: usize, key: &str, text: &str) {
    let row = format!(".work:nth-child({})", row + 1);
    page.run(&format!("{{ const row = document.querySelector({}); row.scrollIntoView({{ block: 'center' }}); row.querySelector('details').open = true }}", quoted(&row))).await;
    let field = page.expressed(&cell(&row, key)).await;
    field.send_keys(Key::Control + "a").await.expect("keys");
    field.send_keys(text).await.expect("keys");
}

/// A field of a row, by what it holds in a plan's file, as an expression in the page.
fn cell(row: &str, key: &str) -> String {
    let label = match key {
        "class" => return format!("document.querySelector('{row} textarea')"),
        "share" => "Claude’s share".to_owned(),
        _ => label(reader().field(key).expect("a number of a class")),
    };
    format!(
        "[...document.querySelectorAll('{row} label')].find(e => e.textContent.startsWith({})).querySelector('input')",
        quoted(&label),
    )
}

/// What the field of a number is called.
pub fn label(field: &Field) -> String {
    match field.model {
        Some(model) => [data().shorts()[model], " ", field.label].concat(),
        None => field.label.to_owned(),
    }
}

/// Chooses who does a class.
async fn assign(page: &Page, row: usize, words: &str) {
    let script = format!(
        "{{ const select = document.querySelector('.work:nth-child({}) select');
            select.value = [...select.options].find(option => option.text === {}).value;
            select.dispatchEvent(new Event('input', {{ bubbles: true }})) }}",
        row + 1,
        quoted(words),
    );
    page.run(&script).await;
}

/// Pastes a plan.
pub async fn paste(page: &Page, text: &str) {
    page.run("document.querySelector('.planner-files').open = true").await;
    page.run(&format!("document.getElementById('plan-paste').value = {}", quoted(text))).await;
    click(page, "Import pasted plan").await;
}

#[tokio::test]
async fn a_class_is_renamed_changed_and_assigned_and_a_reload_keeps_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let mut plan = first();
    shows(&page, &plan, &[]).await;
    assert_eq!(page.value::<String>(PLAN).await, "", "what the page begins with needs no address");

    type_in(&page, 0, "tasks", "2.5k").await;
    plan.classes[0].tasks = 2_500;
    shows(&page, &plan, &[]).await;
    type_in(&page, 1, "class", "Security, \"all\" of it").await;
    plan.classes[1].name = "Security, \"all\" of it".to_owned();
    type_in(&page, 1, "fails-gpt", "33.33").await;
    plan.classes[1].fails[1] = 3_333;
    shows(&page, &plan, &[]).await;
    assign(&page, 2, "Both, split").await;
    page.until_is("document.querySelectorAll('.work-share:not([hidden])').length", 1).await;
    type_in(&page, 2, "share", "12.5").await;
    plan.classes[2].to = reader().read_assignment("claude 12.5%").expect("a split");
    assign(&page, 3, "GPT, then Claude").await;
    plan.classes[3].to = reader().read_assignment("gpt then claude").expect("a cascade");
    shows(&page, &plan, &[]).await;
    page.until_is(PLAN, reader().address(&plan)).await;
    let summary = page.text(".work:first-child summary").await;
    assert!(summary.starts_with("2,500 tasks, 400k in"), "{summary}");

    page.reload().await;
    page.ready().await;
    shows(&page, &plan, &[]).await;
    page.until_is(
        WAYS,
        json!(["Claude", "Claude", "Both, split", "GPT, then Claude", "GPT", "GPT", "GPT", "GPT"]),
    )
    .await;
    // A link asks for something else, and going back asks for this again.
    page.go(&site.url("?in=2M")).await;
    page.ready().await;
    shows(&page, &first(), &[]).await;
    page.back().await;
    page.until("it is back", "location.search.includes('plan=')").await;
    page.ready().await;
    shows(&page, &plan, &[]).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn classes_are_added_moved_and_removed_by_keyboard_and_removing_has_a_way_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let mut plan = first();
    click(&page, "Add a class").await;
    // The name of the new one is ready to be typed over.
    page.until("the name has the focus", "document.activeElement.matches('.work:last-child textarea')").await;
    page.press(Key::End).await;
    page.paste(" 🦀").await;
    let mut new = reader().blank;
    new.name += " 🦀";
    plan.classes.push(new);
    shows(&page, &plan, &[]).await;

    page.run(&format!("{}.focus()", button(".work:last-child", "Move up"))).await;
    page.press(Key::Enter).await;
    plan.classes.swap(7, 8);
    shows(&page, &plan, &[]).await;
    page.until(
        "the button keeps the focus",
        &format!("document.activeElement === {}", button(".work:nth-child(8)", "Move up")),
    )
    .await;
    page.press(Key::Enter).await;
    plan.classes.swap(6, 7);
    shows(&page, &plan, &[]).await;
    click_in(&page, 0, "Move up").await;
    shows(&page, &plan, &[]).await;

    let before = plan.clone();
    page.run(&format!("{}.focus()", button(".work:nth-child(5)", "Remove"))).await;
    page.press(Key::Enter).await;
    plan.classes.remove(4);
    shows(&page, &plan, &[]).await;
    page.until("the focus stays in the list", "document.activeElement.matches('.work:nth-child(5) *')").await;
    page.until_is(
        "document.querySelector('.planner-undo [role=status]').innerText",
        "Removed: “UI”.".to_owned(),
    )
    .await;
    take_back(&page, ".planner-undo").await;
    shows(&page, &before, &[]).await;

    // Every change can be taken back, one after the other; a field that is typed in is one.
    type_in(&page, 0, "tasks", "1234").await;
    click_in(&page, 1, "Remove").await;
    for _ in 0..2 {
        take_back(&page, ".planner-undo").await;
    }
    shows(&page, &before, &[]).await;
    take_back(&page, ".planner-undo").await;
    plan = before;
    plan.classes.swap(6, 7);
    shows(&page, &plan, &[]).await;

    // The last one stays.
    paste(&page, "class\nOne\n").await;
    page.until_is(NAMES, json!(["One"])).await;
    assert!(
        page.value::<bool>(&format!("!{}", button(".work", "Remove"))).await,
        "a plan has at least one class"
    );
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn what_cannot_be_read_in_a_row_is_named_there_and_loses_nothing() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let problem = "document.querySelector('.work:nth-child(2) .problem').textContent";
    type_in(&page, 1, "context", "banana").await;
    page.until("it is said", &format!("{problem}.includes('Using 200k.')")).await;
    assert_eq!(
        page.value::<String>(&format!("{}.value", cell(".work:nth-child(2)", "context"))).await,
        "banana"
    );
    shows(&page, &first(), &[]).await;
    // What the beginning of it would have meant does not count.
    type_in(&page, 1, "context", "11M").await;
    page.run("document.activeElement.blur()").await;
    type_in(&page, 1, "context", "200M").await;
    page.until("it is said", &format!("{problem}.includes('Context of the largest request: 200M is too much. Enter at most 100M.') && {problem}.includes('Using 11M.')")).await;
    page.until("nothing else counts", &format!("({PLAN}).includes('_11M_')")).await;
    type_in(&page, 1, "context", "150k").await;
    page.until_is(problem, String::new()).await;
    // What is wrong in one field stays said while another one is used.
    type_in(&page, 1, "check", "much").await;
    type_in(&page, 1, "caught", "80").await;
    page.until("the other one stays named", &format!("{problem}.includes('Using $0.02.')")).await;
    type_in(&page, 1, "check", "0.02").await;
    type_in(&page, 1, "caught", "90").await;
    page.until_is(problem, String::new()).await;
    let mut plan = first();
    plan.classes[1].context = "150k".parse().expect("tokens");
    shows(&page, &plan, &[]).await;
    type_in(&page, 1, "class", " ").await;
    page.until(
        "a name is needed",
        &format!("{problem}.includes('The class has no name. Enter one. Using “Security”')"),
    )
    .await;
    page.until_is(PLAN, reader().address(&plan)).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_number_with_two_meanings_in_a_row_says_how_it_was_read_and_offers_the_other() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let said = "document.querySelector('.work:nth-child(2) .work-notes').innerText";
    type_in(&page, 1, "tasks", "12.000").await;
    let mut plan = first();
    plan.classes[1].tasks = 12_000;
    page.until_is(PLAN, reader().address(&plan)).await;
    page.until("it is said", &format!("{said}.startsWith('Tasks a month: Read as 12k, not as 12.')")).await;
    // Also after the field is left, which tidies it.
    page.run("document.activeElement.blur()").await;
    let field = format!("{}.value", cell(".work:nth-child(2)", "tasks"));
    page.until_is(&field, "12k".to_owned()).await;
    page.click_element(&button(".work:nth-child(2)", "Use 12")).await;
    plan.classes[1].tasks = 12;
    page.until_is(PLAN, reader().address(&plan)).await;
    page.until_is(&field, "12".to_owned()).await;
    page.until_is(said, String::new()).await;
    // What has one meaning is read without a word.
    type_in(&page, 1, "tasks", "2,5k").await;
    plan.classes[1].tasks = 2_500;
    page.until_is(PLAN, reader().address(&plan)).await;
    assert_eq!(page.value::<String>(said).await, "");
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn another_plan_that_comes_while_a_field_is_typed_in_is_taken_as_it_is() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let content = data().work.plans.iter().find(|plan| plan.id == "content").expect("an example");
    let content = reader().given(content).expect("a plan");
    let come = "[...document.querySelectorAll('.planner .starts button')].find(button => button.textContent === 'A content site').click()";
    // In a row that the other plan does not have, in one that it has, and with something that can’t be read.
    for (row, text) in [(7, "7"), (0, "7"), (0, "banana")] {
        type_in(&page, row, "tasks", text).await;
        page.run(come).await;
        shows(&page, &content, &[]).await;
        page.until("nobody is typing", "!document.activeElement.closest('.work')").await;
        page.settled().await;
        shows(&page, &content, &[]).await;
        click(&page, "The original’s classes").await;
        shows(&page, &first(), &[]).await;
    }
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn one_click_assigns_all_classes_by_a_goal_or_by_the_rule_and_another_takes_it_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list&wage=90").ready().await;
    let address = [("book", "list"), ("wage", "90")];
    shows(&page, &first(), &address).await;
    for (button, by) in [
        ("Minimize cost", By::Goal(Goal::Cheapest)),
        ("Minimize time", By::Goal(Goal::Fastest)),
        ("Minimize failures", By::Goal(Goal::Fewest)),
        ("By the original’s rule", By::Rule),
    ] {
        click(&page, button).await;
        let plan = orchestrate::reassigned(data(), &with(&first(), &address), by).expect("a plan");
        shows(&page, &plan, &address).await;
    }
    take_back(&page, ".planner-undo").await;
    let fewest =
        orchestrate::reassigned(data(), &with(&first(), &address), By::Goal(Goal::Fewest)).expect("a plan");
    shows(&page, &fewest, &address).await;
    // An example, its explanation, and the way back.
    click(&page, "A content site").await;
    let content = data().work.plans.iter().find(|plan| plan.id == "content").expect("an example");
    shows(&page, &reader().given(content).expect("a plan"), &address).await;
    let said = page.text(".planner .starts + .undo [role=status]").await;
    assert!(said.contains("Set: A content site. Example:"), "{said}");
    take_back(&page, ".starts + .undo").await;
    shows(&page, &fewest, &address).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

/// Names that break what is not careful.
const NASTY: [&str; 9] = [
    "<img src=x onerror=\"window.hurt = 1\">",
    "</pre></textarea><script>window.hurt = 2</script>",
    "a \"quoted\", 'single' name; key: value # no comment",
    "two\nlines",
    "🦀👩‍👩‍👧‍👦 é \u{202e}evil",
    "os.environ/HOME",
    "*_%2A%5F&=+?",
    "=cmd()",
    " - spaces around ",
];

fn nasty() -> Plan {
    let long = "x".repeat(200);
    let names = NASTY.into_iter().chain([long.as_str()]);
    let class = |(place, name): (usize, &str)| showdown::domain::routing::Class {
        name: name.to_owned(),
        to: first().classes[place % 8].to,
        ..reader().blank
    };
    Plan { classes: names.enumerate().map(class).collect() }
}

#[tokio::test]
async fn any_name_comes_in_and_goes_out_as_it_is_and_is_never_markup() {
    let site = Site::at_root();
    let folder = tempfile::tempdir().expect("a folder");
    let page = Visit::to(&site).ready().await;
    let path = folder.path().to_str().expect("a path");
    page.devtools("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": path })).await;
    let plan = nasty();
    let reader = reader();
    for text in [csv::write(&reader, &plan), plan_json::write(&reader, &plan)] {
        paste(&page, "class\nSomething else\n").await;
        page.until_is(NAMES, json!(["Something else"])).await;
        paste(&page, &text).await;
        page.until_is(PLAN, reader.address(&plan)).await;
        shows(&page, &plan, &[]).await;
    }
    click(&page, "Save as CSV").await;
    let saved = page.saved(&folder.path().join("showdown-plan.csv")).await;
    assert_eq!(csv::read(&reader, &String::from_utf8(saved).expect("text")), Ok(plan.clone()));
    click(&page, "Save as JSON").await;
    let saved: Value =
        serde_json::from_slice(&page.saved(&folder.path().join("showdown-plan.json")).await).expect("JSON");
    assert_eq!(plan_json::read(&reader, &saved.into()), Ok(plan.clone()));
    // A file that was saved is loaded.
    let field = page.element("#orchestrate .planner-file input").await;
    field
        .send_keys(folder.path().join("showdown-plan.json").to_str().expect("a path"))
        .await
        .expect("a file");
    page.until_is(
        "document.querySelector('.planner-undo [role=status]').innerText",
        "10 classes loaded.".to_owned(),
    )
    .await;
    page.reload().await;
    page.ready().await;
    shows(&page, &plan, &[]).await;
    page.until_is(FILE, orchestrate::config(data(), &with(&plan, &[])).expect("a configuration").0).await;
    assert_eq!(page.value::<Value>("window.hurt ?? null").await, Value::Null);
    assert_eq!(page.visible("#orchestrate img, #orchestrate script").await, 0);
    let wider: i32 = page.value("document.documentElement.scrollWidth - innerWidth").await;
    assert!(wider <= 0, "nothing is too wide: {wider} px");
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn what_is_pasted_and_wrong_is_named_with_its_place_and_changes_nothing() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for (text, says) in [
        ("", "The text is empty."),
        ("UI,20", "Line 1 names an unknown column “UI”"),
        ("class;tasks\nA;1\nB;many\n", "Line 3, tasks:"),
        ("{\"format\":", "Invalid JSON:"),
        ("[1]", "The JSON has no"),
        (
            r#"{"format":"showdown-plan","version":1,"classes":[{"class":"A","to":"gemini"}]}"#,
            "Class 1, to: Unknown model “gemini”",
        ),
    ] {
        paste(&page, text).await;
        page.until(
            says,
            &format!("{REFUSED}.includes({}) && {REFUSED}.endsWith('Your plan is unchanged.')", quoted(says)),
        )
        .await;
        shows(&page, &first(), &[]).await;
        assert_eq!(
            page.value::<String>("document.getElementById('plan-paste').value").await,
            text,
            "what was pasted stays"
        );
    }
    paste(&page, "class\ttasks\nFrom a spreadsheet\t1,200\n").await;
    page.until_is(NAMES, json!(["From a spreadsheet"])).await;
    page.until_is(REFUSED, String::new()).await;
    take_back(&page, ".planner-undo").await;
    shows(&page, &first(), &[]).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_class_that_fits_no_window_is_named_and_nothing_broken_is_exported() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list").ready().await;
    page.unfold("#orchestrate .code").await;
    click(&page, "The original’s 4M-token codebase").await;
    page.until_is(TITLE, "Distributed kernel does not fit".to_owned()).await;
    let notices = "[...document.querySelectorAll('#orchestrate .notice')].map(e => e.innerText).join(' ')";
    page.until(
        "it says why",
        &format!("{notices}.includes('Distributed kernel needs 4M tokens of context, but Claude holds 1M tokens. It fits no window.')"),
    )
    .await;
    page.until_is("document.querySelectorAll('#orchestrate .actions button').length", 0).await;
    assert_eq!(page.visible("#orchestrate .code").await, 0);
    // What is left out of the way can be done.
    click_in(&page, 0, "Remove").await;
    page.until_is("document.querySelectorAll('#orchestrate .actions button').length", 2).await;
    assert_eq!(page.visible("#orchestrate .code").await, 1);

    // In the article’s windows it fits, but not in those that a gateway will meet.
    page.go(&site.url("?book=article")).await;
    page.ready().await;
    click(&page, "The original’s 4M-token codebase").await;
    let remark = "[...document.querySelectorAll('#orchestrate .extra:last-of-type .verdict-line')].map(e => e.textContent).join()";
    page.until(
        "it says why",
        &format!("{remark}.includes('No configuration: Distributed kernel needs 4M tokens of context, but Claude Opus 4.6 is listed with 1M.')"),
    )
    .await;
    page.until_is("document.querySelectorAll('#orchestrate .actions button').length", 0).await;
    // One that only the other model holds goes there, and that is told.
    paste(&page, "class,context,to\nRepository,900k,gpt\n").await;
    page.until(
        "where it goes is told",
        &format!("{FOUND}.includes('The gateway then sends it to Claude Opus 4.6')"),
    )
    .await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_configuration_is_the_plan_s_and_is_copied_and_saved() {
    let site = Site::at_root();
    let folder = tempfile::tempdir().expect("a folder");
    let page = Visit::to(&site).at("?budget=100").ready().await;
    let path = folder.path().to_str().expect("a path");
    page.devtools("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": path })).await;
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.devtools("Browser.grantPermissions", permissions).await;
    assign(&page, 4, "GPT, then Claude").await;
    let mut plan = first();
    plan.classes[4].to = reader().read_assignment("gpt then claude").expect("a cascade");
    let (config, _) =
        orchestrate::config(data(), &with(&plan, &[("budget", "100")])).expect("a configuration");
    page.until_is(FILE, config.clone()).await;
    page.until(
        "a budget that is too small is found",
        &format!("{FOUND}.includes('The budget of $100.00 is below')"),
    )
    .await;
    click(&page, "Save config.yaml").await;
    let saved = page.saved(&folder.path().join("config.yaml")).await;
    assert_eq!(String::from_utf8(saved).expect("text"), config);
    click(&page, "Copy config.yaml").await;
    page.until_is(
        "document.querySelector('.actions:not(:empty) + .action-status').textContent",
        "Configuration copied.".to_owned(),
    )
    .await;
    let copied: String =
        page.answer("const done = arguments[0]; navigator.clipboard.readText().then(done)").await;
    assert_eq!(copied, config);
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_plan_in_the_address_that_cannot_be_used_is_named_and_left_alone() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?plan=A_f_1*B&goal=fastest").ready().await;
    shows(&page, &first(), &[("goal", "fastest")]).await;
    let said = page.text(".work-list + .problem").await;
    assert!(said.contains("class 1 has 3 fields") && said.contains("Showing the default plan"), "{said}");
    assert_eq!(page.value::<String>(PLAN).await, "A_f_1*B");
    assign(&page, 0, "GPT").await;
    let mut plan = first();
    plan.classes[0].to = reader().read_assignment("gpt").expect("a model");
    shows(&page, &plan, &[("goal", "fastest")]).await;
    page.until_is(PLAN, reader().address(&plan)).await;
    assert_eq!(page.visible(".work-list + .problem").await, 0);
    assert_eq!(page.complaints().await, [""; 0]);
}

/// As many classes as there can be.
fn many() -> Plan {
    let text: String =
        (0..Plan::MOST).map(|place| format!("Class {place},{},gpt then claude\n", place + 1)).collect();
    csv::read(&reader(), &["class,tasks,to\n", &text].concat()).expect("a plan")
}

#[tokio::test]
async fn two_hundred_classes_are_changed_kept_in_the_browser_and_said_to_be_too_long_for_a_link() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let mut plan = many();
    paste(&page, &csv::write(&reader(), &plan)).await;
    shows(&page, &plan, &[]).await;
    type_in(&page, 150, "tasks", "7k").await;
    plan.classes[150].tasks = 7_000;
    shows(&page, &plan, &[]).await;
    let notices = "[...document.querySelectorAll('#orchestrate .notice')].map(e => e.innerText).join(' ')";
    page.until("it is said", &format!("{notices}.includes('too long for a link')")).await;
    page.until_is(PLAN, "kept".to_owned()).await;
    click(&page, "Add a class").await;
    page.until("that is the most", &format!("{REFUSED}.includes('The maximum is 200 classes.')")).await;
    page.until("it is kept", "(localStorage.getItem('showdown') ?? '').includes('Class+150_s_7k')").await;

    // A link within the page, a reload with other settings, another visit.
    page.run("document.querySelector('.contents a').click()").await;
    page.until("the page has gone there", "location.hash !== ''").await;
    shows(&page, &plan, &[]).await;
    page.run("document.querySelector('[name=orchestrate-book][value=article]').click()").await;
    shows(&page, &plan, &[("book", "article")]).await;
    page.until("the address has it", "location.search.includes('book=article')").await;
    page.reload().await;
    page.ready().await;
    shows(&page, &plan, &[("book", "article")]).await;
    page.go(&site.url("?visit=2")).await;
    page.ready().await;
    shows(&page, &plan, &[("book", "article")]).await;

    // Where nobody has kept it, that is said.
    page.run("localStorage.clear()").await;
    page.go(&site.url("?plan=kept")).await;
    page.ready().await;
    shows(&page, &first(), &[]).await;
    let said = page.text(".work-list + .problem").await;
    assert!(said.contains("saved only in the browser that made it"), "{said}");
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn alone_the_plan_is_edited_as_in_the_page() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("embed/orchestrate.html").ready().await;
    let mut plan = first();
    assign(&page, 0, "GPT").await;
    plan.classes[0].to = reader().read_assignment("gpt").expect("a model");
    shows(&page, &plan, &[]).await;
    page.until_is(PLAN, reader().address(&plan)).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn everything_begins_anew_when_it_is_forgotten_and_the_plan_with_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let mut plan = first();
    assign(&page, 0, "GPT").await;
    plan.classes[0].to = reader().read_assignment("gpt").expect("a model");
    page.until_is(PLAN, reader().address(&plan)).await;
    page.run(&format!("{}.click()", button(".memory", "Reset and delete saved settings"))).await;
    shows(&page, &first(), &[]).await;
    page.until_is("localStorage.length", 0).await;
    page.run(&format!("{}.click()", button(".memory", "Undo"))).await;
    shows(&page, &plan, &[]).await;
    page.until_is(PLAN, reader().address(&plan)).await;
    // One figure’s reset takes its plan back, and has a way back itself.
    page.click("#orchestrate .share summary").await;
    click(&page, "Reset to defaults").await;
    shows(&page, &first(), &[]).await;
    page.click_element(&button("#orchestrate .share", "Undo")).await;
    shows(&page, &plan, &[]).await;
    assert_eq!(page.complaints().await, [""; 0]);
}
