//! Every figure: the same numbers wherever it stands, what its controls do, and what can be taken away from it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use showdown::charts::{Chart, Layout, Plate};
use showdown::domain::reading::Reading;
use showdown::domain::repair::{Crossing, Draft, crossing};
use showdown::domain::throughput::{Efficiency, streams};
use showdown::domain::verification::Check;
use showdown::domain::{Context, Tokens, Usage, Usd, Workload, entry, format};
use showdown::figures::{Kind, REGISTRY, Setting, Shown};
use thirtyfour::prelude::*;

use crate::support::expected::{self, FIGURES, data, rows, shown, values};
use crate::support::{Page, Site, Visit, field, quoted};

/// The settings in the address, in its order.
pub const ADDRESS: &str = "[...new URLSearchParams(location.search)]";

/// Everything that a figure says, but its table.
fn words(shown: &Shown) -> Value {
    json!({
        "title": shown.title,
        "amounts": shown.cards.iter().map(|card| &card.value).collect::<Vec<_>>(),
        "details": shown.cards.iter().flat_map(|card| &card.notes).collect::<Vec<_>>(),
        "remarks": shown.remarks,
        "notices": shown.notices,
        "drawing": shown.picture.describe(),
        "sentence": shown.sentence,
    })
}

/// Waits until the figure says just this: title, verdict, table, the drawing’s name, and after its pause the sentence.
pub async fn says(page: &Page, id: &str, shown: &Shown) {
    let said = format!(
        "(figure => {{
            const text = element => element.textContent.trim();
            const texts = (within, selector) => [...within.querySelectorAll(selector)].map(text);
            return {{
                title: text(figure.querySelector('.figure-title')),
                amounts: texts(figure, '.strip strong'),
                details: texts(figure, '.answer .bill-more'),
                remarks: texts(figure, '.answer :is(.verdict-line, .verdict-other)'),
                notices: texts(figure, '.notice'),
                drawing: figure.querySelector('.drawing').getAttribute('aria-label'),
                sentence: text(figure.querySelector('.sentence')),
            }};
        }})(document.getElementById({}))",
        quoted(id)
    );
    page.until_is(&said, words(shown)).await;
    // A folded table waits, too, and a sentence may be the same for other numbers.
    let table = format!(
        "[...document.querySelectorAll('#{id} .frame > .numbers tbody tr')].map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    );
    page.until_is(&table, rows(&shown.table)).await;
}

/// Presses a key on a control.
async fn key_on(control: &WebElement, key: Key) {
    control.send_keys(key + "").await.expect("a key");
}

/// Types instead of what stands in a figure’s field.
async fn type_into(page: &Page, id: &str, field: &str, text: &str) {
    let field = page.control_in(id, "textbox", field).await;
    field.send_keys(Key::Control + "a").await.expect("keys");
    field.send_keys(text).await.expect("keys");
}

/// Goes to a page of the site, and waits until its figures answer.
async fn go(page: &Page, site: &Site, address: &str) {
    page.go(&site.url(address)).await;
    page.ready().await;
}

// ---- The same numbers wherever it stands ----

#[tokio::test]
async fn without_scripts_a_figure_shows_its_numbers_in_the_page_and_alone() {
    let site = Site::at_root();
    let page = Visit::to(&site).without_scripts().open().await;
    for figure in REGISTRY {
        says(&page, figure.id, &figure.at_defaults(data()).expect("something to show")).await;
    }
    for figure in REGISTRY {
        let id = figure.id;
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        let shown = figure.at_defaults(data()).expect("something to show");
        says(&page, id, &shown).await;
        assert_eq!(page.text(".figure-title").await, shown.title);
        assert_eq!(page.value::<String>("document.title").await, shown.title);
        // Further parts stay in the article.
        for (part, count) in [("[data-figure]", 1), ("svg", 1), (".sentence", 1), ("table", 0)] {
            assert_eq!(page.visible(part).await, count, "{part} of {id}, alone");
        }
        page.click(".frame > .numbers summary").await;
        assert_eq!(page.visible("table").await, 1, "the table of {id} opens");
        for dead in ["input", "label", "button", "canvas", "[role=application]"] {
            assert_eq!(page.visible(dead).await, 0, "`{dead}` of {id} is dead without scripts");
        }
        assert_eq!(page.visible(".needs-scripts").await, 1, "what {id} can’t do is named");
    }
}

