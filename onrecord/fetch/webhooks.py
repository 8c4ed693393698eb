"""News of the record → an address that asked for it."""

from __future__ import annotations

import httpx

from onrecord.errors import Unreachable

SECONDS = 20.0


def post_json(address: str, text: str) -> None:
    """Posts a JSON text to an address of the user's own, wherever it leads.

    Raises Unreachable where it was not taken.
    """
    try:
        answer = httpx.post(
            address, content=text.encode(), headers={"Content-Type": "application/json"}, timeout=SECONDS
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unreachable(
            f"{address}: the news could not be posted ({error}); it is tried again next time"
        ) from error
    if not answer.is_success:
        raise Unreachable(f"{address}: answered {answer.status_code}; the news is posted again next time")
