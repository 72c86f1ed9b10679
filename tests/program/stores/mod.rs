//! The same cases for every form of output that outlives a run or can be broken off.

mod cases;
mod faults;
#[cfg(unix)]
mod kills;
mod read;

use crate::server::Server;
use crate::workplace::Workplace;

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    JsonLines,
    Csv,
    Parquet,
    FollowTheMoney,
    Package,
    Sqlite,
    Postgres,
}

pub const FORMS: [Form; 7] = [
    Form::JsonLines,
    Form::Csv,
    Form::Parquet,
    Form::FollowTheMoney,
    Form::Package,
    Form::Sqlite,
    Form::Postgres,
];

impl Form {
    /// Whether it keeps documents of earlier runs.
    fn is_store(self) -> bool {
        matches!(self, Self::Sqlite | Self::Postgres)
    }

    /// An output of this form that nobody has written to yet, called `name`; none where there is no server for it.
    pub fn place(self, name: &str) -> Option<String> {
        Some(match self {
            Self::JsonLines => format!("{name}.jsonl"),
            Self::Csv => format!("{name}.csv"),
            Self::Parquet => format!("{name}.parquet"),
            Self::FollowTheMoney => format!("{name}.ftm.jsonl"),
            Self::Package => format!("{name}/datapackage.json"),
            Self::Sqlite => format!("{name}.db"),
            Self::Postgres => return database(),
        })
    }

    /// All that `place` in `workplace` holds, a line a row, in a fixed order, without what differs from run to run.
    pub fn rows(self, workplace: &Workplace, place: &str) -> Vec<String> {
        let path = workplace.path(place);
        match self {
            Self::JsonLines | Self::Csv | Self::FollowTheMoney => {
                workplace.read(place).lines().map(str::to_owned).collect()
            }
            Self::Parquet => read::parquet(&path),
            Self::Package => read::folder(path.parent().unwrap()),
            Self::Sqlite => read::sqlite(&path),
            Self::Postgres => read::postgres(place),
        }
    }
}

/// The address of a new database on the tests' server.
fn database() -> Option<String> {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let server = Server::shared()?;
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    Some(server.database(&format!("stores_{number}")))
}

/// Makes the folder that the output at `place` shall lie in.
fn prepare(workplace: &Workplace, place: &str) {
    if !place.contains("://") {
        let path = workplace.path(place);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    }
}

/// A folder with `batch.jsonl` of `documents` rows.
fn workplace(documents: usize) -> Workplace {
    Workplace::new(&[("batch.jsonl", batch(0..documents).as_bytes())])
}

/// Rows of releases that say something each of its own.
fn batch(numbers: impl IntoIterator<Item = usize>) -> String {
    let row = |n: usize| {
        serde_json::json!({"id": format!("d{n:05}"), "text": release(n), "date": "2024-05-02", "url": format!("https://mi.example/{n}")})
            .to_string()
            + "\n"
    };
    numbers.into_iter().map(row).collect()
}

/// A release, the `n`th.
fn release(n: usize) -> String {
    let states = ["Hungary", "Laos", "Viet Nam", "Kenya", "Peru", "Poland"];
    let offices = [
        "Interior",
        "Justice",
        "Foreign Affairs",
        "Transport",
        "Health",
    ];
    let (host, guest) = (states[n % 6], states[(n / 6 + 1) % 6]);
    let office = offices[n % 5];
    format!(
        "The Minister of {office} of {host}, Sándor Pintér, met the Deputy Minister of {office} of {guest}, Ana Lopes, in Budapest on Thursday. \
         \"We agreed on {n} points 🤝\", said Mr. Pintér.\n"
    )
}
