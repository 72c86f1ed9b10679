"""One extractor serves many threads, and the interpreter runs on meanwhile."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest
from releases import ALL, ENGLISH

import rostra

LONG = (ENGLISH + "\n\n") * 200


def test_threads_share_an_extractor(extractor: rostra.Extractor) -> None:
    expected = {text: extractor.extract(text).to_json() for text in ALL}

    def read(turn: int) -> bool:
        texts = [*ALL[turn % len(ALL) :], *ALL[: turn % len(ALL)]] * 10
        read = extractor.extract_batch(texts)
        return [document.to_json() for document in read] == [expected[text] for text in texts]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, range(16))) == [True] * 16


def test_threads_read_tables(extractor: rostra.Extractor) -> None:
    table = pa.table({"text": list(ALL) * 5})
    expected = extractor.extract_arrow(table).to_pyarrow()
    with ThreadPoolExecutor(4) as pool:
        read = pool.map(lambda _: pa.table(extractor.extract_arrow(table)).equals(expected), range(8))
        assert list(read) == [True] * 8


@pytest.fixture
def unasked() -> Iterator[None]:
    """No thread takes the interpreter from another that does not let go of it."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    yield
    sys.setswitchinterval(interval)


WORK: dict[str, Callable[[rostra.Extractor], object]] = {
    "extract": lambda extractor: extractor.extract(LONG),
    "extract_batch": lambda extractor: list(extractor.extract_batch([LONG] * 3)),
    "extract_bytes": lambda extractor: extractor.extract_bytes(LONG.encode(), "a.txt"),
    "record batch": lambda extractor: extractor.extract_arrow(pa.record_batch({"text": [LONG] * 3})),
    "stream": lambda extractor: list(extractor.extract_arrow(pa.table({"text": [LONG] * 3}))),
}


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize("work", WORK.values(), ids=WORK.keys())
def test_the_interpreter_is_let_go(extractor: rostra.Extractor, work: Callable[[rostra.Extractor], object]) -> None:
    turns, ended = 0, False

    def turn() -> None:
        nonlocal turns
        while not ended:
            turns += 1
            time.sleep(0)  # lets go of the interpreter

    other = threading.Thread(target=turn)
    other.start()
    before = turns
    work(extractor)
    during = turns - before
    ended = True
    other.join()
    assert during > 100


@pytest.mark.usefixtures("unasked")
def test_nobody_else_runs_where_it_is_held() -> None:
    """That the test before would see it."""
    turns, ended = 0, False

    def turn() -> None:
        nonlocal turns
        while not ended:
            turns += 1
            time.sleep(0)

    other = threading.Thread(target=turn)
    other.start()
    before = turns
    sum(range(3_000_000))
    during = turns - before
    ended = True
    other.join()
    assert during == 0


def test_an_iterator_is_for_one_at_a_time(extractor: rostra.Extractor) -> None:
    def rows() -> Iterator[str]:
        yield ENGLISH
        next(read)

    read = extractor.extract_batch(rows())
    assert next(read).people
    with pytest.raises(RuntimeError, match="borrowed"):
        next(read)


@pytest.mark.parametrize("jobs", [1, 3])
def test_rows_are_not_taken_far_ahead(jobs: int) -> None:
    extractor = rostra.Extractor(jobs=jobs, model=False)
    taken = 0

    def rows() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"They met {taken} times."

    read = extractor.extract_batch(rows())
    assert taken == 0
    for given in range(1, 500):
        next(read)
        if given == 1:
            assert taken == jobs  # few at first: the first document is soon there
        assert taken <= given + 32 * jobs
    assert taken > jobs + 500 - 32 * jobs


def test_long_rows_are_taken_one_by_one() -> None:
    extractor = rostra.Extractor(jobs=4, model=False, limits={"document_bytes": 1000})
    taken = 0

    def rows() -> Iterator[str]:
        nonlocal taken
        for _ in range(12):
            taken += 1
            yield "They met. " * 2_000_000

    for given, _ in enumerate(extractor.extract_batch(rows()), 1):
        assert taken <= given + 1


def test_what_is_not_wanted_any_more_is_let_go(extractor: rostra.Extractor) -> None:
    ended = False

    def rows() -> Iterator[str]:
        nonlocal ended
        try:
            while True:
                yield ENGLISH
        finally:
            ended = True

    read = extractor.extract_batch(rows())
    next(read)
    assert not ended
    del read
    gc.collect()
    assert ended
