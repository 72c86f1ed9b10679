"""The process that reads in another's place: ``python -m rostra.spark.child``, on whose ends :mod:`rostra.spark.isolation` is."""

from __future__ import annotations

import os
import pickle
import threading
import time
from contextlib import suppress
from typing import Any

import pyarrow as pa

from .. import Extractor, RostraError
from .chain import Chain, Table
from .reader import rows_of
from .wire import DONE, READ, REFUSED, Closed, packed, receive, send, unpacked


def main() -> None:
    """Builds the extractor that it is told of, then answers until nobody asks any more."""
    requests, answers = _pipes()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    _go_first()
    try:
        _, told = receive(requests)
        chain, table, jobs = pickle.loads(told)
        extractor = _build(chain, jobs, answers)
        while extractor is not None:
            kind, content = receive(requests)
            _answer(answers, extractor, table, kind, content)
    except Closed:
        pass


def _build(chain: Chain, jobs: int, answers: int) -> Extractor | None:
    try:
        extractor = chain.build(jobs)
    except (RostraError, ValueError) as error:
        send(answers, REFUSED, pickle.dumps(error))
        return None
    send(answers, DONE, pickle.dumps(extractor.identity))
    return extractor


def _answer(answers: int, extractor: Extractor, table: Table, kind: bytes, content: bytes) -> None:
    ask = extractor.extract_arrow if kind == READ else extractor.identify_arrow
    try:
        stream = ask(pa.Table.from_batches(unpacked(content)), **table.arguments)
        batches = list(rows_of(stream))
        schema: Any = stream
        send(answers, DONE, packed(batches, pa.schema(schema)))
    except RostraError as error:
        send(answers, REFUSED, pickle.dumps(error))


def _pipes() -> tuple[int, int]:
    """The ends that requests come from and answers go to. What a library prints goes to the log instead of among the answers."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return requests, answers


def _end_with_parent(parent: int) -> None:
    """Spark kills the process of a task that is not wanted any more; a child that is at work would not see it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _go_first() -> None:
    """Where memory runs out, Linux ends the likeliest process: this one, and not the one that knows what to do then."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")


if __name__ == "__main__":
    main()
