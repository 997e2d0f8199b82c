//! Listening to the article: with a voice of the browser, whatever it fails to do, or with the recording that the site has.
//!
//! The voices are scripted (`support/speech.js`): a machine that tests has none. The recording is a real one.

use serde_json::{Value, json};
use showdown::figures::REGISTRY;
use showdown::narration::{estimate, spoken};
use thirtyfour::prelude::*;

use crate::support::expected::{self, FIGURES};
use crate::support::{Page, Site, Visit, quoted};

pub const SPEECH: &str = include_str!("support/speech.js");
/// The same, with its voices there from the beginning.
pub const VOICES: &str =
    concat!(include_str!("support/speech.js"), ";speechSynthesis.list = speechSynthesis.all;");
/// A browser that has no speech.
const NONE: &str = "Object.defineProperty(window, 'speechSynthesis', { value: undefined });";

const SAID: &str = "speechSynthesis.log.said";
const STATE: &str = "document.querySelector('#listen').dataset.state";
const STATUS: &str = "document.querySelector('.listen-status').textContent";
/// What is highlighted.
const MARKED: &str = "[...document.querySelectorAll('.is-said')].map(e => e.textContent)";

async fn visit(site: &Site, script: &'static str) -> Page {
    Visit::to(site).watched_by(script).ready().await
}

/// What the voice is saying now.
async fn is_saying(page: &Page, text: &str) {
    page.until_is(&format!("speechSynthesis.speaking ? {SAID}.at(-1) : ''"), text.to_owned()).await;
}

/// What was said ends.
async fn end(page: &Page) {
    page.run("speechSynthesis.end()").await;
}

async fn act(page: &Page, name: &str) {
    let button = page.control("button", name).await;
    // The page's header lies over what is scrolled below it.
    page.run("document.querySelector('#listen').scrollIntoView({ block: 'center' })").await;
    button.click().await.unwrap_or_else(|error| panic!("{name}: {error}"));
}

fn title() -> String {
    expected::file()["page"]["title"].as_str().expect("a title").to_owned()
}

fn summary() -> String {
    expected::file()["page"]["summary"].as_str().expect("a summary").to_owned()
}

#[tokio::test]
async fn it_reads_sentence_by_sentence_and_shows_which() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    assert_eq!(page.value::<Vec<String>>(MARKED).await, [""; 0]);
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    assert_eq!(page.value::<Vec<String>>(MARKED).await, [title()]);
    end(&page).await;
    is_saying(&page, &summary()).await;
    assert_eq!(page.value::<Vec<String>>(MARKED).await, [summary()]);

    // Pausing forgets what is being said; going on begins the sentence again.
    act(&page, "Pause").await;
    page.until_is("speechSynthesis.speaking", false).await;
    assert_eq!(page.value::<String>(STATE).await, "paused");
    act(&page, "Resume").await;
    page.until_is(SAID, [title(), summary(), summary()].to_vec()).await;
    act(&page, "Stop").await;
    page.until_is("speechSynthesis.speaking", false).await;
    assert_eq!(page.value::<Vec<String>>(MARKED).await, [""; 0]);
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn it_reads_the_article_to_its_end_figures_by_their_sentence_and_nothing_around_it() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    page.run("speechSynthesis.faults.ends = true").await;
    act(&page, "Listen to this article").await;
    page.until_is(STATE, "finished".to_owned()).await;
    let said: Vec<String> = page.value(SAID).await;
    let whole = said.join(" ");
    for heading in page.each::<String>(".prose :is(h2, h3)", "e => e.firstElementChild.textContent").await {
        assert!(said.contains(&spoken(&heading)), "{heading}");
    }
    for (place, id) in FIGURES.iter().enumerate() {
        let sentence = page.text(&format!("#{id} .sentence")).await;
        let said = spoken(&format!("Figure {}. {sentence}", place + 1));
        assert!(whole.contains(&said), "{said}");
    }
    let captions: Vec<String> = page.each(".prose caption", "e => e.textContent").await;
    assert_eq!(captions.len(), 2);
    for caption in &captions {
        assert!(whole.contains(&spoken(caption)), "{caption}");
    }
    // Cells, menus, buttons, the ledger, ornaments.
    for silent in ["cd ..", "ls ./menu", "Copy link", "not given", "unconfirmed", "🌑", "Explained which"] {
        assert!(!whole.contains(silent), "{silent}");
    }
    assert_eq!(page.value::<String>(STATUS).await, "End of the article. The ledger is not read aloud.");
    page.run("scrollTo(0, 0)").await;
    act(&page, "Listen again").await;
    page.until(
        "it begins anew",
        &format!("{SAID}.filter(said => said === {}).length === 2", quoted(&title())),
    )
    .await;
}

