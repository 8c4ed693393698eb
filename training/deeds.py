"""Fits the last layers that events and harm have to themselves; statements, names and mentions stay as they are.

    python -m training.deeds READER.pt OUT --data ../shared/data [--fold 0]

The trunk does not change, so each window goes through it once; what it made of the window is kept, in half precision,
and only two layers and the heads are trained. A run that is stopped goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from onrecord.types import CHANNELS
from training.corpora import Document
from training.export import export
from training.fit import SIZES, Example, loss_of, make_examples, pad, schedule
from training.minilm import VOCABULARY, load_tokenizer
from training.network import DONE, LINK_WIDTH, WIDTH, Reader
from training.sources import sources

T = TypeVar("T")
BATCH = 2048  # pieces a step
LEARN_LAYERS, LEARN_HEADS, AVERAGE = 1.5e-4, 5e-4, 0.995
BLUR = 0.1  # share of the trunk's numbers left out of each reading: it gives the same ones every time
CHECKPOINT_EVERY = 240.0  # seconds
LINKS_SHARE = 1 / 40  # thrice what it is where statements learn too: who did what is what is asked here
LINKS = ("asks", "answers", "link_bias")
ALONG = ("heads", *LINKS)
FITTED = ("deeds", "heads", "events", "modality", "harm", "around", *LINKS)


@dataclass(frozen=True, slots=True)
class Course:
    """What is read how often, by corpus: the share of its documents (every nth) and the epochs; and how fast."""

    epochs: dict[str, float]
    every: dict[str, int]
    rate: float = 1.0


# m2e2 comes last and alone with what must not be forgotten: it is what five-fold reading leaves a fifth of out
MOST = Course(
    {
        "muc": 1.5, "gvdb": 3, "rams": 3, "wikievents": 4, "gum": 2, "timeml": 1, "ecbplus": 1, "event-location": 1,
        "ewt": 1, "re3d": 1, "meantime": 1,
    },
    {"gum": 2, "timeml": 2, "ecbplus": 6, "event-location": 4, "ewt": 4},
)  # fmt: skip
TYPED = Course(
    {
        "m2e2": 5, "rams": 1, "wikievents": 1, "timeml": 1, "muc": 1, "gvdb": 1, "gum": 1, "event-location": 1,
    },
    {"rams": 2, "timeml": 6, "muc": 8, "gvdb": 3, "gum": 6, "event-location": 16},
    rate=0.6,
)  # fmt: skip
# A reader that is only measured on its fold of m2e2 need not keep the rest
OF_EVENTS = ("m2e2", "rams", "wikievents", "timeml")
USED = MOST.epochs.keys() | TYPED.epochs.keys()
MEASURED = replace(TYPED, epochs={name: TYPED.epochs[name] for name in OF_EVENTS})


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A window's gold, and what the trunk makes of its pieces, float16 [pieces, 384]."""

    example: Example
    trunk: Tensor


def main() -> None:
    """Fits, and leaves reader.pt and the folder that the package loads."""
    parser = argparse.ArgumentParser(prog="python -m training.deeds", description=__doc__)
    parser.add_argument("reader", type=Path, help="weights of the reader as the stages before left them")
    parser.add_argument("out", type=Path, help="where checkpoints and the reader go")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with the corpora")
    parser.add_argument("--fold", type=int, choices=range(5), help="leave this fifth of m2e2 out")
    options = parser.parse_args()
    tokenizer = load_tokenizer()
    reader = Reader()
    reader.load_state_dict(torch.load(options.reader, weights_only=True))
    corpora = {
        name: list(read()) for name, read in sources(options.data, options.fold).items() if name in USED
    }
    name = "model" if options.fold is None else f"{options.fold}"
    fit_deeds(reader, corpora, tokenizer, options.out, name)
    export(reader, VOCABULARY, options.out / name, by="reader", data=options.data)


