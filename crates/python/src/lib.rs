//! The native part of the Python package `rostra`: texts in, JSON and Arrow out. What users see of it is written in Python
//! (`python/rostra`).

mod arrow;
mod errors;
mod extractor;
mod outcomes;
mod rows;

use pyo3::prelude::*;

/// The module `rostra._rostra`.
#[pymodule]
fn _rostra(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("SCHEMA_VERSION", rostra_sink::arrow::SCHEMA_VERSION)?;
    module.add_class::<extractor::Extractor>()?;
    module.add_class::<outcomes::Outcomes>()?;
    module.add_class::<arrow::Batch>()?;
    module.add_class::<arrow::Stream>()?;
    module.add_class::<arrow::Schema>()?;
    module.add_function(wrap_pyfunction!(arrow::schema, module)?)?;
    module.add_function(wrap_pyfunction!(arrow::identity_schema, module)?)?;
    Ok(())
}
