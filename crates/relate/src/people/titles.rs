//! The titles of a person: one said in several forms counts once, in its fullest form.

use compact_str::CompactString;
use rostra_document::{Evidence, HeldTitle, TextRange, TitleStatus};
use rostra_lexicon::Pack;
use rostra_lexicon::hangul::is_syllable;

use super::Person;
use super::country::is_of;
use crate::Lines;
use crate::phrase::{Complemented, Naming, Tied};

/// A title's stems, for telling forms of one title from different ones.
fn stems(pieces: &[TextRange], lines: &Lines, line: usize) -> Vec<CompactString> {
    let Some(line) = lines.get(line) else {
        return Vec::new();
    };
    pieces
        .iter()
        .flat_map(|piece| line.pack.tokenize(line.text, *piece))
        .filter(|t| t.kind != rostra_document::TokenKind::Mark)
        .map(|t| line.pack.stem(&t.key))
        .filter(|s| {
            let long = s.chars().count() > 2 || s.chars().all(is_syllable);
            long || !line.pack.source.writing.spaced
        })
        .collect()
}

/// A title that counts, with what tells it from others.
struct Kept {
    words: Vec<CompactString>,
    title: HeldTitle,
    rule: &'static str,
    sphere: Sphere,
}

/// What a title is held of: the president of a state is not the president of a body of states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sphere {
    State,
    Body,
    Open,
}

impl Sphere {
    fn of(tied: &Tied) -> Self {
        if tied.title.stateless {
            Self::Body
        } else if tied.title.country.is_some() {
            Self::State
        } else {
            Self::Open
        }
    }

    fn differs(self, other: Self) -> bool {
        self != other && self != Self::Open && other != Self::Open
    }
}

/// One title said in several forms counts once, in its fullest form.
pub(super) fn titles(
    person: &Person,
    lines: &Lines,
    evidence: &mut Vec<Evidence>,
) -> Vec<HeldTitle> {
    let mut kept: Vec<Kept> = Vec::new();
    let holds_office = |n: &Naming| n.titles.iter().any(|t| !t.title.weak);
    let office = person.namings.iter().any(holds_office);
    for naming in &person.namings {
        for tied in &naming.titles {
            // `the leader` says nothing more of whom another place gives an office.
            if tied.title.weak && office && !holds_office(naming) {
                continue;
            }
            let Some(pack) = lines.get(naming.line).map(|l| l.pack) else {
                continue;
            };
            if tied.title.plural && said_of_one(person, tied, lines)
                || is_short(lines, tied) && person.namings.iter().any(|n| told_in_full(n, lines))
                || is_leader(lines, tied) && leads_by_office(person, tied, lines)
            {
                continue;
            }
            let held = held(tied);
            let words = match tied.elided {
                Some(_) => stems(&held.pieces, lines, naming.line),
                None => stems(&tied.title.pieces, lines, naming.line),
            };
            let plain = |held: &HeldTitle| !glued_article(held, lines, naming.line);
            let among = |w: &CompactString, b: &[CompactString]| b.iter().any(|v| holds_word(v, w));
            let within = |a: &[CompactString], b: &[CompactString]| a.iter().all(|w| among(w, b));
            // `주벨기에 대사를 역임했다` of an ambassador: a post told of the past is another.
            let past = tied.rule == "copula" && held.status == TitleStatus::Former;
            let sphere = Sphere::of(tied);
            if let Some(Kept {
                words: old,
                title: slot,
                rule,
                ..
            }) = kept.iter_mut().find(|k| {
                (within(&words, &k.words) || within(&k.words, &words))
                    && (words.is_empty() || k.words.is_empty() || one_office(pack, &held, &k.title))
                    && !sphere.differs(k.sphere)
                    && !(past
                        && k.title.status == TitleStatus::Current
                        && words.len() > k.words.len())
            }) {
                // A later, fuller form replaces a bare one, but takes over its status.
                let same = words.len() == old.len();
                let fuller = words.len() > old.len() || same && letters(&words) > letters(old);
                // So does one that stands in one piece.
                let joined = held.pieces.len() == 1 && slot.pieces.len() > 1;
                let plainer = same
                    && (joined
                        || shouted(slot, lines) && !shouted(&held, lines)
                        || plain(&held) && !plain(slot)
                        || nominative(&held, lines) && !nominative(slot, lines));
                if (fuller || plainer)
                    && !(held.status != slot.status && held.status != TitleStatus::Current)
                {
                    let status = if slot.status == TitleStatus::Current {
                        held.status
                    } else {
                        slot.status
                    };
                    (*old, *slot, *rule) = (words, HeldTitle { status, ..held }, tied.rule);
                }
                continue;
            }
            kept.push(Kept {
                words,
                title: held,
                rule: tied.rule,
                sphere,
            });
        }
    }
    carry_then(&mut kept);
    for Kept { title, rule, .. } in &kept {
        evidence.push(Evidence {
            field: "title",
            rule,
            range: title.pieces.first().copied(),
            score: title.score,
        });
    }
    kept.into_iter().map(|k| k.title).collect()
}

