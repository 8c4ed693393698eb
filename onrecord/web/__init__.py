"""The desk: pages where a newsroom works with a record that is kept, over a store, for browsers and programs.

Every page works without JavaScript. Nothing is asked of other hosts; no word of an article can act.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from starlette.applications import Starlette

from onrecord.web.accounts import Accounts
from onrecord.web.api import API_ROWS
from onrecord.web.asking import Tools
from onrecord.web.desk import Desk
from onrecord.web.drafts import Drafts
from onrecord.web.fixed import ROUTES
from onrecord.web.reading import Readers
from onrecord.web.routes import ROWS
from onrecord.web.serving import make_application
from onrecord.web.values import DeskSettings


def make_desk(
    desk: Desk,
    accounts: Accounts,
    readers: Readers,
    settings: DeskSettings,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Starlette:
    """The desk of a record, as an ASGI application."""
    tools = Tools(desk, accounts, Drafts(), readers, settings, now)
    return make_application((*ROWS, *API_ROWS), tools, ROUTES)
