use rostra_document::*;
use std::io::BufRead;
fn main() {
    let pipeline =
        rostra_pipeline::Pipeline::new(rostra_pipeline::PipelineConfig::default()).unwrap();
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = row["text"].as_str().unwrap();
        let mut d = Document::of_text("x", row["lang"].as_str().unwrap(), text);
        d.language = Language::new(row["lang"].as_str().unwrap());
        let t = pipeline.trace(&d);
        let at = |b: usize| text.get(..b).unwrap().chars().count();
        let mut out = vec![];
        for m in &t.mentions {
            let (l, r) = match (&m.label, &m.detail) {
                (Label::Person, _) => ("P", m.range),
                (Label::Title, Detail::Title(t)) => (
                    "T",
                    TextRange::new(t.pieces[0].start, t.pieces.last().unwrap().end),
                ),
                (Label::Organisation, _) => ("O", m.range),
                (Label::Country, _) => ("C", m.range),
                _ => continue,
            };
            out.push(serde_json::json!([at(r.start), at(r.end), l]));
        }
        println!(
            "{}",
            serde_json::json!({"id": row["id"], "lang": row["lang"], "text": text, "publisher": row["publisher"], "m": out})
        );
    }
}
