"""Two versions of an article → what the newer one puts on the record otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from onrecord.types import (
    Act,
    Change,
    ChangeKind,
    Count,
    Event,
    Filed,
    Record,
    Span,
    Statement,
    Version,
)

Finding = TypeVar("Finding", Statement, Event)

WORD = re.compile(r"\w+")
MOST_PAIRS = 1_000_000  # compared word by word; a live blog rewritten whole has more, and is all new
LEAST_ALIKE = 0.4  # of the words that either of two statements has: below it they are two
STRONG, PLAIN, WEAK = 3, 2, 1
STRENGTH: Mapping[Act, int] = {  # how much the cue alone vouches for what it brings; all others are PLAIN
    Act.CONFIRM: STRONG,
    Act.ADMIT: STRONG,
    Act.CLAIM: WEAK,
    Act.BELIEVE: WEAK,
    Act.PREDICT: WEAK,
}


def find_changes(article: Filed) -> tuple[Change, ...]:
    """What each version changed, the first change first; furniture and spacing are none."""
    return tuple(
        change for older, newer in pairwise(article.versions) for change in _between(article.id, older, newer)
    )


def _between(article: str, older: Version, newer: Version) -> Iterator[Change]:
    told = _Told(article, older, newer)
    yield from told.headline()
    yield from told.statements()
    yield from told.events()


class _Told:
    """Changes between two versions, with what each needs to be told."""

    def __init__(self, article: str, older: Version, newer: Version) -> None:
        self.article, self.number, self.seen = article, newer.number, newer.seen
        self.was, self.now = older.record, newer.record

    def headline(self) -> Iterator[Change]:
        before, after = (_headline(record) for record in (self.was, self.now))
        if _plain(before) != _plain(after):
            yield self._change(ChangeKind.HEADLINE, "the headline", before, after)

    def statements(self) -> Iterator[Change]:
        pairs, gone, new = _match(
            self.was.statements,
            self.now.statements,
            lambda old, fresh: _alike(_content(self.was, old), _content(self.now, fresh)),
            (lambda old: _whole(self.was, old), lambda fresh: _whole(self.now, fresh)),
        )
        for old, fresh in pairs:
            yield from self._statement(old, fresh)
        for old in gone:
            yield self._change(
                ChangeKind.STATEMENT_GONE, _source(self.was, old), _words(self.was, old), "", old.id, None
            )
        for fresh in new:
            yield self._change(
                ChangeKind.STATEMENT_NEW,
                _source(self.now, fresh),
                "",
                _words(self.now, fresh),
                None,
                fresh.id,
            )

    def events(self) -> Iterator[Change]:
        pairs, gone, new = _match(
            self.was.events,
            self.now.events,
            lambda old, fresh: _same_event(self.was, old, self.now, fresh),
            (lambda old: _told_so(self.was, old), lambda fresh: _told_so(self.now, fresh)),
        )
        for old, fresh in pairs:
            yield from self._event(old, fresh)
        for old in gone:
            words = _sentence(self.was, old.trigger)
            yield self._change(ChangeKind.EVENT_GONE, self.was.article[old.trigger], words, "", old.id, None)
        for fresh in new:
            words = _sentence(self.now, fresh.trigger)
            yield self._change(
                ChangeKind.EVENT_NEW, self.now.article[fresh.trigger], "", words, None, fresh.id
            )

    def _statement(self, old: Statement, fresh: Statement) -> Iterator[Change]:
        before, after = _words(self.was, old), _words(self.now, fresh)
        strength = _strength(fresh) - _strength(old)
        if strength:
            kind = ChangeKind.ATTRIBUTION_STRONGER if strength > 0 else ChangeKind.ATTRIBUTION_WEAKER
            what = f"{_attribution(self.was, old)} → {_attribution(self.now, fresh)}"
            yield self._change(kind, what, before, after, old.id, fresh.id)
        elif _plain(before) != _plain(after):
            what = _source(self.now, fresh)
            yield self._change(ChangeKind.STATEMENT_REWORDED, what, before, after, old.id, fresh.id)

    def _event(self, old: Event, fresh: Event) -> Iterator[Change]:
        words = self.now.article[fresh.trigger]
        before, after = _counts(self.was, old), _counts(self.now, fresh)
        for what in dict.fromkeys((*before, *after)):
            if before.get(what, ())[:1] != after.get(what, ())[:1]:
                (low, said), (high, says) = (
                    before.get(what, ("not told", "")),
                    after.get(what, ("not told", "")),
                )
                yield self._change(ChangeKind.COUNT, f"{what}: {low} → {high}", said, says, old.id, fresh.id)
        if old.status is not fresh.status:
            what = f"{words}: {old.status} → {fresh.status}"
            yield self._change(
                ChangeKind.STATUS, what, old.status.value, fresh.status.value, old.id, fresh.id
            )

    def _change(  # noqa: PLR0913, PLR0917  (what a change is made of)
        self,
        kind: ChangeKind,
        what: str,
        before: str,
        after: str,
        was: str | None = None,
        now: str | None = None,
    ) -> Change:
        what, before, after = (" ".join(words.split()) for words in (what, before, after))
        return Change(self.article, self.number, kind, what, before, after, was, now, self.seen)


def _match(
    old: Sequence[Finding],
    new: Sequence[Finding],
    alike: Callable[[Finding, Finding], float],
    keys: tuple[Callable[[Finding], str], Callable[[Finding], str]],
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Findings that are one in both versions, those that are gone, those that are new.

    Those told in the very same words (by `keys`) are one; of the others, the most alike first.
    """
    pairs = _same(old, new, keys)
    taken = set(pairs.values())
    left = [i for i in range(len(old)) if i not in pairs]
    open_ = [j for j in range(len(new)) if j not in taken]
    if len(left) * len(open_) <= MOST_PAIRS:
        scored = ((alike(old[i], new[j]), i, j) for i in left for j in open_)
        near = sorted((-score, abs(i / len(old) - j / len(new)), i, j) for score, i, j in scored if score > 0)
        for _, _, i, j in near:
            if i not in pairs and j not in taken:
                pairs[i] = j
                taken.add(j)
    return (
        [(old[i], new[j]) for i, j in sorted(pairs.items())],
        [one for i, one in enumerate(old) if i not in pairs],
        [one for j, one in enumerate(new) if j not in taken],
    )


