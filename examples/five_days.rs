//! Police open an investigation into a gang on the Friday before a holiday. By when must the
//! discipline organ of Zhaotong have heard of it? How were the days counted, and who says so?
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::fmt::Write;

use unbrella::base::calendar::china;
use unbrella::base::day::Moment;
use unbrella::base::deadline::Deadline;
use unbrella::decision::{Chinese, Decision, Reason};
use unbrella::rulebook::{Rulebook, keys};
use unbrella::{rule_name, sentence};

fn page() -> Result<String, Box<dyn Error>> {
    let opened = Moment::parse("2019-04-26T09:30:00+08:00")?;
    let now = Moment::parse("2019-05-05T10:00:00+08:00")?;

    let book = Rulebook::published();
    let limit = book.on("zhaotong", opened.day())?.get(keys::transfer::NOTICE)?;
    let deadline = Deadline::new(opened, limit.value(), &china())?;
    let reason = Reason::new(
        rule_name!("transfer/notice"),
        sentence!(
            "opened on {opened}, so notice was due before {due}",
            "{opened}立案侦查，应于{due}前通报",
            opened = opened.day(),
            due = deadline.last_day().next()?,
        ),
        limit.citation().clone(),
    );
    let decision = Decision::new(deadline.state(now, None), reason);

    let mut page = String::new();
    writeln!(page, "{decision}")?;
    for reason in decision.reasons() {
        writeln!(page, "  {}\n", reason.because().chinese())?;
    }
    writeln!(page, "{}\n", deadline.explain(&china())?)?;
    for other in limit.other_readings() {
        writeln!(page, "another reading: {}", other.value)?;
    }
    Ok(page)
}

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", page()?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_shows_what_is_printed() {
        let readme = include_str!("../README.md");
        let shown = format!("\n```text\n{}```\n", page().unwrap());
        assert!(readme.contains(&shown), "{shown}");
    }
}
