//! Figures in frames of somebody else's page, whatever that page and the figures' host allow: interactive where it can be,
//! whole where not. And nothing that comes from others is believed.

use crate::figures::says;
use crate::support::expected::shown;
use crate::support::post::{element, frame, post};
use crate::support::{Engine, Page, Site, Visit, quoted};

const ID: &str = "repair-time";

in_every_engine!(
    a_frame_answers_where_it_may_and_is_whole_where_not,
    an_element_keeps_its_picture_where_it_may_not_answer,
);

/// What a page may let a frame do; nothing for all.
const SANDBOXES: [Option<&str>; 4] =
    [None, Some(""), Some("allow-scripts"), Some("allow-scripts allow-same-origin")];
const INSTEAD: &str = "<a class=\"instead\" href=\"#\">a picture</a>";

/// A policy that lets in nothing but what this post is made of.
fn strict(figures: &Site) -> String {
    let host = figures.elsewhere();
    let host = host.trim_end_matches('/');
    format!(
        "default-src 'none'; style-src 'self'; script-src {host}; frame-src {host}; img-src {host} data:; base-uri 'none'; form-action 'none'"
    )
}

/// Whether the figure in the frame that one is in is complete: title, drawing, sentence, table, and no word of trouble.
async fn is_whole(page: &Page, answers: bool, case: &str) {
    let after = shown(ID, &[]);
    if answers {
        page.ready().await;
        says(page, ID, &after).await;
    }
    assert_eq!(page.text(".figure-title").await, after.title, "{case}");
    assert_eq!(page.text(".sentence").await, after.sentence, "{case}");
    let seen = (page.visible("canvas").await, page.visible("svg").await);
    assert_eq!(seen, if answers { (1, 0) } else { (0, 1) }, "{case}: the drawing");
    let rows: usize = page.table(ID).await.len();
    assert_eq!(rows, after.table.rows.len(), "{case}: the table");
    assert_eq!(
        page.visible(".app-note, .problem, [role=alert]").await,
        0,
        "{case}: nobody is told of trouble"
    );
    assert_eq!(page.visible(".controls").await, usize::from(answers), "{case}: no dead control");
    assert_eq!(page.visible(".credit a").await, 1, "{case}: the way back");
}

async fn a_frame_answers_where_it_may_and_is_whole_where_not(engine: Engine) {
    let open = Site::at_root();
    let closed = Site::closed();
    // In WebKit the driver is not always given an answer where there are no scripts (and that is asked of it elsewhere).
    let scripts: &[bool] = if engine == Engine::WebKit { &[true] } else { &[true, false] };
    for &scripts in scripts {
        let (first, mut page) = (post("", ""), None);
        for (figures, shares) in [(&open, true), (&closed, false)] {
            for (sandbox, policy) in
                SANDBOXES.into_iter().flat_map(|sandbox| [(sandbox, false), (sandbox, true)])
            {
                let case =
                    format!("sandbox {sandbox:?}, shares {shares}, scripts {scripts}, strict {policy}");
                let policy = if policy { strict(figures) } else { String::new() };
                let post = post(&policy, &frame(figures, ID, sandbox));
                let page = match &page {
                    Some(page) => page,
                    None => {
                        let visit = Visit::to(&first).in_engine(engine);
                        let visit = if scripts { visit } else { visit.without_scripts() };
                        page.insert(visit.open().await)
                    }
                };
                page.go(&post.url("")).await;
                // WebKit loses a frame that is entered before its page is there.
                page.until("it is loaded", "document.readyState === 'complete'").await;
                let may_run = sandbox.is_none_or(|may| may.contains("allow-scripts"));
                let is_itself = sandbox.is_none_or(|may| may.contains("allow-same-origin"));
                let answers = scripts && may_run && (shares || is_itself);
                if engine == Engine::WebKit && !may_run {
                    // Its driver waits for ever for an answer from such a frame. What it has loaded can be seen from here.
                    let requests = figures.requests();
                    let sent = |ending: &str| {
                        requests.iter().any(|request| request.path.ends_with(ending) && request.status == 200)
                    };
                    assert!(sent(".html") && sent(".css"), "{case}");
                    continue;
                }
                page.enter("iframe").await;
                if scripts && may_run && !answers {
                    page.until(
                        "it knows that it will not answer",
                        "document.documentElement.dataset.app === 'failed'",
                    )
                    .await;
                }
                is_whole(page, answers, &case).await;
                page.leave_frame().await;
                if answers {
                    assert_eq!(page.complaints().await, [""; 0], "{case}");
                }
                let _ = page.complaints().await;
            }
        }
    }
}

