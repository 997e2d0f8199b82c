//! Figures in posts on somebody else's site, as elements: at their height, in the colours of the page around, in its hands
//! and the reader's.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::figures::{first_step, says};
use crate::support::expected::{FIGURES, shown};
use crate::support::post::{element, example, loader, post};
use crate::support::{Engine, Page, Site, Visit, quoted};

in_every_engine!(
    an_element_shows_its_figure_and_until_then_what_is_in_it,
    it_is_as_high_as_its_figure_whatever_happens,
    it_has_the_colours_of_the_page_around,
    the_page_around_sets_it_and_is_told_what_the_reader_sets,
    the_example_works_by_all_levels,
);

/// What the page around keeps of what it is told.
const TOLD: &str = "<script>
    window.told = [];
    for (const what of ['showdown-ready', 'showdown-state'])
        addEventListener(what, ({ type, target, detail }) => told.push([type, target.getAttribute('figure'), detail.state]));
</script>";
const INSTEAD: &str = "<a class=\"instead\" href=\"#\">a picture</a>";

async fn is_ready(page: &Page, count: usize) {
    let ready = format!(
        "[...document.querySelectorAll('showdown-figure')].filter(e => e.shadowRoot?.querySelector('.ready')).length === {count}"
    );
    page.until(&format!("{count} elements show their figures"), &ready).await;
}

async fn an_element_shows_its_figure_and_until_then_what_is_in_it(engine: Engine) {
    let figures = Site::at_root();
    figures.hold("*.wasm");
    let post = post("", &element(&figures, "test-a", "", INSTEAD));
    let page = Visit::to(&post).in_engine(engine).open().await;
    figures.has_sent(1, "test-a.html").await;
    assert_eq!(page.visible(".instead").await, 1, "until the figure answers");
    figures.release("*.wasm");
    is_ready(&page, 1).await;
    assert_eq!(page.visible(".instead").await, 0, "the figure is there");
    page.enter("showdown-figure").await;
    page.ready().await;
    says(&page, "test-a", &shown("test-a", &[])).await;
    page.leave_frame().await;
    assert_eq!(page.complaints().await, [""; 0]);
}

/// How much higher or lower the frame is than what is in it, and how much of that can't be seen without scrolling; seen
/// from the frame.
const MISFIT: &str = "[innerHeight - document.querySelector('main').getBoundingClientRect().height,
    document.scrollingElement.scrollHeight - innerHeight, document.scrollingElement.scrollWidth - innerWidth]";

/// Waits until the frame is as high as its figure: less than a pixel higher, and with nothing to scroll.
async fn fits(page: &Page, when: &str) {
    let fits = format!("(([gap, down, right]) => gap >= 0 && gap < 1 && down <= 0 && right <= 0)({MISFIT})");
    page.until(&format!("it fits {when}"), &fits).await;
}

