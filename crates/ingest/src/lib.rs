//! Bytes to documents: decoding, main content, language.
