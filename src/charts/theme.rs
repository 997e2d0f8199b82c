//! The colours of a drawing, by role. Their values stand in `style/tokens.css` and nowhere else.

use plotters::style::RGBColor;

/// The role of a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The ground.
    Panel,
    /// The reader's own value.
    Strong,
    /// Text.
    Ink,
    /// Text that matters less.
    Muted,
    /// Lines that carry no data.
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

    /// The role of a model: 0 is the first, anything else the second.
    pub const fn of_model(model: usize) -> Self {
        match model {
            0 => Self::ModelA,
            _ => Self::ModelB,
        }
    }
}

/// One colour for each role.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette([RGBColor; Role::ALL.len()]);

impl Palette {
    /// The palette in which each role has the colour that `colour` gives it.
    pub fn new(colour: impl Fn(Role) -> RGBColor) -> Self {
        Self(Role::ALL.map(colour))
    }

    /// The colour of a role.
    pub fn get(&self, role: Role) -> RGBColor {
        self.0[role as usize]
    }
}

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