async fn it_is_as_high_as_its_figure_whatever_happens(engine: Engine) {
    let figures = Site::at_root();
    let post = post("", &element(&figures, "repair-time", "", INSTEAD));
    let page = Visit::to(&post).in_engine(engine).open().await;
    is_ready(&page, 1).await;
    let height = "document.querySelector('showdown-figure').offsetHeight";
    page.enter("showdown-figure").await;
    fits(&page, "when it is there").await;
    page.leave_frame().await;
    let before: i64 = page.value(height).await;

    page.enter("showdown-figure").await;
    page.run("document.querySelector('.numbers').open = true").await;
    fits(&page, "when it has grown").await;
    page.leave_frame().await;
    assert!(page.value::<i64>(height).await > before + 50, "it has grown");
    page.enter("showdown-figure").await;
    page.run("document.querySelector('.numbers').open = false").await;
    fits(&page, "when it has shrunk").await;
    // A reader who has larger letters.
    page.run("document.documentElement.style.fontSize = '150%'").await;
    fits(&page, "with larger letters").await;
    page.run("document.documentElement.style.fontSize = ''").await;
    fits(&page, "with letters as before").await;
    page.leave_frame().await;
    assert_eq!(page.value::<i64>(height).await, before, "it is as it was");

    // A phone that is turned.
    for width in [390, 844] {
        page.resize(width, 1.0).await;
        page.enter("showdown-figure").await;
        fits(&page, &format!("in a window {width} px wide")).await;
        page.leave_frame().await;
    }
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_figure_above_the_reader_comes_alive_and_the_text_stays_where_it_is() {
    let figures = Site::at_root();
    figures.hold("*.wasm");
    let text: String =
        (0..60).map(|place| format!("<p id=\"p{place}\">Text that somebody reads.</p>")).collect();
    let figure = element(&figures, "calculator", "style=\"display:block;min-height:600px\"", INSTEAD);
    let post = post("", &[figure, text].concat());
    let page = Visit::to(&post).open().await;
    page.run("document.getElementById('p3').scrollIntoView()").await;
    let top = "document.getElementById('p3').getBoundingClientRect().top";
    let before: f64 = page.value(top).await;
    figures.release("*.wasm");
    is_ready(&page, 1).await;
    page.settled().await;
    let height: f64 = page.value("document.querySelector('showdown-figure').offsetHeight").await;
    assert!(height > 600.0, "it has its own height: {height}");
    let after: f64 = page.value(top).await;
    assert!((after - before).abs() < 1.0, "the text moves by {} px", after - before);
}

async fn it_has_the_colours_of_the_page_around(engine: Engine) {
    let figures = Site::at_root();
    let post = post("", &element(&figures, "test-a", "", ""));
    let page = Visit::to(&post).in_engine(engine).preferring("dark").open().await;
    is_ready(&page, 1).await;
    let theme = async |expected: &str, why: &str| {
        page.enter("showdown-figure").await;
        page.until(why, &format!("document.documentElement.dataset.theme === {}", quoted(expected))).await;
        let scheme = "getComputedStyle(document.documentElement).colorScheme";
        assert_eq!(page.value::<String>(scheme).await, expected, "{why}");
        assert!(page.value::<bool>("window.stays ??= true").await);
        page.leave_frame().await;
    };
    let stays = async || {
        page.enter("showdown-figure").await;
        assert!(page.value::<bool>("window.stays === true").await, "it was not loaded anew");
        page.leave_frame().await;
    };
    theme("dark", "the page follows the system").await;
    page.run("document.documentElement.style.colorScheme = 'light'").await;
    theme("light", "the page has become light").await;
    page.run("document.documentElement.style.colorScheme = 'normal'").await;
    theme("light", "a page that names no scheme is light").await;
    page.run("document.documentElement.style.colorScheme = 'dark'").await;
    theme("dark", "the page has become dark").await;
    page.run("document.querySelector('showdown-figure').setAttribute('theme', 'light')").await;
    theme("light", "it is asked for").await;
    page.run("document.querySelector('showdown-figure').removeAttribute('theme')").await;
    theme("dark", "it is asked for no more").await;
    stays().await;
    assert_eq!(figures.requests().iter().filter(|request| request.path.ends_with(".html")).count(), 1);
    assert_eq!(page.complaints().await, [""; 0]);
}

async fn the_page_around_sets_it_and_is_told_what_the_reader_sets(engine: Engine) {
    let (id, figures) = ("repair-time", Site::at_root());
    let content = [TOLD, &element(&figures, id, "state=\"repair=90s&amp;wage=80\"", "")].concat();
    let post = post("", &content);
    let page = Visit::to(&post).in_engine(engine).open().await;
    is_ready(&page, 1).await;
    let says_in_frame = async |state: &[(&str, &str)]| {
        page.enter("showdown-figure").await;
        says(&page, id, &shown(id, state)).await;
        let back: String = page.value("document.querySelector('.credit a').href").await;
        page.leave_frame().await;
        back
    };
    let back = says_in_frame(&[("repair", "90s"), ("wage", "80")]).await;
    assert_eq!(back, format!("{}?repair=90s&wage=80#{id}", figures.elsewhere()));

    // The page around sets it: as a property, and as an attribute.
    page.run("document.querySelector('showdown-figure').state = 'repair=2min'").await;
    page.until_is("told.at(-1)", json!(["showdown-state", id, "repair=2min"])).await;
    let back = says_in_frame(&[("repair", "2min")]).await;
    assert_eq!(back, format!("{}?repair=2min#{id}", figures.elsewhere()), "the way back follows");
    page.run("document.querySelector('showdown-figure').setAttribute('state', 'repair=never')").await;
    page.until_is("document.querySelector('showdown-figure').state", String::new()).await;
    says_in_frame(&[]).await;

    // And so does the reader.
    let (setting, written) = first_step(id).expect("a slider");
    page.enter("showdown-figure").await;
    // Each driver has a way of its own not to press a key in a frame from another site; keys are pressed in other tests.
    let step = "(e => { e.stepUp(); e.dispatchEvent(new Event('input', { bubbles: true })) })";
    page.run(&format!(
        "{step}(document.querySelector('.field:has(#{id}-{}) input[type=range]'))",
        setting.key
    ))
    .await;
    says(&page, id, &shown(id, &[(&setting.key, &written)])).await;
    page.leave_frame().await;
    let query = format!("{}={written}", setting.key);
    page.until_is("document.querySelector('showdown-figure').state", query.clone()).await;
    page.until_is("told.at(-1)", json!(["showdown-state", id, query])).await;

    // Removed and put back, it is as the reader left it.
    page.run("window.taken = document.querySelector('showdown-figure'); taken.remove(); document.querySelector('main').append(taken)").await;
    page.until_is("told.at(-1)[0]", "showdown-ready".to_owned()).await;
    is_ready(&page, 1).await;
    says_in_frame(&[(&setting.key, &written)]).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

async fn the_example_works_by_all_levels(engine: Engine) {
    let figures = Site::at_root();
    let post = example(&figures);
    let page = Visit::to(&post).in_engine(engine).open().await;
    let picture = "(e => e.complete && e.naturalWidth > 0)(document.querySelector('main > p img'))";
    page.until("the picture is there", picture).await;
    page.run("document.querySelector('iframe').scrollIntoView()").await;
    figures.has_sent(1, "showdown-*.wasm").await;
    page.enter("iframe").await;
    page.ready().await;
    says(&page, "repair-time", &shown("repair-time", &[("repair", "90s")])).await;
    page.leave_frame().await;
    page.run("document.querySelector('showdown-figure').scrollIntoView()").await;
    is_ready(&page, 1).await;
    page.run("document.querySelector('showdown-figure').state = 'in=5M'").await;
    page.until_is("document.querySelector('#state').value", "calculator: in=5M".to_owned()).await;
    assert_eq!(page.complaints().await, [""; 0]);

    // Where nothing inline and nothing unnamed is let in.
    page.go(&post.url("strict.html")).await;
    is_ready(&page, 1).await;
    page.enter("showdown-figure").await;
    says(&page, "test-a", &shown("test-a", &[])).await;
    fits(&page, "on a strict site").await;
    page.leave_frame().await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn every_figure_fits_its_frame_on_a_phone_and_on_a_desk() {
    let figures = Site::at_root();
    for width in [320, 1000] {
        let all: String = FIGURES
            .iter()
            .map(|id| format!("<showdown-figure id=\"{id}\" figure=\"{id}\"></showdown-figure>"))
            .collect();
        let post = post("", &[all, loader(&figures)].concat());
        let page = Visit::to(&post).wide(width).open().await;
        for (place, id) in FIGURES.iter().enumerate() {
            page.run(&format!("document.querySelector('#{id}').scrollIntoView()")).await;
            page.until(
                &format!("{id} is ready"),
                &format!("!!document.querySelector('#{id}').shadowRoot?.querySelector('.ready')"),
            )
            .await;
            page.enter(&format!("#{id}")).await;
            fits(&page, &format!("{id}, the {place}th, in a window {width} px wide")).await;
            page.leave_frame().await;
        }
        assert_eq!(page.complaints().await, [""; 0]);
    }
}

#[tokio::test]
async fn focus_goes_through_the_figure_and_on() {
    let figures = Site::at_root();
    let post = post("", &element(&figures, "test-a", "", ""));
    let page = Visit::to(&post).open().await;
    is_ready(&page, 1).await;
    page.run("document.querySelector('#before').focus()").await;
    let at = "document.activeElement.id || document.activeElement.localName";
    page.press(Key::Tab).await;
    page.until_is(at, "showdown-figure".to_owned()).await;
    page.enter("showdown-figure").await;
    page.until(
        "the focus is on the first thing that can be used",
        "document.activeElement.matches('.share summary')",
    )
    .await;
    page.leave_frame().await;
    for _ in 0..20 {
        page.press(Key::Tab).await;
        if page.value::<String>(at).await == "after" {
            break;
        }
    }
    assert_eq!(page.value::<String>(at).await, "after", "it comes out again");
    // And into it by a script of the page around.
    page.run("document.querySelector('showdown-figure').focus()").await;
    page.until_is(at, "showdown-figure".to_owned()).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn an_element_that_a_script_makes_works_before_and_after_it_is_defined() {
    let figures = Site::at_root();
    let make = "<script>
        const early = document.createElement('showdown-figure');
        early.setAttribute('figure', 'repair-time');
        early.state = 'repair=90s';
        document.querySelector('main').append(early);
    </script>";
    let post = post("", &[make, &loader(&figures)].concat());
    let page = Visit::to(&post).open().await;
    is_ready(&page, 1).await;
    page.enter("showdown-figure").await;
    says(&page, "repair-time", &shown("repair-time", &[("repair", "90s")])).await;
    page.leave_frame().await;
    // Another figure in the same element, and a second element.
    page.run("early.state = ''; early.setAttribute('figure', 'test-b')").await;
    page.run("document.querySelector('main').append(Object.assign(new (customElements.get('showdown-figure'))(), { id: 'late' })); document.querySelector('#late').setAttribute('figure', 'economics'); document.querySelector('main').append(document.querySelector('#late'))").await;
    page.run("document.querySelector('#late').scrollIntoView()").await;
    for (selector, id) in [("showdown-figure", "test-b"), ("#late", "economics")] {
        let ready = format!("!!document.querySelector('{selector}').shadowRoot.querySelector('.ready')");
        page.until(&format!("{id} is there"), &ready).await;
        page.enter(selector).await;
        page.arrived().await;
        page.ready().await;
        says(&page, id, &shown(id, &[])).await;
        page.leave_frame().await;
    }
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn where_the_height_is_given_nothing_below_moves() {
    let figures = Site::at_root();
    let plain = post("", &element(&figures, "test-a", "", ""));
    let page = Visit::to(&plain).open().await;
    is_ready(&page, 1).await;
    let [width, height]: [i64; 2] =
        page.value("(e => [e.offsetWidth, e.offsetHeight])(document.querySelector('showdown-figure'))").await;
    // The slow case: the post is on screen before the script that defines the element arrives.
    let late = format!(
        "<script>
            window.shifts = [];
            new PerformanceObserver(list => shifts.push(...list.getEntries().map(e => e.value)))
                .observe({{ type: 'layout-shift', buffered: true }});
            const load = () => document.head.append(Object.assign(document.createElement('script'), {{ type: 'module', src: '{}embed.js' }}));
            requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(load)));
        </script>",
        figures.elsewhere()
    );
    for (given, moves) in [
        (format!("min-height:{height}px"), false),
        (format!("height:{height}px"), false),
        (format!("aspect-ratio:{width}/{height}"), false),
        (String::new(), true),
    ] {
        let figure =
            format!("<showdown-figure figure=\"test-a\" style=\"display:block;{given}\"></showdown-figure>");
        let post = post("", &[figure, late.clone()].concat());
        page.go(&post.url("")).await;
        is_ready(&page, 1).await;
        page.settled().await;
        assert_eq!(page.value::<i64>("document.querySelector('showdown-figure').offsetHeight").await, height);
        let moved = page.value::<f64>("shifts.reduce((a, b) => a + b, 0)").await > 0.0;
        assert_eq!(moved, moves, "given: {given}");
    }
}
