"""Speed and memory of the command as a user runs it: pages of 450 words on every core, one page from start to end.

Linux only: memory is the proportional set size of the command and its processes, as /proc tells it.
"""

from __future__ import annotations

import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

from bench import Figure, Setup

PAGES, WORDS, STARTS = 240, 450, 5
SAMPLE = Path("examples/river-seizure.html")
CHROME = Path("examples/dam-deadline.html")  # whose menus and scripts are put around each article


def measure(setup: Setup) -> list[Figure]:
    """Articles per second with start-up and without, seconds to the first output of one page, peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder) / "many.jsonl", Path(folder) / "few.jsonl"
        pages = [json.dumps(page) for page in _pages(setup.data)]
        many.write_text("\n".join(pages), encoding="utf8")
        few.write_text("\n".join(pages[:40]), encoding="utf8")
        long, memory = _run([str(many), "--jsonl"])
        short, _ = _run([str(few), "--jsonl"])
        single, alone = zip(*(_run([str(SAMPLE)]) for _ in range(STARTS)), strict=True)
    return [
        Figure(f"articles of {WORDS} words, all told", len(pages) / long, "per second", 6),
        Figure("the same, once running", (len(pages) - 40) / (long - short), "per second"),
        Figure("one page, start to end", statistics.median(single), "seconds", 1.5, at_most=True),
        Figure("peak memory, many pages", memory, "MB", 700, at_most=True),
        Figure("peak memory, one page", max(alone), "MB", 700, at_most=True),
    ]


def _pages(data: Path) -> Iterator[dict[str, str]]:
    """Wikinews texts run together and cut to length, in paragraphs, each in the sample page's menus and scripts."""
    before, after = _chrome()
    texts = [row["text"] for path in sorted((data / "data/wikinews").glob("*.csv")) for row in _rows(path)]
    paragraphs = [line.strip() for text in texts for line in text.split("\n") if len(line.split()) > 8]
    at = 0
    for number in range(PAGES):
        chosen: list[str] = []
        while sum(len(line.split()) for line in chosen) < WORDS:
            chosen.append(paragraphs[at % len(paragraphs)])
            at += 1
        body = "".join(f"<p>{escape(line)}</p>\n" for line in chosen)
        yield {"id": f"p{number}", "html": f"{before}<h1>Report number {number}</h1>\n{body}{after}"}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def _chrome() -> tuple[str, str]:
    page = CHROME.read_text(encoding="utf8")
    start = page.index("<p", page.index("<h1"))
    end = page.rindex("</p>") + len("</p>")
    head = page[: page.index("<h1")]
    return head, page[end:] if end > start else "</body></html>"


def _run(arguments: list[str]) -> tuple[float, float]:
    """Seconds that the command took, and its peak memory in MB, its processes' included."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "read", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.05)
    return time.perf_counter() - began, peak


def _memory(root: int) -> float:
    """MB that a process and its descendants hold, shared pages counted once."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    total, family = 0, [root]
    while family:
        process = family.pop()
        family += parents.get(process, [])
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000
