//! Sources of training data to [`Labelled`](crate::labelled::Labelled) texts.
