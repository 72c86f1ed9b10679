"""What the job is told."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..chain import Settings

__all__ = ["Kind", "Options", "Refused", "parse"]

Kind = Literal["parquet", "jsonl", "files"]

ROLES = ("text", "id", "title", "date", "publisher", "lang", "url")
PARTITIONS = ("lang", "year")
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


class Refused(Exception):
    """The job cannot be done as it is asked for."""


@dataclass(frozen=True)
class Options:
    """The arguments of the job."""

    inputs: tuple[str, ...]
    output: str
    kind: Kind | None
    partition_by: tuple[str, ...]
    commit_bytes: int
    columns: dict[str, str] = field(hash=False)
    settings: Settings = field(hash=False)
    jobs: int | None
    seconds: float | None
    apart: bool
    retry_failed: bool
    stream: bool
    checkpoint: str | None
    available_now: bool
    report: str | None


def parse(arguments: Sequence[str] | None) -> Options:
    """The options that ``arguments`` are; ends the program with status 2 where they are none."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.stream and given.checkpoint is None:
        parser.error("--stream wants --checkpoint DIR, where it keeps what was read")
    if given.stream and given.input_format == "auto":
        parser.error("--stream wants --input-format: what will come is not known yet")
    if not given.stream and (given.checkpoint is not None or given.available_now):
        parser.error("--checkpoint and --available-now go with --stream")
    if given.model is not None and given.no_model:
        parser.error("--model and --no-model exclude each other")
    return Options(
        inputs=tuple(path for paths in given.input for path in paths),
        output=given.output,
        kind=None if given.input_format == "auto" else given.input_format,
        partition_by=given.partition_by,
        commit_bytes=given.commit_bytes,
        columns=dict(given.column),
        settings=_settings(given),
        jobs=given.jobs,
        seconds=given.seconds,
        apart=given.apart,
        retry_failed=given.retry_failed,
        stream=given.stream,
        checkpoint=given.checkpoint,
        available_now=given.available_now,
        report=given.report,
    )


def _settings(given: Namespace) -> Settings:
    return {
        "pipeline": given.pipeline,
        "packs": given.packs,
        "model": False if given.no_model else given.model,
        "home_country": given.home_country,
        "limits": dict(given.limit),
        "lang": given.lang,
        "id_from": given.id,
        "strict": given.strict,
        "with_text": given.with_text,
    }


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "rostra_job.py",
        description="Reads press releases on Apache Spark and writes the people in them to a folder of Parquet files.",
        epilog=(
            "Exit status: 0 all was read; 1 some documents could not be read, and are rows that say so; "
            "2 it could not be done; 130 Ctrl-C.\n"
            "What the output holds already is not read again, so the same command goes on where it was broken off."
        ),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "--input",
        nargs="+",
        action="append",
        required=True,
        metavar="PATH",
        help="files, folders and patterns, as Spark names them",
    )
    add("--output", required=True, metavar="DIR", help="folder of Parquet files, added to")
    add(
        "--input-format",
        choices=("auto", "parquet", "jsonl", "files"),
        default="auto",
        help="tables, lines of JSON, or files of any format; without it, their endings tell",
    )
    add(
        "--partition-by",
        type=_partitions,
        default=("lang",),
        metavar="WHAT",
        help="lang, year, both (lang,year) or none; without it, lang",
    )
    add(
        "--commit-bytes",
        type=_bytes,
        default=1 << 30,
        metavar="BYTES",
        help="inputs that are written at once: what a broken off job loses at most; 512M, 4G; without it, 1G",
    )
    add(
        "--column",
        type=_column,
        action="append",
        default=[],
        metavar="WHAT=NAME",
        help=f"the column that holds one of {', '.join(ROLES)}; without it, the usual names",
    )
    add("--pipeline", metavar="FILE", help="pipeline file")
    add("--packs", metavar="DIR", help="language packs that take the place of the program's own")
    add("--model", metavar="DIR", help="weights that take the place of the program's own")
    add("--no-model", action="store_true", help="grammar and lexica alone")
    add("--home-country", metavar="CODE", help="state whose officials the texts may name without naming it")
    add(
        "--limit",
        type=_limit,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="how much one input may take: pages=100, source_bytes=256M",
    )
    add("--lang", metavar="TAG", help="language of documents that do not name theirs")
    add("--id", choices=("stem", "path", "content"), default="stem", help="what ids of files are made from")
    add("--strict", action="store_true", help="a text that could not be read whole counts as one that could not be read")
    add("--with-text", action="store_true", help="write the text of each document, too")
    add("--jobs", type=_count, metavar="N", help="documents read at once in a task; without it, spark.task.cpus")
    add("--seconds", type=_seconds, metavar="N", help="how long a document may take")
    add("--apart", action="store_true", help="read in child processes from the first")
    add("--retry-failed", action="store_true", help="read again what could not be read in an earlier run")
    add("--stream", action="store_true", help="read what comes into the folders, until Ctrl-C")
    add("--checkpoint", metavar="DIR", help="where a stream keeps what it has read")
    add("--available-now", action="store_true", help="end a stream when all is read that is there")
    add("--report", metavar="FILE", help="what the run came to, as JSON; on the driver's disk")
    return parser


def _partitions(given: str) -> tuple[str, ...]:
    names = () if given == "none" else tuple(given.split(","))
    if not set(names) <= set(PARTITIONS) or len(set(names)) < len(names):
        raise ArgumentTypeError(f"it is lang, year, lang,year or none, not {given!r}")
    return names


def _bytes(given: str) -> int:
    match = re.fullmatch(r"(\d+)([KMG]?)", given)
    if match is None or int(match[1]) == 0:
        raise ArgumentTypeError(f"it is a number of bytes, as 512M, not {given!r}")
    return int(match[1]) * UNITS[match[2]]


def _column(given: str) -> tuple[str, str]:
    what, _, name = given.partition("=")
    if what not in ROLES or not name:
        raise ArgumentTypeError(f"it is WHAT=NAME, where WHAT is one of {', '.join(ROLES)}, not {given!r}")
    return what, name


def _limit(given: str) -> tuple[str, int]:
    name, _, value = given.partition("=")
    return name, _bytes(value)


def _count(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= 1024:
        raise ArgumentTypeError(f"it is 1 to 1024, not {given!r}")
    return int(given)


def _seconds(given: str) -> float:
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ArgumentTypeError(f"it is a number of seconds, not {given!r}")
    return seconds
