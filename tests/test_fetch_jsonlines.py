"""JSON lines: every good sort and every bad one; a bad line never stops the rest."""

from __future__ import annotations

import gzip
import io
import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import make_article
from onrecord.errors import NotAPage, TooLarge
from onrecord.fetch import FailedPage, Limits, find_pages
from onrecord.fetch.files import find_in_stream
from onrecord.fetch.values import Asked
from onrecord.types import Page, PageKind

TODAY = date(2026, 11, 22)
ASKED = Asked(None, Limits(), TODAY)


def pages_in(lines: bytes, asked: Asked = ASKED) -> list[Page | FailedPage]:
    return list(find_in_stream(io.BytesIO(lines), "news.jsonl", asked))


@pytest.mark.parametrize(
    ("line", "kind", "body"),
    [
        ('{"id": "a", "text": "Rain in Split.\\r\\n"}', PageKind.ARTICLE, "Rain in Split.\r\n"),
        ('{"id": "a", "text": "<p>Rain</p>"}', PageKind.ARTICLE, "<p>Rain</p>"),
        ('{"id": "a", "page": "Home\\nRain."}', PageKind.FLAT, "Home\nRain."),
        ('{"id": "a", "page": "<html><p>Rain."}', PageKind.HTML, "<html><p>Rain."),
        ('{"id": "a", "html": "Rain."}', PageKind.HTML, "Rain."),
        ('{"id": "a", "html": null, "page": "Rain."}', PageKind.FLAT, "Rain."),
        ('{"id": "a", "html": "<p>Rain.</p>", "text": "Rain."}', PageKind.ARTICLE, "Rain."),
        ('{"id": "a", "text": "Kiša \\ud83d\\ude00"}', PageKind.ARTICLE, "Kiša 😀"),
        ('{"id": "a", "text": "cut \\ud83d here \\ude00"}', PageKind.ARTICLE, "cut \ufffd here \ufffd"),
    ],
)
def test_text_is_an_article_to_the_letter_and_the_rest_is_a_page(
    line: str, kind: PageKind, body: str
) -> None:
    (page,) = pages_in(line.encode())
    assert page == Page(id="a", body=body.encode(), kind=kind, charset="utf-8", fetched=TODAY)


def test_a_flash_of_which_only_the_headline_was_handed_in_is_an_article() -> None:
    (page,) = pages_in(b'{"id": "a", "headline": "Dam at  Split gives way", "text": " "}')
    assert isinstance(page, Page)
    assert page.body == b"Dam at Split gives way"
    article = make_article(page)
    assert article.headline is not None
    assert article[article.headline] == article.text == "Dam at Split gives way"


def test_what_stands_beside_the_text_is_carried() -> None:
    line = {
        "id": "a",
        "text": "Rain.",
        "url": "https://split.example/a",
        "outlet": "Split Daily",
        "published": "2026-03-17",
        "headline": "Rain \ud83d",
        "tags": ["weather"],
    }
    (page,) = pages_in(json.dumps(line).encode())
    assert page == Page(
        id="a",
        body=b"Rain.",
        kind=PageKind.ARTICLE,
        url="https://split.example/a",
        outlet="Split Daily",
        published="2026-03-17",
        headline="Rain \ufffd",
        charset="utf-8",
        fetched=TODAY,
    )


@pytest.mark.parametrize(
    ("given_id", "id"),
    [
        ('"a b/7"', "a b/7"),
        ("12", "12"),
        ("1.5", "1.5"),
        ("0", "0"),
        ("null", "news.jsonl:1"),
        ('""', "news.jsonl:1"),
        ('"x\\ud83d"', "x\ufffd"),
    ],
)
def test_an_id_is_kept_as_a_string_and_derived_where_there_is_none(given_id: str, id: str) -> None:
    (page,) = pages_in(f'{{"id": {given_id}, "text": "Rain."}}'.encode())
    assert isinstance(page, Page)
    assert page.id == id