#[tokio::test]
async fn no_piece_takes_fifteen_seconds_at_any_speed() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    page.run("speechSynthesis.faults.ends = true").await;
    page.run("document.querySelector('.listen-more').open = true").await;
    let speed = page.element(".listen-speed").await;
    for (option, share) in [("0.75×", 0.75), ("1×", 1.0), ("2×", 2.0)] {
        speed.send_keys(option).await.expect("a choice");
        page.run("speechSynthesis.log.said.length = speechSynthesis.log.rates.length = 0").await;
        page.click(".listen-play").await;
        page.until_is(STATE, "finished".to_owned()).await;
        let said: Vec<String> = page.value(SAID).await;
        let longest = said.iter().map(|piece| estimate(piece) / share).fold(0.0, f64::max);
        assert!(longest < 15.0, "{option}: {longest}");
        assert!(said.iter().all(|piece| piece.chars().count() <= 200), "{option}");
        let rates: Vec<f64> = page.value("[...new Set(speechSynthesis.log.rates)]").await;
        assert_eq!(rates, [share], "{option}");
    }
}

#[tokio::test]
async fn sentences_and_sections_are_reached_by_button_key_and_click() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    let first = "What counts is specialized work: software architecture with high stakes, and the orchestration of autonomous agents.";
    let first_part: String = page.value("document.querySelector('#in-short [data-say]').textContent").await;
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    act(&page, "Next sentence").await;
    is_saying(&page, &summary()).await;
    act(&page, "Next section").await;
    is_saying(&page, &first_part).await;
    act(&page, "Previous section").await;
    is_saying(&page, &title()).await;

    page.run("document.querySelector('.listen-player').focus()").await;
    page.press(Key::Right).await;
    is_saying(&page, &summary()).await;
    page.press(Key::Down).await;
    is_saying(&page, &first_part).await;
    page.press(Key::Left).await;
    page.press(Key::Up).await;
    is_saying(&page, &title()).await;
    let scrolled: f64 = page.value("scrollY").await;
    page.press(Key::Space).await;
    page.until_is(STATE, "paused".to_owned()).await;
    page.press(Key::Space).await;
    page.until_is(STATE, "playing".to_owned()).await;
    assert_eq!(page.value::<f64>("scrollY").await, scrolled, "space plays, and scrolls nothing");

    let find = format!(
        "[...document.querySelectorAll('[data-say]')].find(e => e.textContent.startsWith({}))",
        quoted(&first[..20])
    );
    page.run(&format!("{find}.scrollIntoView({{ block: 'center' }})")).await;
    // Not on its link: that leads to the ledger.
    let [x, y]: [f64; 2] =
        page.value(&format!("(r => [r.left + 4, r.top + 8])({find}.getClientRects()[0])")).await;
    page.click_at(x, y).await;
    is_saying(&page, first).await;
}

#[tokio::test]
async fn a_click_on_the_text_reads_nothing_while_nobody_listens() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    page.click(".pull").await;
    page.settled().await;
    assert_eq!(page.value::<Vec<String>>(SAID).await, [""; 0]);
    // But where the article speaks of the voice, a button does.
    act(&page, "Listen from here").await;
    let heading: String = page.value("document.querySelector('#part-5 [data-say]').textContent").await;
    is_saying(&page, &heading).await;
}

