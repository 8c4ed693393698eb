"""Articles whose text is another's: the same words, an edited version, or a part of a longer article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.story.alignment import Text, find_common, make_text
from onrecord.story.copy_marks import find_copy_marks, mark_words
from onrecord.story.credits import Credit, find_credit, same_outlet
from onrecord.types import Copy, CopyKind, Filed

__all__ = ["find_copies", "find_copy_marks"]

LEAST_MARKS = 2  # in common, for two articles to be compared; see bench/copies.py for all that follows
LEAST_SHARE = (
    0.25  # of the words of the shorter, quoted ones left out: those are the speaker's, in every report
)
LEAST_WORDS = 60  # in common: two desks that report the same figures share a few stock sentences
FEW_WORDS, MOST_OF_IT = (
    40,
    0.75,
)  # … enough where they are so much of the shorter; flashes are exact copies or none
OWN_SHARE = 0.6  # of two articles of one outlet, which repeats its own lines and its background
LEAST_EXACT = 12  # words; less is a caption or an empty page
CUT_SHARE = 0.6  # of the shorter that the longer must have for the shorter to be a cut of it


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """An article laid ready: its text, marks, whom it credits, when it first appeared."""

    id: str
    outlet: str | None
    text: Text
    marks: tuple[int, ...]
    credit: Credit | None
    published: str  # "~" sorts after every date


def find_copies(articles: Sequence[Filed]) -> tuple[Copy, ...]:
    """Each article that has its text from another of them, with the likely original; by id of the copy.

    An original is itself no copy, unless of other text: a round-up that has two agencies' reports copies one,
    and may be copied for the other.
    """
    if len(articles) < 2:
        return ()
    sheets = {sheet.id: sheet for sheet in map(_lay, sorted(articles, key=lambda filed: filed.id))}
    shares = _Shares(sheets, {})
    near = defaultdict[str, set[str]](set)
    for one, other in shares.copied():
        near[one].add(other)
        near[other].add(one)
    found: dict[str, Copy] = {}
    placed = set[str]()
    for sheet in sorted((sheets[name] for name in near), key=lambda sheet: _precedence(sheet, near, sheets)):
        before = near[sheet.id] & placed
        placed.add(sheet.id)
        if before:
            found[sheet.id] = _copy(sheet, before, found, shares)
    whys = {copy.original: _why(sheets[copy.original], near, sheets) for copy in found.values()}
    return tuple(
        Copy(copy.article, copy.original, copy.kind, copy.share, whys[copy.original])
        for _, copy in sorted(found.items())
    )


def _lay(filed: Filed) -> _Sheet:
    article = filed.article
    text = make_text(article.text)
    dates = [
        version.record.article.published.value
        for version in filed.versions
        if version.record.article.published
    ]
    return _Sheet(
        filed.id,
        article.outlet,
        text,
        mark_words(text.words),
        find_credit(article),
        min(dates, default="~"),
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    """How much two of the articles have in common; each pair is compared once."""

    sheets: Mapping[str, _Sheet]
    known: dict[frozenset[str], float]

    def copied(self) -> Iterator[tuple[str, str]]:
        """Pairs of which one has text from the other."""
        return (pair for pair in sorted(_candidates(self.sheets)) if self.of(*pair))

    def of(self, one: str, other: str) -> float:
        pair = frozenset((one, other))
        if pair not in self.known:
            self.known[pair] = _share(self.sheets[one], self.sheets[other])
        return self.known[pair]


def _candidates(sheets: Mapping[str, _Sheet]) -> set[tuple[str, str]]:
    """Pairs that the marks, or all their words, bring together."""
    holders = defaultdict[object, list[str]](list)
    for sheet in sheets.values():
        for mark in sheet.marks:
            holders[mark].append(sheet.id)
    shared = Counter(pair for ids in holders.values() for pair in combinations(ids, 2))
    twins = defaultdict[tuple[str, ...], list[str]](list)
    for sheet in sheets.values():
        twins[sheet.text.words].append(sheet.id)
    return {pair for pair, count in shared.items() if count >= LEAST_MARKS} | {
        pair for ids in twins.values() for pair in combinations(ids, 2)
    }


def _share(one: _Sheet, other: _Sheet) -> float:
    """The share of the shorter's words that both have as text; 0 where that makes neither a copy."""
    if one.text.words == other.text.words:
        return 1.0 if len(one.text.words) >= LEAST_EXACT else 0.0
    short, long = sorted((one, other), key=lambda sheet: (len(sheet.text.words), sheet.id))
    common = find_common(short.text, long.text).one
    own = [at for at, quoted in enumerate(short.text.quoted) if not quoted]
    share = sum(at in common for at in own) / max(1, len(own))
    least = OWN_SHARE if one.outlet is not None and one.outlet == other.outlet else LEAST_SHARE
    words = FEW_WORDS if share >= MOST_OF_IT else LEAST_WORDS
    return len(common) / len(short.text.words) if share >= least and len(common) >= words else 0.0


