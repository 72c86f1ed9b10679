//! What goes into an engine and what comes out.

/// Sequences of pieces, filled up to one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    rows: usize,
    width: usize,
    ids: Vec<u32>,
    mask: Vec<u32>,
}

impl Batch {
    /// From sequences of identifiers, special pieces included; shorter ones are filled up with `pad`.
    #[must_use]
    pub fn new<S: AsRef<[u32]>>(sequences: &[S], pad: u32) -> Self {
        let lengths = sequences.iter().map(|s| s.as_ref().len());
        let width = lengths.max().unwrap_or_default();
        let mut batch = Self {
            rows: sequences.len(),
            width,
            ids: Vec::with_capacity(sequences.len() * width),
            mask: Vec::with_capacity(sequences.len() * width),
        };
        for sequence in sequences {
            let ids = sequence.as_ref();
            let end = batch.ids.len() + width;
            batch.ids.extend_from_slice(ids);
            batch.ids.resize(end, pad);
            batch.mask.extend(ids.iter().map(|_| 1));
            batch.mask.resize(end, 0);
        }
        batch
    }

    /// Number of sequences.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Pieces of a row, filling included.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Identifiers of pieces, `rows × width`, row by row.
    #[must_use]
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// 1 where a piece is, 0 where it is filling; shape of [`ids`](Self::ids).
    #[must_use]
    pub fn mask(&self) -> &[u32] {
        &self.mask
    }
}

/// Scores of labels before softmax, `rows × width × labels`, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Logits {
    width: usize,
    labels: usize,
    values: Vec<f32>,
}

impl Logits {
    /// From an engine's flat output for a batch. `None` where the numbers of values do not fit.
    #[must_use]
    pub fn new(batch: &Batch, labels: usize, values: Vec<f32>) -> Option<Self> {
        let fits = batch.rows() * batch.width() * labels == values.len();
        fits.then_some(Self {
            width: batch.width(),
            labels,
            values,
        })
    }

    /// Number of labels.
    #[must_use]
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// All scores, row by row.
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// The scores of the piece at `at` of `row`, one a label; empty where there is none.
    #[must_use]
    pub fn of(&self, row: usize, at: usize) -> &[f32] {
        let start = (row * self.width + at) * self.labels;
        self.values
            .get(start..start + self.labels)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_filled_up_to_the_longest() {
        let batch = Batch::new(&[vec![5, 6, 7], vec![8]], 1);
        assert_eq!((batch.rows(), batch.width()), (2, 3));
        assert_eq!(batch.ids(), [5, 6, 7, 8, 1, 1]);
        assert_eq!(batch.mask(), [1, 1, 1, 1, 0, 0]);
        assert_eq!(Batch::new::<Vec<u32>>(&[], 0).width(), 0);
    }

    #[test]
    fn scores_are_found_by_row_and_place() {
        let batch = Batch::new(&[vec![5, 6], vec![8]], 0);
        let values = (0..8u8).map(f32::from).collect();
        let logits = Logits::new(&batch, 2, values).unwrap();
        assert_eq!(logits.of(1, 0), [4.0, 5.0]);
        assert!(logits.of(2, 0).is_empty());
        assert_eq!(Logits::new(&batch, 2, vec![0.0; 7]), None);
    }
}
