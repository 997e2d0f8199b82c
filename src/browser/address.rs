//! The query string of the page's address: where a reader's settings live.

use super::{events, window};
use crate::figures::plain_key;
use js_sys::Array;
use std::cell::RefCell;
use web_sys::{Url, UrlSearchParams};

thread_local! {
    /// The queries that the page has had, the last one at the end.
    static HAD: RefCell<Vec<String>> = const { RefCell::new(vec![]) };
}

/// So many of them are known.
const MOST: usize = 1_000;

/// The settings in the address, decoded, in their order.
pub fn read() -> Vec<(String, String)> {
    parse(&query())
}

fn query() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Whether the reader has travelled through the history to where this page asks for what it never had. A place that the
/// page has left behind has the query of that time, which asks for nothing.
pub fn asks_anew() -> bool {
    let query = query();
    HAD.with_borrow(|had| !had.contains(&query))
}

/// The page has what its address asks for.
pub fn had() {
    let query = query();
    HAD.with_borrow_mut(|had| {
        had.retain(|other| *other != query);
        had.push(query);
        if had.len() > MOST {
            had.remove(0);
        }
    });
}

/// Settings that are written as in an address, decoded, in their order.
pub fn parse(query: &str) -> Vec<(String, String)> {
    let Ok(params) = UrlSearchParams::new_with_str(query) else { return vec![] };
    let pair = |pair| {
        let pair = Array::from(&pair);
        let text = |place| pair.get(place).as_string().unwrap_or_default();
        (text(0), text(1))
    };
    Array::from(&params).iter().map(pair).collect()
}

/// Settings as in an address.
pub fn unparse(settings: &[(&str, Option<String>)]) -> String {
    let Ok(params) = UrlSearchParams::new() else { return String::new() };
    for (key, value) in settings {
        if let Some(value) = value {
            params.set(key, value);
        }
    }
    params.to_string().into()
}

/// Writes settings into the address, in place: the history does not grow. `Some` sets a key, `None` removes it; other
/// keys and the anchor stay as they are. A browser that forbids it (a page opened from a file, a sandbox) is left alone.
pub fn write(settings: &[(&str, Option<String>)]) {
    let Some(window) = window() else { return };
    let Ok(url) = window.location().href().and_then(|href| Url::new(&href)) else { return };
    let params = url.search_params();
    for (key, value) in settings {
        match value {
            Some(value) => params.set(key, value),
            None => params.delete(key),
        }
    }
    // What was written with an escaped `&` has been read as it was meant.
    let odd = read().into_iter().filter(|(key, _)| plain_key(key) != key);
    odd.for_each(|(key, _)| params.delete(&key));
    let Ok(history) = window.history() else { return };
    let state = history.state().unwrap_or_default();
    let _ = history.replace_state_with_url(&state, "", Some(&url.href()));
    had();
}

/// The whole page's address with these settings alone, and that anchor. Of a figure that stands alone, the address of the
/// page that it belongs to: the attribute `data-home` of the root element leads there.
pub fn link(settings: &[(&str, Option<String>)], anchor: &str) -> String {
    address_of("", settings, anchor)
}

/// The address of a file of the site, with these settings.
pub fn file(path: &str, settings: &[(&str, Option<String>)]) -> String {
    address_of(path, settings, "")
}

fn address_of(path: &str, settings: &[(&str, Option<String>)], anchor: &str) -> String {
    let here = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let home = super::root().and_then(|root| root.get_attribute("data-home"));
    let path = [home.as_deref().unwrap_or_default(), path].concat();
    let Ok(url) = Url::new_with_base(&path, &here) else { return here };
    url.set_search("");
    for (key, value) in settings {
        if let Some(value) = value {
            url.search_params().set(key, value);
        }
    }
    url.set_hash(anchor);
    url.href()
}

/// Calls back when the reader has travelled through the history and the address may be another one. For as long as the
/// page lives.
pub fn on_travel(travelled: impl Fn() + 'static) {
    if let Some(window) = window() {
        events::on(&window, "popstate", move |_| travelled());
    }
}
