//! Packs `public/data/showdown.json` for the browser, which trusts it: `prerender check` has read it strictly before.

#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/data/mod.rs"]
mod data;
#[allow(dead_code, unused_imports, missing_docs)]
#[path = "src/domain/mod.rs"]
mod domain;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "hydrate")]
    {
        let file = "public/data/showdown.json";
        println!("cargo::rerun-if-changed={file}");
        println!("cargo::rerun-if-changed=src/data");
        println!("cargo::rerun-if-changed=src/domain");
        let mut data = data::Showdown::parse(&std::fs::read_to_string(file)?)
            .map_err(|error| format!("{file}: {error}"))?;
        data.work.plans.truncate(1);
        data.claims.retain(|claim| claim.value.is_some());
        let target = std::path::Path::new(&std::env::var("OUT_DIR")?).join("showdown.packed");
        let mut packed = String::new();
        data::packed::Packed::pack(&data, &mut packed);
        std::fs::write(target, packed)?;
    }
    Ok(())
}
