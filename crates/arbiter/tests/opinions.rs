//! What becomes of the grammar's findings under opinions made for the purpose.

use rostra_arbiter::{Bounds, Found, Kind, Opinion, Opinions, arbitrate};
use rostra_document::{Detail, Document, Label, Mention, Segment, Segmenter, TextRange};
use rostra_document::{TitleDetail, TitleStatus};
use rostra_segment::SentenceSegmenter;

const TEXT: &str = "Deputy minister Jane Roe spoke. Later Max Mill left.";

const BOUNDS: Bounds = Bounds {
    name: 0.9,
    name_score: 0.5,
    no_name: 0.1,
    no_name_beside_title: 0.02,
    title: 0.8,
    headless: 0.9,
    longer: 0.5,
};

/// A model that knows some kinds, finds these words, and gives every other span the same probability.
#[derive(Clone, Copy)]
struct Model {
    knows: &'static [Kind],
    finds: &'static [(&'static str, Kind, f32)],
    rest: f32,
}

impl Opinions for Model {
    fn of<'o>(&'o mut self, segment: &'o Segment, _: &'o [Mention]) -> impl Opinion + 'o {
        OfSegment {
            model: *self,
            segment,
        }
    }
}

struct OfSegment<'o> {
    model: Model,
    segment: &'o Segment,
}

impl OfSegment<'_> {
    fn say(&self, kind: Kind) -> Option<f32> {
        self.model.knows.contains(&kind).then_some(self.model.rest)
    }
}

impl Opinion for OfSegment<'_> {
    fn segment(&self) -> &Segment {
        self.segment
    }

    fn spans(&self, kind: Kind) -> Vec<Found> {
        let of_kind = self.model.finds.iter().filter(|(_, of, _)| *of == kind);
        let here = of_kind.filter_map(|(words, kind, score)| {
            let (start, end) = self.tokens(range(words));
            (start < end).then_some(Found {
                start,
                end,
                kind: *kind,
                score: *score,
            })
        });
        here.collect()
    }

    fn exact(&self, _: TextRange, kind: Kind) -> Option<f32> {
        self.say(kind)
    }

    fn mass(&self, _: TextRange, kind: Kind) -> Option<f32> {
        self.say(kind)
    }
}

fn range(words: &str) -> TextRange {
    let start = TEXT.find(words).expect("words of the text");
    TextRange::new(start, start + words.len())
}

fn mention(words: &str, label: Label) -> Mention {
    let range = range(words);
    let detail = match label {
        Label::Title => Detail::Title(Box::new(TitleDetail {
            pieces: vec![range],
            head: "minister".into(),
            status: TitleStatus::Current,
            status_range: None,
            country: None,
            organization: None,
            stateless: false,
            plural: false,
            weak: false,
            occupation: false,
            definite: false,
        })),
        _ => Detail::None,
    };
    Mention {
        range,
        label,
        score: 0.8,
        source: "grammar",
        model: None,
        detail,
    }
}

/// What the grammar found: a title with a name beside it, a name by itself.
fn found() -> Vec<Mention> {
    vec![
        mention("minister", Label::Title),
        mention("Jane Roe", Label::Person),
        mention("Max Mill", Label::Person),
    ]
}

fn segments() -> Vec<Segment> {
    let segments = SentenceSegmenter::new().segment(&Document::of_text("t", "en", TEXT));
    assert_eq!(segments.len(), 2);
    segments
}

fn judged(mut model: Model, segments: &[Segment], found: &[Mention]) -> Vec<Mention> {
    let pack = rostra_lexicon::pack("en").expect("a pack for English");
    arbitrate(pack, segments, found, &BOUNDS, &mut model)
}

#[test]
fn a_model_without_a_say_changes_nothing() {
    let model = Model {
        knows: &[],
        finds: &[],
        rest: 0.0,
    };
    assert_eq!(judged(model, &segments(), &found()), found());
    let mut by_another = found();
    by_another.iter_mut().for_each(|m| m.model = Some(0.7));
    assert_eq!(judged(model, &segments(), &by_another), by_another);
}

/// A model, and the words of the mentions that hold by it.
struct Case {
    name: &'static str,
    knows: &'static [Kind],
    finds: &'static [(&'static str, Kind, f32)],
    rest: f32,
    held: &'static [&'static str],
}

const ALL: &[&str] = &["minister", "Jane Roe", "Max Mill"];
const LONG: &[(&str, Kind, f32)] = &[("Deputy minister", Kind::Title, 0.9)];

const CASES: [Case; 7] = [
    Case {
        name: "sure",
        knows: &Kind::ALL,
        finds: &[],
        rest: 0.6,
        held: ALL,
    },
    Case {
        name: "doubts a name by itself",
        knows: &Kind::ALL,
        finds: &[],
        rest: 0.05,
        held: &["minister", "Jane Roe"],
    },
    Case {
        name: "doubts a name beside a title too",
        knows: &Kind::ALL,
        finds: &[],
        rest: 0.01,
        held: &["minister"],
    },
    Case {
        name: "longer",
        knows: &Kind::ALL,
        finds: LONG,
        rest: 0.6,
        held: &["Deputy minister", "Jane Roe", "Max Mill"],
    },
    Case {
        name: "longer, and less likely",
        knows: &Kind::ALL,
        finds: LONG,
        rest: 0.95,
        held: ALL,
    },
    Case {
        name: "longer, of a kind on which it has no say",
        knows: &[Kind::Person],
        finds: LONG,
        rest: 0.6,
        held: ALL,
    },
    Case {
        name: "adds names of which it is sure enough",
        knows: &Kind::ALL,
        finds: &[("spoke", Kind::Person, 0.95), ("Later", Kind::Person, 0.85)],
        rest: 0.6,
        held: &["minister", "Jane Roe", "spoke", "Max Mill"],
    },
];

#[test]
fn opinions_take_away_lengthen_and_add() {
    for case in CASES {
        let model = Model {
            knows: case.knows,
            finds: case.finds,
            rest: case.rest,
        };
        let held = judged(model, &segments(), &found());
        let words = held.iter().map(|m| TEXT.get(m.range.start..m.range.end));
        let words: Vec<&str> = words.flatten().collect();
        assert_eq!(words, case.held, "{}", case.name);
        for mention in &held {
            let known = mention.label == Label::Person || case.knows.contains(&Kind::Title);
            assert_eq!(mention.model.is_some(), known, "{}: {mention:?}", case.name);
        }
    }
}

#[test]
fn what_lies_outside_of_all_segments_stays() {
    let refuses_all = Model {
        knows: &Kind::ALL,
        finds: &[],
        rest: 0.0,
    };
    let segments = segments();
    let later = segments.get(1..).unwrap();
    assert_eq!(judged(refuses_all, later, &found()), found()[..2]);
}
