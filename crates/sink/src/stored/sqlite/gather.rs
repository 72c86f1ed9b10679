//! Some documents with all their rows.

use rostra_document::extraction::NormalizedDiagnostic;
use rostra_document::{
    Extraction, Extractor, NameParts, NamedAt, NormalizedEvent, NormalizedProvenance,
    NormalizedRecord, NormalizedTitle, Provenance,
};
use rusqlite::{Connection, Error, Params};

use super::cells::Cells;
use crate::tables::{DIAGNOSTICS, DOCUMENTS, EVENTS, MENTIONS, PEOPLE, TITLES, Table};

/// Documents whose rows are read at once: a question to each table for all of them, and not one for each.
const BATCH: usize = 128;

/// Who made all documents, as the tables do not say.
const NAME: &str = "rostra";

/// The documents behind the one called `after`, or the first ones, by id. None where there are no more.
pub(super) fn batch(
    connection: &Connection,
    after: Option<&str>,
) -> Result<Vec<Extraction>, Wrong> {
    let mut gathered = documents(connection, after)?;
    let ids = gathered.first().zip(gathered.last());
    let Some([first, last]) = ids.map(|(a, b)| [a, b].map(|one| one.document.id.clone())) else {
        return Ok(Vec::new());
    };
    let children: [(&Table, Take); 5] = [
        (&PEOPLE, person),
        (&TITLES, title),
        (&MENTIONS, mention),
        (&EVENTS, event),
        (&DIAGNOSTICS, diagnostic),
    ];
    for (table, take) in children {
        let sql = of_documents(table);
        each(connection, table, &sql, [&first, &last], |cells| {
            let id: String = cells.plain()?;
            let place = gathered.binary_search_by(|one| one.document.id.cmp(&id));
            // A row of no document is none of ours.
            match place.ok().and_then(|at| gathered.get_mut(at)) {
                Some(of) => take(of, cells),
                None => Ok(()),
            }
        })?;
    }
    Ok(gathered.into_iter().map(|one| one.document).collect())
}

