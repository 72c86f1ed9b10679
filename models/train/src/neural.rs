//! A small neural tagger, to compare with the linear field of [`crf`](crate::crf) and to add to it.
//!
//! Each token is the sum of the embeddings of a few hashed features (Svenstrup et al., *Hash embeddings for
//! efficient word representations*, 2017); layers of convolution over neighbours with growing gaps between them
//! (Strubell et al., *Fast and accurate entity recognition with iterated dilated convolutions*, 2017), each added
//! to what it reads (He et al. 2016), give the scores of a linear-chain field. With the linear field's own
//! scores added to those it is *wide and deep* (Cheng et al. 2016).

pub mod convolution;
pub mod network;
pub mod pack;
pub mod parameter;
pub mod train;