#[tokio::test]
async fn the_voice_is_one_of_the_article_s_language_a_deep_one_of_this_device_and_what_is_chosen_stays() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    let offered = "[...document.querySelectorAll('.listen-voice option')].map(e => e.textContent)";
    assert_eq!(
        page.value::<Vec<String>>(offered).await,
        ["Daniel, deep", "Samantha", "Guy Online, deep, online"]
    );
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    assert_eq!(page.value::<Vec<String>>("speechSynthesis.log.voices").await, ["Daniel/en-GB"]);
    page.run("document.querySelector('.listen-more').open = true").await;
    page.element(".listen-voice").await.send_keys("Sam").await.expect("a choice");
    page.until_is(
        "speechSynthesis.log.voices",
        ["Daniel/en-GB", "Samantha/en_US"].map(str::to_owned).to_vec(),
    )
    .await;
    page.element(".listen-speed").await.send_keys("1.5").await.expect("a choice");
    page.until_is("speechSynthesis.log.rates.at(-1)", 1.5).await;
    page.click(".listen-follow").await;

    page.reload().await;
    page.ready().await;
    let set = "['voice', 'speed'].map(name => document.querySelector('.listen-' + name).value)";
    assert_eq!(page.value::<Vec<String>>(set).await, ["Samantha/en_US en_US", "150"]);
    assert!(!page.value::<bool>("document.querySelector('.listen-follow input').checked").await);
}

#[tokio::test]
async fn what_is_read_stays_in_view_if_the_reader_wishes() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    let seen = "(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector('.is-said').getBoundingClientRect())";
    act(&page, "Listen to this article").await;
    act(&page, "Next section").await;
    page.until_is(seen, true).await;
    page.run("document.querySelector('.listen-more').open = true").await;
    page.click(".listen-follow").await;
    // What has begun to scroll comes to rest.
    page.answer::<f64>(
        "const done = arguments[0]; let last = -1, still = 0;
             const look = () => {
                 still = scrollY === last ? still + 1 : 0;
                 last = scrollY;
                 if (still > 10) done(last); else requestAnimationFrame(look);
             };
             look();",
    )
    .await;
    // The player is lower again at the end, and what is looked at stays where it is, to the pixel or so.
    let place = "document.querySelector('#part-1').getBoundingClientRect().top";
    let before: f64 = page.value(place).await;
    page.run("speechSynthesis.faults.ends = true; speechSynthesis.end()").await;
    page.until_is(STATE, "finished".to_owned()).await;
    let moved = page.value::<f64>(place).await - before;
    assert!(moved.abs() < 2.0, "it does not move by itself: {moved}");
}

#[tokio::test]
async fn who_looks_at_something_else_is_left_there() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    page.run("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 3000)").await;
    end(&page).await;
    is_saying(&page, &summary()).await;
    page.settled().await;
    assert_eq!(page.value::<f64>("scrollY").await, 3000.0);
    // Who steps, sees where to; also while nothing is read.
    act(&page, "Pause").await;
    page.run("document.querySelector('.listen-player').focus({ preventScroll: true })").await;
    page.press(Key::Down).await;
    let seen = "(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector('.is-said').getBoundingClientRect())";
    page.until_is(seen, true).await;
}

#[tokio::test]
async fn a_figure_is_read_as_it_is_set_now() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?repair=90s").watched_by(VOICES).ready().await;
    let sentence: String = page.value("document.querySelector('#repair-time .sentence').textContent").await;
    page.run("speechSynthesis.faults.ends = true").await;
    act(&page, "Listen to this article").await;
    page.until_is(STATE, "finished".to_owned()).await;
    let whole = page.value::<Vec<String>>(SAID).await.join(" ");
    assert!(whole.contains(&spoken(&sentence)), "{sentence}");
}

// ---- What voices fail to do ----

#[tokio::test]
async fn voices_may_come_late_and_silently() {
    let site = Site::at_root();
    for told in [true, false] {
        let page = visit(&site, SPEECH).await;
        act(&page, "Listen to this article").await;
        page.until_is(STATE, "searching".to_owned()).await;
        page.run(&format!("speechSynthesis.arrive(speechSynthesis.all, {told})")).await;
        is_saying(&page, &title()).await;
    }
}