/// Whether the heads of two titles, one's words within the other's, can be one office: a senator
/// is not the president of a committee of senators.
fn one_office(pack: &Pack, a: &HeldTitle, b: &HeldTitle) -> bool {
    if !pack.source.writing.spaced {
        // 総理 is short for 総理大臣, and 政務官 for 大臣政務官.
        let short_for = |short: &str, long: &str| {
            long.ends_with(short) || long.trim_end_matches("大臣").ends_with(short)
        };
        return short_for(&a.head, &b.head) || short_for(&b.head, &a.head);
    }
    let words = |head: &'_ str| -> Vec<CompactString> {
        head.split(' ').map(|word| pack.stem_of(word)).collect()
    };
    let other = words(&b.head);
    let shared = |word: &CompactString| {
        let same = |w: &CompactString| holds_word(w, word) || holds_word(word, w);
        other.iter().any(same)
    };
    words(&a.head).iter().any(shared) && !deputises(pack, &a.head, &b.head)
}

/// Whether `word` is `part`, or in Hangul ends in it as a compound (`국무장관`, `장관`); a deputy
/// (`부총리`) is no such compound.
fn holds_word(word: &str, part: &str) -> bool {
    let before = word.strip_suffix(part).filter(|b| *b != "부");
    before.is_some_and(|b| {
        b.is_empty() || part.chars().nth(1).is_some() && b.chars().all(is_syllable)
    })
}

/// Letters of words in Hangul, where a compound is the fuller form; 0 elsewhere.
fn letters(words: &[CompactString]) -> usize {
    let letters = words.iter().flat_map(|w| w.chars());
    letters.filter(|c| is_syllable(*c)).count()
}

/// Families of office with those who stand in for them.
const DEPUTIES: [(&str, &str); 5] = [
    ("head_of_state", "deputy_head_of_state"),
    ("head_of_government", "deputy_head_of_government"),
    ("minister", "deputy_minister"),
    ("governor", "deputy_governor"),
    ("mayor", "deputy_mayor"),
];

/// Whether one of two heads is the other's deputy: a vice president is no president.
fn deputises(pack: &Pack, a: &str, b: &str) -> bool {
    let is = |family: &str, head: &str| {
        let heads = pack.source.offices.heads.get(family);
        heads.is_some_and(|words| words.iter().any(|w| w == head))
    };
    a != b
        && DEPUTIES
            .iter()
            .any(|(chief, deputy)| is(chief, a) && is(deputy, b) || is(chief, b) && is(deputy, a))
}

/// Whether the head is an abbreviation that says an office once more: `Wamen`, `Mendagri`.
fn is_short(lines: &Lines, tied: &Tied) -> bool {
    lines.first().is_some_and(|line| {
        let shorts = &line.pack.source.titles.shorts;
        shorts.iter().any(|word| **word == *tied.title.head)
    })
}

/// Whether a naming tells a member of the government by the whole title.
fn told_in_full(naming: &Naming, lines: &Lines) -> bool {
    const GOVERNMENT: [&str; 5] = [
        "deputy_head_of_state",
        "minister",
        "minister_of_state",
        "deputy_minister",
        "secretary_general_of_government",
    ];
    naming
        .titles
        .iter()
        .any(|t| is_of(lines, t.title, &GOVERNMENT) && !is_short(lines, t))
}

