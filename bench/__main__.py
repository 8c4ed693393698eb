"""python -m bench [TASK …] [--data DIR]: every figure of the docs, measured again; exit 1 if one is below its floor."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from bench import Figure, Setup

TASKS = (
    "attribution", "names", "times", "places", "events", "incidents", "victims", "located", "people", "modality",
    "worked", "dated", "readable", "flattened", "stories", "copies", "across", "timelines", "speed",
    "scale", "load",
)  # fmt: skip


LONG = frozenset({"scale", "load"})  # takes hours: only where it is asked for by name


def main() -> int:
    """Runs the tasks asked for, prints one line a figure."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "tasks",
        nargs="*",
        default=[task for task in TASKS if task not in LONG],
        metavar="TASK",
        help=" ".join(TASKS),
    )
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="folder with data/ and score/")
    parser.add_argument("--reader", type=Path, help="folder of another reader than the package's")
    parser.add_argument(
        "--folds", type=Path, help="folder with 0 … 4: a reader for each fold of m2e2 (events)"
    )
    parser.add_argument("--workers", type=int, help="processes that read; without it one a core")
    parser.add_argument(
        "--store", type=Path, help="folder where scale keeps its record and goes on with it, for load to ask"
    )
    options = parser.parse_args()
    if not options.data.is_dir():
        parser.error(
            f"{options.data} is not there: the corpora are no part of the project; name their folder: --data DIR"
        )
    setup = Setup(options.data, options.reader, options.folds, options.workers, options.store)
    figures: list[Figure] = []
    for task in options.tasks:
        measured: list[Figure] = importlib.import_module(f"bench.{task}").measure(setup)
        for figure in measured:
            print(_line(task, figure), flush=True)
        figures += measured
    return 0 if all(figure.holds for figure in figures) else 1


def _line(task: str, figure: Figure) -> str:
    bound = "" if figure.floor is None else f"  {'≤' if figure.at_most else '≥'} {figure.floor:g}"
    mark = "" if figure.holds else "  BELOW THE FLOOR" if not figure.at_most else "  OVER THE LIMIT"
    return f"{task:12s} {figure.name:46s} {figure.value:8.1f} {figure.unit:10s}{bound}{mark}  {figure.note}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
