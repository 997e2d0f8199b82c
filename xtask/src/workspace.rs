//! The folders of the workspace. Commands run in its root, wherever they are called from.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// The workspace, by the absolute path of its root.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the workspace by the manifest of `xtask`: `cargo run` sets the path, and a binary started
    /// directly uses the path of its build.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match manifest.parent() {
            Some(root) if root.join("Cargo.lock").is_file() => Ok(Self { root: root.into() }),
            _ => bail!("the workspace was not found: run `cargo xtask` in the project's folder"),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The site to publish.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The folder of native builds. `CARGO_TARGET_DIR` overrides it, as for cargo.
    pub fn target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => self.root.join(dir),
            None => self.root.join("target"),
        }
    }

    /// The folder of builds for the browser. A folder of its own keeps these builds from waiting for the
    /// lock of native ones.
    pub fn wasm_target(&self) -> PathBuf {
        self.target().join("wasm")
    }
}
