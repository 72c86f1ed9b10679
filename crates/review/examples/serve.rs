//! Serves documents of an earlier run, to try pages without the program: `serve RECORDS.jsonl DIR`, records written with their texts.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::sync::Arc;

use rostra_annotate::Fixtures;
use rostra_document::{Extraction, Release};
use rostra_review::{Options, Server, Work};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let records = args.next().ok_or("no file of records")?;
    let folder = args.next().ok_or("no folder for fixtures")?;
    let work = Arc::new(Work::new(Fixtures::open(folder)?)?);
    let server = Server::open(work.clone(), &Options::default())?;
    println!("{}", server.link());
    let reader = std::thread::spawn(move || -> Result<(), std::io::Error> {
        for line in BufReader::new(File::open(records)?).lines() {
            let extraction: Extraction = serde_json::from_str(&line?)?;
            let explanation = None;
            work.lay(&Release {
                extraction,
                explanation,
            })?;
        }
        work.desk().complete();
        Ok(())
    });
    server.run(|| false)?;
    reader.join().map_err(|_| "the reader panicked")??;
    Ok(())
}
