"""How often somebody may do something: a bucket of tries for each, which fills again with time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

KNOWN = 20_000  # buckets kept: the least used is forgotten, and full again when it comes back


@dataclass(frozen=True, slots=True)
class Pace:
    """So many tries at once, and one more every so many seconds."""

    tries: int
    seconds: float


class Rate(Enum):
    """What is limited. A person at a keyboard never meets these; a program that guesses does."""

    NONE = None
    SIGN_IN = Pace(10, 60)  # for an address
    PASSWORD = Pace(5, 120)  # for an account, whoever tries: 725 guesses a day
    WRITE = Pace(120, 0.25)
    READ_PAGE = Pace(20, 3)  # each costs a second of a core, and perhaps a fetch


class Rates:
    """Tries left, by what is limited and who tries."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._left: OrderedDict[tuple[Rate, str], tuple[float, float]] = OrderedDict()

    def wait(self, rate: Rate, who: str) -> float:
        """Takes one try; 0 where there was one, else the seconds until there is."""
        pace = rate.value
        if pace is None:
            return 0.0
        now = self._clock()
        with self._lock:
            left, then = self._left.pop((rate, who), (float(pace.tries), now))
            left = min(pace.tries, left + (now - then) / pace.seconds)
            waits = 0.0 if left >= 1 else (1 - left) * pace.seconds
            self._left[rate, who] = (left if waits else left - 1, now)
            if len(self._left) > KNOWN:
                self._left.popitem(last=False)
        return waits

    def forgive(self, rate: Rate, who: str) -> None:
        """Gives all tries back, after one that was right."""
        with self._lock:
            self._left.pop((rate, who), None)
