//! `cargo run --release --example network -- FOLDER`
//!
//! Who matters in a network, and why? Reads the lists of a folder (without one a small
//! invented network, `invented/`), prints a report, or answers one question. `--help`
//! tells them all.
//!
//! What is printed is a place to look, never a finding: every tie stands there with how
//! far it has come, and whoever is recorded more is tied more.

#![allow(clippy::print_stderr, missing_docs, unreachable_pub)]

mod arguments;
mod answers;
mod asked;
mod between;
mod breaking;
mod folder;
mod handlers;
mod names;
mod patterned;
mod report;
mod separating;
mod shielding;
mod table;
mod together;
mod ways;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::{Arguments, HELP};
use asked::Asked;

/// The files could not be read.
const UNREAD: u8 = 1;
/// A flag or a name is not known.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => return refuse(&format!("{problem} (--help tells all flags)"), USAGE),
    };
    if arguments.help {
        return write(HELP);
    }
    let read = match folder::read(&arguments) {
        Ok(read) => read,
        Err(problems) => return refuse(&problems, UNREAD),
    };
    match Asked::new(&read, &arguments).and_then(|asked| answers::answer(&asked)) {
        Ok(text) => write(&text),
        Err(problem) => refuse(&problem, USAGE),
    }
}

fn refuse(problem: &str, code: u8) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::from(code)
}

/// Writes all at once. Whoever closes the pipe early has seen enough.
fn write(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
