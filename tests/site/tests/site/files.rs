//! What stands beside a figure's page: its picture, its numbers, what tells others about it.

use serde_json::Value;

use crate::figures::says;
use crate::support::expected::{FIGURES, shown};
use crate::support::post::post;
use crate::support::{Page, Site, Visit, quoted};

/// The content of a tag in a head, by property or name.
async fn tag(page: &Page, name: &str) -> String {
    let [content] = &page
        .each::<String>(&format!("meta[property='{name}'], meta[name='{name}']"), "e => e.content")
        .await[..]
    else {
        panic!("not exactly one tag {name}")
    };
    content.clone()
}

/// The width and height of a picture, when it is loaded.
async fn size(page: &Page, source: &str) -> [u32; 2] {
    let script = format!(
        "const done = arguments[0]; const image = new Image(); image.onerror = () => done([0, 0]);
        image.onload = () => done([image.naturalWidth, image.naturalHeight]); image.src = {}",
        quoted(source)
    );
    page.answer(&script).await
}

#[tokio::test]
async fn every_figure_has_pictures_and_tells_others_about_them() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    for id in FIGURES {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        let is = shown(id, &[]);
        assert_eq!(page.value::<String>("document.title").await, is.title);
        assert_eq!(tag(&page, "og:title").await, is.title);
        assert_eq!(tag(&page, "og:description").await, is.sentence);
        assert_eq!(tag(&page, "twitter:card").await, "summary_large_image");
        assert!(tag(&page, "og:image:alt").await.starts_with(&is.title));
        // An address that leads from the page: this site does not know where it will be published.
        let base = site.url(&format!("embed/{id}.html"));
        let picture = page
            .value::<String>(&format!(
                "new URL({}, {}).href",
                quoted(&tag(&page, "og:image").await),
                quoted(&base)
            ))
            .await;
        assert_eq!(picture, site.url(&format!("embed/{id}.png")));
        let [width, height] = size(&page, &picture).await;
        assert_eq!(
            [tag(&page, "og:image:width").await, tag(&page, "og:image:height").await],
            [width.to_string(), height.to_string()]
        );
        // Twice as sharp as the drawing.
        assert_eq!(size(&page, &site.url(&format!("embed/{id}.svg"))).await, [width / 2, height / 2]);
    }
    page.go(&site.url("")).await;
    assert_eq!(tag(&page, "og:image").await, "embed/calculator.png");
    assert_eq!(tag(&page, "og:title").await, page.value::<String>("document.title").await);
}

/// The colour of a picture's upper left corner.
fn corner(source: &str) -> String {
    format!(
        "const done = arguments[0]; const image = new Image(); image.onload = () => {{
            const context = Object.assign(document.createElement('canvas'), {{ width: 8, height: 8 }}).getContext('2d');
            context.drawImage(image, 0, 0); done([...context.getImageData(2, 2, 1, 1).data]);
        }}; image.src = {}",
        quoted(source)
    )
}

#[tokio::test]
async fn a_picture_has_a_ground_of_its_own_that_is_light_or_as_the_reader_prefers() {
    let site = Site::at_root();
    for scheme in ["light", "dark"] {
        let page = Visit::to(&site).preferring(scheme).open().await;
        let expected = |dark: bool| if dark { "rgb(21, 19, 16)" } else { "rgb(253, 250, 242)" };
        for (ending, dark) in [("svg", scheme == "dark"), ("png", false)] {
            let colour: [u8; 4] = page.answer(&corner(&site.url(&format!("embed/test-a.{ending}")))).await;
            assert_eq!(
                format!("rgb({}, {}, {})", colour[0], colour[1], colour[2]),
                expected(dark),
                "{ending} in the {scheme}"
            );
            assert_eq!(colour[3], 255);
        }
    }
}

/// How much the heights that are told beforehand may be wrong, in CSS pixels: fonts differ from machine to machine.
const TOLERANCE: i64 = 40;

#[tokio::test]
async fn who_asks_by_oembed_gets_a_frame_of_about_the_right_height() {
    let site = Site::at_root();
    let page = Visit::to(&site).wide(720).open().await;
    let mut wrong = vec![];
    for id in FIGURES {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        page.ready().await;
        let links: Vec<[String; 2]> = page.each("link[rel=alternate]", "e => [e.type, e.href]").await;
        assert_eq!(links, [["application/json+oembed".to_owned(), site.url(&format!("oembed/{id}.json"))]]);
        let answer: Value = page.fetch(&links[0][1]).await;
        assert_eq!([&answer["version"], &answer["type"]], ["1.0", "rich"]);
        assert_eq!(answer["title"], shown(id, &[]).title);
        let height: i64 =
            page.value("Math.ceil(document.querySelector('main').getBoundingClientRect().height)").await;
        let told = answer["height"].as_i64().expect("a height");
        if (told - height).abs() > TOLERANCE {
            wrong.push(format!("\"{id}\" => {height},"));
        }
        assert_eq!(answer["width"], 720);
    }
    assert_eq!(wrong, [""; 0], "src/page/heights.rs");

    // What a consumer does with it: it puts the lines into its page.
    page.go(&site.url("embed/test-a.html")).await;
    let answer: Value = page.fetch(&site.url("oembed/test-a.json")).await;
    let lines =
        answer["html"].as_str().expect("lines").replace("src=\"../", &format!("src=\"{}", site.elsewhere()));
    let consumer = post("", &lines);
    page.go(&consumer.url("")).await;
    page.enter("iframe").await;
    page.arrived().await;
    page.ready().await;
    says(&page, "test-a", &shown("test-a", &[])).await;
}
