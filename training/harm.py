"""Fits what the harm head owes to the words around, on the finished reader, of which nothing else changes.

    python -m training.harm READER.pt OUT --data ../shared/data

Reads MUC's and gvdb's training documents once, keeps what the encoder makes of them, and fits two small layers to it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from training.corpora import Document, read_gvdb, read_muc
from training.export import export
from training.fit import BF16, Example, make_examples, pad
from training.minilm import VOCABULARY, load_tokenizer
from training.network import WIDTH, Reader

EPOCHS, BATCH, LEARN = (
    8,
    32,
    2e-3,
)  # the development part's loss: 0.125 after the first, 0.101 from the sixth
BLUR = 0.1  # share of the encoder's numbers left out of each reading


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What the encoder makes of a window's pieces, its words' first pieces, and their classes."""

    encoded: Tensor  # float16 [pieces, 384]
    first: Tensor
    gold: Tensor


def main() -> None:
    """Fits, and leaves reader.pt and the folder that the package loads."""
    parser = argparse.ArgumentParser(prog="python -m training.harm", description=__doc__)
    parser.add_argument("reader", type=Path, help="weights of the reader as the last stage left them")
    parser.add_argument("out", type=Path, help="where the reader goes")
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="folder with muc/ and gvdb/"
    )
    options = parser.parse_args()
    tokenizer = load_tokenizer()
    torch.manual_seed(0)
    reader = Reader()
    reader.load_state_dict(
        torch.load(options.reader, weights_only=True), strict=False
    )  # it has no `around` yet
    documents = chain(
        read_muc(options.data / "muc/roles/train.json"), read_gvdb(options.data / "gvdb/dev.json")
    )
    fit_harm(reader, documents, tokenizer)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), options.out / "reader.pt")
    export(reader, VOCABULARY, options.out, by="reader", data=options.data)


def fit_harm(reader: Reader, documents: Iterator[Document], tokenizer: Tokenizer) -> Reader:
    """The reader with `harm` and `around` fitted, and all else as it was."""
    windows = _encode(reader, documents, tokenizer)
    parts = torch.nn.ModuleList([reader.harm, reader.around])
    optimiser = torch.optim.AdamW(parts.parameters(), lr=LEARN, weight_decay=0.01)
    steps = EPOCHS * -(-len(windows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARN, total_steps=steps, pct_start=0.1)
    chance = random.Random(1)
    for epoch in range(EPOCHS):
        parts.train()
        told = 0.0
        for batch in _batches(windows, chance):
            loss = _loss(reader, batch)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            told += loss.item() * EPOCHS / steps
        print(f"epoch {epoch}: {told:.4f}", flush=True)
    return reader.eval()


def _encode(reader: Reader, documents: Iterator[Document], tokenizer: Tokenizer) -> list[Window]:
    examples = [example for document in documents for example in make_examples(document, "harm", tokenizer)]
    examples.sort(key=lambda example: len(example.pieces))
    reader.eval()
    windows: list[Window] = []
    for at in range(0, len(examples), BATCH):
        batch = examples[at : at + BATCH]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
            encoded = reader.encode(*pad(batch))[1].half()
        windows += [_window(rows, example) for rows, example in zip(encoded, batch, strict=True)]
        if at % (10 * BATCH) == 0:
            print(f"encoded {at} of {len(examples)}", flush=True)
    return windows


def _window(encoded: Tensor, example: Example) -> Window:
    first, gold = torch.from_numpy(example.first), torch.from_numpy(example.spans["harm"])
    return Window(encoded[: len(example.pieces)].clone(), first, gold)


def _batches(windows: list[Window], chance: random.Random) -> Iterator[list[Window]]:
    """Windows of like length together, in an order of chance."""
    ordered = sorted(windows, key=lambda window: len(window.encoded) + chance.random() * 20)
    batches = [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
    chance.shuffle(batches)
    yield from batches


def _loss(reader: Reader, batch: list[Window]) -> Tensor:
    length = max(len(window.encoded) for window in batch)
    x, mask = torch.zeros(len(batch), length, WIDTH), torch.zeros(len(batch), length, dtype=torch.bool)
    for n, window in enumerate(batch):
        x[n, : len(window.encoded)], mask[n, : len(window.encoded)] = window.encoded.float(), True
    x = F.dropout(x, BLUR)
    emissions = reader.harmed(x, mask)
    told = [emissions[n, window.first] for n, window in enumerate(batch)]
    return F.cross_entropy(torch.cat(told), torch.cat([window.gold for window in batch]))


if __name__ == "__main__":
    main()