async fn an_element_keeps_its_picture_where_it_may_not_answer(engine: Engine) {
    let open = Site::at_root();
    let closed = Site::closed();
    let broken = Site::troubled("*.wasm", crate::support::Trouble::Missing);
    // An element gives its frame the origin of its site, so it answers even if the host shares nothing.
    for (figures, scripts, answers) in
        [(&open, true, true), (&closed, true, true), (&broken, true, false), (&open, false, false)]
    {
        if engine == Engine::WebKit && !scripts {
            continue;
        }
        let post = post("", &element(figures, ID, "", INSTEAD));
        // The loader itself is a module, which a host has to share.
        let visit = Visit::to(&post).in_engine(engine);
        let page = if scripts { visit.open().await } else { visit.without_scripts().open().await };
        if scripts && figures.requests().iter().all(|request| !request.path.ends_with("embed.js")) {
            figures.has_sent(1, "embed.js").await;
        }
        let is_closed = std::ptr::eq(figures, &closed);
        if answers && !is_closed {
            page.until(
                "it is ready",
                "!!document.querySelector('showdown-figure').shadowRoot?.querySelector('.ready')",
            )
            .await;
        } else if std::ptr::eq(figures, &broken) {
            figures.has_sent(1, "*.wasm").await;
        }
        page.settled().await;
        let instead = page.visible(".instead").await;
        assert_eq!(instead, usize::from(!answers || is_closed), "scripts {scripts}, answers {answers}");
    }
}

/// Posts messages from where a script runs to the windows that a page has.
const FORGED: &str = "
    const good = { ns: 'showdown-embed', v: 1 };
    const all = [
        { ...good, type: 'size', height: 3000 }, { ...good, type: 'ready' }, { ...good, type: 'state', query: 'repair=1s' },
        { ...good, type: 'theme', theme: 'light' },
    ];";

