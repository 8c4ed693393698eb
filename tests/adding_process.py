"""Processes that file many small records, and are killed at a moment that is told.

`python -m tests.adding_process` waits for lines "ADDRESS COUNT SECONDS"; for each it forks, so that a process to be
killed costs no start of its own, and kills the child after so many seconds ("never" is a word for it). The child says
"kept ID" for each page that it was told is kept, the parent then "end STATUS".
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import date

from onrecord.kept import open_record
from onrecord.types import Page, PageKind, Record
from tests.build import article


def pages(count: int) -> list[tuple[Page, Record]]:
    """Pages with a record each; every third is another edition of the page before it."""
    made = []
    for number in range(count):
        edition = 2 if number % 3 == 2 else 1
        name = number - edition + 1
        text = f"Report {name}, edition {edition}\nNobody was hurt in village {name}, the mayor said."
        page = Page(f"{name}.html", text.encode(), PageKind.ARTICLE, fetched=date(2026, 6, edition))
        made.append((page, Record(article(text, id=page.id))))
    return made


def say(*words: object) -> None:
    """A line on standard output, at once and whole."""
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def add(address: str, count: int) -> None:
    """Files the pages, and says of each that it is kept as soon as it was told so."""
    with open_record(address) as kept:
        for added in kept.file(pages(count)):
            say("kept", added.id)


if __name__ == "__main__":
    say("ready")
    for line in sys.stdin:
        address, count, seconds = line.rsplit(" ", 2)
        child = os.fork()
        if child == 0:
            add(address, int(count))
            os._exit(0)
        if seconds.strip() != "never":
            time.sleep(float(seconds))
            os.kill(child, signal.SIGKILL)
        say("end", os.waitpid(child, 0)[1])
