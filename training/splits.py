"""Which documents are kept from training: told by a digest of the name and nothing else."""

from __future__ import annotations

import hashlib

FOLDS = 5  # m2e2 is small: it is read five times, each time by a reader that has not seen that fifth
HELD_OUT = 0.2  # of gvdb's documents and of event-location's sentences


def kept_out(name: str, share: float = 0.15) -> bool:
    """Whether a document belongs to our own development part.

    >>> [name for name in ("a.tsv", "b.tsv", "c.tsv", "d.tsv", "e.tsv", "f.tsv") if kept_out(name, 0.5)]
    ['f.tsv']
    """
    return _digest(name) / 0xFFFFFFFF < share


def fold_of(document: str) -> int:
    """Which of m2e2's five folds a document is in; its id is a sentence's id without its number.

    >>> [fold_of(name) for name in ("VOA_1", "VOA_2", "VOA_3")]
    [1, 2, 4]
    """
    return _digest(f"m2e2 {document}") % FOLDS


def gvdb_held_out(document: str) -> bool:
    """Whether a report of gvdb (by its `doc_key`, the table's `Article id`) is measured on, and not trained on."""
    return kept_out(document, HELD_OUT)


def location_held_out(text: str) -> bool:
    """Whether a sentence of event-location is measured on: told by its words, since the corpus repeats sentences."""
    return kept_out(f"event-location {' '.join(text.lower().split())}", HELD_OUT)


def _digest(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