#[tokio::test]
async fn alive_a_figure_shows_the_same_and_so_does_its_file() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for figure in REGISTRY {
        let shown = figure.at_defaults(data()).expect("something to show");
        says(&page, figure.id, &shown).await;
        // Browsers take its mark of UTF-8 away.
        let file = page.fetch_text(&site.url(&format!("embed/{}.csv", figure.id))).await;
        assert_eq!(file, shown.table.csv().trim_start_matches('\u{feff}'), "embed/{}.csv", figure.id);
    }
}

#[tokio::test]
async fn alone_a_figure_comes_alive_with_files_of_the_site_only_and_leads_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    let ids: Vec<String> = page.each("[id]", "e => e.id").await;
    let program: String = page.value("document.querySelector('[data-wasm]').dataset.wasm").await;
    let program = site.url(program.trim_start_matches("./"));
    for figure in REGISTRY {
        let id = figure.id;
        go(&page, &site, &format!("embed/{id}.html")).await;
        page.until(&format!("{id} answers"), &format!("'ready' in document.getElementById('{id}').dataset"))
            .await;
        says(&page, id, &expected::alone(id)).await;
        let drawings = (page.visible("canvas").await, page.visible("svg").await);
        assert_eq!(drawings, (1, 0), "drawings of {id}");
        assert_eq!(page.visible(".app-note, .needs-scripts").await, 0, "{id} answers");

        let resources: Vec<String> =
            page.value("performance.getEntriesByType('resource').map(e => e.name)").await;
        assert!(resources.contains(&program), "{id} and the page share a program: {resources:?}");
        let foreign: Vec<_> = resources.iter().filter(|url| !url.starts_with(&site.url(""))).collect();
        assert_eq!(foreign, [""; 0], "{id}");

        let links: Vec<String> = page.each(".alone a", "a => a.href").await;
        // To what the figure begins with, whatever the reader has set on the page before.
        assert!(links.contains(&site.url(&format!("?v=1#{id}"))), "{id} leads back: {links:?}");
        for link in &links {
            // One of them opens the dialog there.
            let link = link.replace(&format!("&embed={id}"), "").replace("?v=1", "");
            let anchor = link.strip_prefix(&site.url("#")).unwrap_or_else(|| panic!("{link} leads away"));
            assert!(ids.iter().any(|id| id == anchor), "{link} leads somewhere");
        }
    }
    let failed: Vec<_> = site.requests().into_iter().filter(|request| request.status != 200).collect();
    assert_eq!(failed, []);
    assert_eq!(page.complaints().await, [""; 0]);
}

// ---- What a control does ----

/// The first slider of a figure, if it has one, and where one step to the right leads.
pub fn first_step(id: &str) -> Option<(Setting, String)> {
    let settings = (expected::figure(id).settings)(data());
    let defaults = values(id, &[]);
    settings.into_iter().filter(|setting| setting.is_there(&defaults)).find_map(|setting| {
        let Kind::Number(entry) = &setting.kind else { return None };
        let value = entry.at(entry.place(setting.default) + 1);
        let written = setting.kind.written(value);
        Some((setting, written))
    })
}

/// So what the next test waits for can’t be there already.
#[test]
fn a_step_of_a_slider_changes_everything_that_its_figure_says() {
    let mut the_same = vec![];
    for id in FIGURES {
        let Some((setting, written)) = first_step(id) else { continue };
        let [before, after] = [vec![], vec![(&setting.key[..], &written[..])]].map(|set| shown(id, &set));
        let verdict =
            |shown: &Shown| [&shown.title[..]].into_iter().chain(shown.verdict()).collect::<String>();
        for (part, same) in [
            ("title and verdict", verdict(&before) == verdict(&after)),
            ("table", before.table == after.table),
            ("sentence", before.sentence == after.sentence),
            ("name of the drawing", before.picture.describe() == after.picture.describe()),
        ] {
            // Who does what is no question of an hourly rate.
            // A sentence that names no weight and no gate stays.
            let may_stay =
                [("orchestrate", "name of the drawing"), ("test-b", "sentence"), ("secops", "sentence")];
            if same && !may_stay.contains(&(id, part)) {
                the_same.push(format!("{id}: {part}, with {} at {written}", setting.key));
            }
        }
    }
    assert_eq!(the_same, [""; 0]);
}

