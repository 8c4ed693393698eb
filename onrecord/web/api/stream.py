"""Status changes as they come: server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import anyio
import anyio.to_thread

from onrecord.types import StatusChange
from onrecord.web.asking import Ask, Stream
from onrecord.web.forms import to_json

LOOKED_AT = 500  # changes looked at each time
EVERY = 2.0  # seconds between looks at the record
ALIVE = 15.0  # seconds after which a line is sent all the same, so that proxies keep the connection
LASTS = 3600.0  # seconds after which the client has to connect anew, as browsers do by themselves


def stream_changes(ask: Ask) -> Stream:
    """An event for each incident whose status changes from now on; with `since`, for those since that day first."""
    since = ask.query.get("since")
    look = _look(ask)
    told = set() if since else set(look())
    return Stream(lambda: _events(look, told))


def _look(ask: Ask) -> Callable[[], tuple[StatusChange, ...]]:
    def look() -> tuple[StatusChange, ...]:
        yesterday = (ask.tools.now().date() - timedelta(days=1)).isoformat()
        since = min(ask.query.get("since") or yesterday, yesterday)
        return ask.desk.status_changes(since, limit=LOOKED_AT).items

    return look


async def _events(
    look: Callable[[], tuple[StatusChange, ...]], told: set[StatusChange]
) -> AsyncIterator[bytes]:
    yield b": the record is being watched\n\n"
    quiet = lasted = 0.0
    while lasted < LASTS:
        found = await anyio.to_thread.run_sync(look)
        for change in found:
            if change not in told:
                told.add(change)
                quiet = 0.0
                data = to_json(change).replace("\n", " ").strip()
                yield f"event: status\ndata: {data}\n\n".encode()
        await anyio.sleep(EVERY)
        quiet, lasted = quiet + EVERY, lasted + EVERY
        if quiet >= ALIVE:
            quiet = 0.0
            yield b": still here\n\n"
