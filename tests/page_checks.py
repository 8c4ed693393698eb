"""What is right and wrong in the record of a sample page, told in words: its article, and its statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from onrecord.types import Record, SourceKind, Span, Statement
from tests.gold_pages import Statement as Gold
from tests.gold_pages import either, find_marked, squeezed

EDGES = " \t\n\"'“”‘’«».,;:"


# ---- what a page says of itself --------------------------------------------------------------------------


def _check_headline(record: Record, gold: dict[str, Any]) -> Iterator[str]:
    for part in ("headline", "deck"):
        span = getattr(record.article, part)
        is_ = squeezed(record.article[span]).strip("* ") if span else None
        if part in gold and is_ != squeezed(gold[part]):
            yield f"{part} should be {gold[part]!r}, is {is_!r}"


def _check_signature(record: Record, gold: dict[str, Any]) -> Iterator[str]:
    byline = record.article.byline.text if record.article.byline else ""
    for name in gold.get("byline", ()):
        if name not in squeezed(byline):
            yield f"the byline should name {name!r}, is {byline!r}"
    dateline = record.article[record.article.dateline].strip(" -–—") if record.article.dateline else ""
    wanted = gold.get("dateline")
    if wanted and not (dateline and (dateline in wanted or wanted in dateline)):
        yield f"dateline should be {wanted!r}, is {dateline!r}"


def _check_published(record: Record, gold: dict[str, Any]) -> Iterator[str]:
    wanted, published = gold["published"], record.article.published
    if published is None:
        yield f"published should be {wanted['value']}, is not known"
        return
    if not published.value.startswith(either(wanted["value"])):
        yield f"published should be {wanted['value']}, is {published.value}"
    if published.basis not in wanted["basis"]:
        yield f"published should be known by {wanted['basis']}, is by {published.basis}"


def _check_facts(record: Record, gold: dict[str, Any]) -> Iterator[str]:
    for part in ("outlet", "language"):
        if part in gold and getattr(record.article, part) != gold[part]:
            yield f"{part} should be {gold[part]!r}, is {getattr(record.article, part)!r}"


def _check_paragraphs(record: Record, gold: dict[str, Any]) -> Iterator[str]:
    article = record.article
    head = [article.headline, article.deck, article.byline and article.byline.span]
    body = [p for p in article.paragraphs if not any(part and part.overlaps(p) for part in head)]
    least, most = gold["paragraphs"]
    if not least <= len(body) <= most:
        shown = "".join(f"\n      | {article[p][:90]}" for p in body)
        yield f"there should be {least} to {most} paragraphs below the head, there are {len(body)}:{shown}"


def _check_furniture(record: Record, gold: dict[str, Any]) -> Iterator[str]:
    text = squeezed(record.article.text)
    removed = squeezed("\n".join(line.text for line in record.article.furniture))
    for line in gold["gone"]:
        if squeezed(line) in text:
            yield f"furniture is still there: {line!r}"
        elif gold.get("flat") and squeezed(line) not in removed:
            yield f"furniture is gone but not in the list: {line!r}"
    yield from (
        f"cut without a reason: {line.text!r}" for line in record.article.furniture if not line.reason
    )


def _check_kept(record: Record, gold: dict[str, Any]) -> Iterator[str]:
    text = squeezed(record.article.text)
    yield from (f"the article has lost: {words!r}" for words in gold["kept"] if squeezed(words) not in text)


ARTICLE_CHECKS: tuple[Callable[[Record, dict[str, Any]], Iterator[str]], ...] = (
    _check_headline,
    _check_signature,
    _check_published,
    _check_facts,
    _check_paragraphs,
    _check_furniture,
    _check_kept,
)


# ---- statements ------------------------------------------------------------------------------------------


def find_match(record: Record, gold: Gold) -> Statement | None:
    """The statement on the record that stands where the gold one does; of several, one with the right act."""
    spans = find_marked(gold.words, record.article.text)
    if not spans:
        return None
    there = [found for found in record.statements if _is_there(found, gold, spans)]
    return min(there, key=lambda found: found.act not in gold.act, default=None)


def _is_there(found: Statement, gold: Gold, spans: dict[str, list[Span]]) -> bool:
    if not touch([found.cue], spans["c"]) or (found.source is None) is gold.has_source:
        return False
    if found.source and not touch([found.source.span], spans["s"]):
        return False
    return "t" not in spans or touch(found.content, spans["t"])


def touch(some: tuple[Span, ...] | list[Span], others: list[Span]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def tell_misses(record: Record, gold: Gold) -> Iterator[str]:
    found = find_match(record, gold)
    if found is None:
        yield f"not found: {gold.words}{_beside(record, gold)}"
        return
    kind = found.source.kind if found.source else SourceKind.UNKNOWN
    is_ = {"kind": kind, "act": found.act, "form": found.form, "negated": found.negated}
    wanted = {"kind": gold.kind, "act": gold.act, "form": gold.form, "negated": (gold.negated,)}
    for fact, right in wanted.items():
        if is_[fact] not in right:
            yield f"{fact} should be {' or '.join(map(str, right))}, is {is_[fact]}: {gold.words}"


def judge_facts(
    record: Record, gold: Gold, found: Statement, parents: dict[str | None, Statement | None]
) -> dict[str, bool]:
    """Fact → whether it is right, for the facts that the gold has something to say on."""
    spans = find_marked(gold.words, record.article.text)
    parent = parents.get(gold.inside) if gold.inside else None
    facts = {
        "act": found.act in gold.act,
        "form": found.form in gold.form,
        "negated": found.negated == gold.negated,
        "parent": found.parent == (parent.id if parent else None),
    }
    if found.source:
        facts |= {"kind": found.source.kind in gold.kind, "named": found.source.named in gold.named}
    if found.source and "a" in spans:
        facts["terms"] = bool(found.source.terms) and touch([found.source.terms], spans["a"])
    if "m" in spans:
        facts["medium"] = bool(found.medium) and touch([found.medium], spans["m"])
    if "t" in spans and found.content:
        facts["ends"] = _ends(record, found.content) == _ends(record, spans["t"])
    return facts


def _ends(record: Record, content: tuple[Span, ...] | list[Span]) -> tuple[int, int]:
    """First and last character of a content, without quotation marks and the "that" which leads it in."""
    text = record.article.text
    start, end = min(span.start for span in content), max(span.end for span in content)
    bare = re.sub(r"^that\s", "", text[start:end].lstrip(EDGES)).lstrip(EDGES)
    return end - len(bare), end - len(bare) + len(bare.rstrip(EDGES))


def _beside(record: Record, gold: Gold) -> str:
    """What the record has at the same cue, for the one who must find out why."""
    spans = find_marked(gold.words, record.article.text)
    if not spans:
        return "\n      (these words are not in the article)"
    near = [found for found in record.statements if touch([found.cue], spans["c"])]
    return "".join(f"\n      there is: {shown(record, found)}" for found in near)


def shown(record: Record, found: Statement) -> str:
    article = record.article
    source = f"{article[found.source.span]} ({found.source.kind})" if found.source else "nobody"
    content = " … ".join(article[piece] for piece in found.content)
    return f"[{source}] {found.act}/{found.form} [{article[found.cue]}] [{content}]"


def is_attributed(record: Record, words: str) -> bool:
    spans = find_marked(f"<x>{words}</x>", record.article.text)
    return any(touch(found.content, spans.get("x", [])) for found in record.statements)


def said_in(record: Record, sentence: str) -> list[tuple[str, str, str]]:
    """Source, act and content of the statements that a sentence makes."""
    article = record.article
    start = article.text.index(sentence)
    whole = Span(start, start + len(sentence))
    return [
        (article[found.source.span], found.act.value, article[found.content[0]])
        for found in record.statements
        if found.cue in whole and found.source and found.content
    ]
