//! Segments to mentions: people, titles, countries, organisations.
