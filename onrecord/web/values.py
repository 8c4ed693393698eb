"""Who visits the desk and what they may do; how the desk is set up; what a page asks and answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is for."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Right(StrEnum):
    """What a page or call needs."""

    NOBODY = "nobody"  # open to anybody who reaches the desk: signing in, style sheets
    READ = "read"  # look at the record, read a page without keeping it
    JUDGE = "judge"  # keep pages, judge findings
    MANAGE = "manage"  # accounts


RIGHTS = {
    Role.READER: frozenset({Right.NOBODY, Right.READ}),
    Role.REVIEWER: frozenset({Right.NOBODY, Right.READ, Right.JUDGE}),
    Role.ADMIN: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who works at the desk."""

    name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Whether the role has the right."""
        return right in RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sends a request: a user or nobody yet, with the key of their browser and its token for forms."""

    user: User | None
    key: str  # what the cookie holds
    token: str  # what a form must hold
    fresh: bool = False  # the browser has no cookie yet
    by_token: bool = False  # a program, with a token of its own

    def may(self, right: Right) -> bool:
        """Whether they may do what needs the right."""
        return right is Right.NOBODY or (self.user is not None and self.user.may(right))


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How a desk is served; sizes in bytes, times in seconds."""

    open_to: User | None = None  # who everybody is, at a desk without accounts: loopback only
    hosts: tuple[str, ...] = ()  # names the desk answers to; none: any
    https: bool = False  # browsers reach it by https: cookies are sent that way only
    body_bytes: int = 4_000_000  # of a form; the largest of 407 real pages has 1.6 MB
    body_seconds: float = 20  # in which a body must have come in
    page_seconds: float = 30  # in which a page must be made
    read_seconds: float = 90  # in which a page handed in must be fetched and read
    readers: int = 1  # processes that read pages handed in
    allow_private: bool = False  # fetch from this machine and from private networks too