#[tokio::test]
async fn a_key_moves_all_that_a_figure_says_the_address_keeps_it_and_reset_takes_it_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    let mut moved = 0;
    for id in FIGURES {
        let Some((setting, written)) = first_step(id) else { continue };
        moved += 1;
        go(&page, &site, &format!("?visit={id}")).await;
        let slider = page.control_in(id, "slider", &format!("{}, slider", setting.label)).await;
        let drawing = format!("document.querySelector('#{id} canvas').toDataURL()");
        let before: String = page.value(&drawing).await;
        key_on(&slider, Key::Right).await;
        let after = shown(id, &[(&setting.key, &written)]);
        says(&page, id, &after).await;
        if id != "orchestrate" {
            assert_ne!(page.value::<String>(&drawing).await, before, "the drawing of {id}");
        }
        let address = json!([["visit", id], [setting.key, written]]);
        page.until_is(ADDRESS, address.clone()).await;

        page.reload().await;
        page.ready().await;
        says(&page, id, &after).await;
        page.until_is(ADDRESS, address).await;

        open_menu(&page, id).await;
        choose(&page, id, "Reset to defaults").await;
        says(&page, id, &shown(id, &[])).await;
        page.until_is(ADDRESS, json!([["visit", id]])).await;
        let field = page.control_in(id, "textbox", &setting.label).await;
        let begins = Some(setting.kind.shown(setting.default));
        assert_eq!(field.value().await.expect("an answer"), begins, "the field of {id}");
    }
    let figures = FIGURES.iter().filter(|id| first_step(id).is_some()).count();
    assert_eq!(moved, figures, "every figure that has a slider");
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_price_book_is_the_same_in_every_figure_that_counts_money() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let has_book = |id: &&str| (expected::figure(id).settings)(data()).iter().any(|own| own.key == "book");
    let counting: Vec<&str> = FIGURES.into_iter().filter(has_book).collect();
    assert!(counting.len() > 2 && counting.contains(&"calculator"), "{counting:?}");
    let books = &data().books;
    // From one book to the other and back, each time in another figure.
    for (turn, chooser) in counting.iter().enumerate() {
        let [from, to] = [turn, turn + 1].map(|turn| &books[turn % 2]);
        let control = page.control_in(chooser, "radio", &from.name).await;
        assert!(control.is_selected().await.expect("an answer"), "{} in {chooser}", from.name);
        key_on(&control, if turn % 2 == 0 { Key::Down } else { Key::Up }).await;
        for id in &counting {
            says(&page, id, &shown(id, &[("book", &to.id)])).await;
            let chosen = page.control_in(id, "radio", &to.name).await;
            assert!(chosen.is_selected().await.expect("an answer"), "{} in {id}", to.name);
        }
        let written = if turn % 2 == 0 { json!([["book", to.id]]) } else { json!([]) };
        page.until_is(ADDRESS, written).await;
    }
}

// ---- Figure by figure ----

/// The large numbers of a figure.
fn large(id: &str) -> String {
    format!("[...document.querySelectorAll('#{id} .bill strong')].map(e => e.innerText)")
}

/// What a figure gives as its title, or its verdict.
fn text_of(id: &str, part: &str) -> String {
    format!("document.querySelector('#{id} {part}').innerText")
}

#[tokio::test]
async fn a_check_that_catches_nothing_changes_nothing_and_a_perfect_one_leaves_nothing() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let id = "verify-loop";
    let measure = data().benchmark("test-a").expect("Test A");
    let errors = measure.measures.iter().find(|measure| measure.id == "errors").expect("errors");
    let drafted = errors.values[1].value / f64::from(measure.lines) * 1_000.0;
    let left = |caught, broken, rounds| {
        [Check { caught, broken }.left(drafted, rounds), drafted].map(|rate| format::significant(rate, 3))
    };
    page.until_is(&large(id), json!(left(0.9, 0.1, 4))).await;

    let caught = page.control_in(id, "slider", "Errors the check catches").await;
    key_on(&caught, Key::Home).await;
    page.until_is(&large(id), json!(left(0.0, 0.1, 4))).await;
    page.until(
        "the title says so",
        &format!("{}.includes('removes no errors')", text_of(id, ".figure-title")),
    )
    .await;
    key_on(&caught, Key::End).await;
    page.until_is(&large(id), json!(left(1.0, 0.1, 4))).await;
    key_on(&page.control_in(id, "slider", "Repairs that add").await, Key::Home).await;
    page.until_is(&large(id), json!(left(1.0, 0.0, 4))).await;

    // The table has a row for the draft and for each round; what Test A reports stays as it is.
    let rounds = page.control_in(id, "slider", "Rounds of check").await;
    for (key, count) in [(Key::Home, 1), (Key::End, 12)] {
        key_on(&rounds, key).await;
        let written = format!("{count}");
        says(&page, id, &shown(id, &[("caught", "100"), ("broken", "0"), ("rounds", &written)])).await;
        let table = page.table(id).await;
        assert_eq!(table.iter().filter(|row| row[0].starts_with("After round")).count(), count);
        assert_eq!(table[count + 2][0..2], ["GPT, Test A, reported", &format::significant(drafted, 3)]);
    }
}

