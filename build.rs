//! Validates `public/data/showdown.json` and writes it in postcard form for the browser's program.

#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/data/mod.rs"]
mod data;
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/domain/mod.rs"]
mod domain;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "csr")]
    {
        let file = "public/data/showdown.json";
        println!("cargo::rerun-if-changed={file}");
        println!("cargo::rerun-if-changed=src/data");
        println!("cargo::rerun-if-changed=src/domain");
        let data = data::Showdown::parse(&std::fs::read_to_string(file)?)
            .map_err(|error| format!("{file}: {error}"))?;
        let target = std::path::Path::new(&std::env::var("OUT_DIR")?).join("showdown.postcard");
        std::fs::write(target, postcard::to_allocvec(&data)?)?;
    }
    Ok(())
}
