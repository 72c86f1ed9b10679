//! Normalised records to rows: JSON Lines, JSON, CSV.
