"""Where a listing goes on: numbers and pairs as short words, and back."""

from __future__ import annotations

from onrecord.errors import NoCursor

BETWEEN = "|"  # the two halves of a cursor
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LARGEST = 2**63 - 1  # that a database takes for a whole number


def to_cursor(number: int) -> str:
    """A number as a cursor.

    >>> to_cursor(71), from_cursor("1z")
    ('1z', 71)
    """
    digits = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits or "0"


def from_cursor(cursor: str) -> int:
    """The number that a cursor stands for. Raises NoCursor."""
    return _small(cursor, len(DIGITS), cursor)


def halves(cursor: str) -> tuple[str, str]:
    """Where in the order the last item stood, and which it was. Raises NoCursor."""
    value, between, id = cursor.rpartition(BETWEEN)
    if not between or not id:
        raise NoCursor(cursor)
    return value, id


def whole(text: str, cursor: str) -> int:
    """The whole number that a half of a cursor is. Raises NoCursor."""
    return _small(text, 10, cursor)


def _small(text: str, base: int, cursor: str) -> int:
    try:
        number = int(text, base)
    except ValueError as error:
        raise NoCursor(cursor) from error
    if not 0 <= number <= LARGEST:
        raise NoCursor(cursor)
    return number