#[tokio::test]
async fn a_device_without_a_voice_is_told_so_and_one_that_gets_one_reads() {
    let site = Site::at_root();
    let page = visit(&site, SPEECH).await;
    assert_eq!(page.value::<String>(STATUS).await, "", "nobody has asked");
    act(&page, "Listen to this article").await;
    page.until_is(STATE, "searching".to_owned()).await;
    page.until_is(STATE, "voiceless".to_owned()).await;
    assert!(page.value::<String>(STATUS).await.starts_with("This device has no voice for English."));
    // Nothing pretends to read.
    page.run("document.querySelector('.listen-player').focus()").await;
    page.press(Key::Right).await;
    assert_eq!(page.value::<String>(STATE).await, "voiceless");
    // One of another language is none.
    page.run("speechSynthesis.arrive([speechSynthesis.all[0]])").await;
    page.settled().await;
    assert_eq!(page.value::<String>(STATE).await, "voiceless");
    page.run("speechSynthesis.arrive()").await;
    page.until_is(STATE, "idle".to_owned()).await;
    assert_eq!(page.value::<String>(STATUS).await, "");
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
}

#[tokio::test]
async fn a_browser_without_speech_says_so_and_shows_no_dead_player() {
    let site = Site::at_root();
    let page = visit(&site, NONE).await;
    assert_eq!(page.value::<String>(STATUS).await, "This browser cannot read aloud: it has no speech.");
    assert_eq!(page.visible("#listen :is(button, select, summary), .listen-here").await, 0);
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_voice_that_never_tells_that_it_has_ended_is_not_waited_for() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    page.run("speechSynthesis.faults.mute = true").await;
    act(&page, "Listen to this article").await;
    page.until(
        "it goes on",
        &format!(
            "JSON.stringify({SAID}.slice(0, 2)) === {}",
            quoted(&json!([title(), summary()]).to_string())
        ),
    )
    .await;
}

#[tokio::test]
async fn a_voice_that_falls_silent_and_says_that_it_speaks_is_asked_again() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    page.run("speechSynthesis.faults.stuck = 1").await;
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    page.until_is(SAID, [title(), title()].to_vec()).await;
    // One at a time, and now it works.
    assert_eq!(page.value::<u32>("speechSynthesis.log.atOnce").await, 1);
    end(&page).await;
    is_saying(&page, &summary()).await;
}

#[tokio::test]
async fn what_the_browser_forgets_before_it_is_begun_is_said_again() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    page.run("speechSynthesis.faults.dropped = 1").await;
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
}

#[tokio::test]
async fn a_voice_that_is_gone_and_voices_of_one_name_are_told_apart() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    let of = |names: &str| {
        format!(
            "speechSynthesis.arrive([{names}].map(([name, lang]) => ({{ name, lang, localService: true, voiceURI: lang + name }})))"
        )
    };
    page.run(&of("['Anna', 'de-DE'], ['Anna', 'en-US'], ['Anna', 'en-GB']")).await;
    let offered = "[...document.querySelectorAll('.listen-voice option')].map(e => e.textContent)";
    page.until_is(offered, ["Anna en-US", "Anna en-GB"].map(str::to_owned).to_vec()).await;
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    assert_eq!(page.value::<Vec<String>>("speechSynthesis.log.voices").await, ["en-USAnna"]);
    // Another voice takes its place at once, and with none nothing is said.
    page.run(&of("['Anna', 'en-GB']")).await;
    page.until_is("speechSynthesis.log.voices.at(-1)", "en-GBAnna".to_owned()).await;
    is_saying(&page, &title()).await;
    page.run(&of("['Anna', 'de-DE']")).await;
    page.until_is(STATE, "voiceless".to_owned()).await;
    assert!(!page.value::<bool>("speechSynthesis.speaking").await);
}

#[tokio::test]
async fn an_online_voice_is_chosen_by_the_reader_alone_and_is_not_told_what_they_have_set() {
    let site = Site::at_root();
    // A figure that is interactive before the player is, too.
    for address in ["?repair=90s", "?repair=90s#repair-time"] {
        let page = Visit::to(&site).at(address).watched_by(SPEECH).ready().await;
        an_online_voice_is_asked_for(&page).await;
    }
}

