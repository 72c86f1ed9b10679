//! Mentions to records: apposition, lists, coreference, roles.
