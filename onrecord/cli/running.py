"""Outcomes → an output, a progress and an exit code."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from types import FrameType, TracebackType

from onrecord.cli.commands import FINE, MISTAKE, SOME_FAILED, STOPPED
from onrecord.cli.outputs import Output
from onrecord.cli.progress import Progress
from onrecord.errors import PageError
from onrecord.pipeline import Outcome


def run(outcomes: Iterator[Outcome], output: Output, progress_for: Callable[[bool], Progress]) -> int:
    """Puts every outcome out as it comes; the exit code that tells how it went.

    `progress_for` makes the progress once it is known whether there are several pages. Ctrl-C lets the page
    that is being put out be finished, and ends the run.
    """
    tally = _Tally()
    first = list(islice(outcomes, 2))
    several = len(first) > 1
    output.begin(several)
    with progress_for(several) as progress:
        try:
            with _Interrupts() as interrupts:
                for outcome in chain(first, outcomes):
                    with interrupts.held:
                        tally.add(_put_out(outcome, output, progress, several))
        except KeyboardInterrupt:
            progress.say(f"stopped: {tally.told}")
            return STOPPED
        if several and tally.failed:
            progress.say(tally.told)
    return tally.code


@dataclass(slots=True)
class _Tally:
    read: int = 0
    failed: int = 0

    def add(self, fine: bool) -> None:
        self.read += fine
        self.failed += not fine

    @property
    def told(self) -> str:
        pages = f"{self.read:,} page{'' if self.read == 1 else 's'} read"
        return f"{pages}, {self.failed:,} failed" if self.failed else pages

    @property
    def code(self) -> int:
        if not self.failed:
            return FINE
        return MISTAKE if self.read + self.failed == 1 else SOME_FAILED


def _put_out(outcome: Outcome, output: Output, progress: Progress, several: bool) -> bool:
    """Whether the page was read."""
    result = outcome.result
    fine = not isinstance(result, PageError)
    if isinstance(result, PageError):
        output.fail(outcome.id, result)
        progress.say(str(result))
    else:
        output.write(outcome.id, result)
        for note in result.notes if several or not output.tells_notes else ():
            progress.say(f"{outcome.id}: {note}")
    progress.advance(not fine)
    return fine


class _Interrupts:
    """Ctrl-C as KeyboardInterrupt, while `held` only when it is let go; a second one does not wait."""

    def __init__(self) -> None:
        self.held = _Held(self)
        self.holding = self.waiting = False

    def __enter__(self) -> _Interrupts:
        self.before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self.before)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if not self.holding or self.waiting:
            raise KeyboardInterrupt
        self.waiting = True


class _Held:
    def __init__(self, interrupts: _Interrupts) -> None:
        self.interrupts = interrupts

    def __enter__(self) -> None:
        self.interrupts.holding = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.interrupts.holding = False
        if self.interrupts.waiting and kind is None:
            raise KeyboardInterrupt
