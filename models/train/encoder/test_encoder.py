"""Cases of what the rest relies on: `python -m unittest` in this folder, after installing requirements.txt."""

import unittest

import torch

from corpus import Row, border
from finetune import loss_of
from labels import KINDS, LABELS, begin, inside, may_be_outside, spans


class Spans(unittest.TestCase):
    def test_words_are_what_their_first_piece_is(self) -> None:
        person, more, title = begin("person"), inside("person"), begin("title")
        # Labels and words of five pieces of two characters each, and the spans.
        cases = [
            ([0, 0, 0, 0, 0], [0, 1, 2, 3, 4], []),
            ([person, more, 0, title, 0], [0, 1, 2, 3, 4], [("person", 0, 4), ("title", 6, 8)]),
            ([person, person, 0, 0, 0], [0, 0, 1, 2, 3], [("person", 0, 4)]),
            ([person, 0, person, 0, 0], [0, 0, 1, 1, 2], [("person", 0, 4), ("person", 4, 8)]),
            ([0, person, 0, 0, more], [0, 0, 1, 2, 3], [("person", 8, 10)]),
            ([person, title, 0, 0, person], [None, 0, 1, 2, None], [("title", 2, 4)]),
            ([person, inside("title"), 0, 0, 0], [0, 1, 2, 3, 4], [("person", 0, 2), ("title", 2, 4)]),
        ]
        offsets = [(2 * piece, 2 * piece + 2) for piece in range(5)]
        for labels, words, expected in cases:
            with self.subTest(labels=labels, words=words):
                self.assertEqual(list(spans(labels, words, offsets)), expected)


class PartialLabels(unittest.TestCase):
    def test_what_a_set_does_not_mark_is_left_open(self) -> None:
        place = torch.zeros(1, 1, len(LABELS))
        place[0, 0, begin("place")] = 20.0
        # The kinds that are marked, and whether "a place" is wrong of a token outside all spans.
        cases = [(KINDS, True), (["person", "place"], True), (["person", "title"], False), ([], False)]
        for complete, wrong in cases:
            with self.subTest(complete=complete):
                loss = loss_of(place, torch.tensor([[may_be_outside(complete)]]))
                self.assertEqual(loss.item() > 1.0, wrong)

    def test_a_marked_token_is_what_it_is_marked_as(self) -> None:
        allowed = torch.tensor([[1 << begin("event"), 0]])
        loss = loss_of(torch.zeros(1, 2, len(LABELS)), allowed)
        self.assertAlmostEqual(loss.item(), torch.tensor(float(len(LABELS))).log().item(), places=5)


class Borders(unittest.TestCase):
    def test_lines_come_before_sentences_and_words(self) -> None:
        text = "Ab. Cd\nEf-Gh Ij"
        offsets = [(0, 2), (2, 3), (4, 6), (7, 9), (9, 10), (10, 12), (13, 15)]
        row = Row("en", "written", text, [("person", 10, 15)], KINDS, False)
        borders = [border(row, offsets, at) for at in range(1, len(offsets))]
        self.assertEqual(borders, [0, 2, 3, 0, 0, -1])


if __name__ == "__main__":
    unittest.main()
