//! Without scripts: the page is complete, and says what it can't do.

use showdown::domain::{format, quantity, workload};

use crate::support::expected::{self, FIGURES, MONTH, data};
use crate::support::{Page, Site, Visit};

/// The article's parts, and what follows them.
const SECTIONS: [&str; 7] = ["part-1", "part-2", "part-3", "part-4", "part-5", "conclusion", "ledger"];

#[tokio::test]
async fn the_whole_article_is_there() {
    let site = Site::at_root();
    let page = Visit::to(&site).without_scripts().open().await;
    is_whole(&page).await;
    assert_eq!(page.texts("h1").await, [expected::file()["page"]["title"].as_str().expect("a title")]);
}

/// That text, drawings, tables and results are all there. Also of a page whose program did not start.
pub async fn is_whole(page: &Page) {
    for section in SECTIONS {
        assert_eq!(page.visible(&format!("h2#{section}")).await, 1, "heading of {section}");
    }
    let claims = expected::file()["claims"].as_array().expect("claims").len();
    assert!(claims > 50, "{claims} claims");
    assert_eq!(page.visible("[id^='claim-']").await, claims, "entries in the ledger");
    page.unfold(".drawing").await;
    for id in FIGURES {
        assert_eq!(page.visible(&format!("#{id} .figure-title")).await, 1, "title of {id}");
        page.until_visible(&format!("#{id} :is(svg, canvas)"), expected::drawings(id)).await;
        assert_eq!(page.visible(&format!("#{id} .sentence")).await, 1, "sentence of {id}");
        assert_eq!(page.visible(&format!("#{id} .frame > .numbers summary")).await, 1, "table of {id}");
    }
    let calculator = page.text("#calculator").await;
    for amount in data().books.iter().flat_map(|book| expected::totals(&book.id, MONTH)) {
        assert!(calculator.contains(&amount), "{amount} in the calculator: {calculator}");
    }
}

#[tokio::test]
async fn each_figure_shows_one_drawing_made_for_the_width() {
    let site = Site::at_root();
    let page = Visit::to(&site).without_scripts().open().await;
    page.unfold(".drawing").await;
    let mut shapes = vec![];
    for width in [360, 1440] {
        page.resize(width, 1.0).await;
        page.until_is("innerWidth", width).await;
        for id in FIGURES {
            let svg = format!("#{id} svg");
            assert_eq!(page.visible(&svg).await, expected::drawings(id), "drawings of {id} at {width} px");
            let shape = format!(
                "[...document.querySelectorAll('{svg}')].filter(e => e.checkVisibility()).map(e => e.getAttribute('viewBox'))"
            );
            shapes.push(page.value::<Vec<String>>(&shape).await);
        }
    }
    let (narrow, wide) = shapes.split_at(FIGURES.len());
    for (id, (narrow, wide)) in FIGURES.iter().zip(narrow.iter().zip(wide)) {
        assert_ne!(narrow, wide, "a phone has a drawing of its own of {id}");
    }
}

#[tokio::test]
async fn the_drawings_name_their_numbers() {
    let site = Site::at_root();
    let page = Visit::to(&site).without_scripts().wide(360).open().await;
    let labels = "[...document.querySelectorAll('#ID svg')].find(e => e.checkVisibility()).textContent";
    let test_a: String = page.value(&labels.replace("ID", "test-a")).await;
    for measure in &data().benchmark("test-a").expect("Test A").measures {
        for value in &measure.values {
            let amount = quantity(value.value, measure.unit);
            assert!(test_a.contains(&amount), "{amount} in {test_a}");
        }
    }
    let calculator: String = page.value(&labels.replace("ID", "calculator")).await;
    for bill in expected::bills("list", MONTH) {
        let amount = format::usd(bill.total);
        assert!(calculator.contains(&amount), "{amount} in {calculator}");
    }
}

#[tokio::test]
async fn the_tables_open_and_show_the_same_numbers() {
    let site = Site::at_root();
    let page = Visit::to(&site).without_scripts().open().await;
    for id in FIGURES {
        assert_eq!(page.visible(&format!("#{id} table")).await, 0, "the table of {id} is folded");
        page.click(&format!("#{id} .frame > .numbers summary")).await;
        assert_eq!(page.visible(&format!("#{id} table")).await, 1, "the table of {id} opens");
    }

    let test_a = page.table("test-a").await;
    for measure in &data().benchmark("test-a").expect("Test A").measures {
        let row = test_a.iter().find(|row| row[0] == measure.name).expect("a row for each measure");
        for (value, cell) in measure.values.iter().zip(&row[1..]) {
            let amount = quantity(value.value, measure.unit);
            assert!(cell.starts_with(&amount), "{}: {amount} in {cell}", measure.name);
        }
    }

    let calculator = page.table("calculator").await;
    for (model, bill) in data().models.iter().zip(expected::bills("list", MONTH)) {
        for line in &bill.lines {
            let row = calculator
                .iter()
                .find(|row| row[0].starts_with(&model.short) && row[0].ends_with(line.kind.name()))
                .expect("a row for each line");
            let working = [line.tokens.to_string(), format::rate(line.rate), format::usd_exact(line.amount)];
            assert_eq!(row[1..4], working, "{}", row[0]);
        }
        let sums = [bill.total, workload::per_year(bill.total)].map(format::usd_exact);
        for sum in sums {
            let found = calculator.iter().any(|row| row[0].starts_with(&model.short) && row.contains(&sum));
            assert!(found, "{}: {sum} in {calculator:?}", model.name);
        }
        let seconds = workload::generation_time(MONTH.output, model.output_tokens_per_second);
        let time = format::duration(seconds.expect("a speed"));
        assert!(page.text("#calculator").await.contains(&time), "{}: {time}", model.name);
    }
}

#[tokio::test]
async fn what_needs_scripts_is_not_shown_but_named() {
    let site = Site::at_root();
    let page = Visit::to(&site).without_scripts().open().await;
    for dead in
        ["input", "label", "button", "select", "textarea", "canvas", "[role=application]", ".app-note"]
    {
        assert_eq!(page.visible(dead).await, 0, "`{dead}` is dead without scripts");
    }
    for id in FIGURES {
        let line = format!("#{id} .needs-scripts");
        assert_eq!(page.visible(&line).await, 1, "what {id} can’t do is named");
        assert!(page.text(&line).await.contains("JavaScript"), "{id}");
    }
}
