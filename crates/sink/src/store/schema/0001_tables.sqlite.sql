-- Tables of documents, and of the runs that wrote them. Columns are declared in tables.rs, which a test compares.
-- Children are stored by their key (WITHOUT ROWID): those of a document lie together, and need no second tree.
-- Nothing here needs a recent SQLite: the file is read by whatever the analyst has.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    version TEXT NOT NULL,
    pipeline TEXT NOT NULL,
    model TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    outcome TEXT CHECK (outcome IN ('whole', 'broken')),
    CHECK ((finished IS NULL) = (outcome IS NULL))
);

CREATE TABLE countries (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    steps TEXT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    lang TEXT NOT NULL,
    title TEXT,
    date TEXT,
    publisher TEXT,
    place TEXT,
    url TEXT,
    told_by TEXT NOT NULL,
    -- Before the text, so that whether a document is current is known without reading past it.
    run INTEGER NOT NULL REFERENCES runs (id),
    text TEXT,
    carried TEXT NOT NULL
);

CREATE TABLE people (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_latin TEXT NOT NULL,
    given TEXT,
    middle TEXT,
    family TEXT,
    suffix TEXT,
    honorifics TEXT NOT NULL,
    country TEXT,
    country_evidence TEXT CHECK (country_evidence IN ('stated', 'inferred')),
    organization TEXT,
    role TEXT NOT NULL CHECK (role IN ('keynote', 'speaker', 'chair', 'participant', 'mentioned')),
    mode TEXT CHECK (mode IN ('video', 'written')),
    confidence REAL NOT NULL,
    PRIMARY KEY (document_id, number)
) WITHOUT ROWID;

CREATE TABLE titles (
    document_id TEXT NOT NULL,
    person INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('current', 'then', 'former', 'acting', 'elect')),
    office TEXT,
    organization TEXT,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    location TEXT,
    confidence REAL NOT NULL,
    PRIMARY KEY (document_id, person, number),
    FOREIGN KEY (document_id, person) REFERENCES people (document_id, number) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE mentions (
    document_id TEXT NOT NULL,
    person INTEGER NOT NULL,
    number INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    location TEXT,
    PRIMARY KEY (document_id, person, number),
    FOREIGN KEY (document_id, person) REFERENCES people (document_id, number) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE events (
    document_id TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    place TEXT,
    country TEXT,
    start_date TEXT,
    end_date TEXT
) WITHOUT ROWID;

CREATE TABLE diagnostics (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    starts_at INTEGER,
    ends_at INTEGER,
    PRIMARY KEY (document_id, number)
) WITHOUT ROWID;

CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX people_by_country ON people (country, role);
CREATE INDEX people_by_name ON people (name_latin);
CREATE INDEX titles_by_office ON titles (office);
