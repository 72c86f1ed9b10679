//! A page of what `rostra extract --with-text` and `rostra explain --format json` wrote: `report EXTRACTIONS [EXPLANATIONS] > page.html`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, stdout};

use rostra_document::{Explanation, Extraction, Release};
use rostra_page::Report;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let lines = |path: String| File::open(path).map(|file| BufReader::new(file).lines());
    let extractions = lines(paths.next().ok_or("no extractions")?)?;
    let mut explanations = BTreeMap::new();
    if let Some(path) = paths.next() {
        for line in lines(path)? {
            let explanation: Explanation = serde_json::from_str(&line?)?;
            explanations.insert(explanation.id.clone(), explanation);
        }
    }
    let mut report = Report::new("Press releases", None)?;
    for line in extractions {
        let extraction: Extraction = serde_json::from_str(&line?)?;
        let explanation = explanations.remove(&extraction.id);
        report.add(&Release {
            extraction,
            explanation,
        })?;
    }
    report.write(&mut BufWriter::new(stdout().lock()))?;
    Ok(())
}
