//! Documents to segments: lines, sentences, list items, tokens.
