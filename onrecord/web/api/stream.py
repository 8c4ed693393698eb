"""Status changes as they come: server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import anyio
import anyio.to_thread

from onrecord.types import StatusChange
from onrecord.web.asking import Ask, Refusal, Stream
from onrecord.web.forms import to_json

EVERY = 2.0  # seconds between looks at the record
ALIVE = 15.0  # seconds after which a line is sent all the same, so that proxies keep the connection
LASTS = 3600.0  # seconds after which the client has to connect anew, as browsers do by themselves

Noticed = tuple[tuple[int, StatusChange], ...]


def stream_changes(ask: Ask) -> Stream:
    """An event for each incident whose status changes from now on, or after the event of a number.

    A browser that lost the connection sends that number by itself (`Last-Event-ID`), so that nothing is missed.
    """
    after = ask.query.get("after") or None
    if after is not None and not (after.isascii() and after.isdecimal() and len(after) < 16):
        raise Refusal(400, "Not to be asked so", "after is the number of an event, its id")
    start = int(after) if after else max((number for number, _ in ask.desk.noticed()), default=0)
    return Stream(lambda: _events(ask.desk.noticed, start))


async def _events(look: Callable[[int], Noticed], last: int) -> AsyncIterator[bytes]:
    yield b": the record is being watched\n\n"
    quiet = lasted = 0.0
    while lasted < LASTS:
        for number, change in await anyio.to_thread.run_sync(look, last):
            last, quiet = number, 0.0
            data = to_json(change).replace("\n", " ").strip()
            yield f"event: status\nid: {number}\ndata: {data}\n\n".encode()
        await anyio.sleep(EVERY)
        quiet, lasted = quiet + EVERY, lasted + EVERY
        if quiet >= ALIVE:
            quiet = 0.0
            yield b": still here\n\n"
