"""Hands an extractor to processes that begin anew; it is built again there by its settings."""

from __future__ import annotations

import multiprocessing

import rostra

TEXTS = ["Speeches were delivered by Ana Ruiz, Minister of Health of Peru.", "外交部长李文博出席会议并致辞。"]


def read(task: tuple[rostra.Extractor, str]) -> rostra.Document:
    extractor, text = task
    return extractor.extract(text)


if __name__ == "__main__":
    extractor = rostra.Extractor(jobs=1, model=False, with_text=True)
    expected = list(extractor.extract_batch(TEXTS))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print("pool", pool.map(read, [(extractor, text) for text in TEXTS]) == expected)