def _same(
    old: Sequence[Finding],
    new: Sequence[Finding],
    keys: tuple[Callable[[Finding], str], Callable[[Finding], str]],
) -> dict[int, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for j, other in enumerate(new):
        places[keys[1](other)].append(j)
    pairs: dict[int, int] = {}
    for i, one in enumerate(old):
        if there := places[keys[0](one)]:
            pairs[i] = there.pop(0)
    return pairs


def _alike(one: str, other: str) -> float:
    """The share of words that two texts have in common; 0 below the least that makes them versions of one."""
    words, others = (set(WORD.findall(text.casefold())) for text in (one, other))
    share = len(words & others) / max(1, len(words | others))
    return share if share >= LEAST_ALIKE else 0.0


def _same_event(was: Record, old: Event, now: Record, fresh: Event) -> float:
    """How surely it is the same: of one type, told by the same word, with the same in it."""
    if old.type is not fresh.type:
        return 0.0
    word = _plain(was.article[old.trigger]) == _plain(now.article[fresh.trigger])
    parties, others = _parties(was, old), _parties(now, fresh)
    sentence = _alike(_sentence(was, old.trigger), _sentence(now, fresh.trigger))
    if not (word or parties & others or sentence):
        return 0.0
    return word + len(parties & others) / max(1, len(parties | others)) + sentence


def _parties(record: Record, event: Event) -> set[str]:
    names = {entity.id: entity.name for entity in record.entities}
    return {
        _plain(names.get(argument.entity or "", record.article[argument.span]))
        for argument in event.arguments
    }


def _strength(statement: Statement) -> int:
    """How firmly it stands on its source: who is named counts more than how it is brought."""
    if statement.source is None:
        return 0
    act = PLAIN if statement.negated else STRENGTH.get(statement.act, PLAIN)
    return act + (STRONG if statement.source.named else 0)


def _attribution(record: Record, statement: Statement) -> str:
    return f"{_source(record, statement)} {record.article[statement.cue]}"


def _source(record: Record, statement: Statement) -> str:
    return record.article[statement.source.span] if statement.source else "nobody named"


def _content(record: Record, statement: Statement) -> str:
    return " ".join(record.article[span] for span in statement.content) or _attribution(record, statement)


def _whole(record: Record, statement: Statement) -> str:
    """What makes a statement the very same: its words, and what they were taken for."""
    return f"{statement.act} {statement.negated} {_plain(_words(record, statement))}"


def _told_so(record: Record, event: Event) -> str:
    """What makes an event the very same: its type, its word, the sentence around it."""
    return f"{event.type} {record.article[event.trigger]} {_plain(_sentence(record, event.trigger))}"


def _words(record: Record, statement: Statement) -> str:
    """The statement as its article has it, from the first of its words to the last."""
    spans = [statement.cue, *statement.content, *([statement.source.span] if statement.source else [])]
    return record.article.text[min(span.start for span in spans) : max(span.end for span in spans)]


def _counts(record: Record, event: Event) -> dict[str, tuple[str, str]]:
    """What is counted → how many, in figures and in the article's words; parts of a whole are counted apart."""
    told: dict[str, tuple[str, str]] = {}
    for count in event.counts:
        what = f"{count.what}, of these" if count.part else count.what
        told.setdefault(what, (_bounds(count), record.article[count.span]))
    return told


def _bounds(count: Count) -> str:
    low, best, high = count.low, count.best, count.high
    if low is not None and low == high:
        return f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,}–{high:,}"
    if low is not None:
        return f"at least {low:,}"
    if high is not None:
        return f"up to {high:,}"
    return f"about {best:,}" if best is not None else "some"


def _headline(record: Record) -> str:
    return record.article[record.article.headline] if record.article.headline else ""


def _sentence(record: Record, span: Span) -> str:
    return record.article[next((sentence for sentence in record.sentences if span in sentence), span)]


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