#[tokio::test]
async fn another_unit_keeps_the_tokens_and_another_book_changes_the_money() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let id = "context-fit";
    let kernel = Tokens::new(data().claimed("kernel-tokens").expect("a claim") as u64);
    let size = "document.getElementById('context-fit-size').value";
    let title = text_of(id, ".figure-title");
    let (before, numbers) = (page.value::<String>(&title).await, page.value::<Value>(&large(id)).await);
    page.until_is(size, kernel.short()).await;
    let per_line = &format!("{}.checkVisibility()", field("context-fit", "per-line"));
    let per_token = &format!("{}.checkVisibility()", field("context-fit", "per-token"));

    key_on(&page.control_in(id, "radio", "tokens").await, Key::Down).await;
    let lines = Tokens::new(kernel.count() / 10);
    page.until_is(size, lines.short()).await;
    page.until_is(ADDRESS, json!([["unit", "lines"], ["size", lines.short()]])).await;
    assert!(page.value::<bool>(per_line).await && !page.value::<bool>(per_token).await);
    assert_eq!(page.value::<String>(&title).await, before);
    assert_eq!(page.value::<Value>(&large(id)).await, numbers);

    key_on(&page.control_in(id, "radio", "lines of code").await, Key::Down).await;
    page.until_is(size, (kernel.count() * 4 / 1_000_000).to_string()).await;
    assert!(!page.value::<bool>(per_line).await && page.value::<bool>(per_token).await);
    assert_eq!(page.value::<String>(&title).await, before);
    assert_eq!(page.value::<Value>(&large(id)).await, numbers);

    // More tokens a line need more windows.
    go(&page, &site, "?unit=lines&size=400k").await;
    type_into(&page, id, "Tokens per line", "100").await;
    let wanted = Tokens::new(40_000_000);
    let book = &data().books[0];
    let readings = book.listings.each_ref().map(|listing| {
        Reading::new(wanted, listing.window().input, &listing.prices, book.day()).expect("a window")
    });
    page.until_is(&large(id), json!(readings.map(|one| format::count(one.requests, "window", "windows"))))
        .await;

    go(&page, &site, "").await;
    for book in &data().books {
        page.control_in(id, "radio", &book.name).await.click().await.expect("a click");
        let costs = book.listings.each_ref().map(|listing| {
            let read = Reading::new(kernel, listing.window().input, &listing.prices, book.day());
            format::usd(read.expect("a window").cost)
        });
        for cost in costs {
            page.until(
                &format!("{cost} in {}", book.id),
                &format!("{}.includes({})", text_of(id, ".verdict-line"), quoted(&cost)),
            )
            .await;
        }
    }
}

