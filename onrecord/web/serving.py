"""The table of routes → an application: who may ask what, how often, in which form, for how long."""

from __future__ import annotations

import hmac
import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from urllib.parse import quote, urlencode

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from onrecord.errors import NoCursor, NotKept, OnrecordError
from onrecord.web.asking import Answer, Ask, Away, Download, Page, Picture, Refusal, Stream, Tools, View
from onrecord.web.forms import to_csv, to_json
from onrecord.web.guard import Guard, is_call
from onrecord.web.rates import Rate, Rates
from onrecord.web.templating import Templates
from onrecord.web.values import Right, User, Visitor

log = logging.getLogger(__name__)

WHAT_THERE_IS = "every call is told at /api/v1/openapi.json"
COOKIE = "onrecord"
DRAWN = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # of a picture: its own colours, no more
FIELDS = 2_000  # of a form: all the articles of a long story may be ticked
LOOKED_UP = 10.0  # seconds in which it must be known who asks
THREADS = 32  # requests that are worked on at once

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One route: where, what it needs, what answers; a page has its `.json` and its tables' `.csv` beside it."""

    path: str
    page: Page
    right: Right
    post: bool = False
    rate: Rate = Rate.NONE
    tables: tuple[str, ...] = ()  # "": the page's own, at PATH.csv; others at PATH/NAME.csv
    data: bool = True  # has a `.json`
    api: bool = False  # a call of the API: takes and gives JSON alone, under a token

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every address with the form it gives: "html", "json", or the name of a table after "csv:"."""
        if self.api:
            yield self.path, "json"
            return
        base = "/front" if self.path == "/" else self.path
        if not self.post:
            for name in self.tables:
                yield (f"{base}/{name}.csv" if name else f"{base}.csv", f"csv:{name}")
            if self.data:
                yield f"{base}.json", "json"
        yield self.path, "html"


def make_application(rows: Sequence[Row], tools: Tools, fixed: Sequence[BaseRoute]) -> Starlette:
    """The application: fixed routes (style sheets and the like) first, then the table."""
    server = _Server(tools, Rates())
    routes: list[BaseRoute] = list(fixed)
    # addresses with an ending first: "/stories/{story}" would take "/stories/s1.json" for a story
    found = [(address, form, row) for row in rows for address, form in row.addresses()]
    for address, form, row in sorted(found, key=lambda one: one[1] == "html" or one[2].api):
        methods = ["POST"] if row.post else ["GET"]
        routes.append(Route(address, partial(server.serve, row, form), methods=methods))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        tools.readers.close()

    app = Starlette(
        routes=routes,
        exception_handlers={HTTPException: server.odd, Exception: server.fault},
        lifespan=lifespan,
    )
    app.state.body_bytes = tools.settings.body_bytes
    app.add_middleware(Guard, settings=tools.settings)
    return app


class _Server:
    """Answers requests by the table."""

    def __init__(self, tools: Tools, rates: Rates) -> None:
        self.tools, self.rates = tools, rates
        self.templates = Templates()
        self.threads: anyio.CapacityLimiter | None = None

    async def serve(self, row: Row, form: str, request: Request) -> Response:
        """The answer of a row's page in one of its forms."""
        visitor = await self._in_thread(partial(self._visitor, request))
        key = visitor.key if visitor.fresh else None
        try:
            self._allow(row, form, request, visitor)
            ask = await self._ask(row, request, visitor)
            answer = await self._in_thread(partial(self._answer, row, ask), self._seconds(row))
            response = await self._in_thread(
                partial(self._respond, answer, form, visitor, ask.address), self.tools.settings.page_seconds
            )
            key = answer.key if isinstance(answer, Away) and answer.key is not None else key
        except _SignIn as sign_in:
            response = RedirectResponse(sign_in.address, 303)
        except Refusal as refusal:
            response = self._refuse(refusal, form, visitor, request)
        except TimeoutError:
            late = Refusal(503, "This takes too long", "Try again, or ask for less at once.")
            response = self._refuse(late, form, visitor, request)
        self._set_key(response, key)
        return response

    async def odd(self, request: Request, error: Exception) -> Response:
        """A path or method that no route has."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        words = {404: "No such page", 405: "Not to be asked so"}
        visitor = await self._in_thread(partial(self._visitor, request))
        what = WHAT_THERE_IS if is_call(request.url.path) else ""
        refusal = Refusal(status, words.get(status, "This cannot be done"), what)
        return self._refuse(refusal, _form_of(request), visitor, request)

    async def fault(self, request: Request, error: Exception) -> Response:
        """A fault of ours: said plainly, told in the log, no detail given away."""
        fault = Refusal(500, "A fault in Onrecord", "It is written in the desk's log; please report it.")
        nobody = Visitor(None, "", "")
        return self._refuse(fault, _form_of(request), nobody, request)

    # -- before the page --

    def _visitor(self, request: Request) -> Visitor:
        key = request.cookies.get(COOKIE, "")[:128]
        accounts, open_to = self.tools.accounts, self.tools.settings.open_to
        user: User | None = open_to or (accounts.find_session(key) if key else None)
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and open_to is None:
            return Visitor(accounts.find_token(secret.strip()[:128]), "", "", by_token=True)
        fresh = not key
        key = key or new_key()
        return Visitor(user, key, accounts.token(key), fresh)

    def _allow(self, row: Row, form: str, request: Request, visitor: Visitor) -> None:
        if row.api and row.post and not visitor.by_token and self.tools.settings.open_to is None:
            raise Refusal(401, "A token is needed", "Make one with: onrecord token add NAME")
        if not visitor.may(row.right):
            if visitor.user is None and form == "html" and not row.post:
                raise _SignIn(f"/sign-in?{urlencode({'next': _address(request)})}")
            if visitor.user is None:
                raise Refusal(401, "Sign in first")
            raise Refusal(403, "Not yours to do", f"This needs more than the role of {visitor.user.role}.")
        who = visitor.user.name if visitor.user else _client(request)
        self.wait(row.rate, who)

    def wait(self, rate: Rate, who: str) -> None:
        """Takes a try, or refuses."""
        seconds = self.rates.wait(rate, who)
        if seconds:
            raise Refusal(429, "Too often", f"Try again in {seconds:.0f} seconds.")

    async def _ask(self, row: Row, request: Request, visitor: Visitor) -> Ask:
        form = await _form(request) if row.post and not row.api else FormData()
        lists: dict[str, list[str]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                lists.setdefault(name, []).append(value)
        if row.post and not row.api and not _same(lists.get("token", [""])[0], visitor.token):
            raise Refusal(403, "This form is out of date", "Go back, load the page again, and send it anew.")
        ask = Ask(
            tools=self.tools,
            visitor=visitor,
            path={name: str(value) for name, value in request.path_params.items()},
            query=_query(request) if row.api else dict(request.query_params),
            form={name: values[0] for name, values in lists.items()},
            lists=lists,
            address=_address(request),
            body=await _json(request) if row.api and row.post else None,
        )
        if row.rate is Rate.SIGN_IN:
            self.wait(Rate.PASSWORD, ask.form.get("name", "").lower()[:64])
        return ask

    # -- the page --

    def _answer(self, row: Row, ask: Ask) -> Answer:
        try:
            answer = row.page(ask)
        except NotKept as error:
            raise Refusal(404, "Not on the record", str(error)) from error
        except NoCursor as error:
            raise Refusal(400, "Not to be asked so", str(error)) from error
        except OnrecordError as error:
            raise Refusal(400, "This cannot be done", str(error)) from error
        if row.rate is Rate.SIGN_IN and isinstance(answer, Away):
            self.rates.forgive(Rate.PASSWORD, ask.form.get("name", "").lower()[:64])
        return answer

    def _respond(self, answer: Answer, form: str, visitor: Visitor, address: str) -> Response:
        match answer:
            case Away():
                return RedirectResponse(answer.address, 303)
            case Download():
                return _download(answer)
            case Stream():
                return StreamingResponse(answer.events(), media_type="text/event-stream")
            case Picture():
                return Response(
                    answer.svg, headers={"Content-Security-Policy": DRAWN}, media_type="image/svg+xml"
                )
            case View() if form == "json":
                return _typed(to_json(answer.data), "application/json", answer.status)
            case View() if form.startswith("csv:"):
                table = answer.tables.get(form.removeprefix("csv:"))
                if table is None:
                    raise Refusal(404, "No such table")
                return _typed(to_csv(table), "text/csv", answer.status)
            case View():
                html = self.templates.render(answer, self._around(visitor, address))
                return _typed(html, "text/html", answer.status)

    def _around(self, visitor: Visitor, address: str) -> Mapping[str, object]:
        """What every page has around its own matter."""
        return {
            "visitor": visitor,
            "has_accounts": self.tools.settings.open_to is None,
            "address": address,
            "today": self.tools.now().date(),
            "Right": Right,
        }

    def _refuse(self, refusal: Refusal, form: str, visitor: Visitor, request: Request) -> Response:
        if form != "html":
            body = to_json({"error": refusal.title, "what": refusal.what})
            return _typed(body, "application/json", refusal.status)
        view = View("refusal.html", {"title": refusal.title, "what": refusal.what, "status": refusal.status})
        html = self.templates.render(view, self._around(visitor, _address(request)))
        return _typed(html, "text/html", refusal.status)

    # -- helpers --

    def _set_key(self, response: Response, key: str | None) -> None:
        """Gives the browser a key; takes it away where it is empty, leaves it as it is where there is none."""
        https = self.tools.settings.https
        if key:
            response.set_cookie(COOKIE, key, httponly=True, samesite="lax", secure=https, max_age=14 * 86_400)
        elif key is not None:
            response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=https)

    def _seconds(self, row: Row) -> float:
        settings = self.tools.settings
        return settings.page_seconds + (settings.read_seconds if row.rate is Rate.READ_PAGE else 0)

    async def _in_thread(self, work: Callable[[], T], seconds: float = LOOKED_UP) -> T:
        """What the work gives, done beside the loop; raises TimeoutError where it takes too long."""
        if self.threads is None:
            self.threads = anyio.CapacityLimiter(THREADS)
        with anyio.fail_after(seconds):
            return await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=self.threads)


class _SignIn(Exception):
    """Whoever asks has to sign in first, at this address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def new_key() -> str:
    """A key for a browser that has none."""
    return secrets.token_urlsafe(32)


def _form_of(request: Request) -> str:
    """The form in which to say that something went wrong: calls of the API are answered in JSON."""
    return "json" if is_call(request.url.path) else "html"


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


async def _form(request: Request) -> FormData:
    try:
        return await request.form(max_fields=FIELDS, max_files=0, max_part_size=request.app.state.body_bytes)
    except HTTPException as error:
        raise Refusal(400, "This form cannot be read", str(error.detail)) from error


async def _json(request: Request) -> object:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "Not to be asked so", "The body is JSON, and its content type application/json.")
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise Refusal(400, "This is no JSON", str(error)[:200]) from error


def _query(request: Request) -> dict[str, str]:
    """The parameters; the last event that a browser saw of a stream, it sends as a header."""
    last = request.headers.get("last-event-id")
    return ({"after": last} if last else {}) | dict(request.query_params)


def _address(request: Request) -> str:
    query = request.url.query
    return quote(request.url.path, safe="/~@:._-") + (f"?{query}" if query else "")


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _typed(text: str, kind: str, status: int) -> Response:
    return Response(text.encode("utf-8", "replace"), status, media_type=kind)


def _download(answer: Download) -> Response:
    name = quote(answer.name, safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(answer.body, headers=headers, media_type=answer.kind)
