//! Against a real server.

#[path = "../../../tests/support/postgres.rs"]
pub(super) mod support;