/// That both are safe at the same time at six seconds for each repair is promised to others.
#[tokio::test]
async fn the_lines_cross_at_six_seconds_and_an_hourly_rate_shows_money() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let id = "repair-time";
    let benchmark = data().benchmark("test-a").expect("Test A");
    let value = |measure: &str, model: usize| {
        benchmark.measures.iter().find(|one| one.id == measure).expect("a measure").values[model].value as u64
    };
    let drafts = [0, 1]
        .map(|model| Draft { generation: value("time", model) * 1_000, errors: value("errors", model) });
    assert_eq!(crossing(drafts), Crossing::At { numerator: 6_000, denominator: 1 });
    let title = page.text(&format!("#{id} .figure-title")).await;
    assert!(
        title.starts_with("Claude reaches safe code first unless each fix takes under 6 seconds"),
        "{title}"
    );

    let slider = page.control_in(id, "slider", "Time per repair").await;
    key_on(&slider, Key::Home).await;
    page.until(
        "GPT is first",
        &format!("{}.includes('GPT reaches safe code')", text_of(id, ".verdict-line")),
    )
    .await;
    // The slider has stops at 1, 2, 3, 4, 5 and 6 seconds.
    for _ in 0..5 {
        key_on(&slider, Key::Right).await;
    }
    page.until_is(
        &text_of(id, ".verdict-line"),
        "At 6 s per repair, both reach safe code at the same time.".to_owned(),
    )
    .await;
    page.until_is(ADDRESS, json!([["repair", "6s"]])).await;
    key_on(&slider, Key::Right).await;
    page.until(
        "Claude is first",
        &format!("{}.includes('Claude reaches safe code')", text_of(id, ".verdict-line")),
    )
    .await;

    type_into(&page, id, "Time per repair", "15 min").await;
    type_into(&page, id, "Hourly rate", "$80").await;
    let times = drafts.map(|draft| draft.until_safe(15 * 60_000));
    page.until_is(&large(id), json!(times.map(entry::time))).await;
    // Dollars for milliseconds at 80 dollars an hour.
    let money =
        times.map(|time| format::usd(Usd::from_pico(i128::from(time) * 80 * 1_000_000_000_000 / 3_600_000)));
    says(&page, id, &shown(id, &[("repair", "15min"), ("wage", "80")])).await;
    let table = page.table(id).await;
    let yours = table.iter().find(|row| row[0].contains("yours")).expect("a row of one’s own");
    assert_eq!(yours[4..], money, "{table:?}");
    for amount in money {
        page.until(&amount, &format!("{}.includes({})", text_of(id, ".answer"), quoted(&amount))).await;
    }
}

#[tokio::test]
async fn weights_decide_who_covers_more() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let id = "test-b";
    let list = data().checklist("test-b").expect("a list");
    let verdict = text_of(id, ".verdict-line");
    let delivered = |item: usize, model: usize| {
        list.items[item].values[model].value == showdown::data::Delivery::Delivered
    };
    let only = |model: usize| {
        let found =
            (0..list.items.len()).find(|item| delivered(*item, model) && !delivered(*item, 1 - model));
        &list.items[found.expect("something that only one delivered")]
    };
    let count = |model: usize| (0..list.items.len()).filter(|item| delivered(*item, model)).count();
    let [few, many] = if count(0) < count(1) { [0, 1] } else { [1, 0] };
    assert_ne!(count(few), count(many));
    let covers = |model: usize| {
        format!("{verdict}.includes({})", quoted(&format!("{} covers more", data().shorts()[model])))
    };
    page.until("more items count more", &covers(many)).await;

    // What the other one alone delivered counts five times.
    key_on(&page.control_in(id, "slider", &only(few).name).await, Key::End).await;
    page.until("weights count", &covers(few)).await;
    let all = list.items.len() + 4;
    let share = |parts: usize| format::percent(parts as i128, all as i128).expect("a share");
    let mut shares = [share(count(0)), share(count(1))];
    shares[few] = share(count(few) + 4);
    page.until_is(&large(id), json!(shares)).await;
    // A table that is folded away follows when nothing has changed for a while.
    let total = format!(
        "document.querySelectorAll('#{id} .frame > .numbers tbody tr')[{}].textContent.includes({})",
        list.items.len(),
        quoted(&shares[0])
    );
    page.until("the table follows", &total).await;
    let table = page.table(id).await;
    assert_eq!(table[list.items.len()][1..], [&shares[0][..], &shares[1], &all.to_string()]);

    // Nothing counts: no share of nothing.
    let nothing: Vec<String> = list.items.iter().map(|item| format!("w-{}=0", item.id)).collect();
    go(&page, &site, &format!("?{}", nothing.join("&"))).await;
    page.until("nothing counts", &format!("{verdict}.includes('All weights are 0')")).await;
}

