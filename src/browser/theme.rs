//! Which theme the page is shown in: the reader's choice, or the system's.
//!
//! The choice is an attribute of the root element, `data-theme`, which `public/theme.js` sets from the address before
//! anything is painted; `style/tokens.css` does the rest.

use super::root;
use crate::charts::Theme;

/// The theme that the page is shown in now.
pub fn current() -> Theme {
    root().and_then(|root| Theme::from_name(&root.get_attribute("data-theme")?)).unwrap_or_default()
}

/// Shows the page in a theme.
pub fn show(theme: Theme) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-theme", theme.name());
        super::screen::theme_changed();
    }
}
