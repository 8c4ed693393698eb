"""Where each corpus stands and how it is read, its kept-out parts left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from onrecord.lexicons.events import event_senses
from training import corpora as read
from training.corpora import Document
from training.splits import kept_out


def sources(data: Path, fold: int | None) -> dict[str, Callable[[], Iterable[Document]]]:
    """Each corpus's reader, its kept-out parts left out."""
    guess = read.lexicon_guess(
        lambda words: ((sense.type.value, sense.weight) for sense in event_senses(words))
    )
    return {
        "polnear": lambda: read.read_polnear(data / "polnear/train"),
        "newswire": lambda: (
            page for page in read.read_newswire(data / "worldwide-newswire") if not kept_out(page.id)
        ),
        "muc": lambda: read.read_muc(data / "muc/roles/train.json"),
        "gum": lambda: read.read_gum(data / "gum"),
        "ewt": lambda: read.read_ewt(data / "ewt", data / "uds/factuality.zip"),
        "gvdb": lambda: read.read_gvdb(data / "gvdb/dev.json"),
        "rams": lambda: read.read_rams(data / "roles/rams/dev.jsonlines"),
        "wikievents": lambda: read.read_wikievents(data / "roles/wikievents/dev.jsonl"),
        "timeml": lambda: read.read_timeml(data / "timeml", guess),
        "ecbplus": lambda: read.read_ecb(data / "ecbplus", guess),
        "event-location": lambda: read.read_event_locations(data / "event-location/labeled.jsonl"),
        "re3d": lambda: read.read_re3d(data / "re3d"),
        "meantime": lambda: read.read_meantime(
            data / "meantime/intra_cross-doc_annotation/corpus_airbus", guess
        ),
        "m2e2": lambda: read.read_m2e2(data / "m2e2", without=fold),
    }
