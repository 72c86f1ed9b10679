//! How outputs are written, whatever their form.

use rostra_document::Extractor;

/// What every output of a run is told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What makes the records: what an older one made is made anew.
    pub extractor: Extractor,
    /// Documents carry their text; one that an output holds without it is read again.
    pub with_text: bool,
    /// Nothing that an output holds is believed: all is read and written again.
    pub anew: bool,
    /// Which documents a store loses because this run did not find them.
    pub prune: Option<Prune>,
}

/// Documents that a run should have come across: those of its inputs.
#[derive(Clone, Debug, Default)]
pub struct Prune {
    /// What the user named: files, folders, patterns.
    pub inputs: Vec<String>,
}
