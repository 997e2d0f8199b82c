//! Where things are: the commands work from the workspace's root wherever they are called from.

use std::env;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The workspace on this machine, known by its root (an absolute path).
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// `cargo run` says where the manifest of `xtask` is; a binary that is started directly remembers
    /// where it was built.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match manifest.parent() {
            Some(root) if root.join("Cargo.lock").is_file() => Ok(Self { root: root.into() }),
            _ => Err(Error::new("the workspace was not found: call it as `cargo xtask …`")),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The site to publish.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where `cargo` builds native things; `CARGO_TARGET_DIR` moves it, as everywhere.
    pub fn target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => self.root.join(dir),
            None => self.root.join("target"),
        }
    }

    /// Where everything for the browser is built: a folder of its own, so that a build for the browser
    /// and a native one never wait for one lock.
    pub fn wasm_target(&self) -> PathBuf {
        self.target().join("wasm")
    }
}