async fn an_online_voice_is_asked_for(page: &Page) {
    page.run("speechSynthesis.arrive([speechSynthesis.all[1]])").await;
    act(page, "Listen to this article").await;
    page.until_is(STATE, "idle".to_owned()).await;
    assert!(page.value::<String>(STATUS).await.contains("choose one to go on"));
    assert_eq!(page.value::<Vec<String>>(SAID).await, [""; 0]);
    page.element(".listen-voice").await.send_keys("Guy").await.expect("a choice");
    page.until_is("document.querySelector('.listen-section').textContent", "read online".to_owned()).await;
    page.run("speechSynthesis.faults.ends = true").await;
    act(page, "Listen to this article").await;
    page.until_is(STATE, "finished".to_owned()).await;
    let whole = page.value::<Vec<String>>(SAID).await.join(" ");
    // The figure that has been set, and those around it.
    let place = REGISTRY.iter().position(|figure| figure.id == "repair-time").expect("the figure");
    let is_said = |number: usize| whole.contains(&format!("Figure {number}."));
    assert!(is_said(place) && is_said(place + 2), "{whole}");
    assert!(!is_said(place + 1), "it has been set");
}

#[tokio::test]
async fn an_interruption_and_a_failure_are_told_and_nothing_is_lost() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    end(&page).await;
    is_saying(&page, &summary()).await;
    // Another page that uses the same voice forgets what was to be said.
    page.run("speechSynthesis.cancel()").await;
    page.until_is(STATE, "paused".to_owned()).await;
    assert!(page.value::<String>(STATUS).await.starts_with("Something else on this device took the voice."));
    act(&page, "Resume").await;
    is_saying(&page, &summary()).await;
    assert_eq!(page.value::<String>(STATUS).await, "");

    page.run("speechSynthesis.faults.error = 'network'").await;
    act(&page, "Next sentence").await;
    page.until_is(STATE, "paused".to_owned()).await;
    assert!(page.value::<String>(STATUS).await.contains("(network)"));
    act(&page, "Resume").await;
    page.until_is(STATE, "playing".to_owned()).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn it_falls_silent_when_the_page_is_left_or_another_one_begins_to_read() {
    let site = Site::at_root();
    let page = visit(&site, VOICES).await;
    act(&page, "Listen to this article").await;
    is_saying(&page, &title()).await;
    page.run(
        "const other = document.createElement('iframe'); other.src = 'favicon.svg'; other.onload = () => other.contentWindow.localStorage.setItem('showdown-reading', 'now'); document.body.append(other)",
    )
    .await;
    page.until_is(STATE, "paused".to_owned()).await;
    assert!(!page.value::<bool>("speechSynthesis.speaking").await);

    act(&page, "Resume").await;
    is_saying(&page, &title()).await;
    let before: u32 = page.value("speechSynthesis.log.hushed").await;
    page.set_out(&site.url("data/showdown.json")).await;
    page.until("the page is left", "location.pathname.endsWith('.json')").await;
    let hushed: Value = page.value("sessionStorage.getItem('hushed')").await;
    assert_eq!(hushed, json!((before + 1).to_string()));
}

#[tokio::test]
async fn without_scripts_there_is_no_player_that_does_nothing() {
    let site = Site::at_root();
    let page = Visit::to(&site).without_scripts().open().await;
    assert_eq!(page.visible("#listen :is(button, select, summary, audio), .listen-here").await, 0);
}

// ---- The recording ----

const AUDIO: &str = "document.querySelector('#listen audio')";

/// The sentence that is said at that second, by the timings beside the recording.
async fn said_at(page: &Page, site: &Site, second: f64) -> (usize, Value) {
    let timings = page.fetch(&site.url("narration/narration.json")).await;
    let sentences = timings["sentences"].as_array().expect("sentences").clone();
    let place =
        sentences.iter().rposition(|said| said["start"].as_f64() <= Some(second)).expect("a sentence");
    (place, sentences[place].clone())
}

/// The place among all sentences of the one that is highlighted.
const PLACE: &str =
    "[...document.querySelectorAll('main [data-say]')].findIndex(e => e.classList.contains('is-said'))";

