//! What goes wrong, as exceptions of `rostra.errors`.

use pyo3::PyErr;

pyo3::import_exception!(rostra.errors, ConfigError);
pyo3::import_exception!(rostra.errors, TableError);

/// The exception for a setting that does not hold.
pub(crate) fn config(error: impl std::fmt::Display) -> PyErr {
    ConfigError::new_err(error.to_string())
}

/// The exception for a table that cannot be read.
pub(crate) fn table(error: impl std::fmt::Display) -> PyErr {
    TableError::new_err(error.to_string())
}
