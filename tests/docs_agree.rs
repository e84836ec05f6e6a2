//! What the pages say is what the code does: tables list what exists, links lead somewhere.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod source;

use source::{backticked, by_module, declared, files, items, library, read, root, table_rows};

/// The pages that are not part of a module.
const PAGES: [&str; 3] = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// The first column of the table whose header begins with `header`.
fn first_column(text: &str, header: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches("//!").trim()).collect();
    let start = lines
        .windows(2)
        .position(|two| two[0].starts_with(&format!("| {header} |")) && two[1].starts_with("|-"));
    let table =
        lines[start.unwrap_or(lines.len())..].iter().take_while(|line| line.starts_with('|'));
    let table: Vec<&str> = table.copied().collect();
    // `[`line`](mod@line)` names the module `line` beside a macro of the same name.
    let cell = |row: Vec<String>| {
        let name = row[0].trim_matches(['[', ']', '`']);
        name.split('`').next().unwrap_or(name).to_owned()
    };
    table_rows(&table.join("\n")).into_iter().map(cell).collect()
}

#[test]
fn a_folders_table_lists_its_files_in_their_order() {
    let mut seen = 0;
    for file in library().iter().filter(|file| file.path.ends_with("/mod.rs")) {
        let mut listed = first_column(&read(&file.path), "file");
        listed.retain(|name| name != "this page");
        // Files behind the door may be listed or not.
        let declared: Vec<String> = declared(file)
            .into_iter()
            .filter(|module| module.public || listed.contains(&module.name))
            .map(|module| module.name)
            .collect();
        // A folder without the table hides its files behind its own page.
        if !listed.is_empty() {
            assert_eq!(listed, declared, "{}", file.path);
            seen += 1;
        }
    }
    assert!(seen > 0, "no table was found");
}

#[test]
fn the_guide_lists_its_pages() {
    let text = read("src/guide.rs");
    let listed = first_column(&text, "page");
    let mut pages: Vec<String> = files("src/guide", "md")
        .iter()
        .map(|path| path.strip_prefix("src/guide/").unwrap().trim_end_matches(".md").to_owned())
        .collect();
    pages.sort();
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(sorted, pages, "the table of src/guide.rs and the files of src/guide");
    for page in listed {
        assert!(text.contains(&format!("include_str!(\"guide/{page}.md\")")), "{page}");
    }
}

#[test]
fn links_between_files_lead_somewhere() {
    let mut seen = 0;
    for page in PAGES {
        for target in link_targets(&read(page)) {
            let path = target.split('#').next().unwrap();
            let outside = target.contains("://") || path.is_empty() || target.contains("::");
            if !outside {
                assert!(root().join(path).exists(), "{page} links to {target}");
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "no link was found");
}

fn link_targets(text: &str) -> Vec<String> {
    text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
}

/// What the architecture page gives as the answer to a question is a file or a folder.
#[test]
fn the_files_that_the_guide_names_exist() {
    let mut seen = 0;
    let rows = table_rows(&read("src/guide/architecture.md"));
    for answer in rows.iter().filter(|row| row.len() == 2).map(|row| row[1].clone()) {
        for name in backticked(&answer).iter().filter(|name| !name.contains("::")) {
            let known =
                ["", ".rs"].iter().any(|end| root().join(format!("src/{name}{end}")).exists());
            // A link to a page shows the page's name.
            let page = root().join(format!("src/guide/{name}.md")).exists();
            assert!(known || page, "{name}");
            seen += 1;
        }
    }
    assert!(seen > 0, "no file was named");
}

#[test]
fn the_readme_names_only_what_exists() {
    let library = library();
    let files = by_module(&library);
    for row in table_rows(&read("README.md")).iter().filter(|row| row.len() == 3) {
        for name in row.iter().flat_map(|cell| backticked(cell)) {
            let path: Vec<String> = name.split("::").map(str::to_owned).collect();
            if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':')) {
                continue;
            }
            let known = (1..=path.len()).rev().find(|n| files.contains_key(&path[..*n]));
            let module = known.map(|n| files[&path[..n]]);
            let module = module.unwrap_or_else(|| panic!("no module {name}"));
            let item = path.get(known.unwrap());
            let there = |item: &String| items(module).iter().any(|found| found.name == *item);
            assert!(item.is_none_or(there), "no item {name}");
        }
    }
}

/// The lines of one table of `Cargo.toml`, as name and value.
fn manifest(section: &str) -> Vec<(String, String)> {
    // A release archive holds the manifest as written under another name.
    let written =
        ["Cargo.toml.orig", "Cargo.toml"].into_iter().find(|path| root().join(path).exists());
    read(written.unwrap())
        .lines()
        .skip_while(|line| *line != format!("[{section}]"))
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[test]
fn the_library_needs_five_packages() {
    let needed: Vec<String> = manifest("dependencies")
        .into_iter()
        .filter(|(_, value)| !value.contains("optional = true"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(needed, ["chrono", "petgraph", "serde", "thiserror", "uuid"]);
    // What is on by default needs no further package.
    let features = manifest("features");
    let default = ("default".to_owned(), r#"["advisory", "analysis", "exchange"]"#.to_owned());
    assert_eq!(features[0], default);
    for name in ["advisory", "analysis", "exchange"] {
        assert!(features.contains(&(name.to_owned(), "[]".to_owned())), "{name}");
    }
}

#[test]
fn the_readme_lists_the_features() {
    let listed = first_column(&read("README.md"), "feature");
    let features: Vec<String> =
        manifest("features").into_iter().map(|(name, _)| name).filter(|n| n != "default").collect();
    assert_eq!(listed, features);
}

#[test]
fn the_changelog_knows_this_version() {
    assert!(read("CHANGELOG.md").contains(env!("CARGO_PKG_VERSION")));
}

/// The example without its header and its test, which compares what it prints.
#[test]
fn the_readme_shows_the_example() {
    let readme = read("README.md");
    let file = read("examples/five_days.rs");
    let (_, code) = file.split_once("\n\n").unwrap();
    let (code, _) = code.split_once("\n#[cfg(test)]").unwrap();
    assert_eq!(fenced(&readme, "rust"), code);
}

/// The first block that is fenced as `language`.
fn fenced<'a>(text: &'a str, language: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("\n```{language}\n")).unwrap();
    rest.split_once("```\n").unwrap().0
}

/// Both languages of the readme give the same commands, and these are the ones that CI runs.
#[test]
fn the_readme_gives_its_two_commands_twice() {
    let readme = read("README.md");
    let ci = read(".ci/run");
    for command in ["cargo run --release -p casework", "cargo test"] {
        let said = readme.lines().filter(|line| line.starts_with(&format!("{command} ")));
        assert_eq!(said.count(), 2, "{command}");
    }
    assert!(ci.contains("--release -p casework") && ci.contains("step cargo test"));
}

/// Pages speak of `file/parameter` only where the rulebook has it.
#[test]
fn keys_that_pages_name_exist() {
    let pages = files("src/guide", "md").into_iter().chain(PAGES.map(str::to_owned));
    let mut seen = 0;
    for page in pages {
        for name in read(&page).lines().flat_map(backticked) {
            let key = name.split_once('/').is_some_and(|(file, rule)| {
                let plain = |text: &str| {
                    text.starts_with(|c: char| c.is_ascii_lowercase())
                        && text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '_'))
                };
                plain(file)
                    && plain(rule)
                    && !matches!(file, "file" | "tests" | "src" | "base" | "network")
            });
            if key {
                assert!(unbrella::rulebook::keys::find(&name).is_some(), "{page} names {name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "no key was named");
}
