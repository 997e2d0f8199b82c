//! Puts a live component in the place of the markup that was built from it.

use crate::browser::elements;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Fills a copy of `built` with a component and swaps the two. A component that panics on the way leaves the built
/// markup in the page; folds that the reader has opened stay open, and the focus stays on its element.
///
/// The component stays alive as long as the page.
pub fn fill<V: IntoView + 'static>(built: &HtmlElement, view: impl FnOnce() -> V + 'static) {
    let Some(fresh) = built.clone_node().ok().and_then(|copy| copy.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    leptos::mount::mount_to(fresh.clone(), view).forget();
    let unfolded = elements::within(built, "details");
    for (old, new) in unfolded.iter().zip(elements::within(&fresh, "details")) {
        let _ = new.toggle_attribute_with_force("open", old.has_attribute("open"));
    }
    let focused = place_of_focus(built);
    if built.replace_with_with_node_1(&fresh).is_ok()
        && let Some(element) = focused.and_then(|place| elements::within(&fresh, "*").into_iter().nth(place))
    {
        let _ = element.focus();
    }
}

/// Which of the elements within has the focus, counted in document order.
fn place_of_focus(within: &Element) -> Option<usize> {
    let active = crate::browser::window()?.document()?.active_element()?;
    elements::within(within, "*").iter().position(|element| **element == active)
}
