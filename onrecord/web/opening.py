"""Opening the desk: to whom it answers, on which address, and what it refuses before it answers anybody."""

from __future__ import annotations

import getpass
import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from onrecord.errors import OnrecordError
from onrecord.fetch import Limits
from onrecord.web import make_desk
from onrecord.web.accounts import Accounts
from onrecord.web.desk import Desk
from onrecord.web.reading import Readers
from onrecord.web.values import DeskSettings, Role, User

HERE = ("localhost", "127.0.0.1", "::1")
BACKLOG = 128
CONNECTIONS = 1_000  # at once; more are told to come again
IDLE_SECONDS = 5  # after which a connection that asks nothing is closed
CLOSING_SECONDS = 5  # in which answers under way may be finished


class NotOpened(OnrecordError):
    """The desk cannot be opened so; the text says how it can."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How the desk is to be opened."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()  # that browsers know it by, beside the host
    author: str | None = None  # who works at a desk without accounts; None: who started it
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    allow_private: bool = False
    readers: int = 1
    model: Path | None = None


def open_desk(desk: Desk, accounts: Accounts, opening: Opening, tell: Callable[[str], object]) -> None:
    """Serves the desk until it is stopped; `tell` is told where it is open, and what to mind.

    Raises NotOpened.
    """
    settings = settle(opening, has_accounts=bool(accounts.users()))
    readers = Readers(
        opening.readers,
        settings.read_seconds,
        limits=Limits(allow_private=opening.allow_private),
        model=opening.model,
    )
    app = make_desk(desk, accounts, readers, settings)
    with _bind(opening) as bound:
        host, port = bound.getsockname()[:2]
        scheme = "https" if opening.certificate else "http"
        shown = f"[{host}]" if ":" in host else host
        tell(f"the desk is open at {scheme}://{shown}:{port}/ (Ctrl-C closes it)")
        if settings.open_to is None and not settings.https and not is_here(opening.host):
            tell(
                "passwords cross the network as they are: "
                "give --certificate and --key, or put a server that speaks https in front (--behind-proxy)"
            )
        readers.start()
        uvicorn.Server(_config(app, opening)).run(sockets=[bound])


def settle(opening: Opening, *, has_accounts: bool) -> DeskSettings:
    """To whom the desk answers. Raises NotOpened where that would be anybody."""
    here = is_here(opening.host) and not opening.behind_proxy
    if not here and not has_accounts:
        raise NotOpened(
            f"others can reach {opening.host}, and there is no account yet: make one with "
            "onrecord user add NAME --role admin, or serve on this machine only (--host 127.0.0.1)"
        )
    if bool(opening.certificate) != bool(opening.key):
        raise NotOpened("--certificate and --key go together")
    for file in (opening.certificate, opening.key):
        if file and not file.is_file():
            raise NotOpened(f"{file}: no such file")
    author = opening.author or getpass.getuser()
    names = tuple(name.lower() for name in opening.names)
    return DeskSettings(
        open_to=None if has_accounts else User(author, Role.ADMIN),
        hosts=(*HERE, opening.host.lower(), *names) if here or names else (),
        https=bool(opening.certificate) or opening.behind_proxy,
        readers=opening.readers,
        allow_private=opening.allow_private,
    )


def is_here(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_here("127.0.0.1"), is_here("localhost"), is_here("::1"), is_here("0.0.0.0"), is_here("desk.example")
    (True, True, True, False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _bind(opening: Opening) -> socket.socket:
    try:
        family = socket.getaddrinfo(opening.host, opening.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((opening.host, opening.port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise NotOpened(
            f"{opening.host}:{opening.port} cannot be served on ({error.strerror or error}); "
            "choose another --port or --host"
        ) from error


def _config(app: object, opening: Opening) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # an ASGI application
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=opening.behind_proxy,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=CLOSING_SECONDS,
        ssl_certfile=opening.certificate,
        ssl_keyfile=str(opening.key) if opening.key else None,
    )
