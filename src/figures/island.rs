//! A view in a box: it can be rendered when the page is built and hydrated in the browser, and nobody has to know its type.
//!
//! A view's type names every view inside it, and what is compiled for a type is shipped. Leptos's own `AnyView` also carries
//! what only servers and client-side rendering need; an island carries one closure.

use leptos::prelude::*;

/// A view that is not rendered yet.
pub struct Island {
    #[cfg(feature = "ssr")]
    html: Box<dyn FnOnce() -> String>,
    #[cfg(feature = "hydrate")]
    hydrate: Box<dyn FnOnce(web_sys::HtmlElement)>,
}

impl Island {
    /// The island for a view.
    pub fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        #[cfg(feature = "ssr")]
        return Self { html: Box::new(|| view().to_html()) };
        #[cfg(not(feature = "ssr"))]
        return Self { hydrate: Box::new(|element| leptos::mount::hydrate_from(element, view).forget()) };
    }

    /// The view's markup.
    #[cfg(feature = "ssr")]
    pub fn html(self) -> String {
        (self.html)()
    }

    /// Brings to life what [`Island::html`] has left in an element.
    #[cfg(feature = "hydrate")]
    pub fn hydrate(self, element: web_sys::HtmlElement) {
        (self.hydrate)(element);
    }
}

/// The place of an island in another view.
#[component]
pub fn Place(
    /// What to put there.
    island: Island,
) -> impl IntoView {
    let element = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "ssr")]
    let html = island.html();
    #[cfg(not(feature = "ssr"))]
    let html = String::new(); // It is there already: hydration leaves it as it is.
    #[cfg(not(feature = "ssr"))]
    {
        let mut island = Some(island);
        super::reactive::effect(move || {
            if let Some(element) = element.get()
                && let Some(island) = island.take()
            {
                island.hydrate(element.into());
            }
        });
    }
    view! { <div node_ref=element inner_html=html></div> }
}
