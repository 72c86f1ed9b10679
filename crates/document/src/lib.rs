//! The types that pass between Rostra's stages.
//!
//! Text enters once, as a [`Document`], and never changes afterwards: every later value is a
//! [`TextRange`] of it or is derived from one. Data flows one way,
//!
//! ```text
//! Undecoded -> Document -> Segment -> Mention -> Record -> Extraction
//! ```
//!
//! and each stage is a trait of [`stage`]. This crate does no I/O and no inference; every other
//! crate points at it and it points at none of them.

pub mod code_points;
pub mod diagnostic;
pub mod document;
pub mod explanation;
pub mod extraction;
pub mod identity;
pub mod mention;
pub mod metadata;
pub mod origin;
pub mod provenance;
pub mod range;
pub mod record;
pub mod segment;
pub mod sink;
pub mod stage;

pub use code_points::CodePoints;
pub use diagnostic::{Diagnostic, Severity};
pub use document::{Date, Document, Language, Section};
pub use explanation::{Explanation, Ground, PersonExplained, Release, Seen};
pub use extraction::{
    Extraction, Extractor, NameParts, NamedAt, NormalizedEvent, NormalizedProvenance,
    NormalizedRecord, NormalizedTitle, Span,
};
pub use identity::Identity;
pub use mention::{
    CountryForm, CountryRef, Cue, Detail, HonorificKind, Label, Mention, TitleDetail, TitleStatus,
};
pub use metadata::{Field, Metadata};
pub use origin::{Location, Origin};
pub use provenance::{Provenance, Step};
pub use range::TextRange;
pub use record::{Event, Evidence, HeldTitle, Mode, Record, Relations, Role, Support};
pub use segment::{Case, Segment, SegmentKind, Token, TokenKind};
pub use sink::{Changes, Ended, Memory, Recall, Sink, SinkError};
pub use stage::{
    Bookmark, FailureKind, Normalizer, RecognizeError, Recognizer, Relater, Segmenter, Source,
    SourceError, Undecoded,
};
