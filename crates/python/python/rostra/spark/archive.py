"""The package with what a job needs beside it, as one archive for Spark's ``--archives``: ``python -m rostra.spark.archive
OUT.tar.gz``.

    spark-submit --archives rostra.tar.gz#rostra_env --conf spark.executorEnv.PYTHONPATH=rostra_env \\
        rostra_job.py --pipeline rostra_env/pipeline.toml ...

It holds the installed package, whose native part runs on every CPython from 3.10 on of the same platform, and as far as they are
given ``pipeline.toml``, ``packs/`` and ``model/``. The same contents give the same bytes.
"""

from __future__ import annotations

import gzip
import os
import sys
import tarfile
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

__all__ = ["main", "write"]

PACKAGE = Path(__file__).parents[1]
UNWANTED = ("__pycache__", ".pyc")


def write(
    out: str | os.PathLike[str],
    *,
    pipeline: str | os.PathLike[str] | None = None,
    packs: str | os.PathLike[str] | None = None,
    model: str | os.PathLike[str] | None = None,
) -> None:
    """Writes the archive, whole or not at all.

    Args:
        out: its name, which ends in ``.tar.gz`` or ``.tgz``, since Spark unpacks by the ending.
        pipeline: a pipeline file, ``pipeline.toml`` in there. Models that it names are looked for beside it.
        packs: a folder of language packs, ``packs`` in there.
        model: a folder of weights, ``model`` in there.

    Raises:
        ValueError: ``out`` has another ending.
        OSError: something cannot be read or written.
    """
    place = Path(out).absolute()
    if not place.name.endswith((".tar.gz", ".tgz")):
        raise ValueError(f"{place.name}: the name ends in .tar.gz or .tgz, by which Spark knows how to unpack it")
    parts = [("rostra", PACKAGE), ("pipeline.toml", pipeline), ("packs", packs), ("model", model)]
    files = [file for name, part in parts if part is not None for file in _files(name, Path(part))]
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".archive-", delete=False) as file:
        try:
            _pack(file, files)  # type: ignore[arg-type]
        except BaseException:
            os.unlink(file.name)
            raise
    os.chmod(file.name, 0o644)
    os.replace(file.name, place)


def _files(name: str, part: Path) -> Iterator[tuple[str, Path]]:
    """The files of a part, by their names in the archive, in sorted order."""
    if part.is_file():
        yield name, part
        return
    for path in sorted(part.iterdir()):
        if not path.name.endswith(UNWANTED):
            yield from _files(f"{name}/{path.name}", path)


def _pack(out: BinaryIO, files: list[tuple[str, Path]]) -> None:
    """Writes no time, owner or order of the disk."""
    with (
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=out, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        for name, path in files:
            member = tarfile.TarInfo(name)
            member.size, member.mode = path.stat().st_size, 0o644
            with path.open("rb") as content:
                tar.addfile(member, content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the archive that the command line asks for; returns the exit status, 2 where it cannot be written."""
    parser = ArgumentParser(
        "python -m rostra.spark.archive", description="Packs Rostra for the executors of Apache Spark.", allow_abbrev=False
    )
    parser.add_argument("out", metavar="OUT.tar.gz")
    parser.add_argument(
        "--pipeline", metavar="FILE", help="pipeline file, pipeline.toml in there; models that it names are looked for beside it"
    )
    parser.add_argument("--packs", metavar="DIR", help="language packs, packs in there")
    parser.add_argument("--model", metavar="DIR", help="weights, model in there")
    given = parser.parse_args(arguments)
    try:
        write(given.out, pipeline=given.pipeline, packs=given.packs, model=given.model)
    except (OSError, ValueError) as error:
        print(f"rostra: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