/// Why documents cannot be read.
pub(super) enum Wrong {
    /// The database does not answer.
    Database(Error),
    /// A row is not as it is declared.
    Row {
        table: &'static str,
        document: String,
        cause: Error,
    },
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

/// Takes a row, whose first cell was the document's id.
type Take = fn(&mut Gathered, &mut Cells<'_>) -> rusqlite::Result<()>;

/// A document, and what is needed to give people their titles.
struct Gathered {
    document: Extraction,
    /// `number` of each of its people, rising.
    numbers: Vec<i64>,
}

impl Gathered {
    /// The person whose number is the next cell.
    fn person(&mut self, cells: &mut Cells<'_>) -> rusqlite::Result<Option<&mut NormalizedRecord>> {
        let number = cells.plain()?;
        let at = self.numbers.binary_search(&number).ok();
        Ok(at.and_then(|at| self.document.people.get_mut(at)))
    }
}

fn documents(connection: &Connection, after: Option<&str>) -> Result<Vec<Gathered>, Wrong> {
    let columns = DOCUMENTS.columns.iter();
    let columns: Vec<String> = columns.map(|column| format!("d.{}", column.name)).collect();
    // An id may be empty, which no id is behind.
    let behind = if after.is_some() { ">" } else { ">=" };
    let sql = format!(
        "SELECT {}, r.version, r.pipeline, r.model FROM documents d LEFT JOIN runs r ON r.id = d.run
            WHERE d.id {behind} ?1 ORDER BY d.id LIMIT {BATCH}",
        columns.join(", ")
    );
    let mut gathered = Vec::new();
    let after = [after.unwrap_or_default()];
    each(connection, &DOCUMENTS, &sql, after, |cells| {
        let document = document(cells)?;
        let numbers = Vec::new();
        gathered.push(Gathered { document, numbers });
        Ok(())
    })?;
    Ok(gathered)
}

/// All rows that belong to the documents from one id to another, in the order of their key.
fn of_documents(table: &Table) -> String {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let key: Vec<&str> = columns.iter().copied().take(table.key).collect();
    format!(
        "SELECT {} FROM {} WHERE document_id BETWEEN ?1 AND ?2 ORDER BY {}",
        columns.join(", "),
        table.name,
        key.join(", ")
    )
}

/// Hands every row that `sql` asks of `table` to `take`. The first cell is the document's id.
fn each(
    connection: &Connection,
    table: &Table,
    sql: &str,
    parameters: impl Params,
    mut take: impl FnMut(&mut Cells<'_>) -> rusqlite::Result<()>,
) -> Result<(), Wrong> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        take(&mut Cells::of(row)).map_err(|cause| Wrong::Row {
            table: table.name,
            document: row.get(0).unwrap_or_default(),
            cause,
        })?;
    }
    Ok(())
}

/// The cells stand in the order of [`DOCUMENTS`], and behind them what made the document.
fn document(cells: &mut Cells<'_>) -> rusqlite::Result<Extraction> {
    let (id, source) = (cells.plain()?, cells.plain()?);
    let provenance = Provenance {
        path: cells.plain()?,
        steps: cells.json()?,
        format: cells.word()?,
    };
    Ok(Extraction {
        id,
        source,
        sha256: cells.plain()?,
        content_hash: cells.plain()?,
        lang: cells.plain()?,
        title: cells.plain()?,
        date: cells.plain()?,
        publisher: cells.plain()?,
        place: cells.plain()?,
        url: cells.plain()?,
        provenance: NormalizedProvenance {
            provenance,
            metadata: cells.json()?,
        },
        event: None,
        people: Vec::new(),
        diagnostics: Vec::new(),
        text: cells.plain()?,
        carried: cells.json()?,
        extractor: Extractor {
            name: NAME.to_owned(),
            version: cells.plain::<Option<_>>()?.unwrap_or_default(),
            pipeline: cells.plain::<Option<_>>()?.unwrap_or_default(),
            model: cells.plain()?,
        },
    })
}

fn person(of: &mut Gathered, cells: &mut Cells<'_>) -> rusqlite::Result<()> {
    of.numbers.push(cells.plain()?);
    of.document.people.push(NormalizedRecord {
        name: cells.plain()?,
        name_latin: cells.plain()?,
        name_parts: NameParts {
            given: cells.plain()?,
            middle: cells.plain()?,
            family: cells.plain()?,
            suffix: cells.plain()?,
        },
        honorifics: cells.json()?,
        country: cells.plain()?,
        country_evidence: cells.maybe_word()?,
        organization: cells.plain()?,
        role: cells.word()?,
        mode: cells.maybe_word()?,
        confidence: cells.plain()?,
        titles: Vec::new(),
        mentions: Vec::new(),
    });
    Ok(())
}

fn title(of: &mut Gathered, cells: &mut Cells<'_>) -> rusqlite::Result<()> {
    let Some(person) = of.person(cells)? else {
        return Ok(());
    };
    let _number: i64 = cells.plain()?;
    person.titles.push(NormalizedTitle {
        text: cells.plain()?,
        status: cells.word()?,
        office: cells.plain()?,
        organization: cells.plain()?,
        start: cells.count()?,
        end: cells.count()?,
        at: cells.maybe_json()?,
        confidence: cells.plain()?,
    });
    Ok(())
}

fn mention(of: &mut Gathered, cells: &mut Cells<'_>) -> rusqlite::Result<()> {
    let Some(person) = of.person(cells)? else {
        return Ok(());
    };
    let _number: i64 = cells.plain()?;
    person.mentions.push(NamedAt {
        start: cells.count()?,
        end: cells.count()?,
        at: cells.maybe_json()?,
    });
    Ok(())
}

fn event(of: &mut Gathered, cells: &mut Cells<'_>) -> rusqlite::Result<()> {
    of.document.event = Some(NormalizedEvent {
        name: cells.plain()?,
        place: cells.plain()?,
        country: cells.plain()?,
        start: cells.plain()?,
        end: cells.plain()?,
    });
    Ok(())
}

fn diagnostic(of: &mut Gathered, cells: &mut Cells<'_>) -> rusqlite::Result<()> {
    let _number: i64 = cells.plain()?;
    of.document.diagnostics.push(NormalizedDiagnostic {
        severity: cells.plain()?,
        code: cells.plain()?,
        message: cells.plain()?,
        start: cells.maybe_count()?,
        end: cells.maybe_count()?,
    });
    Ok(())
}