#[tokio::test]
async fn messages_of_others_change_nothing() {
    let figures = Site::at_root();
    let other = "<iframe id=\"other\" srcdoc=\"<p>another frame</p>\"></iframe>";
    let watch = "<script>window.told = []; addEventListener('showdown-state', e => told.push(e.detail.state)); addEventListener('message', e => e.data?.done && (window.done = (window.done ?? 0) + 1));</script>";
    let post = post("", &[watch, other, &element(&figures, ID, "theme=\"dark\"", "")].concat());
    let page = Visit::to(&post).open().await;
    page.until(
        "it is ready",
        "!!document.querySelector('showdown-figure').shadowRoot?.querySelector('.ready')",
    )
    .await;
    let state = "(e => [e.offsetHeight, e.state, told.length, e.shadowRoot.querySelector('iframe').className, done ?? 0])(document.querySelector('showdown-figure'))";
    page.run("window.done = 0").await;
    let before: serde_json::Value = page.value(state).await;

    // From the page itself and from another frame of it, to the page and to the figure.
    let to_both = format!(
        "{FORGED} for (const message of all) {{ HOST.postMessage(message, '*'); FIGURE.postMessage(message, '*'); }} HOST.postMessage({{ done: 1 }}, '*');"
    );
    let figure = "document.querySelector('showdown-figure').shadowRoot.querySelector('iframe').contentWindow";
    page.run(&to_both.replace("HOST", "window").replace("FIGURE", "window")).await;
    let from_other = to_both.replace("HOST", "parent").replace("FIGURE", &format!("parent.{figure}"));
    let script = format!("document.querySelector('#other').contentWindow.eval({})", quoted(&from_other));
    page.run(&script).await;
    page.until_is("done", 2).await;
    // From the figure's own frame, but of another kind.
    page.enter("showdown-figure").await;
    page.run(
        "const good = { ns: 'showdown-embed', v: 1, type: 'size', height: 2000 };
        for (const wrong of [
            { ...good, ns: 'another' }, { ...good, v: 2 }, { ...good, v: '1' }, { ...good, height: NaN }, { ...good, height: Infinity },
            { ...good, height: '2000' }, { ...good, height: null }, { ...good, height: [2000] }, { ...good, height: undefined },
            { ...good, type: 'state', query: 7 }, { ...good, type: 'state' }, { ...good, type: 'other' },
            'showdown-embed', null, 7, [good],
        ]) parent.postMessage(wrong, '*');
        parent.postMessage({ done: 1 }, '*');",
    )
    .await;
    // And what the page around may tell it must be of the right kind, too.
    page.leave_frame().await;
    page.until_is("done", 3).await;
    page.run(&format!(
        "const good = {{ ns: 'showdown-embed', v: 1 }};
        for (const wrong of [
            {{ ...good, type: 'theme', theme: 'purple' }}, {{ ...good, type: 'theme', theme: 7 }}, {{ ...good, v: 2, type: 'theme', theme: 'light' }},
            {{ ...good, ns: 'x', type: 'state', query: 'repair=1s' }}, {{ ...good, type: 'state', query: 7 }}, {{ ...good, type: 'state' }}, 'x', null,
        ]) {figure}.postMessage(wrong, '*')"
    ))
    .await;
    // What comes last has been heard, so all of that was.
    page.run(&format!(
        "{figure}.postMessage({{ ns: 'showdown-embed', v: 1, type: 'state', query: 'repair=2min' }}, '*')"
    ))
    .await;
    page.until_is("told", vec!["repair=2min".to_owned()]).await;
    let after: serde_json::Value = page.value(state).await;
    assert_eq!((&after[0], &after[3]), (&before[0], &before[3]), "height and visibility");
    page.enter("showdown-figure").await;
    says(&page, ID, &shown(ID, &[("repair", "2min")])).await;
    assert_eq!(page.value::<String>("document.documentElement.dataset.theme").await, "dark");
    page.leave_frame().await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_height_that_no_figure_has_is_kept_within_limits() {
    let figures = Site::at_root();
    let post = post("", &element(&figures, "test-a", "", ""));
    let page = Visit::to(&post).open().await;
    page.until(
        "it is ready",
        "!!document.querySelector('showdown-figure').shadowRoot?.querySelector('.ready')",
    )
    .await;
    for (height, kept) in [("-5", 120), ("0", 120), ("1e9", 4000), ("700", 700)] {
        page.enter("showdown-figure").await;
        // Again and again: the figure itself tells its height whenever that changes, as in a frame that may scroll now.
        page.run(&format!(
            "clearInterval(window.forging); const message = {{ ns: 'showdown-embed', v: 1, type: 'size', height: {height} }};
             window.forging = setInterval(() => parent.postMessage(message, '*'), 20)"
        ))
        .await;
        page.leave_frame().await;
        page.until_is("document.querySelector('showdown-figure').offsetHeight", kept).await;
    }
}

#[tokio::test]
async fn a_frame_can_neither_lead_away_nor_read_nor_change_the_page_around() {
    let figures = Site::at_root();
    // On another site; and on the page's own, where the element must not let it be a part of the page.
    let own = Site::at_root();
    let elsewhere = post("", &element(&figures, "test-a", "", ""));
    for here in [false, true] {
        let page = Visit::to(if here { &own } else { &elsewhere }).open().await;
        if here {
            page.ready().await;
            let element = "<showdown-figure figure=\"test-a\"></showdown-figure>";
            page.run(&format!("document.body.innerHTML = '<main></main>' + {}", quoted(element))).await;
            page.run(&format!("import({})", quoted(&own.url("embed.js")))).await;
        }
        page.until(
            "it is ready",
            "!!document.querySelector('showdown-figure').shadowRoot?.querySelector('.ready')",
        )
        .await;
        let address: String = page.value("location.href").await;
        page.enter("showdown-figure").await;
        for (attempt, script) in [
            ("reads", "parent.document.title"),
            ("changes", "parent.document.body.innerHTML = ''"),
            ("leads away", "top.location.href = 'about:blank'"),
            ("leads away", "top.location.replace('about:blank')"),
        ] {
            let refused = format!(
                "(() => {{ try {{ {script}; return false }} catch (error) {{ return error.name }} }})()"
            );
            assert_eq!(page.value::<String>(&refused).await, "SecurityError", "{attempt}");
        }
        // By a link that asks for it, neither.
        page.run("const a = Object.assign(document.createElement('a'), { href: 'about:blank', target: '_top' }); document.body.append(a); a.click()").await;
        page.leave_frame().await;
        page.settled().await;
        assert_eq!(page.value::<String>("location.href").await, address);
        assert_eq!(page.visible("showdown-figure").await, 1);
    }
}
