from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import ReaderError
from onrecord.models.reader import FILES, load_reader
from onrecord.record.signals import find_signals

WEIGHTS = Path(str(files("onrecord.models") / "weights"))
TEXT = "TRIPOLI — The port authority said on Monday that two ships had left. “We saw nothing,” Ana Ruiz told reporters."


@pytest.fixture(scope="module")
def reader():
    return load_reader(threads=1)


def test_one_pass_gives_statements_and_names(reader):
    signals = find_signals(reader.read([TEXT])[0])
    spoken = [(one.source and TEXT[one.source.start : one.source.end], TEXT[one.cue.start : one.cue.end])
              for one in signals.attributions]  # fmt: skip
    assert spoken == [("The port authority", "said"), ("Ana Ruiz", "told")]
    assert "Ana Ruiz" in [TEXT[name.span.start : name.span.end] for name in signals.names]


def test_a_text_reads_the_same_alone_and_in_company(reader):
    alone = find_signals(reader.read([TEXT])[0])
    _, among, _ = reader.read(["", TEXT, "Rain fell.\n" * 60])
    assert find_signals(among) == alone


def test_attention_is_one_node_a_layer_without_a_guard():
    model = (WEIGHTS / "reader.onnx").read_bytes()
    assert b"MultiHeadAttention" in model
    assert [name for name in (b"Softmax", b"IsNaN") if name in model] == []


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\u00ad", "�" * 50, "x" * 30_000, "a " * 3_000, "“" * 400, "\x00\x01"]
)
def test_odd_texts_give_a_reading_of_the_right_shape(reader, text):
    reading = reader.read([text])[0]
    n = len(reading.words)
    assert reading.tags.shape == (n, 7)
    assert reading.asks.shape == reading.answers.shape == (n, len(reading.labels.channels), 64)
    assert np.isfinite(reading.tags).all()
    assert reading.windows[:, 1].max(initial=0) == n


def test_a_folder_without_a_reader_says_which_files_are_missing(tmp_path):
    with pytest.raises(ReaderError, match=r"no reader\.onnx, reader\.json, tokenizer\.json there"):
        load_reader(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("reader.onnx", b"no model", "cannot be loaded"),
        ("reader.json", b"{", "not what a reader"),
        ("reader.json", json.dumps({"format": "onrecord-reader/0"}).encode(), "this version reads"),
        ("tokenizer.json", b"{}", "cannot be loaded"),
    ],
)
def test_damaged_files_are_told_from_missing_ones(tmp_path, name, content, told):
    for file in FILES:
        shutil.copyfile(WEIGHTS / file, tmp_path / file)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReaderError, match=told):
        load_reader(tmp_path)
