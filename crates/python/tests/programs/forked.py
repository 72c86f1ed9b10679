"""Uses an extractor, then forks and uses it in children as well: by os.fork, and in a pool of processes."""

from __future__ import annotations

import multiprocessing
import os
import threading

import rostra

TEXTS = [f"Speeches were delivered by Ana Ruiz, Minister of Health of Peru, on {day} May 2024." for day in range(1, 31)]

extractor = rostra.Extractor(jobs=2)


def read(text: str) -> str:
    return extractor.extract(text).to_json()


def read_all() -> list[str]:
    return [document.to_json() for document in extractor.extract_batch(TEXTS)]


def by_fork(expected: list[str]) -> bool:
    child = os.fork()
    if child == 0:
        os._exit(0 if read_all() == expected else 1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


if __name__ == "__main__":
    expected = read_all()
    print("fork", by_fork(expected))
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print("pool", pool.map(read, TEXTS) == expected)
    print("parent", read_all() == expected, threading.active_count())
