"""JSON lines → pages: one object a line, with `text`, `html` or `page` in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import NotAPage, PageError
from onrecord.fetch.bodies import MEGABYTE, mend_halves, settle_kind, too_large
from onrecord.fetch.values import Asked, FailedPage
from onrecord.types import Page, PageKind

BODIES: dict[str, PageKind | None] = {  # in order of preference, where a line has several
    "text": PageKind.ARTICLE,
    "html": PageKind.HTML,
    "page": None,  # told from its characters
}
FACTS = ("url", "outlet", "published", "headline")
JSON_TYPES = {
    dict: "an object",
    list: "an array",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}
ONE_DOCUMENT = {  # a whole first line → what the file is in fact, and what makes JSON lines of it
    re.compile(
        rb"\s*\[\s*(?:\{|\Z)"
    ): "is one JSON array; make one object a line of it, for instance: jq -c '.[]' FILE",
    re.compile(
        rb"\s*\{\s*\Z"
    ): "is one JSON object over many lines; put it on one, for instance: jq -c . FILE",
    re.compile(rb"\xff\xfe|\xfe\xff"): "is UTF-16; save it as UTF-8",
}


def find_in_lines(stream: BinaryIO, name: str, asked: Asked) -> Iterator[Page | FailedPage]:
    """One page for each line, in order; a line that holds none is a FailedPage with its id, or "NAME:LINE".

    Raises NotAPage for a file that is no JSON lines at all.
    """
    empty = True
    for number, line in enumerate(_lines(stream, asked.limits.page_bytes), start=1):
        place = f"{name}:{number}"
        if number == 1:
            _refuse_one_document(line, name)
        if line.strip():
            empty = False
            yield _page_or_failure(line, place, asked)
    if empty:
        raise NotAPage(f"{name}: holds no lines; get the file again")


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines of a stream; of a line that is too long, its first `most + 1` bytes."""
    while line := stream.readline(most + 1):
        if len(line) > most and not line.endswith(b"\n"):
            _pass_over_line(stream)
        yield line


def _pass_over_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(MEGABYTE)) and not rest.endswith(b"\n"):
        pass


def _refuse_one_document(line: bytes, name: str) -> None:
    for opening, what in ONE_DOCUMENT.items():
        if opening.match(line):
            raise NotAPage(f"{name}: {what}")


def _page_or_failure(line: bytes, place: str, asked: Asked) -> Page | FailedPage:
    id = place
    try:
        fields = _fields(line, place, asked.limits.page_bytes)
        id = _id(fields, place)
        return _page(fields, id, asked)
    except PageError as error:
        return FailedPage(id, error)


def _fields(line: bytes, place: str, most: int) -> dict[str, object]:
    if len(line) > most:
        raise too_large(place, most)
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except RecursionError as error:
        raise NotAPage(f"{place}: is nested too deep to be a page; check how the file was made") from error
    except ValueError as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise NotAPage(f"{place}: is not JSON in UTF-8 ({error}); check the line") from error
    if not isinstance(value, dict):
        raise NotAPage(f"{place}: is {_json_type(value)}, not an object with `text`, `html` or `page`")
    return value


def _id(fields: dict[str, object], place: str) -> str:
    given = fields.get("id")
    if given is None or given == "":
        return place
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise NotAPage(f"{place}: `id` is {_json_type(given)}; it must be a string or a number")
    return mend_halves(str(given))


def _page(fields: dict[str, object], id: str, asked: Asked) -> Page:
    key = next((key for key in BODIES if fields.get(key) is not None), None)
    if key is None:
        raise NotAPage(f"{id}: has none of `text`, `html` and `page`; one of them must hold the page")
    url, outlet, published, headline = (_string(fields, fact, id) for fact in FACTS)
    told = _string(fields, key, id) or ""
    if key == "text" and not told.strip():  # a flash: all that there is stands in its headline
        told = " ".join((headline or "").split())
    body = told.encode()
    return Page(
        id=id,
        body=body,
        kind=settle_kind(body, id, told=BODIES[key] or asked.kind),
        url=url,
        outlet=outlet,
        published=published,
        headline=headline,
        charset="utf-8",
        fetched=asked.today,
    )


def _string(fields: dict[str, object], key: str, id: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise NotAPage(f"{id}: `{key}` is {_json_type(value)}; it must be a string")
    return None if value is None else mend_halves(value)


def _json_type(value: object) -> str:
    return JSON_TYPES[type(value)]