def fit_deeds(
    reader: Reader, corpora: dict[str, Iterable[Document]], tokenizer: Tokenizer, folder: Path, name: str
) -> Reader:
    """The reader with last layers of its own for deeds; what an earlier run finished is taken from the folder.

    Mentions and grammar are learned along, which teaches the layers something; they go on being read as before.
    """
    before = {
        part: value.clone() for part, value in reader.state_dict().items() if part.split(".")[0] in ALONG
    }
    reader.part()
    for course, file in ((MOST, "most"), (TYPED if name == "model" else MEASURED, name)):
        finished = folder / f"{file}.pt"
        if not finished.exists():
            documents = {
                corpus: list(islice(corpora[corpus], 0, None, course.every.get(corpus, 1)))
                for corpus in course.epochs
            }
            _fit(reader, _windows(reader, documents, tokenizer, folder), course, folder / f"{file}.part.pt")
            torch.save(reader.state_dict(), finished)
        reader.load_state_dict(torch.load(finished, weights_only=True))
    reader.load_state_dict(_given_back(before, reader.state_dict()), strict=False)
    return reader.eval()


def _given_back(before: dict[str, Tensor], after: dict[str, Tensor]) -> dict[str, Tensor]:
    """What was only learned along, as it was."""
    restored = {}
    for name, value in before.items():
        restored[name] = value.clone()
        if name.split(".")[0] in LINKS:
            rows = (
                DONE
                if value.shape[0] > len(CHANNELS)
                else slice(DONE.start // LINK_WIDTH, DONE.stop // LINK_WIDTH)
            )
            restored[name][rows] = after[name][rows]
    return restored


def _windows(
    reader: Reader, corpora: dict[str, list[Document]], tokenizer: Tokenizer, folder: Path
) -> dict[str, list[Window]]:
    """Each corpus's windows, read once by the trunk: what it made of a document is kept in the folder."""
    (folder / "trunk").mkdir(parents=True, exist_ok=True)
    reader.eval()
    found: dict[str, list[Window]] = {}
    for task, documents in corpora.items():
        path, began = folder / f"trunk/{task}.pt", time.monotonic()
        kept: dict[str, list[Tensor]] = torch.load(path, weights_only=True) if path.exists() else {}
        laid = {
            document.id: list(make_examples(document, task, tokenizer, _size(document)))
            for document in documents
        }
        fresh = {name: examples for name, examples in laid.items() if name not in kept}
        if fresh:
            kept |= _read(reader, fresh)
            torch.save(kept, path)
        found[task] = [
            Window(example, trunk)
            for name, examples in laid.items()
            for example, trunk in zip(examples, kept[name], strict=True)
        ]
        print(f"{task}: {len(found[task])} windows in {time.monotonic() - began:.0f} s", flush=True)
    return found


def _size(document: Document) -> int:
    """Pieces of a document's windows: told by its name, so that a sentence meets several contexts over a corpus."""
    return SIZES[sum(document.id.encode()) % len(SIZES)]


def _read(reader: Reader, laid: dict[str, list[Example]]) -> dict[str, list[Tensor]]:
    keys = [(name, n) for name, examples in laid.items() for n in range(len(examples))]
    sized = sorted(keys, key=lambda key: len(laid[key[0]][key[1]].pieces))
    kept: dict[str, list[Tensor]] = {
        name: [torch.empty(0)] * len(examples) for name, examples in laid.items()
    }
    for batch in _cut([(laid[name][n], (name, n)) for name, n in sized]):
        with torch.no_grad():
            rows = reader.trunk(*pad([example for example, _ in batch])).half()
        for row, (example, (name, n)) in zip(rows, batch, strict=True):
            kept[name][n] = row[: len(example.pieces)].clone()
    return kept


def _cut(ordered: Iterable[tuple[Example, T]]) -> Iterator[list[tuple[Example, T]]]:
    """Runs of examples of like length that fit one step, padding included."""
    batch: list[tuple[Example, T]] = []
    for example, other in ordered:
        longest = max(len(example.pieces), *(len(each.pieces) for each, _ in batch), 0)
        if batch and longest * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append((example, other))
    if batch:
        yield batch


def _batches(corpora: dict[str, list[Window]], course: Course) -> Iterator[list[Window]]:
    """Every batch of a course, in order; the same each time, so that a run that was stopped goes on the same way."""
    chance = random.Random(11)
    batches: list[list[Window]] = []
    for task, windows in corpora.items():
        times = course.epochs[task]
        for epoch in range(math.ceil(times)):
            share = min(1.0, times - epoch)
            due = chance.sample(windows, round(share * len(windows)))
            due.sort(key=lambda window: len(window.trunk) + chance.random() * 16)
            batches += [[w for _, w in batch] for batch in _cut((window.example, window) for window in due)]
    chance.shuffle(batches)
    yield from batches


def _fit(reader: Reader, corpora: dict[str, list[Window]], course: Course, checkpoint: Path) -> None:
    torch.manual_seed(5)
    for name, value in reader.named_parameters():
        value.requires_grad = name.split(".")[0] in FITTED
    optimiser = torch.optim.AdamW(_groups(reader), betas=(0.9, 0.98), eps=1e-6)
    top = [group["lr"] * course.rate for group in optimiser.param_groups]
    fitted = {name: value for name, value in reader.state_dict().items() if name.split(".")[0] in FITTED}
    average = {name: value.detach().clone() for name, value in fitted.items()}
    batches, done = list(_batches(corpora, course)), 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        average, done = state["average"], state["step"]
    began = saved = time.monotonic()
    tell: dict[str, float] = {}
    reader.train()
    for step in range(done, len(batches)):
        for group, rate in zip(optimiser.param_groups, top, strict=True):
            group["lr"] = rate * schedule(step / len(batches), warm=0.05, least=0.03)
        batch = batches[step]
        task, loss = batch[0].example.task, _loss(reader, batch)
        if not loss.requires_grad:
            continue  # its corpus says nothing of these windows
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in reader.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        keep = min(AVERAGE, (step + 1) / (step + 10))
        with torch.no_grad():
            for name, value in fitted.items():
                average[name].lerp_(value, 1 - keep)
        tell[task] = 0.95 * tell.get(task, loss.item()) + 0.05 * loss.item()
        if step % 50 == 0:
            told = {name: round(value, 4) for name, value in tell.items()}
            print(f"{step}/{len(batches)} {time.monotonic() - began:.0f}s {json.dumps(told)}", flush=True)
        if time.monotonic() - saved > CHECKPOINT_EVERY:
            state = {"step": step + 1, "reader": reader.state_dict(), "optimiser": optimiser.state_dict()}
            torch.save({**state, "average": average}, checkpoint.with_suffix(".tmp"))
            checkpoint.with_suffix(".tmp").rename(checkpoint)
            saved = time.monotonic()
    reader.load_state_dict(average, strict=False)
    checkpoint.unlink(missing_ok=True)


def _loss(reader: Reader, batch: list[Window]) -> Tensor:
    length = max(len(window.trunk) for window in batch)
    x, mask = torch.zeros(len(batch), length, WIDTH), torch.zeros(len(batch), length, dtype=torch.bool)
    for n, window in enumerate(batch):
        x[n, : len(window.trunk)], mask[n, : len(window.trunk)] = window.trunk.float(), True
    done = reader.done(F.dropout(x, BLUR), mask)
    return loss_of(reader, done, done, [window.example for window in batch], links=LINKS_SHARE)


def _groups(reader: Reader) -> list[dict[str, object]]:
    """The layers, and the heads, which learn faster; links are not pulled to nothing: statements use them too."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in reader.named_parameters():
        if value.requires_grad:
            part = name.split(".")[0]
            rate = LEARN_LAYERS if part == "deeds" else LEARN_HEADS
            decay = 0.01 if value.ndim > 1 and part not in LINKS else 0.0
            groups.setdefault((rate, decay), []).append(value)
    return [{"params": values, "lr": rate, "weight_decay": decay} for (rate, decay), values in groups.items()]


if __name__ == "__main__":
    main()
