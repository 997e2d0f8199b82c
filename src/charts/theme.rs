//! The roles of colors in drawings. Only `style/tokens.css` contains their values.

use plotters::style::RGBColor;

/// The role of a color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The background.
    Panel,
    /// The reader's own value.
    Strong,
    /// Text.
    Ink,
    /// Secondary text.
    Muted,
    /// Lines without data.
    Rule,
    /// The first model.
    ModelA,
    /// The second model.
    ModelB,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] =
        [Self::Panel, Self::Strong, Self::Ink, Self::Muted, Self::Rule, Self::ModelA, Self::ModelB];

    /// The custom property in `style/tokens.css`.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Panel => "--panel",
            Self::Strong => "--strong",
            Self::Ink => "--ink",
            Self::Muted => "--muted",
            Self::Rule => "--rule",
            Self::ModelA => "--model-a",
            Self::ModelB => "--model-b",
        }
    }

    /// The role of a model: 0 is the first one, any other number the second.
    pub const fn of_model(model: usize) -> Self {
        match model {
            0 => Self::ModelA,
            _ => Self::ModelB,
        }
    }
}

/// One color per role.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette([RGBColor; Role::ALL.len()]);

impl Palette {
    /// Creates a palette from a function that maps roles to colors.
    pub fn new(colour: impl Fn(Role) -> RGBColor) -> Self {
        Self(Role::ALL.map(colour))
    }

    /// The color of a role.
    pub fn get(&self, role: Role) -> RGBColor {
        self.0[role as usize]
    }
}

/// The reader's choice of theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Follows the system.
    #[default]
    Auto,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

impl Theme {
    /// Every theme; the default first.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The name in the URL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}
