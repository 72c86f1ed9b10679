//! Records to normalised records: names, offices, countries.
