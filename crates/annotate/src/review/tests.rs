//! Reviews in several scripts.
