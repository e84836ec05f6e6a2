//! `cargo run --example make_casework`
//!
//! Writes the embedded casework anew into `examples/casework_data`. The same bytes each
//! time; a test compares them with what is checked in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, missing_docs)]

mod worlds;

use std::fs;
use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/casework_data");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in worlds::all() {
        fs::write(folder.join(format!("{name}.jsonl")), &text).unwrap();
        println!("{name}: {} lines, {} bytes", text.lines().count(), text.len());
    }
}
