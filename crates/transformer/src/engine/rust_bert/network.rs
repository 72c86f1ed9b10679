//! rust-bert's networks for token classification, behind one call.

use rust_bert::RustBertError;
use rust_bert::bert::BertForTokenClassification;
use rust_bert::deberta_v2::DebertaV2ForTokenClassification;
use rust_bert::distilbert::DistilBertForTokenClassification;
use rust_bert::electra::ElectraForTokenClassification;
use rust_bert::roberta::RobertaForTokenClassification;
use tch::nn::VarStore;
use tch::{Kind, Tensor};

use super::deberta::Deberta;
use super::{length, settings, unknown, whole};
use crate::checkpoint::Checkpoint;
use crate::config::{Architecture, Config};
use crate::error::Error;

/// A network, and what the names of its tensors are in files.
pub(super) struct Network {
    kind: Kinds,
    prefix: String,
    /// Identifier of the filling, where positions are counted from there.
    positions_from: Option<i64>,
}

enum Kinds {
    Bert(BertForTokenClassification),
    DistilBert(DistilBertForTokenClassification),
    Roberta(RobertaForTokenClassification),
    Electra(ElectraForTokenClassification),
    Deberta(Deberta),
    /// BERT or a sibling of other `layer_norm_eps` than the one that rust-bert's BERT has: RoBERTa and XLM-R, mostly.
    /// DeBERTa's blocks take it from the settings, and without relative positions they compute what BERT's do.
    Plain(Box<DebertaV2ForTokenClassification>),
}

impl Network {
    /// The network of the checkpoint's architecture, its tensors in `store`, of any values yet.
    pub fn new(store: &VarStore, checkpoint: &Checkpoint) -> Result<Self, Error> {
        let config = &checkpoint.config;
        refuse(config)?;
        let roberta = matches!(
            config.architecture,
            Architecture::Roberta | Architecture::XlmRoberta
        );
        let kind = Kinds::new(store, config).map_err(|reason| Error::Invalid {
            file: checkpoint.folder.join("config.json"),
            reason,
        })?;
        Ok(Self {
            kind,
            prefix: config.architecture.prefix().to_owned(),
            positions_from: roberta.then(|| i64::from(config.pad)),
        })
    }

    /// The name in files of the tensor that the network calls `variable`.
    pub fn name_in_file(&self, variable: &str) -> String {
        let (Kinds::Plain(_), Some(rest)) = (&self.kind, variable.strip_prefix("deberta.")) else {
            return variable.to_owned();
        };
        let rest = ["query", "key", "value"]
            .iter()
            .fold(rest.to_owned(), |rest, part| {
                rest.replace(&format!(".self.{part}_proj."), &format!(".self.{part}."))
            });
        format!("{}.{rest}", self.prefix)
    }

    /// The scores, `rows × width × labels`, of pieces and the mask of them, `rows × width` both.
    ///
    /// # Panics
    /// Where libtorch fails.
    pub fn forward(&self, ids: &Tensor, mask: &Tensor) -> Result<Tensor, RustBertError> {
        // DeBERTa's embeddings take a single piece for a missing side of the mask, so another is put beside it, unseen.
        if matches!(
            (&self.kind, ids.size().as_slice()),
            (Kinds::Plain(_), [_, 1])
        ) {
            let two = Tensor::cat(&[ids, ids], 1);
            let mask = Tensor::cat(&[mask, &mask.zeros_like()], 1);
            return Ok(self.forward(&two, &mask)?.narrow(1, 0, 1));
        }
        let places = self.places(ids);
        let (pieces, seen) = (ids, mask);
        let (ids, mask, places) = (Some(ids), Some(mask), places.as_ref());
        Ok(match &self.kind {
            Kinds::Bert(model) => model.forward_t(ids, mask, None, None, None, false).logits,
            Kinds::Roberta(model) => model.forward_t(ids, mask, None, places, None, false).logits,
            // It adds the mask to the scores of attention as it stands, so it is given what BERT would make of it.
            Kinds::Electra(model) => {
                let far = mask.map(|mask| (mask - 1) * 10_000.0);
                model
                    .forward_t(ids, far.as_ref(), None, None, None, false)
                    .logits
            }
            Kinds::DistilBert(model) => model.forward_t(ids, mask, None, false)?.logits,
            Kinds::Deberta(model) => model.forward(pieces, seen),
            Kinds::Plain(model) => {
                model
                    .forward_t(ids, mask, None, places, None, false)?
                    .logits
            }
        })
    }

    /// RoBERTa's positions: those of pieces count up from the one after the filling's, which has its own.
    fn places(&self, ids: &Tensor) -> Option<Tensor> {
        let pad = self.positions_from?;
        let pieces = ids.ne(pad).to_kind(Kind::Int64);
        Some(pieces.cumsum(1, Kind::Int64) * pieces + pad)
    }
}

impl Kinds {
    fn new(store: &VarStore, config: &Config) -> Result<Self, String> {
        let root = store.root();
        let told = |error: RustBertError| error.to_string();
        if settings::eps(config) != settings::FIXED_EPS && is_bert(config) {
            let settings = settings::plain_deberta(config)?;
            let model = DebertaV2ForTokenClassification::new(root, &settings);
            return model.map(Box::new).map(Self::Plain).map_err(told);
        }
        match config.architecture {
            Architecture::Bert => {
                let model = BertForTokenClassification::new(root, &settings::bert(config)?);
                model.map(Self::Bert)
            }
            Architecture::Roberta | Architecture::XlmRoberta => {
                let model = RobertaForTokenClassification::new(root, &settings::bert(config)?);
                model.map(Self::Roberta)
            }
            Architecture::Electra => {
                let model = ElectraForTokenClassification::new(root, &settings::bert(config)?);
                model.map(Self::Electra)
            }
            Architecture::DistilBert => {
                let settings = settings::distilbert(config)?;
                DistilBertForTokenClassification::new(root, &settings).map(Self::DistilBert)
            }
            Architecture::DebertaV2 => return Deberta::new(&root, config).map(Self::Deberta),
            Architecture::Deberta | Architecture::Other(_) => {
                return Err("its architecture is not run".to_owned());
            }
        }
        .map_err(told)
    }
}

/// BERT, or built as it is.
fn is_bert(config: &Config) -> bool {
    use Architecture::{Bert, Electra, Roberta, XlmRoberta};
    matches!(config.architecture, Bert | Roberta | XlmRoberta | Electra)
}

/// Refuses what rust-bert has not, or computes otherwise than the model was trained.
fn refuse(config: &Config) -> Result<(), Error> {
    let architecture = &config.architecture;
    let hidden = length(config.hidden);
    let narrow = whole(config, "embedding_size", hidden) != hidden;
    let reason = match architecture {
        Architecture::Other(name) => name.clone(),
        // It looks no further than it has attention heads.
        Architecture::Deberta => {
            "DeBERTa of the first version, whose relative positions rust-bert 0.23 computes wrongly"
                .to_owned()
        }
        Architecture::Electra if narrow && settings::eps(config) != settings::FIXED_EPS => {
            "ELECTRA with narrow embeddings and its own `layer_norm_eps`".to_owned()
        }
        _ => match config.word("position_embedding_type") {
            Some(kind) if is_bert(config) && kind != "absolute" => {
                format!("{architecture} with positions of the kind `{kind}`")
            }
            _ => return Ok(()),
        },
    };
    Err(unknown(reason))
}