#[tokio::test]
async fn a_recording_is_played_and_the_highlight_follows_its_timings() {
    let site = Site::narrated();
    let page = visit(&site, VOICES).await;
    act(&page, "Listen to this article").await;
    page.until("it plays", &format!("{AUDIO}.currentTime > 0 && !{AUDIO}.paused")).await;
    page.until_is(PLACE, 0).await;
    // By itself from one sentence to the next, four times as fast as it can be set: what is highlighted is what is said.
    page.run(&format!("{AUDIO}.playbackRate = 8")).await;
    for _ in 0..3 {
        let place: usize = page.value(PLACE).await;
        page.until("another sentence is highlighted", &format!("{PLACE} > {place}")).await;
        let [place, time]: [f64; 2] = page.value(&format!("[{PLACE}, {AUDIO}.currentTime]")).await;
        let (now, _) = said_at(&page, &site, time + 0.05).await;
        let (before, _) = said_at(&page, &site, time - 0.25 * 8.0).await;
        assert!((before..=now).contains(&(place as usize)), "{place} at {time}: {before} to {now}");
    }
    assert_eq!(page.value::<Vec<String>>(SAID).await, [""; 0], "never two voices");

    // Seeking, from the device and in the player.
    page.run(&format!("{AUDIO}.playbackRate = 1; {AUDIO}.currentTime = 100")).await;
    let (place, said) = said_at(&page, &site, 100.0).await;
    page.until_is(PLACE, place).await;
    act(&page, "Next sentence").await;
    page.until_is(PLACE, place + 1).await;
    let end = said["end"].as_f64().expect("an end");
    page.until("it plays from there", &format!("{AUDIO}.currentTime >= {end} && !{AUDIO}.seeking")).await;
    act(&page, "Pause").await;
    page.until_is(&format!("{AUDIO}.paused"), true).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_recording_that_can_not_be_played_says_so_and_is_fetched_anew() {
    let site = Site::narrated();
    // Before the click of a reader a browser may refuse; a host may fail.
    const REFUSING: &str = "const play = HTMLMediaElement.prototype.play; window.refusing = true;
        HTMLMediaElement.prototype.play = function () {
            return refusing ? Promise.reject(new DOMException('no', 'NotAllowedError')) : play.call(this);
        };";
    let page = visit(&site, REFUSING).await;
    act(&page, "Listen to this article").await;
    page.until_is(STATE, "paused".to_owned()).await;
    assert!(page.value::<String>(STATUS).await.starts_with("The recording can’t be played."));
    page.run("refusing = false").await;
    let source: String = page.value(&format!("{AUDIO}.getAttribute('src')")).await;
    page.run(&format!("{AUDIO}.src = 'narration/gone.mp3'")).await;
    act(&page, "Resume").await;
    page.until_is(STATE, "paused".to_owned()).await;
    page.run(&format!("{AUDIO}.setAttribute('src', {})", quoted(&source))).await;
    act(&page, "Resume").await;
    page.until("it plays", &format!("{AUDIO}.currentTime > 0 && !{AUDIO}.paused")).await;
    assert_eq!(page.value::<String>(STATE).await, "playing");
}

#[tokio::test]
async fn how_long_a_sentence_takes_is_estimated_well() {
    let site = Site::narrated();
    let page = Visit::to(&site).open().await;
    let timings = page.fetch(&site.url("narration/narration.json")).await;
    for said in timings["sentences"].as_array().expect("sentences") {
        let [start, end] = ["start", "end"].map(|name| said[name].as_f64().expect("seconds"));
        let ratio = estimate(said["text"].as_str().expect("a text")) / (end - start);
        assert!((0.6..1.5).contains(&ratio), "{ratio:.2}: {said}");
    }
}

#[tokio::test]
async fn the_device_knows_what_is_played_and_its_keys_work() {
    // What a page tells the device can be read; what the device asks is asked by the handlers that it was given.
    const KEYS: &str = "window.keys = {}; const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
        navigator.mediaSession.setActionHandler = (action, handler) => { keys[action] = handler; set(action, handler); };";
    let site = Site::narrated();
    let page = visit(&site, KEYS).await;
    act(&page, "Listen to this article").await;
    page.until("it plays", &format!("!{AUDIO}.paused && !!navigator.mediaSession.metadata")).await;
    let told: Value = page
        .value("(({ title, artist, album, artwork }) => ({ title, artist, album, artwork: artwork[0].src }))(navigator.mediaSession.metadata)")
        .await;
    let voice: String = page.value(&format!("{AUDIO}.dataset.voice")).await;
    assert_eq!(
        told,
        json!({ "title": title(), "artist": format!("Read by {voice}"), "album": title(), "artwork": site.url("narration/artwork.png") })
    );
    let picture: [u32; 2] = page
        .answer(&format!(
            "const picture = new Image(), done = arguments[0]; picture.onload = () => done([picture.naturalWidth, picture.naturalHeight]); picture.src = {}",
            quoted(&site.url("narration/artwork.png"))
        ))
        .await;
    assert_eq!(picture, [512, 512]);

    page.run("keys.seekto({ action: 'seekto', seekTime: 60 })").await;
    let (place, _) = said_at(&page, &site, 60.0).await;
    page.until_is(PLACE, place).await;
    page.run("keys.nexttrack({ action: 'nexttrack' })").await;
    let heading = "document.querySelector('.is-said').closest('h2')?.id ?? ''";
    page.until_is(heading, "opening".to_owned()).await;
    page.run("keys.pause({ action: 'pause' })").await;
    page.until_is(&format!("{AUDIO}.paused"), true).await;
    assert_eq!(page.value::<String>(STATE).await, "paused");
    page.run("keys.play({ action: 'play' })").await;
    page.until_is(STATE, "playing".to_owned()).await;
}

#[tokio::test]
async fn with_a_recording_another_voice_may_still_read_and_never_two_at_once() {
    let site = Site::narrated();
    let page = visit(&site, VOICES).await;
    act(&page, "Listen to this article").await;
    page.until("it plays", &format!("{AUDIO}.currentTime > 0 && !{AUDIO}.paused")).await;
    page.run("document.querySelector('.listen-more').open = true").await;
    page.element(".listen-voice").await.send_keys("Daniel").await.expect("a choice");
    page.until("the voice reads", "speechSynthesis.speaking").await;
    page.until_is(&format!("{AUDIO}.paused"), true).await;
    page.element(".listen-voice").await.send_keys(Key::Home).await.expect("a choice");
    page.until("the recording plays", &format!("!{AUDIO}.paused")).await;
    assert!(!page.value::<bool>("speechSynthesis.speaking").await);
}

#[tokio::test]
async fn what_a_recording_says_of_a_figure_that_is_set_otherwise_is_skipped() {
    let site = Site::narrated();
    let page = Visit::to(&site).at("?repair=90s").watched_by(VOICES).ready().await;
    let place: usize = page
        .value("[...document.querySelectorAll('main [data-say]')].indexOf(document.querySelector('#repair-time .sentence'))")
        .await;
    let (_, before) = {
        let timings = page.fetch(&site.url("narration/narration.json")).await;
        (0, timings["sentences"][place - 1].clone())
    };
    page.run("window.marked = new Set(); new MutationObserver(() => marked.add(document.querySelector('.is-said')?.closest('figure')?.id)).observe(document.querySelector('main'), { subtree: true, attributes: true, attributeFilter: ['class'] })").await;
    act(&page, "Listen to this article").await;
    page.until("it plays", &format!("!{AUDIO}.paused")).await;
    let end = before["end"].as_f64().expect("an end");
    page.run(&format!("{AUDIO}.currentTime = {}", end - 0.5)).await;
    page.until_is(PLACE, place + 1).await;
    assert!(!page.value::<bool>("marked.has('repair-time')").await, "it is not said");
    // Nor is it in the way of who goes back.
    act(&page, "Previous sentence").await;
    page.until_is(PLACE, place - 1).await;
}

#[tokio::test]
async fn without_scripts_a_recording_has_a_player_of_the_browser_s_own() {
    let site = Site::narrated();
    let page = Visit::to(&site).without_scripts().open().await;
    assert_eq!(page.visible("#listen audio[controls]").await, 1);
    assert_eq!(page.visible("#listen :is(button, select, summary)").await, 0);
    // With scripts there is one player, not two.
    let page = Visit::to(&site).ready().await;
    assert_eq!(page.visible("#listen audio").await, 0);
    assert_eq!(page.visible("#listen .listen-play").await, 1);
}
