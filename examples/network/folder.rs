//! Opens a folder, or what is built in, and reads the network.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use unbrella::base::day::Moment;
use unbrella::network::readers::{EventsAs, MAX_BYTES, ReadNetwork, Reader, Roles};

use crate::arguments::Arguments;

/// The network that is built in: invented from beginning to end.
const INVENTED: [(&str, &str); 2] = [
    ("edges.csv", include_str!("invented/edges.csv")),
    ("nodes.csv", include_str!("invented/nodes.csv")),
];
const INVENTED_ROLES: &str = include_str!("invented/roles.toml");

/// The largest file of roles, in bytes.
const MAX_ROLES: usize = 1024 * 1024;

/// Reads what was asked for; what is wrong is told one thing a line.
pub fn read(arguments: &Arguments) -> Result<ReadNetwork, String> {
    let mut roles = roles(arguments)?;
    roles.official_where.extend(arguments.officials.iter().cloned());
    roles.gang_where.extend(arguments.gangs.iter().cloned());
    // Lists that say nothing about it were always known.
    let recorded = Moment::parse("1900-01-01T00:00:00+08:00").map_err(|e| e.to_string())?;
    let events = if arguments.events { EventsAs::Parties } else { EventsAs::Ties };
    let reader = Reader::new(roles, recorded).events(events);
    let mut reader = reader.standing(arguments.standing.standing());
    match &arguments.folder {
        None => INVENTED.iter().for_each(|(name, text)| {
            reader.file(name, text.as_bytes());
        }),
        Some(folder) => {
            for path in lists(folder)? {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                reader.file(&name.unwrap_or_default(), &bytes(&path, MAX_BYTES)?);
            }
        }
    }
    reader.finish().map_err(|unread| unread.to_string())
}

/// The lists of a folder, by name.
fn lists(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let wrong = |error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let csv = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
        if csv && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        Err(format!("{}: no .csv files here", folder.display()))
    } else {
        Ok(paths)
    }
}

fn roles(arguments: &Arguments) -> Result<Roles, String> {
    let beside = arguments.folder.as_ref().map(|folder| folder.join("roles.toml"));
    let path = match (&arguments.roles, beside) {
        (Some(named), _) => named.clone(),
        (None, Some(beside)) if beside.exists() => beside,
        (None, Some(_)) => return Ok(Roles::default()),
        (None, None) => return parse("roles.toml", INVENTED_ROLES),
    };
    let shown = path.display().to_string();
    let text = String::from_utf8(bytes(&path, MAX_ROLES)?);
    parse(&shown, &text.map_err(|_| format!("{shown}: not UTF-8"))?)
}

fn parse(shown: &str, text: &str) -> Result<Roles, String> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count().saturating_add(1));
        format!("{shown}, line {line}: {}", error.message())
    })
}

/// Reads one byte more than is allowed, so that the reader can refuse it.
fn bytes(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    let wrong = |error| format!("{}: {error}", path.display());
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).map_err(wrong)?.take(limit).read_to_end(&mut bytes).map_err(wrong)?;
    Ok(bytes)
}