def _precedence(
    sheet: _Sheet, near: Mapping[str, set[str]], sheets: Mapping[str, _Sheet]
) -> tuple[int, str, int, str]:
    """Who comes first is the likelier original: the credited, those who credit, the earlier, the longer."""
    rank = 0 if _is_credited(sheet, near, sheets) else 1 if sheet.credit else 2
    return rank, sheet.published, -len(sheet.text.words), sheet.id


def _is_credited(sheet: _Sheet, near: Mapping[str, set[str]], sheets: Mapping[str, _Sheet]) -> bool:
    return any(
        credit.name is not None and same_outlet(credit.name, sheet.outlet)
        for name in (sheet.id, *near[sheet.id])
        if (credit := sheets[name].credit)
    )


def _copy(sheet: _Sheet, before: set[str], found: Mapping[str, Copy], shares: _Shares) -> Copy:
    """The copy of the earlier one it has most from; where that is a copy of the same text, of its original."""
    originals = {found[name].original if name in found else name for name in before}
    best = _most(sheet.id, originals, shares) or _most(sheet.id, before, shares)
    if best is None:
        raise AssertionError(f"{sheet.id} was found to have text from {sorted(before)}, and has none")
    share, name = best
    return Copy(sheet.id, name, _kind(sheet, shares.sheets[name], share), round(share, 3), "")


def _most(id: str, names: set[str], shares: _Shares) -> tuple[float, str] | None:
    found = [(shares.of(id, name), name) for name in sorted(names)]
    return max((pair for pair in found if pair[0]), key=lambda pair: pair[0], default=None)


def _kind(copy: _Sheet, original: _Sheet, share: float) -> CopyKind:
    mine, theirs = len(copy.text.words), len(original.text.words)
    if copy.text.words == original.text.words:
        return CopyKind.EXACT
    if share * min(mine, theirs) >= CUT_SHARE * mine:  # most of it is the other's: the same, or a cut of it
        return CopyKind.NEAR
    return CopyKind.PART if mine * CUT_SHARE > theirs or share < CUT_SHARE / 2 else CopyKind.NEAR


def _why(sheet: _Sheet, near: Mapping[str, set[str]], sheets: Mapping[str, _Sheet]) -> str:
    """Why this one is taken for the original, in plain words."""
    others = [sheets[name] for name in near[sheet.id]]
    if _is_credited(sheet, near, sheets):
        return f"{sheet.outlet} is credited with the text"
    if sheet.credit:
        return f"it carries an agency’s credit: “{sheet.credit.words}”"
    if sheet.published == "~":
        return "none of them is dated; this one is the longest"
    if any(other.published == sheet.published for other in others):
        return f"it is among the first published, {sheet.published}"
    return f"it was published first, {sheet.published}"
