//! The parts of the program: what each figure, the embed dialog and the player need beyond what is always loaded.
//!
//! With the feature `parts` each function below is the entry of a part that is fetched when the function is first called
//! (`program/` splits them off); without it everything is one program. Nothing that is always loaded may refer to what is
//! inside: a function pointer in a table of all figures would pull their code into the first load.

use super::planner::Planner;
use super::usage::UsageFiles;
use super::{embed_dialog, listen};
use crate::figures::{self, Figure, Logic};
use crate::state::FigureState;
use leptos::prelude::*;

/// What a figure's part brings.
#[derive(Clone, Copy)]
pub struct FigurePart {
    /// What follows from its settings.
    pub logic: &'static Logic,
    /// The editor of its plan, or what reads its files, if it has one.
    pub planner: Option<fn(FigureState) -> AnyView>,
}

impl FigurePart {
    const fn of(logic: &'static Logic) -> Self {
        Self { logic, planner: None }
    }
}

/// A part could not be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(feature = "parts")]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares a part by its name, with what it brings. Loading it may fail, and may be tried again.
macro_rules! part {
    ($name:ident($($argument:ident: $kind:ty),*) -> $brings:ty { $body:expr }) => {
        #[cfg(feature = "parts")]
        #[leptos::wasm_split::wasm_split($name, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $name($($argument: $kind),*) -> Result<$brings, NotLoaded> {
            Ok($body)
        }

        #[cfg(not(feature = "parts"))]
        async fn $name($($argument: $kind),*) -> Result<$brings, NotLoaded> {
            Ok($body)
        }
    };
}

/// The parts of all figures, and the one of a figure.
macro_rules! figures {
    ($($name:ident: $part:expr;)*) => {
        $(part! { $name() -> FigurePart { $part } })*

        /// Loads what a figure needs.
        ///
        /// # Errors
        /// It could not be fetched, or is not what was built.
        pub async fn part_of(figure: &Figure) -> Result<FigurePart, NotLoaded> {
            $(if figure.id == figures::$name::FIGURE.id {
                return $name().await;
            })*
            Err(NotLoaded)
        }
    };
}

figures! {
    verify_loop: FigurePart::of(&figures::verify_loop::LOGIC);
    context_fit: FigurePart::of(&figures::context_fit::LOGIC);
    test_a: FigurePart::of(&figures::test_a::LOGIC);
    repair_time: FigurePart::of(&figures::repair_time::LOGIC);
    test_b: FigurePart::of(&figures::test_b::LOGIC);
    secops: FigurePart::of(&figures::secops::LOGIC);
    ui_throughput: FigurePart::of(&figures::ui_throughput::LOGIC);
    economics: FigurePart::of(&figures::economics::LOGIC);
    calculator: FigurePart::of(&figures::calculator::LOGIC);
    usage: FigurePart { logic: &figures::usage::LOGIC, planner: Some(usage_files) };
    orchestrate: FigurePart { logic: &figures::orchestrate::LOGIC, planner: Some(planner) };
}

part! { dialog(about: RwSignal<Option<FigureState>>) -> () { embed_dialog::start(about) } }
part! { player(sentences: Vec<String>) -> () { listen::start(&sentences) } }

/// Loads the dialog that embeds a figure, and puts it in its place. It opens for what is put into `about`.
///
/// # Errors
/// It could not be fetched, or is not what was built.
pub async fn load_dialog(about: RwSignal<Option<FigureState>>) -> Result<(), NotLoaded> {
    dialog(about).await
}

/// Loads the player that reads the article aloud, and puts it in its place. `sentences` are those of the page as it was
/// built.
///
/// # Errors
/// It could not be fetched, or is not what was built.
pub async fn load_player(sentences: Vec<String>) -> Result<(), NotLoaded> {
    player(sentences).await
}

/// The editor of a plan.
pub fn planner(state: FigureState) -> AnyView {
    view! { <Planner state=state/> }.into_any()
}

/// What reads files of usage.
pub fn usage_files(state: FigureState) -> AnyView {
    view! { <UsageFiles state=state/> }.into_any()
}
