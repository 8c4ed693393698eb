"""The world as fetching meets it, handed in: the standard input and the network."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

import httpcore


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The numbers a name stands for, in the system's order of preference; OSError if it stands for none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


@dataclass(frozen=True, slots=True)
class Outside:
    """Where "-" is read from, how a name becomes numbers, and how a number is connected to."""

    stdin: BinaryIO | None = None  # None: the process's own
    resolve: Callable[[str, int], tuple[str, ...]] = resolve_host
    backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
