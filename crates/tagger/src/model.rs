//! One group's model, of either kind that files hold.

use std::borrow::Cow;

use rostra_document::{Mention, Segment};
use rostra_lexicon::Pack;

use crate::features::{Extractor, Features};
use crate::lattice::{Column, Transitions};
use crate::network::{self, Network, States};
use crate::tags::Kind;
use crate::weights::{self, Weights, WeightsError};

/// What gives scores to tags.
#[derive(Debug)]
pub enum Model {
    /// A sum of weights.
    Linear(Weights),
    /// A small network.
    Network(Network),
}

/// What is kept from segment to segment, so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct Buffers {
    extractor: Extractor,
    features: Features,
    states: States,
}

impl Model {
    /// Reads a file of either format.
    ///
    /// # Errors
    /// Where it is damaged, of another version, or lacks a part.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, WeightsError> {
        match Network::read(bytes.clone()) {
            Err(WeightsError::Version { .. }) => Weights::read(bytes).map(Self::Linear),
            network => network.map(Self::Network),
        }
    }

    /// The file, as it was read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Linear(weights) => weights.bytes(),
            Self::Network(network) => network.bytes(),
        }
    }

    /// The format of its file.
    #[must_use]
    pub fn format(&self) -> &'static str {
        match self {
            Self::Linear(_) => weights::FORMAT,
            Self::Network(_) => network::FORMAT,
        }
    }

    /// Rows of features.
    #[must_use]
    pub fn table(&self) -> usize {
        match self {
            Self::Linear(weights) => weights.table(),
            Self::Network(network) => network.table(),
        }
    }

    /// Scores of one tag after another.
    #[must_use]
    pub fn transitions(&self) -> &Transitions {
        match self {
            Self::Linear(weights) => weights.transitions(),
            Self::Network(network) => network.transitions(),
        }
    }

    /// Scores of the tags of each token of `segment`; `found` as in [`Extractor::read`].
    pub fn scores(
        &self,
        (pack, text): (&Pack, &str),
        segment: &Segment,
        found: Option<&[Mention]>,
        buffers: &mut Buffers,
        scores: &mut Vec<Column>,
    ) {
        let Buffers {
            extractor,
            features,
            states,
        } = buffers;
        match self {
            Self::Linear(weights) => {
                extractor.read(pack, text, segment, found, weights.table(), features);
                weights.scores(features, scores);
            }
            Self::Network(network) => {
                extractor.read_own(pack, text, segment, found, network.table(), features);
                network.scores(features, states, scores);
            }
        }
    }

    /// How often a span of `kind` that the field gives `probability` is right.
    #[must_use]
    pub fn calibrated(&self, kind: Kind, probability: f32) -> f32 {
        match self {
            Self::Linear(weights) => weights.calibrated(kind, probability),
            Self::Network(network) => network.calibrated(kind, probability),
        }
    }
}
