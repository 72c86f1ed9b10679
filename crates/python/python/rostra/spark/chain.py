"""What an extractor is made of and which columns it is given, as values that go from the driver to executors."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypedDict

from .. import Extractor
from .shipped import located

__all__ = ["Chain", "Settings", "Table"]

Path = str | os.PathLike[str]


class Settings(TypedDict, total=False):
    """The settings of :class:`rostra.Extractor`, under their names there.

    Relative paths are looked for among what Spark has shipped (``spark.archives``, ``--files``), then from the working directory;
    on the driver and on executors alike.
    """

    pipeline: Path | None
    packs: Path | None
    model: Path | Literal[False] | None
    home_country: str | None
    limits: Mapping[str, int] | None
    lang: str | None
    id_from: Literal["stem", "path", "content"]
    strict: bool
    with_text: bool


@dataclass(frozen=True)
class Chain:
    """Settings of an extractor, all but its threads. Equal where the extractors are."""

    pipeline: str | None = None
    packs: str | None = None
    model: str | Literal[False] | None = None
    home_country: str | None = None
    limits: tuple[tuple[str, int], ...] = ()
    lang: str | None = None
    id_from: Literal["stem", "path", "content"] = "stem"
    strict: bool = False
    with_text: bool = False

    @classmethod
    def of(cls, settings: Settings) -> Chain:
        """The chain of these settings.

        Raises:
            TypeError: there is no such setting.
        """
        values: dict[str, Any] = dict(settings)
        for name in ("pipeline", "packs", "model"):
            if values.get(name) not in (None, False):
                values[name] = os.fspath(values[name])
        values["limits"] = tuple(sorted((values.get("limits") or {}).items()))
        return cls(**values)

    @property
    def paths(self) -> list[str]:
        """The files and folders that it names."""
        return [path for path in (self.pipeline, self.packs, self.model) if isinstance(path, str)]

    @property
    def is_here(self) -> bool:
        """Whether this machine has what it names."""
        return all(os.path.exists(located(path)) for path in self.paths)

    def here(self) -> Chain:
        """The same with paths as they are on this machine."""
        return replace(
            self,
            pipeline=self.pipeline and located(self.pipeline),
            packs=self.packs and located(self.packs),
            model=self.model and located(self.model),
        )

    def build(self, jobs: int) -> Extractor:
        """The extractor, with ``jobs`` threads.

        Raises:
            ConfigError: a setting does not hold.
        """
        return Extractor(
            self.pipeline,
            jobs=jobs,
            packs=self.packs,
            model=self.model,
            home_country=self.home_country,
            limits=dict(self.limits),
            lang=self.lang,
            id_from=self.id_from,
            strict=self.strict,
            with_text=self.with_text,
        )


@dataclass(frozen=True)
class Table:
    """Which columns hold what: the arguments of :meth:`rostra.Extractor.extract_arrow`."""

    text: str | None = None
    id: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    json: str | None = None
    source: str | None = None
    carry: bool = True

    @property
    def arguments(self) -> dict[str, Any]:
        """As keyword arguments."""
        return {
            "text": self.text,
            "id": self.id,
            "columns": dict(self.columns),
            "json": self.json,
            "source": self.source,
            "carry": self.carry,
        }
