"""Trains the reader on both corpora by turns, with checkpoints that resume and an average of the weights."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from onrecord.models.words import PLACES, SHAPES, WINDOW, Words, lay_windows, split_words
from training.corpora import NAMES, TAGS, Document
from training.network import CHANNELS, Reader, barred, bio

CLS, SEP = 101, 102
BATCH = 3072  # pieces a step
SIZES = (
    96,
    128,
    160,
    WINDOW,
    WINDOW,
)  # windows are laid anew each epoch, so that a sentence meets several contexts
LEARN_ENCODER, LEARN_HEADS, DECAY_BY_LAYER = 1.6e-4, 1e-3, 0.9
LINK_SHARE = 1 / 300  # a cue's links are some 500 decisions, a word's tag is one; so that both weigh alike
AVERAGE = 0.998  # decay of the exponential average that is kept in the end
CHECKPOINT_EVERY = 240.0  # seconds
RESTYLED = 0.15  # share of documents read with other quotation marks: outlets differ, the corpus less so


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One window: pieces, and at the words' first pieces the gold of one layer."""

    task: str
    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    places: NDArray[np.int64]
    first: NDArray[np.int64]
    gold: NDArray[np.int64]
    cues: NDArray[np.int64]
    linked: NDArray[np.float32]  # [cues, channels, words]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train on and for how long: epochs by task, and where checkpoints go."""

    folder: Path
    epochs: dict[str, int]
    seed: int = 7


def fit(reader: Reader, corpora: dict[str, list[Document]], tokenizer: Tokenizer, plan: Plan) -> Reader:
    """The trained reader, weights averaged; picks up where an earlier run of the same plan stopped."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    optimiser = torch.optim.AdamW(_groups(reader), betas=(0.9, 0.98), eps=1e-6)
    top = [group["lr"] for group in optimiser.param_groups]
    average = {name: value.detach().clone() for name, value in reader.state_dict().items()}
    batches = list(_all_batches(corpora, tokenizer, plan))
    done = _resume(plan.folder, reader, optimiser, average)
    saved = began = time.monotonic()
    tell: dict[str, float] = {}
    reader.train()
    for step in range(done, len(batches)):
        for group, rate in zip(optimiser.param_groups, top, strict=True):
            group["lr"] = rate * _schedule(step / len(batches))
        task, loss = batches[step][0].task, _loss(reader, batches[step])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        keep = min(AVERAGE, (step + 1) / (step + 10))
        with torch.no_grad():
            for name, value in reader.state_dict().items():
                average[name].lerp_(value, 1 - keep)
        tell[task] = 0.95 * tell.get(task, loss.item()) + 0.05 * loss.item()
        if step % 100 == 0:
            told = {name: round(value, 4) for name, value in tell.items()}
            print(f"{step}/{len(batches)} {time.monotonic() - began:.0f}s {json.dumps(told)}", flush=True)
        if time.monotonic() - saved > CHECKPOINT_EVERY:
            _save(plan.folder, step + 1, reader, optimiser, average)
            saved = time.monotonic()
    _save(plan.folder, len(batches), reader, optimiser, average)
    reader.load_state_dict(average)
    return reader.eval()


def make_examples(
    document: Document, task: str, tokenizer: Tokenizer, size: int = WINDOW
) -> Iterator[Example]:
    """A document's windows with their gold."""
    words = split_words(document.text, tokenizer)
    kinds = bio(TAGS if task == "attribution" else NAMES)
    gold = np.zeros(len(words.spans), np.int64)
    for label in document.labels:
        covered = _covered(words, label.start, label.end)
        gold[covered] = kinds.index(f"I-{label.kind}")
        gold[covered[:1]] = kinds.index(f"B-{label.kind}")
    for n, (before, here) in enumerate(pairwise((0, *gold.tolist()))):
        if barred(
            kinds[before], kinds[here]
        ):  # where annotations overlap, the piece that is left begins anew
            gold[n] = kinds.index(f"B-{kinds[here][2:]}")
    for a, b in lay_windows(words, size=size):
        cues, linked = _window_links(document, words, a, b)
        base = words.first[a]
        pieces = words.pieces[base : words.first[b]]
        counts = np.diff(words.first[a : b + 1])
        yield Example(
            task,
            np.concatenate(([CLS], pieces, [SEP])),
            np.concatenate(([SHAPES], np.repeat(words.shapes[a:b], counts), [SHAPES])),
            np.concatenate(([PLACES], np.repeat(words.places[a:b], counts), [PLACES])),
            words.first[a:b] - base + 1,
            gold[a:b],
            cues,
            linked,
        )