@pytest.mark.parametrize(
    ("line", "id", "said"),
    [
        (b'{"id": "a", "text": "Rain."', "news.jsonl:2", "not JSON in UTF-8"),
        (b"Rain.", "news.jsonl:2", "not JSON in UTF-8"),
        (b'{"id": "a", "text": "caf\xe9"}', "news.jsonl:2", "not JSON in UTF-8"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "Rain."}', "news.jsonl:2", "not JSON in UTF-8"),
        (b'["Rain."]', "news.jsonl:2", "is an array, not an object"),
        (b'"Rain."', "news.jsonl:2", "is a string, not an object"),
        (b"null", "news.jsonl:2", "is null, not an object"),
        (b"[" * 100_000, "news.jsonl:2", "nested too deep"),
        (b'{"id": ["a"], "text": "Rain."}', "news.jsonl:2", "`id` is an array"),
        (b'{"id": true, "text": "Rain."}', "news.jsonl:2", "`id` is true or false"),
        (b'{"id": "a"}', "a", "none of `text`, `html` and `page`"),
        (b'{"id": "a", "text": null}', "a", "none of `text`, `html` and `page`"),
        (b'{"id": "a", "text": 7}', "a", "`text` is a number; it must be a string"),
        (b'{"id": "a", "text": {"en": "Rain."}}', "a", "`text` is an object"),
        (b'{"id": "a", "text": "Rain.", "outlet": 7}', "a", "`outlet` is a number"),
        (b'{"id": "a", "text": "Rain.", "published": ["2026"]}', "a", "`published` is an array"),
        (b'{"id": "a", "text": " \\n"}', "a", "empty"),
        (b'{"id": "a", "page": ""}', "a", "empty"),
        (b'{"id": "a", "page": "%PDF-1.4 obj"}', "a", "a PDF"),
    ],
)
def test_a_bad_line_fails_alone_under_its_id(line: bytes, id: str, said: str) -> None:
    good = b'{"id": "good", "text": "Rain."}'
    first, bad, last = pages_in(b"\n".join([good, line, b"", good]))
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert isinstance(bad, FailedPage)
    assert bad.id == id
    assert isinstance(bad.error, NotAPage)
    assert said in str(bad.error)
    assert id in str(bad.error)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'[\n{"id": "a", "text": "Rain."}\n]', "jq -c '.[]'"),
        (b'[{"id": "a", "text": "Rain."}]', "jq -c '.[]'"),
        (b"\n \r\n", "holds no lines"),
        (b"", "is empty"),
        (b'{\n  "id": "a",\n  "text": "Rain."\n}\n', "jq -c ."),
        ('{"id": "a", "text": "Rain."}'.encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_without_lines_is_told_how_to_make_some(body: bytes, said: str) -> None:
    (failed,) = pages_in(body)
    assert isinstance(failed, FailedPage)
    assert failed.id == "news.jsonl"
    assert said in str(failed.error)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    pages = pages_in(b'\xef\xbb\xbf{"id": 1, "text": "Rain."}\r\n\r\n{"id": 2, "text": "Sun."}\r\n')
    assert [page.id for page in pages] == ["1", "2"]
    assert all(isinstance(page, Page) for page in pages)


def test_a_line_of_fifty_megabytes_is_too_large_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "big", "text": "' + b"a" * 50_000_000 + b'"}\n')
        file.write(b'{"id": "small", "text": "Rain."}\n')
    begun = time.process_time()
    big, small = find_pages(path, today=TODAY)
    assert time.process_time() - begun < 1
    assert isinstance(big, FailedPage)
    assert isinstance(big.error, TooLarge)
    assert big.id == f"{path}:1"
    assert isinstance(small, Page)


def test_lines_before_damage_in_gzip_are_pages() -> None:
    lines = b"".join(b'{"id": %d, "text": "Rain on day %d."}\n' % (n, n * 7919 % 1000) for n in range(2000))
    whole = gzip.compress(lines)
    *pages, failed = pages_in(whole[: len(whole) // 2])
    assert len(pages) > 500
    assert [page.id for page in pages] == [str(n) for n in range(len(pages))]
    assert isinstance(failed, FailedPage)
    assert "cut off or damaged" in str(failed.error)


def test_lines_are_read_as_they_are_asked_for() -> None:
    stream = io.BytesIO(b'{"id": 1, "text": "Rain."}\n' * 100_000)
    next(find_in_stream(stream, "-", ASKED))
    assert stream.tell() < 200_000


@given(st.text(min_size=1).filter(str.strip))
def test_the_text_of_an_article_keeps_its_length_whatever_stands_in_it(text: str) -> None:
    line = json.dumps({"id": "a", "text": "Rain. " + text}).encode()
    (page,) = pages_in(line)
    assert isinstance(page, Page) or "binary" in str(page.error)
    if isinstance(page, Page):
        assert page.body.decode() == "Rain. " + text


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["id", "text", "html", "page", "url", "x"]), inner)
        ),
    )
)
def test_whatever_json_stands_there_a_page_or_an_error_comes_out(value: object) -> None:
    for page in pages_in(b'{"id": 1, "text": "Rain."}\n' + json.dumps(value).encode()):
        page.id.encode()
        assert isinstance(page, Page | FailedPage)
