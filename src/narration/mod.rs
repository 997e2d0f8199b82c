//! Reading the article aloud: into which sentences it falls, how they are said, by which voice, and how long that takes.
//!
//! Pure, and for whoever reads: the build marks the sentences, the browser and the recording say them.

mod recording;
mod sentences;
mod spoken;
mod track;
mod voices;

pub use recording::{Recording, SOUND, Said, TIMINGS};
pub use sentences::ends;
pub use spoken::{pieces, spoken};
pub use track::{Track, clock, estimate, letters, letters_in};
pub use voices::{Voice, is_deep, suited};
