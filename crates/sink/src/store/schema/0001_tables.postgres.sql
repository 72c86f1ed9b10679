-- Tables of documents, and of the runs that wrote them. Columns are declared in tables.rs, which a test compares.
-- Ids are compared byte by byte: by the rules of a language it would take longer, and mean nothing.
-- Indexes hold no text whose length nobody bounds: an entry of a B-tree takes 2,704 bytes.

CREATE TABLE runs (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started timestamptz NOT NULL DEFAULT now(),
    finished timestamptz,
    version text NOT NULL,
    pipeline text NOT NULL,
    model text,
    added bigint NOT NULL DEFAULT 0,
    changed bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    removed bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    outcome text CHECK (outcome IN ('whole', 'broken')),
    CHECK ((finished IS NULL) = (outcome IS NULL))
);

CREATE TABLE countries (
    code text PRIMARY KEY,
    name text NOT NULL,
    short_name text NOT NULL
);

CREATE TABLE documents (
    id text COLLATE "C" PRIMARY KEY,
    source text NOT NULL,
    path text NOT NULL,
    steps jsonb NOT NULL,
    format text NOT NULL,
    sha256 text NOT NULL,
    content_hash text NOT NULL,
    lang text NOT NULL,
    title text,
    date text,
    publisher text,
    place text,
    url text,
    told_by jsonb NOT NULL,
    run integer NOT NULL REFERENCES runs (id),
    text text,
    carried jsonb NOT NULL
);

CREATE TABLE people (
    document_id text COLLATE "C" NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number integer NOT NULL,
    name text NOT NULL,
    name_latin text NOT NULL,
    given text,
    middle text,
    family text,
    suffix text,
    honorifics text[] NOT NULL,
    country text,
    country_evidence text CHECK (country_evidence IN ('stated', 'inferred')),
    organization text,
    role text NOT NULL CHECK (role IN ('keynote', 'speaker', 'chair', 'participant', 'mentioned')),
    mode text CHECK (mode IN ('video', 'written')),
    confidence double precision NOT NULL,
    PRIMARY KEY (document_id, number)
);

CREATE TABLE titles (
    document_id text COLLATE "C" NOT NULL,
    person integer NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    status text NOT NULL CHECK (status IN ('current', 'then', 'former', 'acting', 'elect')),
    office text,
    organization text,
    starts_at integer NOT NULL,
    ends_at integer NOT NULL,
    location jsonb,
    confidence double precision NOT NULL,
    PRIMARY KEY (document_id, person, number),
    FOREIGN KEY (document_id, person) REFERENCES people (document_id, number) ON DELETE CASCADE
);

CREATE TABLE mentions (
    document_id text COLLATE "C" NOT NULL,
    person integer NOT NULL,
    number integer NOT NULL,
    starts_at integer NOT NULL,
    ends_at integer NOT NULL,
    location jsonb,
    PRIMARY KEY (document_id, person, number),
    FOREIGN KEY (document_id, person) REFERENCES people (document_id, number) ON DELETE CASCADE
);

CREATE TABLE events (
    document_id text COLLATE "C" PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    name text NOT NULL,
    place text,
    country text,
    start_date text,
    end_date text
);

CREATE TABLE diagnostics (
    document_id text COLLATE "C" NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number integer NOT NULL,
    severity text NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
    code text NOT NULL,
    message text NOT NULL,
    starts_at integer,
    ends_at integer,
    PRIMARY KEY (document_id, number)
);

CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX people_by_country ON people (country, role);
CREATE INDEX people_by_name ON people USING hash (name_latin);
CREATE INDEX titles_by_office ON titles (office);
