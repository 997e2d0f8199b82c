//! What search engines and others who read data learn of the page: an article that cites the original, and its figures' numbers
//! as a data set with their licence (schema.org, as JSON-LD).
//!
//! A block of data is no script: no policy asks where it comes from.

use crate::data::Showdown;
use serde_json::{Value, json};

/// The licence of text, code and data: that of `LICENSE`.
const LICENCE: &str = "https://spdx.org/licenses/MIT.html";

/// The block for the head of a page in a site at that address; without one, addresses are left out or relative.
pub fn json_ld(data: &Showdown, address: &str) -> String {
    let at = |path: &str| [address, path].concat();
    let sources = data.sources.iter().filter_map(|source| {
        Some(json!({"@type": "CreativeWork", "name": source.name, "url": source.url.as_ref()?}))
    });
    let original = json!({
        "@type": "Article",
        "name": data.original.title,
        "author": {"@type": "Person", "name": data.original.author},
        "copyrightYear": data.original.year,
    });
    let mut article = json!({
        "@type": "Article",
        "headline": data.page.title,
        "description": data.page.summary,
        "inLanguage": "en",
        "isAccessibleForFree": true,
        "keywords": data.page.tags,
        "license": LICENCE,
        "isBasedOn": original,
        "citation": sources.collect::<Vec<Value>>(),
    });
    let mut numbers = json!({
        "@type": "Dataset",
        "name": format!("{}: its numbers", data.page.title),
        "description": format!("Models, price books, benchmarks and claims, each number with its source. {}", data.page.summary),
        "license": LICENCE,
        "isAccessibleForFree": true,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": at("data/showdown.json"),
        },
    });
    if !address.is_empty() {
        article["url"] = json!(address);
        article["mainEntityOfPage"] = json!(address);
        article["image"] = json!(at("embed/calculator.png"));
        numbers["url"] = json!(address);
    }
    let graph = json!({"@context": "https://schema.org", "@graph": [article, numbers]});
    // Nothing in it may end the element.
    let text = graph.to_string().replace('<', "\\u003c");
    ["<script type=\"application/ld+json\">", &text, "</script>"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(address: &str) -> Value {
        let data = Showdown::embedded().expect("the data are right");
        let block = json_ld(&data, address);
        let text = block.trim_start_matches("<script type=\"application/ld+json\">");
        assert_eq!(block.matches('<').count(), 2, "{block}");
        let text = text.trim_end_matches("</script>");
        serde_json::from_str::<Value>(text).expect("JSON")["@graph"].clone()
    }

    #[test]
    fn the_article_cites_the_original_and_its_numbers_have_a_licence() {
        let graph = graph("https://example.org/showdown/");
        assert_eq!(graph[0]["@type"], "Article");
        assert_eq!(graph[0]["isBasedOn"]["author"]["name"], "Essa Mamdani");
        assert_eq!(graph[0]["url"], "https://example.org/showdown/");
        assert_eq!(graph[1]["license"], LICENCE);
        assert_eq!(graph[1]["distribution"]["contentUrl"], "https://example.org/showdown/data/showdown.json");
    }

    #[test]
    fn where_the_address_is_not_known_none_is_made_up() {
        let graph = graph("");
        assert!(graph[0]["url"].is_null() && graph[0]["image"].is_null());
        assert_eq!(graph[1]["distribution"]["contentUrl"], "data/showdown.json");
    }
}
