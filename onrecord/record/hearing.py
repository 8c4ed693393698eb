"""In whose voice words stand: the reporter's, or that of the statement whose content they are part of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.types import Act, Article, Span, Statement

# A content that only points back: "confirmed it", "denied the accusation", "claimed responsibility"
POINTER = re.compile(
    r"\W*(?:(?:it|this|that|so|them|as much)"
    r"|(?:(?:the|this|that|these|those|any|all|its|his|her|their|such)\s+)?(?:\w+\s+)?(?:claim|report|allegation|accusation|charge|news"
    r"|account|version|information|responsibility|involvement|rumour|rumor|role|part)s?(?:\s+(?:in|for)\s+(?:it|this|that))?)\W*",
    re.IGNORECASE,
)
# "has stood by | his account": what he said himself, and not what was told before
PART_IN = re.compile(r"\b(?:in|for)\s+(?P<it>it|this|that)\W*$", re.IGNORECASE)  # "any part in | it"
OWN_WORDS = re.compile(
    r"\W*(?:its|his|her|their)\s+(?:own\s+)?(?:\w+\s+)?(?:claim|report|account|version)s?\W*", re.IGNORECASE
)
# "said | that it was behind · the raid", "said | they were responsible for": who says so says that he did it
OWNS_UP = re.compile(
    r"\W*(?:that\s)?(?:it|they|we|he|she|I|(?:its|their|our|his|her)\s\w+)\s(?:was|were|is|are|am|had been|have been)\s"
    r"(?:\w+ly\s)?(?:behind|responsible for)\s(?:\S+\s){0,4}\Z",
    re.IGNORECASE,
)
STANDS_BY = frozenset({Act.CONFIRM, Act.CLAIM, Act.ADMIT})
POINTING = frozenset({Act.CONFIRM, Act.DENY, Act.ADMIT, Act.REJECT, Act.CLAIM, Act.RETRACT})


def voices(mentions: Sequence[Span], statements: Iterable[Statement]) -> tuple[tuple[Span, str | None], ...]:
    """Each mention with the id of the innermost statement whose content it stands in; None: the reporter's voice.

    «The envoy said the rebels had admitted shelling Tyre»: "shelling" is in the rebels' voice, the envoy passes it on.
    A mention in the contents of two statements neither of which holds the other is there twice. The cue of a
    statement is no part of its content: "accused" is in the voice of whoever says that somebody accused.
    """
    known = {statement.id: statement for statement in statements}
    return tuple(
        (mention, statement)
        for mention in mentions
        for statement in tuple(_innermost(mention, known)) or (None,)
    )


def lineage(statement: str, statements: Mapping[str, Statement]) -> tuple[str, ...]:
    """The statement's id, then its parent's, and so on outwards: whose words they are, then who passed them on."""
    chain: list[str] = []
    at: str | None = statement
    while at is not None and at in statements and at not in chain:
        chain.append(at)
        at = statements[at].parent
    return tuple(chain)


def pointers(article: Article, statements: Iterable[Statement]) -> tuple[tuple[Statement, Span | None], ...]:
    """The statements that confirm or deny what was told before them, and the words that point back to it, if any.

    «Rebels shelled Tyre. An envoy confirmed it»: "it". «A mine kills six, Beirut confirms»: None.
    """
    found: list[tuple[Statement, Span | None]] = []
    for one in statements:
        if one.act not in POINTING:
            continue
        if not one.content:
            found.append((one, None))
            continue
        words = article[one.content[0]]
        own = one.act in STANDS_BY and OWN_WORDS.fullmatch(words)
        if len(one.content) == 1 and POINTER.fullmatch(words) and not own:
            found.append((one, _pointing(article, one.content[0])))
    return tuple(found)


def is_of_a_part(statement: Statement, words: Span | None) -> bool:
    """«denied any part in | it»: that it was is not what is denied."""
    return words is not None and all(piece.start < words.start for piece in statement.content)


def _pointing(article: Article, content: Span) -> Span:
    """The words that point: "it" of "any part in it"."""
    part = PART_IN.search(article[content])
    return Span(content.start + part.start("it"), content.start + part.end("it")) if part else content


def seconds_headline(article: Article, statement: Statement) -> bool:
    """Whether a deck only confirms or denies what the headline says: of two things in it, it may mean the other."""
    head, deck = article.headline, article.deck
    inside = head is not None and all(piece in head for piece in statement.content)
    return inside and deck is not None and statement.cue in deck


def _innermost(mention: Span, known: Mapping[str, Statement]) -> Iterator[str]:
    """The statements that hold the mention, without those that hold it through another."""
    holders = [one.id for one in known.values() if any(_holds(piece, mention) for piece in one.content)]
    outer = {above for holder in holders for above in lineage(holder, known)[1:]}
    return (holder for holder in holders if holder not in outer)


def _holds(piece: Span, mention: Span) -> bool:
    """Whether the mention begins in the piece: "returned fire" cut short by a comma still stands in it."""
    return piece.start <= mention.start < piece.end