def pad(examples: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """pieces, shapes, places [batch, longest], padded."""
    length = max(len(example.pieces) for example in examples)
    filled = [np.full((len(examples), length), value, np.int64) for value in (0, SHAPES, PLACES)]
    for n, example in enumerate(examples):
        for array, part in zip(filled, (example.pieces, example.shapes, example.places), strict=True):
            array[n, : len(part)] = part
    pieces, shapes, places = (torch.from_numpy(array) for array in filled)
    return pieces, shapes, places


def _loss(reader: Reader, batch: list[Example]) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        encoded = reader.encode(*pad(batch))
    encoded = encoded.float()
    words = max(len(example.first) for example in batch)
    first = torch.zeros(len(batch), words, dtype=torch.int64)
    gold, mask = torch.zeros_like(first), torch.zeros(len(batch), words, dtype=torch.bool)
    for n, example in enumerate(batch):
        count = len(example.first)
        first[n, :count], gold[n, :count] = torch.from_numpy(example.first), torch.from_numpy(example.gold)
        mask[n, :count] = True
    at = encoded.gather(1, first[..., None].expand(-1, -1, encoded.shape[2]))
    if batch[0].task == "names":
        return reader.names_crf(reader.names(at), gold, mask) / mask.sum()
    return reader.tags_crf(reader.tags(at), gold, mask) / mask.sum() + LINK_SHARE * _link_loss(
        reader, at, batch
    )


def _link_loss(reader: Reader, at: Tensor, batch: list[Example]) -> Tensor:
    total, cues = at.new_zeros(()), 0
    for n, example in enumerate(batch):
        if not len(example.cues):
            continue
        count = len(example.first)
        asks = reader.asks(at[n, torch.from_numpy(example.cues)]).view(len(example.cues), CHANNELS, -1)
        answers = reader.answers(at[n, :count]).view(count, CHANNELS, -1)
        logits = torch.einsum("acd,bcd->acb", asks, answers) / 8 + reader.link_bias[:, None]
        total = total + F.binary_cross_entropy_with_logits(
            logits, torch.from_numpy(example.linked), reduction="sum"
        )
        cues += len(example.cues)
    return total / max(1, cues)


def _all_batches(
    corpora: dict[str, list[Document]], tokenizer: Tokenizer, plan: Plan
) -> Iterator[list[Example]]:
    """Every batch of the whole run, in order; the seed alone decides, so that a resumed run goes on the same way."""
    epochs = max(plan.epochs.values())
    for epoch in range(epochs):
        chance = random.Random(plan.seed * 1000 + epoch)
        batches: list[list[Example]] = []
        for task, documents in corpora.items():
            # a task with fewer epochs sits out the first ones: what is learned last is remembered best by neither
            due = (epoch + 1) * plan.epochs[task] // epochs > epoch * plan.epochs[task] // epochs
            batches += _batches(documents, task, tokenizer, chance) if due else []
        chance.shuffle(batches)
        yield from batches


def _batches(
    documents: list[Document], task: str, tokenizer: Tokenizer, chance: random.Random
) -> list[list[Example]]:
    examples = [
        example
        for document in documents
        for example in make_examples(_restyled(document, chance), task, tokenizer, chance.choice(SIZES))
    ]
    examples.sort(key=lambda example: len(example.pieces) + chance.random() * 16)
    batches: list[list[Example]] = [[]]
    for example in examples:
        longest = (
            max(len(example.pieces), *(len(other.pieces) for other in batches[-1])) if batches[-1] else 0
        )
        if longest * (len(batches[-1]) + 1) > BATCH:
            batches.append([])
        batches[-1].append(example)
    return batches


def _restyled(document: Document, chance: random.Random) -> Document:
    """The document, now and then with straight quotation marks for curly ones, or British single ones."""
    if chance.random() >= RESTYLED:
        return document
    style = chance.choice([("“”‘’", "\"\"''"), ("“”", "‘’"), ("“”", '""')])
    return Document(
        document.id, document.text.translate(str.maketrans(*style)), document.labels, document.links
    )


def _covered(words: Words, start: int, end: int) -> NDArray[np.int64]:
    """Indices of the words that share a character with [start, end)."""
    low = int(np.searchsorted(words.spans[:, 1], start, side="right"))
    high = int(np.searchsorted(words.spans[:, 0], end, side="left"))
    return np.arange(low, high)


def _window_links(
    document: Document, words: Words, a: int, b: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    cues, rows = [], []
    for link in document.links:
        cue = _covered(words, link.cue.start, link.cue.end)
        if not len(cue) or not a <= cue[0] < b:
            continue
        row = np.zeros((CHANNELS, b - a), np.float32)
        for channel, labels in enumerate((link.sources, link.contents)):
            for label in labels:
                inside = _covered(words, label.start, label.end)
                inside = inside[(inside >= a) & (inside < b)] - a
                row[channel, inside] = 1
                if channel == 1 and len(inside):
                    row[2, inside[0]] = row[3, inside[-1]] = 1
        cues.append(cue[0] - a)
        rows.append(row)
    return np.array(cues, np.int64), np.array(rows, np.float32).reshape(-1, CHANNELS, b - a)


def _groups(reader: Reader) -> list[dict[str, object]]:
    """Parameters with their learning rates: less for lower layers (Howard & Ruder 2018), more for new heads."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in reader.named_parameters():
        fresh = name.split(".")[0] not in ("pieces", "positions", "norm", "layers")
        depth = int(name.split(".")[1]) + 1 if name.startswith("layers.") else 0
        rate = LEARN_HEADS if fresh else LEARN_ENCODER * DECAY_BY_LAYER ** (len(reader.layers) - depth)
        groups.setdefault((rate, 0.01 if value.ndim > 1 else 0.0), []).append(value)
    return [{"params": values, "lr": rate, "weight_decay": decay} for (rate, decay), values in groups.items()]


def _schedule(done: float) -> float:
    """Warm-up over 6% of the steps, then a half cosine down to 2%."""
    if done < 0.06:
        return done / 0.06
    return 0.02 + 0.98 * (1 + math.cos(math.pi * (done - 0.06) / 0.94)) / 2


def _resume(
    folder: Path, reader: Reader, optimiser: torch.optim.Optimizer, average: dict[str, Tensor]
) -> int:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    reader.load_state_dict(state["reader"])
    optimiser.load_state_dict(state["optimiser"])
    average.update(state["average"])
    print(f"goes on from step {state['step']}", flush=True)
    return int(state["step"])


def _save(
    folder: Path, step: int, reader: Reader, optimiser: torch.optim.Optimizer, average: dict[str, Tensor]
) -> None:
    state = {
        "step": step,
        "reader": reader.state_dict(),
        "optimiser": optimiser.state_dict(),
        "average": average,
    }
    torch.save(state, folder / "checkpoint.tmp")
    (folder / "checkpoint.tmp").rename(folder / "checkpoint.pt")
