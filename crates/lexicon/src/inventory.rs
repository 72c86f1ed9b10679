//! The classes of a pack by the keys that list them, and which of them a pack leaves empty.

use crate::class::Class;
use crate::pack::PackSource;

/// A class, its `section.key` in the pack, and its words.
pub(crate) type Listed<'p> = (Class, &'static str, &'p [String]);

/// Every class of words of a pack.
pub(crate) fn classes(p: &PackSource) -> Vec<Listed<'_>> {
    let (h, t, c, n) = (&p.honorifics, &p.titles, &p.complements, &p.connectors);
    let (s, q, e, w) = (&p.status, &p.cues, &p.events, &p.time);
    let listed: [(Class, &'static str, &Vec<String>); 54] = [
        (Class::Courtesy, "honorifics.courtesy", &h.courtesy),
        (Class::Style, "honorifics.styles", &h.styles),
        (Class::Rank, "honorifics.ranks", &h.ranks),
        (Class::Degree, "honorifics.degrees", &h.degrees),
        (Class::Royal, "honorifics.royal", &h.royal),
        (
            Class::PostNominal,
            "honorifics.post_nominals",
            &h.post_nominals,
        ),
        (Class::Head, "titles.heads", &t.heads),
        (Class::WeakHead, "titles.weak_heads", &t.weak_heads),
        (Class::Occupation, "titles.occupations", &t.occupations),
        (Class::Modifier, "titles.modifiers", &t.modifiers),
        (Class::AfterHead, "titles.after_head", &t.after_head),
        (Class::NotTitle, "titles.not_titles", &t.not_titles),
        (Class::Portfolio, "complements.portfolios", &c.portfolios),
        (
            Class::StateBody,
            "complements.state_bodies",
            &c.state_bodies,
        ),
        (Class::Body, "complements.bodies", &c.bodies),
        (Class::Party, "complements.parties", &c.parties),
        (Class::Side, "complements.sides", &c.sides),
        (Class::Unit, "complements.units", &c.units),
        (Class::Qualifier, "complements.qualifiers", &c.qualifiers),
        (Class::Of, "connectors.of", &n.of),
        (Class::Complement, "connectors.complement", &n.complement),
        (Class::And, "connectors.and", &n.and),
        (Class::Article, "connectors.articles", &n.articles),
        (Class::Particle, "connectors.particles", &n.particles),
        (Class::ListWord, "connectors.list", &n.list),
        (Class::Capacity, "connectors.capacity", &n.capacity),
        (Class::Former, "status.former", &s.former),
        (Class::Then, "status.then", &s.then),
        (Class::Acting, "status.acting", &s.acting),
        (Class::Elect, "status.elect", &s.elect),
        (Class::Appointed, "status.appointed", &s.appointed),
        (Class::LinkCurrent, "status.link_current", &s.link_current),
        (Class::LinkFormer, "status.link_former", &s.link_former),
        (Class::Keynote, "cues.keynote", &q.keynote),
        (Class::Speaker, "cues.speaker", &q.speaker),
        (Class::Chair, "cues.chair", &q.chair),
        (Class::Participant, "cues.participant", &q.participant),
        (
            Class::IntroducesSpeakers,
            "cues.introduces_speakers",
            &q.introduces_speakers,
        ),
        (
            Class::IntroducesParticipants,
            "cues.introduces_participants",
            &q.introduces_participants,
        ),
        (
            Class::IntroducesChair,
            "cues.introduces_chair",
            &q.introduces_chair,
        ),
        (Class::AccordingTo, "cues.according_to", &q.according_to),
        (Class::MentionedOnly, "cues.mentioned", &q.mentioned),
        (Class::Video, "cues.video", &q.video),
        (Class::Written, "cues.written", &q.written),
        (Class::Pronoun, "cues.pronouns", &q.pronouns),
        (Class::EventHead, "events.heads", &e.heads),
        (Class::EventPart, "events.parts", &e.parts),
        (Class::InformalEvent, "events.informal", &e.informal),
        (Class::Locative, "events.locative", &e.locative),
        (Class::Stop, "stop.words", &p.stop.words),
        (Class::Verb, "stop.verbs", &p.stop.verbs),
        (Class::Headline, "stop.headline", &p.stop.headline),
        (Class::Today, "time.today", &w.today),
        (Class::Yesterday, "time.yesterday", &w.yesterday),
    ];
    listed
        .map(|(class, key, words)| (class, key, words.as_slice()))
        .into()
}

/// What keeps a pack from being complete, one sentence each: a class without words that
/// `not_applicable` does not name, a class named there that has words or does not exist, a calendar
/// that is not one.
#[must_use]
pub fn gaps(source: &PackSource) -> Vec<String> {
    let classes = classes(source);
    let excused = |key: &str| source.not_applicable.iter().any(|k| k == key);
    let mut gaps = Vec::new();
    for (_, key, words) in &classes {
        match (words.is_empty(), excused(key)) {
            (true, false) => gaps.push(format!("{key} is empty and not in not_applicable")),
            (false, true) => gaps.push(format!("{key} has words and is in not_applicable")),
            _ => {}
        }
    }
    for key in &source.not_applicable {
        if !classes.iter().any(|(_, known, _)| known == key) {
            gaps.push(format!("not_applicable: there is no class {key}"));
        }
    }
    for (key, list, size) in [
        ("time.months", &source.time.months, 12),
        ("time.weekdays", &source.time.weekdays, 7),
    ] {
        if list.len() != size {
            gaps.push(format!("{key} has {} entries, not {size}", list.len()));
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::gaps;
    use crate::language::{languages, pack};

    #[test]
    fn every_pack_is_complete() {
        let mut found = Vec::new();
        for tag in languages() {
            let source = &pack(tag).expect("it has a pack").source;
            found.extend(gaps(source).into_iter().map(|gap| format!("{tag}: {gap}")));
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn gaps_are_told() {
        let mut source = pack("en").expect("it has a pack").source.clone();
        source.status.then.clear();
        source.not_applicable = vec!["cues.video".into(), "cues.telepathy".into()];
        source.time.weekdays.pop();
        assert_eq!(
            gaps(&source),
            [
                "status.then is empty and not in not_applicable",
                "cues.video has words and is in not_applicable",
                "not_applicable: there is no class cues.telepathy",
                "time.weekdays has 6 entries, not 7",
            ]
        );
    }
}
