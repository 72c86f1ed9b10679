"""Who spoke, in what capacity and for which country: records of people out of press releases, in many languages.

One text:

>>> import rostra
>>> release = rostra.extract("Speeches were delivered by Ana Ruiz, Minister of Health of Peru.")
>>> [(person.name, person.titles[0].text, person.country, person.role) for person in release.people]
[('Ana Ruiz', 'Minister of Health', 'PER', 'speaker')]

For more than that an :class:`Extractor` is built once, which reads

- many texts or rows, in parallel: :meth:`Extractor.extract_batch`
- files, folders and patterns, in all formats: :meth:`Extractor.extract_files`; a file in memory: :meth:`Extractor.extract_bytes`
- tables of pyarrow, pandas, Polars and DuckDB: :meth:`Extractor.extract_arrow`

Records are a :class:`Document` each, with the fields of the command line's JSON, or rows of Arrow with those of its Parquet
(:func:`schema`). What goes wrong is a :class:`RostraError`. ``docs/python.md`` tells more, ``docs/spark.md`` what runs on Apache
Spark (:mod:`rostra.spark`).
"""

from __future__ import annotations

from functools import cache

from ._rostra import SCHEMA_VERSION, ArrowBatch, ArrowSchema, ArrowStream, __version__, identity_schema, schema
from .errors import ConfigError, DocumentError, FailureKind, RostraError, TableError
from .extractor import Errors, Extractor
from .records import (
    Diagnostic,
    Document,
    Event,
    Location,
    Mention,
    NameParts,
    Person,
    Provenance,
    Title,
)

__all__ = [
    "SCHEMA_VERSION",
    "ArrowBatch",
    "ArrowSchema",
    "ArrowStream",
    "ConfigError",
    "Diagnostic",
    "Document",
    "DocumentError",
    "Errors",
    "Event",
    "Extractor",
    "FailureKind",
    "Location",
    "Mention",
    "NameParts",
    "Person",
    "Provenance",
    "RostraError",
    "TableError",
    "Title",
    "__version__",
    "extract",
    "identity_schema",
    "schema",
]


@cache
def _shared() -> Extractor:
    return Extractor()


def extract(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    date: str | None = None,
    publisher: str | None = None,
    lang: str | None = None,
    url: str | None = None,
) -> Document:
    """Reads one release with the built-in pipeline, which is built by the first call and kept; see :meth:`Extractor.extract`.

    Raises:
        DocumentError: the text is empty, or a stage gave up.
    """
    return _shared().extract(text, id=id, title=title, date=date, publisher=publisher, lang=lang, url=url)
