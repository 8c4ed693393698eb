"""Trains the reader on all corpora by turns, with checkpoints that resume and an average of the weights."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from onrecord.models.words import PLACES, SHAPES, WINDOW, Words, lay_windows, split_words
from onrecord.types import CHANNELS
from training.corpora import NAMES, TAGS, Document, Label, Layer
from training.network import LINK_WIDTH, SHARED, Reader, barred, bio
from training.schemes import EVENTS, HARM, HEADS, MODALITY

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
LINK_SHARE = 1 / 120  # a row of links is some 150 decisions, a word's tag is one; so that both weigh alike
SPANS = {"tags": TAGS, "names": NAMES, "harm": HARM}
WORDS = {"heads": HEADS, "events": EVENTS, "modality": MODALITY}
CRFS = {"tags": "tags_crf", "names": "names_crf"}
LATER = ("heads", "events", "modality", "harm")  # heads that statements do not use
LINKING = (
    "asks",
    "answers",
    "link_bias",
)  # heads that they use in part: SHARED channels, a cue's source and content
BF16 = (
    torch.backends.cpu.get_cpu_capability() == "AVX512"
)  # without these instructions it takes ten times as long
SHARES = {"harm": 1.0, "heads": 1.0, "events": 2.0, "modality": 0.1}
AVERAGE = 0.998  # decay of the exponential average that is kept in the end
CHECKPOINT_EVERY = 240.0  # seconds
RESTYLED = 0.15  # share of documents read with other quotation marks: outlets differ, the corpus less so


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One window: pieces, and at the words' first pieces the gold of the layers that the corpus has; w words, r rows.

    spans   layer → int64 [w]             the class of each word, BIO
    words   layer → bool [w, classes]     the classes that each word may have; all of them where nothing is said
    askers  int64 [r]                     the words that look for others
    channels  int64 [r]                   and what for
    linked  float32 [r, w]                1 where they should find it
    """

    task: str
    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    places: NDArray[np.int64]
    first: NDArray[np.int64]
    spans: dict[str, NDArray[np.int64]]
    words: dict[str, NDArray[np.bool_]]
    askers: NDArray[np.int64]
    channels: NDArray[np.int64]
    linked: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train on what: epochs by corpus, how fast against LEARN_…, and where checkpoints go."""

    folder: Path
    epochs: dict[str, int]
    rate: float = 1.0
    steps: int | None = None  # no more than so many
    heads_only: bool = False  # the encoder, statements and names stay as they are
    seed: int = 7


def fit(reader: Reader, corpora: dict[str, list[Document]], tokenizer: Tokenizer, plan: Plan) -> Reader:
    """The trained reader, weights averaged; picks up where an earlier run of the same plan stopped."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    if plan.heads_only:
        _freeze(reader)
    optimiser = torch.optim.AdamW(_groups(reader), betas=(0.9, 0.98), eps=1e-6)
    top = [group["lr"] for group in optimiser.param_groups]
    average = {name: value.detach().clone() for name, value in reader.state_dict().items()}
    batches = list(_all_batches(corpora, tokenizer, plan))[: plan.steps]
    done = _resume(plan.folder, reader, optimiser, average)
    saved = began = time.monotonic()
    tell: dict[str, float] = {}
    reader.train()
    for step in range(done, len(batches)):
        for group, rate in zip(optimiser.param_groups, top, strict=True):
            group["lr"] = plan.rate * rate * schedule(step / len(batches))
        task, loss = batches[step][0].task, _loss(reader, batches[step])
        if not loss.requires_grad:
            continue  # a window of which its corpus says nothing: no trigger of RAMS's stands in it
        optimiser.zero_grad()
        loss.backward()
        if plan.heads_only:
            _spare_statements(reader)
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
    spans = {layer: _classes(words, labels, bio(SPANS[layer])) for layer, labels in document.spans.items()}
    allowed = {layer: _allowed(words, notes, WORDS[layer]) for layer, notes in document.words.items()}
    ties = [
        (covered[0], CHANNELS.index(tie.channel), tie)
        for tie in document.ties
        if len(covered := _covered(words, *tie.asker))
    ]
    for a, b in lay_windows(words, size=size):
        here = [(word, channel, tie) for word, channel, tie in ties if a <= word < b]
        linked = np.zeros((len(here), b - a), np.float32)
        for row, (_, _, tie) in enumerate(here):
            for answer in tie.answers:
                inside = _covered(words, *answer)
                linked[row, inside[(inside >= a) & (inside < b)] - a] = 1
        base = words.first[a]
        pieces = words.pieces[base : words.first[b]]
        counts = np.diff(words.first[a : b + 1])
        yield Example(
            task,
            np.concatenate(([CLS], pieces, [SEP])),
            np.concatenate(([SHAPES], np.repeat(words.shapes[a:b], counts), [SHAPES])),
            np.concatenate(([PLACES], np.repeat(words.places[a:b], counts), [PLACES])),
            words.first[a:b] - base + 1,
            {layer: gold[a:b] for layer, gold in spans.items()},
            {layer: gold[a:b] for layer, gold in allowed.items()},
            np.array([word - a for word, _, _ in here], np.int64),
            np.array([channel for _, channel, _ in here], np.int64),
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
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
        told, done = reader.encode(*pad(batch))
    return loss_of(reader, told.float(), done.float(), batch)


def loss_of(
    reader: Reader, told: Tensor, done: Tensor, batch: list[Example], *, links: float = LINK_SHARE
) -> Tensor:
    """What the heads lose on a batch, by what the encoder made of it, twice [batch, pieces, 384]: see Reader.encode."""
    words = max(len(example.first) for example in batch)
    first, mask = (
        torch.zeros(len(batch), words, dtype=torch.int64),
        torch.zeros(len(batch), words, dtype=torch.bool),
    )
    for n, example in enumerate(batch):
        first[n, : len(example.first)], mask[n, : len(example.first)] = torch.from_numpy(example.first), True
    where = first[..., None].expand(-1, -1, done.shape[2])
    at, told_at = done.gather(1, where), told.gather(1, where)
    total = links * _link_loss(reader, told_at, at, batch)
    for layer in batch[0].spans:
        gold = _stack([example.spans[layer] for example in batch], words)
        if layer in CRFS:
            emissions = reader.get_submodule(layer)(told_at)
            total = total + reader.get_submodule(CRFS[layer])(emissions, gold, mask) / mask.sum()
        else:
            pieces = torch.arange(done.shape[1]) < torch.tensor([[len(each.pieces)] for each in batch])
            emissions = reader.harmed(done, pieces).gather(1, first[..., None].expand(-1, -1, len(bio(HARM))))
            total = total + SHARES[layer] * F.cross_entropy(emissions[mask], gold[mask])
    for layer in batch[0].words:
        may = _stack([example.words[layer] for example in batch], words)[mask]
        said = ~may.all(1)
        if said.any():
            logits = reader.get_submodule(layer)((told_at if layer == "heads" else at)[mask][said])
            fitting = torch.logsumexp(logits.masked_fill(~may[said], -1e4), 1)
            loss = torch.logsumexp(logits, 1) - fitting
            # a layer of single words weighs as in a text where every word has it
            total = total + SHARES[layer] * (loss.mean() if layer == "modality" else loss.sum() / mask.sum())
    return total


def _stack(parts: list[NDArray[np.generic]], words: int) -> Tensor:
    board = np.zeros((len(parts), words, *parts[0].shape[1:]), parts[0].dtype)
    for n, part in enumerate(parts):
        board[n, : len(part)] = part
    return torch.from_numpy(board)


def _link_loss(reader: Reader, told: Tensor, done: Tensor, batch: list[Example]) -> Tensor:
    total, rows = done.new_zeros(()), 0
    for n, example in enumerate(batch):
        if not len(example.askers):
            continue
        here, count = slice(n, n + 1), len(example.first)
        channels = torch.from_numpy(example.channels)
        asks = reader.ties(reader.asks, told[here, :count], done[here, :count])[0]
        answers = reader.ties(reader.answers, told[here, :count], done[here, :count])[0]
        askers, linked = torch.from_numpy(example.askers), torch.from_numpy(example.linked)
        for channel in channels.unique().tolist():
            of = channels == channel
            logits = asks[askers[of], channel] @ answers[:, channel].T * LINK_WIDTH**-0.5
            total = total + F.binary_cross_entropy_with_logits(
                logits + reader.link_bias[channel], linked[of], reduction="sum"
            )
        rows += len(channels)
    return total / max(1, rows)


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
    return replace(document, text=document.text.translate(str.maketrans(*style)))


def _covered(words: Words, start: int, end: int) -> NDArray[np.int64]:
    """Indices of the words that share a character with [start, end)."""
    low = int(np.searchsorted(words.spans[:, 1], start, side="right"))
    high = int(np.searchsorted(words.spans[:, 0], end, side="left"))
    return np.arange(low, high)


def _classes(words: Words, labels: tuple[Label, ...], kinds: tuple[str, ...]) -> NDArray[np.int64]:
    gold = np.zeros(len(words.spans), np.int64)
    for label in labels:
        covered = _covered(words, label.start, label.end)
        gold[covered] = kinds.index(f"I-{label.kind}")
        gold[covered[:1]] = kinds.index(f"B-{label.kind}")
    for n, (before, here) in enumerate(pairwise((0, *gold.tolist()))):
        if barred(
            kinds[before], kinds[here]
        ):  # where annotations overlap, the piece that is left begins anew
            gold[n] = kinds.index(f"B-{kinds[here][2:]}")
    return gold


def _allowed(words: Words, layer: Layer, kinds: tuple[str, ...]) -> NDArray[np.bool_]:
    allowed = np.ones((len(words.spans), len(kinds)), np.bool_)
    if layer.rest is not None:
        rest = [kind in layer.rest for kind in kinds]
        for start, end in layer.within or ((0, int(words.spans[-1, 1]) if len(words.spans) else 0),):
            allowed[_covered(words, start, end)] = rest
    for mark in layer.marks:
        covered = _covered(words, mark.start, mark.end)
        allowed[covered[1:]] = True  # of "shot dead" the first word tells, of the other nothing is said
        allowed[covered[:1]] = [kind in mark.may for kind in kinds]
    return allowed


def _freeze(reader: Reader) -> None:
    for name, value in reader.named_parameters():
        value.requires_grad = name.split(".")[0] in LATER or name.split(".")[0] in LINKING


def _spare_statements(reader: Reader) -> None:
    """The channels of statements stay as they are."""
    for name, value in reader.named_parameters():
        if value.grad is not None and name.split(".")[0] in LINKING:
            value.grad[: SHARED * (LINK_WIDTH if name != "link_bias" else 1)] = 0


def _groups(reader: Reader) -> list[dict[str, object]]:
    """Parameters with their learning rates: less for lower layers (Howard & Ruder 2018), more for new heads."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in reader.named_parameters():
        if not value.requires_grad:
            continue
        fresh = name.split(".")[0] not in ("pieces", "positions", "norm", "layers")
        depth = int(name.split(".")[1]) + 1 if name.startswith("layers.") else 0
        rate = LEARN_HEADS if fresh else LEARN_ENCODER * DECAY_BY_LAYER ** (len(reader.layers) - depth)
        decay = 0.01 if value.ndim > 1 and name.split(".")[0] not in LINKING else 0.0
        groups.setdefault((rate, decay), []).append(value)
    return [{"params": values, "lr": rate, "weight_decay": decay} for (rate, decay), values in groups.items()]


def schedule(done: float, *, warm: float = 0.06, least: float = 0.02) -> float:
    """Warm-up over a share of the steps, then a half cosine down to the least."""
    if done < warm:
        return done / warm
    return least + (1 - least) * (1 + math.cos(math.pi * (done - warm) / (1 - warm))) / 2


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
