//! Models as they are measured.

use rostra_tagger::lattice::{Column, Transitions};
use rostra_tagger::network::{Network, States};
use rostra_train::examples::Example;
use rostra_train::neural::network::Trail;
use rostra_train::neural::train::Model;

use crate::commands::train::Scorer;

/// A model as it was trained.
pub struct Unpacked<'m> {
    model: &'m Model,
    trail: Trail,
    transitions: Transitions,
}

impl<'m> Unpacked<'m> {
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            trail: Trail::default(),
            transitions: Transitions::new(model.field.steps),
        }
    }
}

impl Scorer for Unpacked<'_> {
    fn scores(&mut self, example: &Example, alone: bool, scores: &mut Vec<Column>) {
        self.model.scores(example, alone, &mut self.trail, scores);
    }

    fn transitions(&self) -> &Transitions {
        &self.transitions
    }
}

/// A network as the program runs it.
pub struct Packed<'n> {
    network: &'n Network,
    states: States,
}

impl<'n> Packed<'n> {
    pub fn new(network: &'n Network) -> Self {
        Self {
            network,
            states: States::default(),
        }
    }
}

impl Scorer for Packed<'_> {
    fn scores(&mut self, example: &Example, alone: bool, scores: &mut Vec<Column>) {
        let features = if alone {
            &example.own.alone()
        } else {
            &example.own
        };
        self.network.scores(features, &mut self.states, scores);
    }

    fn transitions(&self) -> &Transitions {
        self.network.transitions()
    }
}
