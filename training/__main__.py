"""python -m training [--data ../shared/data] [--out runs/reader]: trains the reader; run it again and it goes on."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.deeds import USED, fit_deeds
from training.export import export
from training.fit import LATER, LINKING, Plan, fit
from training.harm import fit_harm
from training.minilm import VOCABULARY, WEIGHTS, load_tokenizer
from training.network import LINK_WIDTH, SHARED, Reader, load_minilm
from training.sources import sources


@dataclass(frozen=True, slots=True)
class School:
    """Where to learn: the corpora's folder, the tokenizer, where results go, and the fifth of m2e2 to leave out."""

    data: Path
    tokenizer: Tokenizer
    out: Path
    fold: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One run over some corpora: epochs by corpus, which share of it (every nth document), how fast, how many steps."""

    name: str
    epochs: dict[str, int]
    rate: float = 1.0
    every: tuple[tuple[str, int], ...] = ()
    steps: int | None = None
    heads_only: bool = False


# Statements and names first; then everything but m2e2; then m2e2 with what must not be forgotten, since it is what
# five-fold reading leaves out: a fold costs one short stage. Last, statements again: they had lost a point
STAGES = (
    Stage("speech", {"polnear": 7, "newswire": 5}),
    Stage(
        "all",
        {
            "polnear": 3, "newswire": 2, "muc": 2, "gum": 4, "ewt": 3, "gvdb": 3, "rams": 4, "wikievents": 6,
            "timeml": 4, "ecbplus": 1, "event-location": 2, "re3d": 4, "meantime": 6,
        },
        rate=0.75,
        steps=2300,
    ),
    Stage(
        "typed",
        {"m2e2": 4, "polnear": 1, "newswire": 1, "gum": 1, "rams": 1, "wikievents": 1, "timeml": 1, "muc": 1},
        rate=0.4,
        every=(("polnear", 7), ("newswire", 7), ("gum", 2), ("timeml", 3), ("rams", 3), ("muc", 20)),
    ),
    Stage(
        "polish",
        {
            "polnear": 2, "newswire": 1, "m2e2": 1, "gum": 1, "rams": 1, "wikievents": 2, "timeml": 1, "muc": 1,
            "gvdb": 1, "event-location": 1,
        },
        rate=0.35,
        steps=700,
        every=(("gum", 3), ("timeml", 3), ("rams", 3), ("muc", 6), ("event-location", 4)),
    ),
)  # fmt: skip
# After the blend (below) the encoder has moved a little from under the heads that only the later stages taught
HEADS_AGAIN = Stage(
    "heads",
    {
        "m2e2": 2, "gum": 1, "rams": 1, "wikievents": 2, "timeml": 1, "muc": 1, "gvdb": 1, "event-location": 1,
        "ecbplus": 1, "ewt": 1, "re3d": 1,
    },
    rate=0.5,
    every=(("gum", 2), ("timeml", 2), ("muc", 6), ("event-location", 4), ("ecbplus", 5), ("ewt", 4)),
    heads_only=True,
)  # fmt: skip
# The share of the first stage's weights in the final ones, by a straight line between both (Wortsman et al. 2022):
# statements are read better than by either
BEFORE = 0.3
# A reader that is only measured on its fold of m2e2 need not keep its statements and names, nor polish them
OF_EVENTS = ("m2e2", "rams", "wikievents", "timeml")


def main() -> None:
    """Fits the reader and leaves it in the output folder, as the package loads it: `onrecord read --model`."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("../shared/data"),
        help="folder with the corpora: polnear/, m2e2/, …",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs/reader"), help="where checkpoints and the model go"
    )
    parser.add_argument(
        "--fold", type=int, choices=range(5), help="leave this fifth of m2e2 out, to measure on it"
    )
    options = parser.parse_args()
    tokenizer = load_tokenizer()
    torch.manual_seed(0)
    reader = Reader()
    load_minilm(reader, WEIGHTS)
    school = School(options.data, tokenizer, options.out, options.fold)
    for stage in STAGES if school.fold is None else STAGES[:-1]:
        reader = run_stage(stage, reader, school)
    before = torch.load(options.out / STAGES[0].name / "reader.pt", weights_only=True)
    reader.load_state_dict(blend(before, reader.state_dict()))
    reader = run_stage(HEADS_AGAIN, reader, school)
    corpora = sources(options.data, options.fold)
    reader = fit_harm(reader, chain(corpora["muc"](), corpora["gvdb"]()), tokenizer)
    name = "model" if options.fold is None else f"{options.fold}"
    deeds = {corpus: list(corpora[corpus]()) for corpus in USED}
    reader = fit_deeds(reader, deeds, tokenizer, options.out / f"deeds-{name}", name)
    export(reader, VOCABULARY, options.out / name, by="reader", data=options.data)


def run_stage(stage: Stage, reader: Reader, school: School) -> Reader:
    """The reader after one stage; a stage that an earlier run finished is taken from its folder."""
    folds = school.fold is not None and "m2e2" in stage.epochs
    folder = school.out / (f"{stage.name}-{school.fold}" if folds else stage.name)
    finished = folder / "reader.pt"
    if not finished.exists():
        readers = sources(school.data, school.fold)
        every = dict(stage.every)
        epochs = {name: stage.epochs[name] for name in OF_EVENTS} if folds else stage.epochs
        documents = {name: list(readers[name]())[:: every.get(name, 1)] for name in epochs}
        plan = Plan(folder, epochs, stage.rate, stage.steps, stage.heads_only)
        reader = fit(reader, documents, school.tokenizer, plan)
        torch.save(reader.state_dict(), finished)
    reader.load_state_dict(torch.load(finished, weights_only=True))
    return reader.eval()


def blend(before: dict[str, Tensor], after: dict[str, Tensor]) -> dict[str, Tensor]:
    """What both have learned, averaged; what only the later stages taught, as they left it."""
    mixed = {}
    for name, value in after.items():
        mixed[name] = value.clone()
        part = name.split(".")[0]
        if part in LINKING[:2]:
            mixed[name][: SHARED * LINK_WIDTH] = torch.lerp(value, before[name], BEFORE)[
                : SHARED * LINK_WIDTH
            ]
        elif part == "link_bias":
            mixed[name][:SHARED] = torch.lerp(value, before[name], BEFORE)[:SHARED]
        elif part not in LATER:
            mixed[name] = torch.lerp(value, before[name], BEFORE)
    return mixed


if __name__ == "__main__":
    main()