#[tokio::test]
async fn a_step_shows_its_own_numbers_and_a_run_goes_through_all_steps() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let id = "secops";
    let steps = &data().agent("secops").expect("an agent").steps;
    let there = "[...document.querySelectorAll('#secops .field')].filter(e => e.checkVisibility()).map(e => e.querySelector('input')).map(e => (e.id || e.name).replace('secops-', ''))";
    for (place, step) in steps.iter().enumerate() {
        if place > 0 {
            key_on(&page.control_in(id, "radio", &steps[place - 1].short).await, Key::Right).await;
        }
        let own = ["in", "out", "claude", "gpt", "by"].map(|what| format!("{}-{what}", step.id));
        let keys: Vec<String> = ["book", "gate", "step"].map(String::from).into_iter().chain(own).collect();
        page.until_is(there, keys).await;
        let written = if place == 0 { json!([]) } else { json!([["step", step.id]]) };
        page.until_is(ADDRESS, written).await;
    }

    // Without motion both buttons go on by one scene; a run always tells the same.
    let play = showdown::figures::logic(id).and_then(|logic| logic.play).expect("a run");
    let status = "document.querySelector('#secops .player [role=status]').textContent";
    let chosen = "document.querySelector('#secops [name=secops-step]:checked').value";
    for (run, button) in [(1, "Next step"), (2, "Run once")] {
        let scenes = play(data(), &values(id, &[]), run);
        let seen: BTreeSet<u64> = scenes.iter().map(|scene| scene.change.1).collect();
        assert_eq!(seen.len(), steps.len(), "a run goes through all steps");
        for scene in &scenes {
            key_on(&page.control_in(id, "button", button).await, Key::Enter).await;
            page.until_is(status, scene.says.clone()).await;
            page.until_is(chosen, steps[scene.change.1 as usize].id.clone()).await;
        }
        let said: String = page.value(status).await;
        assert!(said.contains("The pull request contains a "), "{said}");
    }
    // The gate decides what gets out: none, and everything that is wrong does.
    key_on(&page.control_in(id, "slider", "Wrong patches the gate catches").await, Key::Home).await;
    let shown = shown(id, &[("gate", "0"), ("step", "submit")]);
    says(&page, id, &shown).await;
    assert!(shown.title.starts_with("The gate changes nothing"), "{}", shown.title);
}

#[tokio::test]
async fn ten_thousand_pages_an_hour_take_so_many_streams_whatever_efficient_means() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let id = "ui-throughput";
    let set = values(id, &[("pages", "10k")]);
    type_into(&page, id, "Pages an hour", "10,000").await;
    let plain = Tokens::new(set.of("page-out"));
    let meanings = [
        ("more pages", Efficiency::MorePages, "pages"),
        ("fewer tokens", Efficiency::FewerTokens, "tokens"),
        ("nothing beyond", Efficiency::Nothing, "speed"),
    ];
    for (place, (_, meaning, word)) in meanings.into_iter().enumerate() {
        if place > 0 {
            key_on(&page.control_in(id, "radio", meanings[place - 1].0).await, Key::Right).await;
        }
        let output = [plain, meaning.output(plain, set.of("efficiency"))];
        let needed = [0, 1].map(|model| {
            let speed = data().models[model].output_tokens_per_second;
            format::count(streams(10_000, output[model], speed).expect("a speed"), "stream", "streams")
        });
        page.until_is(&large(id), json!(needed)).await;
        says(&page, id, &shown(id, &[("pages", "10k"), ("means", word)])).await;
        // An hour costs as much as its pages.
        let book = &data().books[0];
        let costs = [0, 1].map(|model| {
            let usage =
                Usage { input: Tokens::new(set.of("page-in")), output: output[model], ..Usage::default() };
            let cost = book.listings[model].prices.cost(&usage, book.day(), &Context::STANDARD);
            format::usd_exact(cost.expect("a price").total * 10_000)
        });
        let table = page.table(id).await;
        assert_eq!(table[table.len() - 1][1..], costs, "{table:?}");
    }
}

#[tokio::test]
async fn prices_windows_and_ratios_stand_side_by_side_in_both_books() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let id = "economics";
    let table = page.table(id).await;
    let mut ratios = vec![];
    for (place, book) in data().books.iter().enumerate() {
        let rates = [0, 1].map(|model| {
            book.listings[model].prices.rates_on(book.day(), &Context::STANDARD, Workload::DEFAULT.prompt)
        });
        let [a, b] = book.listings.each_ref().map(|listing| listing.context_window);
        let cells = 1 + 3 * place..4 + 3 * place;
        let money = |name: &str, pair: [showdown::domain::UsdPerMillion; 2]| {
            let ratio = format::ratio(pair[0].micro().into(), pair[1].micro().into()).expect("a ratio");
            (name.to_owned(), [format::rate(pair[0]), format::rate(pair[1]), ratio])
        };
        let window = format::ratio(a.count().into(), b.count().into()).expect("a ratio");
        for (name, expected) in [
            money("Input", [rates[0].input, rates[1].input]),
            money("Output, per", [rates[0].output, rates[1].output]),
            ("Context window".to_owned(), [a.short(), b.short(), window]),
        ] {
            let row = table.iter().find(|row| row[0].starts_with(&name)).expect("a row for each measure");
            assert_eq!(row[cells.clone()], expected, "{name}, {}", book.id);
            if name == "Input" {
                // In words the dearer one comes first.
                let [a, b] = rates.map(|rates| i128::from(rates.input.micro()));
                ratios.push(format::ratio(a.max(b), a.min(b)).expect("a ratio"));
            }
        }
    }
    assert_eq!(page.value::<Vec<String>>(&large(id)).await, ratios);
    let text: String = page.value(&format!("document.getElementById({}).textContent", quoted(id))).await;
    assert!(ratios.iter().all(|ratio| text.contains(ratio)), "{ratios:?} in {text}");
    // No list gives a speed.
    let speed = table.iter().find(|row| row[0] == "Output speed").expect("a row");
    assert_eq!(speed[1..3], ["not given", "not given"]);
}

