//! Annotated releases in the formats of other tools, and back.
