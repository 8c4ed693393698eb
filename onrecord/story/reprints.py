"""What a copy only prints again is its original's: twenty papers with one wire report are one origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.standing.keys import meet
from onrecord.story.earlier import share, words_of
from onrecord.story.said import Said
from onrecord.types import Copy, CopyKind, Filed, Record

# Share of longer words that a sentence has in common with one of the original's, from which it is the original's: with
# 40 % of its words changed it keeps 0.6; what two papers write of one matter on their own shares 0.4 or less
PRINTED_AGAIN = 0.5


def fold_copies(said: Sequence[Said], filed: Mapping[str, Filed], copies: Sequence[Copy]) -> tuple[Said, ...]:
    """The accounts of an incident without those that copies only print again, which are noted with their original's.

    Where the original itself tells nothing of the incident, its earliest copy stands for it. What a copy has in
    sentences of its own is its own.
    """
    sources = _sources(copies)
    if not sources:
        return tuple(said)
    texts = _Texts(filed, {})
    printed: dict[str, list[Said]] = defaultdict(list)
    own: list[Said] = []
    for one in said:
        origin = next((root for root in sources.get(one.article, ()) if texts.has(root, one, copies)), None)
        if origin is None:
            own.append(one)
        else:
            printed[origin].append(one)
    for root, again in sorted(printed.items()):
        own = _folded(own, root, again, filed)
    return tuple(own)


def _sources(copies: Sequence[Copy]) -> Mapping[str, tuple[str, ...]]:
    """For each copy, the originals that its text comes from in the end."""
    above: dict[str, set[str]] = defaultdict(set)
    for one in copies:
        if one.original != one.article:
            above[one.article].add(one.original)
    found: dict[str, tuple[str, ...]] = {}
    for article, originals in above.items():
        roots, seen, edge = set(), {article}, set(originals)
        while edge:
            at = min(edge)
            edge.discard(at)
            if at in seen:
                continue
            seen.add(at)
            if at in above:
                edge |= above[at]
            else:
                roots.add(at)
        found[article] = tuple(sorted(roots or {min(seen)} - {article}))
    return found


@dataclass(frozen=True, slots=True)
class _Texts:
    """The sentences of originals, as sets of words."""

    filed: Mapping[str, Filed]
    known: dict[str, list[frozenset[str]]]

    def has(self, root: str, said: Said, copies: Sequence[Copy]) -> bool:
        """Whether the sentence that gives the account is the original's; of an exact copy, all are."""
        kinds = {one.kind for one in copies if one.article == said.article}
        if kinds == {CopyKind.EXACT} or root not in self.filed:
            return kinds <= {CopyKind.EXACT, CopyKind.NEAR}
        if root not in self.known:
            versions = (version.record for version in self.filed[root].versions)
            self.known[root] = [words for record in versions for words in _sentences(record)]
        mine = words_of(said.evidence.text)
        return any(share(mine, other) >= PRINTED_AGAIN for other in self.known[root])


def _sentences(record: Record) -> list[frozenset[str]]:
    return [words_of(record.article[one]) for one in record.sentences or record.article.paragraphs]


def _folded(own: list[Said], root: str, again: Sequence[Said], filed: Mapping[str, Filed]) -> list[Said]:
    """The accounts with those of the original's copies folded into them."""
    stands = root
    if not any(one.article == root for one in own):
        stands = min((one.since or "9999", one.article) for one in again)[1]
        own = own + [one for one in again if one.article == stands]
    held = [n for n, one in enumerate(own) if one.article == stands]
    folded = list(own)
    for one in again:
        if one.article != stands:
            at = max(held, key=lambda n: (_likeness(own[n], one), -n))
            folded[at] = _noted(folded[at], one)
    if stands != root and root in filed:
        outlet = filed[root].article.outlet or root
        folded = [
            _in_voice_of(one, root, filed, outlet) if n in held else one for n, one in enumerate(folded)
        ]
    return folded


def _likeness(one: Said, other: Said) -> tuple[bool, bool, bool]:
    """How sure it is that a copy's account is the original's: by who says it, what of it, and of what kind he is."""
    same = meet(one.keys, other.keys) and not all(key.startswith("voice:") for key in one.keys | other.keys)
    both_own = one.account.who is None and other.account.who is None
    return (
        same or both_own,
        one.account.stance is other.account.stance,
        one.account.kind is other.account.kind,
    )


def _noted(kept: Said, copy: Said) -> Said:
    """The original's account with the copy noted; it stands from its own day on, whenever the copy is dated."""
    return replace(kept, copies=tuple(sorted({*kept.copies, copy.article})))


def _in_voice_of(one: Said, root: str, filed: Mapping[str, Filed], outlet: str) -> Said:
    """The account of a copy that stands for its original: where it tells in its own voice, it is the original's."""
    from_ = [key for key in one.account.keys if key.startswith("voice:")]
    if one.account.who is not None or not from_:
        return one
    told = filed[root].article.outlet
    key = f"voice:{' '.join(told.casefold().split()).removeprefix('the ')}" if told else f"voice:{root}"
    keys = tuple(sorted({*one.account.keys, key} - set(from_)))
    return replace(one, account=replace(one.account, keys=keys), name=outlet)
