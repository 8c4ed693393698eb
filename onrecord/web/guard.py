"""What stands before every page: whose name the desk answers to, how much it takes in, what browsers are told.

Plain ASGI, so that it also stands before what fails.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.values import DeskSettings

CALLS = "/api/"
Say = Callable[[int, str], Response]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # no-referrer would also take the Origin from our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
TAKES_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """The application behind limits, and its answers with the headers that keep browsers safe."""

    def __init__(self, app: ASGIApp, settings: DeskSettings) -> None:
        self.app, self.settings = app, settings
        self.headers = HEADERS | (HTTPS if settings.https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # no page uses websockets
            await self.app(scope, receive, send)
            return
        send = self._with_headers(send)
        refused = await self._refuse(scope, receive)
        await (refused(scope, receive, send) if isinstance(refused, Response) else
               self.app(scope, refused, send))  # fmt: skip

    async def _refuse(self, scope: Scope, receive: Receive) -> Response | Receive:
        """Why the request is refused, or the body that was taken in."""
        headers, say = Headers(scope=scope), _say_json if is_call(scope.get("path", "")) else _say
        host = headers.get("host", "")
        if self.settings.hosts and host_name(host) not in self.settings.hosts:
            return say(421, f"This desk does not answer to the name {host[:100]!r}; serve it with --name.")
        if scope["method"] not in TAKES_BODY:
            return receive
        if not _is_own(headers, host):
            return say(403, "This form was not sent from the desk's own pages.")
        return await self._take_in(headers, receive, say)

    async def _take_in(self, headers: Headers, receive: Receive, say: Say) -> Response | Receive:
        most = self.settings.body_bytes
        too_large = say(413, f"More than {most / 1e6:g} MB; cut it, or read the file with: onrecord add FILE")
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > most:
            return too_large
        body = bytearray()
        try:
            with anyio.fail_after(self.settings.body_seconds):
                async for piece in _pieces(receive):
                    body += piece
                    if len(body) > most:
                        return too_large
        except TimeoutError:
            return say(408, "The request took too long to come in.")
        return _replay(bytes(body), receive)

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return sending


def host_name(host: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("desk.example:8000"), host_name("[::1]:8000"), host_name("LOCALHOST")
    ('desk.example', '::1', 'localhost')
    """
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_own(headers: Headers, host: str) -> bool:
    """Whether a browser sent it from our own pages; programs, which no other page can steer, tell nothing."""
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        yield message.get("body", b"")
        more = message.get("more_body", False)


def _replay(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    told = False

    async def replaying() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replaying


def is_call(path: str) -> bool:
    """Whether an address is the API's, whose every answer is JSON."""
    return path.startswith(CALLS)


def _say(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status)


def _say_json(status: int, text: str) -> Response:
    return JSONResponse({"error": "Not taken", "what": text}, status)