/// Whether a title only says that somebody leads: `leader`, `lideri`, `Führer`.
fn is_leader(lines: &Lines, tied: &Tied) -> bool {
    lines.first().is_some_and(|line| {
        let leaders = &line.pack.source.titles.leaders;
        let head = tied.title.head.to_lowercase();
        leaders.iter().any(|word| head.ends_with(word.as_str()))
    })
}

/// Whether an office of the same body, or of none, says more than `leader` does.
fn leads_by_office(person: &Person, leader: &Tied, lines: &Lines) -> bool {
    const LEADING: [&str; 5] = [
        "party_leader",
        "head_of_state",
        "head_of_government",
        "monarch",
        "head_of_international_organisation",
    ];
    let body = |t: &Tied| {
        let line = lines.first()?;
        let first = line.pack.tokenize(line.text, *t.title.pieces.first()?);
        let word = first.into_iter().next().map(|token| token.key)?;
        t.title.complemented().then_some(word)
    };
    let own = body(leader);
    let offices = person.namings.iter().flat_map(|n| &n.titles);
    offices
        .filter(|t| t.status() == leader.status() && !is_leader(lines, t))
        .any(|t| match &own {
            Some(word) => body(t).as_ref() == Some(word),
            None => is_of(lines, t.title, &LEADING),
        })
}

/// Whether a list's title in the plural is said of this person alone too, as `the members A and B` is
/// after `the member for X, A`.
fn said_of_one(person: &Person, plural: &Tied, lines: &Lines) -> bool {
    let Some(pack) = lines.first().map(|line| line.pack) else {
        return false;
    };
    let stem = |head: &str| head.split(' ').next_back().map(|w| pack.stem_of(w));
    let office = stem(&plural.title.head);
    person.namings.iter().flat_map(|n| &n.titles).any(|t| {
        let more = t.title.complemented();
        !t.title.plural && more && stem(&t.title.head) == office
    })
}

/// Whether the title stands in capitals, as headings have it.
fn shouted(held: &HeldTitle, lines: &Lines) -> bool {
    let Some((line, piece)) = lines.first().zip(held.pieces.first()) else {
        return false;
    };
    let words = line.words(*piece);
    words.chars().count() > 5 && !words.chars().any(char::is_lowercase)
}

/// Whether the head stands in its dictionary form: `директор МАГАТЭ` beside `директором МАГАТЭ`.
fn nominative(held: &HeldTitle, lines: &Lines) -> bool {
    let Some(line) = lines.first() else {
        return false;
    };
    held.pieces.iter().any(|piece| {
        let text = line.words(*piece).to_lowercase();
        let head = held.head.to_lowercase();
        text.find(head.as_str()).is_some_and(|at| {
            let rest = text.get(at + head.len()..).unwrap_or_default();
            !rest.starts_with(char::is_alphabetic)
        })
    })
}

/// Whether the title begins with a word that has its article glued to it: `الرئيس` beside
/// `رئيس الجمهورية`, which is the fuller form.
fn glued_article(held: &HeldTitle, lines: &Lines, line: usize) -> bool {
    lines
        .get(line)
        .zip(held.pieces.first())
        .is_some_and(|(line, piece)| {
            let first = line.pack.tokenize(line.text, *piece);
            first.first().is_some_and(|t| line.pack.has_article(&t.key))
        })
}

/// `then Deputy Prime Minister and Minister of Interior`: the status goes on over `and`, since the
/// posts were held together. Told by the titles that follow in the same phrase.
fn carry_then(kept: &mut [Kept]) {
    let mut then = false;
    for Kept { title, rule, .. } in kept {
        if title.status == TitleStatus::Then {
            then = true;
        } else if then && title.status == TitleStatus::Current && rule.ends_with(".and") {
            title.status = TitleStatus::Then;
        } else {
            then = false;
        }
    }
}

fn held(tied: &Tied) -> HeldTitle {
    let mut pieces = match tied.elided {
        Some(head) => vec![head],
        None => tied.title.pieces.clone(),
    };
    pieces.extend(tied.body.or(tied.portfolio));
    HeldTitle {
        pieces,
        head: tied.title.head.clone(),
        status: tied.status(),
        organization: tied.organization(),
        score: tied.score,
    }
}