// ---- What can be taken away ----

/// A figure whose settings differ from the defaults, and another figure’s that do too.
pub const STATE: [(&str, &str); 2] = [("repair", "90s"), ("wage", "$80")];
const ID: &str = "repair-time";

/// The address of the page, or of a file, in that state.
fn in_state(site: &Site, file: &str, anchor: &str) -> String {
    site.url(&format!("{file}?repair=90s&wage=80{anchor}"))
}

/// Opens a figure’s menu, from the keyboard.
pub async fn open_menu(page: &Page, id: &str) {
    page.run(&format!("document.querySelector('#{id} .share summary').focus()")).await;
    page.press(Key::Enter).await;
    let open = format!("document.querySelector('#{id} .share-panel').checkVisibility()");
    page.until(&format!("the menu of {id} is open"), &open).await;
}

/// Chooses something in a figure’s open menu, from the keyboard.
pub async fn choose(page: &Page, id: &str, name: &str) {
    key_on(&page.control_in(id, "button", name).await, Key::Enter).await;
}

/// Waits until the menu says that.
pub async fn menu_says(page: &Page, id: &str, words: &str) {
    let status = format!("document.querySelector('#{id} .share-panel [role=status]').innerText");
    page.until_is(&status, words.to_owned()).await;
}

/// The page may use the clipboard.
pub async fn allow_clipboard(page: &Page, site: &Site) {
    let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
    let granted = json!({ "permissions": permissions, "origin": site.origin() });
    page.devtools("Browser.grantPermissions", granted).await;
    page.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
}

/// What is in the clipboard.
pub async fn clipboard(page: &Page) -> String {
    page.answer("navigator.clipboard.readText().then(arguments[0], error => arguments[0](String(error)))")
        .await
}

#[tokio::test]
async fn the_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for id in FIGURES {
        open_menu(&page, id).await;
        // From the first thing in it, too.
        for tabs in [0, 2] {
            for _ in 0..tabs {
                page.press(Key::Tab).await;
            }
            let within = format!(
                "document.activeElement.closest('.share') === document.querySelector('#{id} .share')"
            );
            assert!(page.value::<bool>(&within).await, "Tab goes through the menu of {id}");
            page.press(Key::Escape).await;
            let closed = format!("!document.querySelector('#{id} .share-panel').checkVisibility()");
            page.until(&format!("the menu of {id} is closed"), &closed).await;
            let back = format!("document.activeElement === document.querySelector('#{id} .share summary')");
            assert!(page.value::<bool>(&back).await, "the focus is back on the menu of {id}");
            if tabs == 0 {
                open_menu(&page, id).await;
            }
        }
        open_menu(&page, id).await;
        page.press(Key::Enter).await;
        let closed = format!("!document.querySelector('#{id} .share-panel').checkVisibility()");
        page.until(&format!("the menu of {id} is closed again"), &closed).await;
    }
}

#[tokio::test]
async fn a_copied_link_opens_in_the_state_of_its_figure_and_of_no_other() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    allow_clipboard(&page, &site).await;
    let link = in_state(&site, "", "#repair-time");
    // From the page, where other settings stand too, and from the figure alone.
    for from in
        ["?in=2M&repair=90s&wage=80&utm_source=mail#calculator", "embed/repair-time.html?repair=90s&wage=80"]
    {
        go(&page, &site, from).await;
        open_menu(&page, ID).await;
        choose(&page, ID, "Copy link to this state").await;
        menu_says(&page, ID, "Link copied.").await;
        assert_eq!(clipboard(&page).await, link, "from {from}");
        page.run("navigator.clipboard.writeText('')").await;
    }
    page.go(&link).await;
    page.ready().await;
    says(&page, ID, &shown(ID, &STATE)).await;
    says(&page, "calculator", &shown("calculator", &STATE)).await;
    says(&page, "secops", &shown("secops", &[])).await;
    let in_view = "(box => box.bottom > 0 && box.top < innerHeight)(document.getElementById('repair-time').getBoundingClientRect())";
    page.until("the figure is in view", in_view).await;
}

