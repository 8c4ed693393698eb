"""The corpora as documents: one reader for each, all giving the same frozen type."""

from training.corpora.documents import NAMES, TAGS, Document, Label, Layer, Mark, Tie
from training.corpora.events import (
    lexicon_guess,
    read_ecb,
    read_event_locations,
    read_m2e2,
    read_meantime,
    read_rams,
    read_re3d,
    read_timeml,
    read_wikievents,
)
from training.corpora.harm import read_gvdb, read_muc
from training.corpora.speech import read_newswire, read_polnear
from training.corpora.treebanks import read_ewt, read_gum

__all__ = [
    "NAMES",
    "TAGS",
    "Document",
    "Label",
    "Layer",
    "Mark",
    "Tie",
    "lexicon_guess",
    "read_ecb",
    "read_event_locations",
    "read_ewt",
    "read_gum",
    "read_gvdb",
    "read_m2e2",
    "read_meantime",
    "read_muc",
    "read_newswire",
    "read_polnear",
    "read_rams",
    "read_re3d",
    "read_timeml",
    "read_wikievents",
]
