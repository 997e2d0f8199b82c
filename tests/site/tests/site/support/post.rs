//! Posts on somebody else's site: at `127.0.0.1`, while the figures come from `localhost`. To a browser those are two sites.

use std::fs;
use std::path::Path;

use super::Site;

/// A post with this between its first and its last paragraph, under a policy of its own if it has one.
pub fn post(policy: &str, content: &str) -> Site {
    let policy = match policy {
        "" => String::new(),
        policy => format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">{policy}
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>A post</title>
        <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"style.css\"></head><body><main>
        <p><a id=\"before\" href=\"#before\">before</a></p>{content}<p><a id=\"after\" href=\"#after\">after</a></p></main></body></html>"
    );
    let style = ":root { color-scheme: light dark } body { margin: 0 } main { max-width: 45rem; margin: 0 auto } iframe { border: 0; width: 100% }";
    Site::of_others(vec![("index.html".to_owned(), page), ("style.css".to_owned(), style.to_owned())])
}

/// The post that stands in `examples/host`, with figures from there.
pub fn example(figures: &Site) -> Site {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/host");
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let address = "http://localhost:8080";
        (name.to_owned(), text.replace(address, figures.elsewhere().trim_end_matches('/')))
    };
    Site::of_others(["index.html", "strict.html", "style.css", "post.js"].map(read).into())
}

/// The lines of a figure as an element, with what else is given and what shows until then.
pub fn element(figures: &Site, id: &str, more: &str, instead: &str) -> String {
    format!("<showdown-figure figure=\"{id}\" {more}>{instead}</showdown-figure>{}", loader(figures))
}

/// What defines the element.
pub fn loader(figures: &Site) -> String {
    format!("<script type=\"module\" src=\"{}embed.js\"></script>", figures.elsewhere())
}

/// A frame of a figure with that sandbox; with none if there is none.
pub fn frame(figures: &Site, id: &str, sandbox: Option<&str>) -> String {
    let sandbox = sandbox.map(|may| format!("sandbox=\"{may}\"")).unwrap_or_default();
    format!(
        "<iframe src=\"{}embed/{id}.html\" title=\"{id}\" width=\"100%\" height=\"1500\" {sandbox}></iframe>",
        figures.elsewhere()
    )
}