/// A clipboard that refuses, and a browser that has none. (The blank page before the page has none in any case.)
pub const NO_CLIPBOARD: [&str; 2] = [
    "if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
    "delete Navigator.prototype.clipboard",
];

#[tokio::test]
async fn without_a_clipboard_the_text_stands_there_to_be_copied_by_hand() {
    let site = Site::at_root();
    for script in NO_CLIPBOARD {
        let page = Visit::to(&site).at("?repair=90s&wage=80").watched_by(script).ready().await;
        open_menu(&page, ID).await;
        for (name, content) in [("Copy link to this state", in_state(&site, "", "#repair-time"))] {
            choose(&page, ID, name).await;
            menu_says(&page, ID, "The browser blocked copying. Select and copy this text:").await;
            let field = page.control_in(ID, "textbox", "Text to copy").await;
            let value = field.value().await.expect("an answer").unwrap_or_default();
            assert!(value.replace("&amp;", "&").starts_with(&content), "{value}");
            let selected = "(e => e.value.slice(e.selectionStart, e.selectionEnd))(document.querySelector('#repair-time textarea'))";
            assert_eq!(page.value::<String>(selected).await, value, "all of it is selected");
        }
        assert_eq!(page.complaints().await, [""; 0]);
    }
}

#[tokio::test]
async fn saved_files_hold_what_the_figure_shows() {
    let site = Site::at_root();
    let folder = tempfile::tempdir().expect("a folder");
    let page = Visit::to(&site).at("?in=2M&repair=90s&wage=80").ready().await;
    let path = folder.path().to_str().expect("a path");
    let behavior = json!({ "behavior": "allow", "downloadPath": path });
    page.devtools("Browser.setDownloadBehavior", behavior).await;
    let after = shown(ID, &STATE);
    let cited = expected::figure(ID).cited(data());
    let computed = "Computed from these and from the settings in the link:";
    let note = format!("Sources: {cited}. {computed} {}", in_state(&site, "", "#repair-time"));
    let plate = Plate { title: &after.title, picture: &*after.picture, sentence: &after.sentence, note };

    open_menu(&page, ID).await;
    choose(&page, ID, "Save as SVG").await;
    let svg = page.saved(&folder.path().join("showdown-repair-time.svg")).await;
    let svg = String::from_utf8(svg).expect("text");
    let parsed = format!(
        "(svg => [svg.documentElement.nodeName, svg.documentElement.textContent.replace(/\\s+/g, ' ')])\
         (new DOMParser().parseFromString({}, 'image/svg+xml'))",
        quoted(&svg)
    );
    let [root, text]: [String; 2] = page.value(&parsed).await;
    assert_eq!(root, "svg");
    // Lines are broken, and then words follow each other without a space.
    for word in after.title.split(' ').chain(plate.note.split(' ')) {
        assert!(text.contains(word), "“{word}” in {text}");
    }
    assert!(!svg.contains("var(--"), "colours are its own");

    for (width, layout) in [(1440, Layout::Wide), (360, Layout::Narrow)] {
        page.resize(width, 1.0).await;
        page.until_is("innerWidth", width).await;
        page.settled().await;
        let file = folder.path().join("showdown-repair-time.png");
        choose(&page, ID, "Save as PNG").await;
        let png = page.saved(&file).await;
        std::fs::remove_file(&file).expect("a file");
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes")) as i32;
        // The plate is counted in half pixels: two device pixels for each CSS pixel.
        assert_eq!([number(16), number(20)], [plate.width(layout), plate.height(layout)], "at {width} px");
    }

    choose(&page, ID, "Save numbers as CSV").await;
    menu_says(&page, ID, "Numbers saved.").await;
    let csv = page.saved(&folder.path().join("showdown-repair-time.csv")).await;
    assert_eq!(String::from_utf8(csv).expect("text"), after.table.csv());
    assert_eq!(page.table(ID).await, rows(&after.table));
}
