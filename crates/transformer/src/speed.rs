//! How fast an engine is, and how much memory a model takes.

use std::time::{Duration, Instant};

use crate::batch::Batch;
use crate::config::Config;
use crate::engine::Engine;
use crate::error::Error;

/// Pieces that an engine reads in a second, filling not counted: sequences are sorted by length, read `batch` at a
/// time, and the median is taken of passes over all of them until `least` has gone by. One batch goes ahead unmeasured.
///
/// # Errors
/// Where the engine fails.
pub fn measure(
    engine: &dyn Engine,
    sequences: &[Vec<u32>],
    (batch, pad): (usize, u32),
    least: Duration,
) -> Result<f64, Error> {
    let mut sorted: Vec<&Vec<u32>> = sequences.iter().collect();
    sorted.sort_by_key(|sequence| sequence.len());
    let batches = sorted.chunks(batch.max(1));
    let batches: Vec<Batch> = batches.map(|rows| Batch::new(rows, pad)).collect();
    let pieces: usize = sorted.iter().map(|sequence| sequence.len()).sum();
    if let Some(longest) = batches.last() {
        engine.logits(longest)?;
    }
    let began = Instant::now();
    let mut passes = Vec::new();
    while passes.is_empty() || began.elapsed() < least {
        let pass = Instant::now();
        for batch in &batches {
            engine.logits(batch)?;
        }
        passes.push(pass.elapsed().as_secs_f64().max(f64::MIN_POSITIVE));
    }
    passes.sort_by(f64::total_cmp);
    let median = passes.get(passes.len() / 2).copied().unwrap_or(f64::NAN);
    Ok(pieces as f64 / median)
}

/// Bytes that a model of `parameters` needs beside the program, about: the weights in single precision; what a layer
/// keeps of `rows` windows of `width` pieces (the states, queries, keys, values, their sum and the inner width
/// twice); and the attention of each head, before and after softmax.
#[must_use]
pub fn memory(config: &Config, parameters: u64, (rows, width): (usize, usize)) -> u64 {
    const FLOAT: u64 = 4;
    let [rows, width, hidden, inner, heads] = [
        rows,
        width,
        config.hidden,
        config.intermediate,
        config.heads,
    ]
    .map(|n| n as u64);
    let pieces = rows.saturating_mul(width);
    let states = pieces.saturating_mul(6 * hidden + 2 * inner);
    let attention = pieces.saturating_mul(width).saturating_mul(2 * heads);
    let floats = parameters.saturating_add(states).saturating_add(attention);
    floats.saturating_mul(FLOAT)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn weights_and_windows_take_memory() {
        let text = r#"{"model_type": "bert", "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12,
            "intermediate_size": 1536, "vocab_size": 30522, "max_position_embeddings": 512, "id2label": {"0": "O", "1": "P"}}"#;
        let config = Config::parse(text, Path::new("config.json")).unwrap();
        let one = memory(&config, 22_000_000, (1, 2));
        assert!((88_000_000..88_200_000).contains(&one), "{one}");
        // 8 windows of 256: 2048 pieces × (5376 + 6144) numbers.
        assert_eq!(memory(&config, 0, (8, 256)), 4 * 2048 * (5376 + 256 * 24));
    }
}
