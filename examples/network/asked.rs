//! A network, looked at through the view that was asked for.

use unbrella::base::id::PartyId;
use unbrella::network::kinds::{KindSet, KindSlot, Kinds};
use unbrella::network::readers::ReadNetwork;
use unbrella::network::seen::Seen;
use unbrella::network::view::{Doubt, Least, View};
use unbrella::terms::tie::TieKind;

use crate::arguments::Arguments;
use crate::names::Names;

/// Everything that an answer needs.
pub struct Asked<'a> {
    pub names: Names<'a>,
    pub seen: Seen<'a>,
    pub arguments: &'a Arguments,
    /// Gangs, by name.
    pub gangs: Vec<PartyId>,
    show: Option<String>,
}

impl<'a> Asked<'a> {
    /// Looks at what was read; refuses layers and columns that are not there.
    pub fn new(read: &'a ReadNetwork, arguments: &'a Arguments) -> Result<Self, String> {
        let view = view(read, arguments)?;
        let names = Names(read);
        let mut gangs: Vec<PartyId> = read
            .labels()
            .iter()
            .map(|(party, _)| party)
            .filter(|party| matches!(party, PartyId::Gang(_)))
            .collect();
        gangs.sort_by_cached_key(|party| names.of(*party));
        let embedded = arguments.folder.is_none().then(|| "what".to_owned());
        let show = arguments.show.clone().or(embedded);
        if let Some(column) = show.as_deref().filter(|column| !read.columns().any(|c| c == *column))
        {
            let known: Vec<&str> = read.columns().collect();
            return Err(format!(
                "no list of parties has the column {column}; there are: {}",
                known.join(", ")
            ));
        }
        Ok(Self { names, seen: read.network().seen(view), arguments, gangs, show })
    }

    /// What was read.
    pub const fn read(&self) -> &'a ReadNetwork {
        self.names.0
    }

    /// The number of parties that stand beside one.
    pub fn beside(&self, party: PartyId) -> usize {
        let slot = self.seen.network().slot(party);
        slot.map_or(0, |slot| self.seen.pairs().beside(slot).len())
    }

    /// Whether a party is known to hold or have held an office.
    pub fn is_official(&self, party: PartyId) -> bool {
        let network = self.seen.network();
        network.slot(party).is_some_and(|slot| network.is_official(slot))
    }

    /// What a party is, in a word; nothing for a person without an office.
    pub fn what(&self, party: PartyId) -> &'static str {
        match party {
            PartyId::Person(_) if self.is_official(party) => "official",
            PartyId::Person(_) => "",
            PartyId::Organ(_) => "organ",
            PartyId::Gang(_) => "gang",
            PartyId::Enterprise(_) => "enterprise",
            PartyId::Case(_) => "case",
            PartyId::Place(_) if self.arguments.events => "event",
            _ => "place",
        }
    }

    /// What a list of parties says of one, in the column that was asked for.
    pub fn said(&self, party: PartyId) -> String {
        let column = self.show.as_deref();
        let value = column.and_then(|column| self.read().value(party, column));
        value.map_or_else(|| self.what(party).to_owned(), str::to_owned)
    }

    /// An answer under its title, with the ties that were looked at.
    pub fn titled(&self, title: &str, body: &str) -> String {
        format!("{title}\n  looked at: {}\n{body}", self.looked_at())
    }

    /// The view, in words.
    pub fn looked_at(&self) -> String {
        self.looked_at_over("every kind of tie")
    }

    /// The view, in words, where no layer was named and `kinds` are looked at.
    pub fn looked_at_over(&self, kinds: &str) -> String {
        let Arguments { layers, on, certain, known, least, confidence, .. } = self.arguments;
        let mut parts = Vec::new();
        parts.push(if layers.is_empty() { kinds.to_owned() } else { layers.join(", ") });
        parts.push(on.map_or_else(|| "on any day".to_owned(), |day| format!("on {day}")));
        if *certain {
            parts.push("certainly there".to_owned());
        }
        parts.push(known.map_or_else(
            || "as known now".to_owned(),
            |moment| format!("as known on {}", moment.datetime().format("%Y-%m-%d %H:%M")),
        ));
        parts.push(format!("at least {}", least.standing()));
        if confidence.get() > 0 {
            parts.push(format!("with at least {confidence}"));
        }
        parts.join(", ")
    }
}

fn view(read: &ReadNetwork, arguments: &Arguments) -> Result<View, String> {
    let mut view = View::new().at_least(arguments.least).confidence(arguments.confidence);
    if let Some(day) = arguments.on {
        view = view.valid_on(day);
    }
    if arguments.certain {
        view = view.doubt(Doubt::LeaveOut);
    }
    if let Some(moment) = arguments.known {
        view = view.known_at(moment);
    }
    if !arguments.layers.is_empty() {
        view = view.kinds(kinds(read, &arguments.layers)?);
    }
    Ok(view)
}

/// The kinds that are named; those of the network are told where one is not there.
fn kinds(read: &ReadNetwork, layers: &[String]) -> Result<KindSet, String> {
    let used: Vec<TieKind> = used(read).into_iter().map(|(kind, _)| kind).collect();
    let kinds: &Kinds = read.network().kinds();
    let slot = |name: &String| -> Result<KindSlot, String> {
        let named = used.iter().find(|kind| kind.code() == name || kind.term() == name);
        named.and_then(|kind| kinds.find(kind)).ok_or_else(|| {
            let known: Vec<&str> = used.iter().map(TieKind::code).collect();
            format!("no layer is called {name}; there are: {}", known.join(", "))
        })
    };
    layers.iter().map(slot).collect::<Result<Vec<_>, _>>().map(KindSet::of)
}

/// The kinds of tie of a network with their numbers, whatever their standing, most first.
pub fn used(read: &ReadNetwork) -> Vec<(TieKind, usize)> {
    let all = read.network().seen(View::new().at_least(Least::Alleged)).shown();
    let mut used: Vec<(TieKind, usize)> = Vec::new();
    for tie in all {
        match used.iter_mut().find(|(kind, _)| *kind == tie.kind) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => used.push((tie.kind, 1)),
        }
    }
    used.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.code().cmp(b.code())));
    used
}
