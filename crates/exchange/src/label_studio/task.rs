//! A document as a task.

use rostra_document::CodePoints;
use serde_json::{Value, json};

use super::results::results;
use crate::regions::Regions;
use crate::source::Source;

/// `source` as a task: with a prediction, or, where people have reviewed it, with an annotation.
///
/// `data.document` holds the document as it was exported. Annotators do not see it; the import compares the annotation with it, and takes
/// from it what Label Studio has no place for.
#[must_use]
pub fn task(source: &Source) -> Value {
    let points = CodePoints::of(&source.text);
    let results = results(&points, &Regions::of(source));
    let document = &source.document;
    let data = json!({"text": source.text, "id": document.id, "lang": document.lang, "document": document});
    if source.is_reviewed() {
        let annotation = json!({"result": results, "was_cancelled": false, "ground_truth": false});
        return json!({"data": data, "annotations": [annotation]});
    }
    let mut prediction = json!({"model_version": source.model, "result": results});
    // The doubtful first is what tasks are sorted for: one weak record makes a document doubtful.
    let weakest = source.scores.iter().copied().reduce(f64::min);
    if let (Some(fields), Some(score)) = (prediction.as_object_mut(), weakest) {
        fields.insert("score".to_owned(), json!(score));
    }
    if let (Some(fields), None) = (prediction.as_object_mut(), &source.model) {
        fields.insert("model_version".to_owned(), json!("fixture"));
    }
    json!({"data": data, "predictions": [prediction]})
}
