//! Which theme the page is shown in: the reader's choice, or the system's.
//!
//! The choice is an attribute of the root element, `data-theme`, which `public/theme.js` sets from the address before
//! anything is painted; `style/tokens.css` does the rest. Without a browser the choice is [`Theme::Auto`].

use super::root;

/// A reader's choice of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All, the default first.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The word for it in the address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The theme that the page is shown in now.
pub fn current() -> Theme {
    root().and_then(|root| Theme::from_name(&root.get_attribute("data-theme")?)).unwrap_or_default()
}

/// Shows the page in a theme. Nothing without a browser.
pub fn show(theme: Theme) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-theme", theme.name());
        super::screen::theme_changed();
    }
}
