"""What a cue says was done: one act of twenty-three, and whether it was not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from onrecord.lexicons import rows, words
from onrecord.lexicons.forms import forms_of
from onrecord.types import Act

AHEAD = 6  # words of the content that may finish the cue: "declined" · "to immediately comment on"
NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "without", "nobody", "none"})
MODALS = frozenset({"will", "would", "can", "could"})
REFUSALS = frozenset({"decline", "refuse", "fail", "avoid", "unable", "unwilling", "reluctant", "cannot"})
BRINGS = frozenset({Act.SAY, Act.ANNOUNCE})  # of these what follows in "-ing" is the act
LINKS = frozenset({"to", "from", "of"})  # "declined to", "refrained from", "stopped short of"
# "did not say whether": what is left open is withheld; "did not say that" is a saying that did not happen
OPEN = frozenset(
    {"whether", "if", "when", "where", "why", "how", "who", "whom", "whose", "which", "what", "more"}
)
WORD = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
CONTRACTED = re.compile(r"\b(ca|wo|sha|\w+)n['’]t\b", re.IGNORECASE)  # "didn’t", "won't"
CLITIC = re.compile(r"['’](s|re|ve|m|ll|d)\b", re.IGNORECASE)  # "he’s said"
SHORTENED = {"ca": "can", "wo": "will", "sha": "shall"}
HAS_YET = re.compile(r"\b(?:has|have|had|is|are|was|were) yet to\b|\bno longer\b", re.IGNORECASE)


class Doing(NamedTuple):
    """An act, whether it did not happen, and whether the lexicon knew the cue."""

    act: Act
    negated: bool
    known: bool


def find_act(cue: str, before: str = "", content: str = "") -> Doing:
    """The act a cue tells; `before` are the words left of it, `content` those it brings in.

    >>> find_act("did not clarify")
    Doing(act=<Act.WITHHOLD: 'withhold'>, negated=False, known=True)
    """
    said, ahead = _tokens(cue), _tokens(content[:80])[:AHEAD]
    lead = _verbal_lead(before)
    if _withholds(lead + said, ahead):
        return Doing(Act.WITHHOLD, False, True)
    hits = list(
        _hits(_acts(), [*said, *(ahead[:1] if ahead[:1] == ["to"] else [])])
    )  # "told them" · "to leave"
    best = next((hit for hit in hits if hit.strong), hits[0] if hits else None)
    if best is None:
        return Doing(Act.SAY, _negated(lead + said), False)
    if best.act in BRINGS and _is_brought(hits[-1], said):
        best = hits[-1]  # "posted a message · blaming"
    return Doing(best.act, _negated(lead + said[: best.start]), True)


def _is_brought(hit: _Hit, said: list[str]) -> bool:
    """Whether a cue ends in "-ing" and an act of its own: "issued a statement · condemning"."""
    return hit.strong and hit.end <= len(said) and hit.act is not Act.SAY and said[hit.start].endswith("ing")


class _Hit(NamedTuple):
    start: int
    end: int
    act: Act
    strong: bool


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: what may come next, and what the words so far mean."""

    nexts: dict[str, _Node] = field(default_factory=dict)
    value: tuple[Act, bool] | None = None


def _tokens(text: str) -> list[str]:
    """Lower-case words, with "n't" told apart and "has yet to" and "no longer" read as "not"."""
    text = HAS_YET.sub(" not ", text)
    text = CONTRACTED.sub(lambda m: f"{SHORTENED.get(m[1].lower(), m[1])} not", text)
    return [token.lower() for token in WORD.findall(CLITIC.sub(r" \1", text)) if token not in "'’"]


def _verbal_lead(before: str) -> list[str]:
    """The negation or refusal right before the cue, where the cue was cut short: "did not" · "say"."""
    tokens = _tokens(before[-60:])[-4:]
    start = len(tokens)
    while start and (tokens[start - 1] in words("auxiliaries") or _bases(tokens[start - 1]) & REFUSALS):
        start -= 1
    lead = tokens[start:]
    return lead if any(token in NEGATIONS or _bases(token) & REFUSALS for token in lead) else []


def _withholds(said: list[str], ahead: list[str]) -> bool:
    """Whether the cue refuses or fails to say something."""
    told = next((i for i in range(len(said)) if said[i] in NEGATIONS or _bases(said[i]) & REFUSALS), None)
    if told is None:
        return False
    refused = said[told] not in NEGATIONS or bool(MODALS & set(said[:told]))
    # "did not say" · "whether": the question may open the content, or close the cue
    left_open = bool(OPEN & set(said[told:] + ahead[:1]))
    rest = [*said[told + 1 :], *ahead]
    at = 0
    while at < len(rest) and (rest[at] in LINKS or _droppable(rest[at])):
        at += 1
    end, always = _longest(_tellings(), rest, at)
    if end == at or at >= max(len(said) - told - 1, 0) + 3:
        return False
    return always or refused or left_open


def _longest(tree: _Node, tokens: list[str], at: int) -> tuple[int, bool]:
    """Where the longest phrase that starts at `at` ends, and what it carries; `at` itself where none does."""
    best = (at, False)
    stack = [(at, tree)]
    while stack:
        i, node = stack.pop()
        if node.value is not None and (i > best[0] or (i == best[0] and node.value[1])):
            best = (i, node.value[1])
        stack += _steps(tokens, i, node, inside=i > at)
    return best


def _hits(tree: _Node, tokens: list[str]) -> Iterator[_Hit]:
    """The known phrases of a cue, leftmost and longest."""
    at = 0
    while at < len(tokens):
        hit = None
        stack = [(at, tree)]
        while stack:
            i, node = stack.pop()
            if node.value is not None and (hit is None or i > hit.end):
                hit = _Hit(at, i, *node.value)
            stack += _steps(tokens, i, node, inside=i > at)
        if hit:
            yield hit
        at = hit.end if hit else at + 1


def _steps(tokens: list[str], i: int, node: _Node, *, inside: bool) -> list[tuple[int, _Node]]:
    if i >= len(tokens) or not node.nexts:
        return []
    # the form as it stands is taken first, so last on the stack: "puzzled" believes, "puzzle" asks
    bases = sorted(_bases(tokens[i]), key=lambda base: (base == tokens[i], base))
    ways = [(i + 1, node.nexts[base]) for base in bases if base in node.nexts]
    if not ways and inside and _droppable(tokens[i]):
        return [(i + 1, node)]  # "made it very clear"
    return ways


def _droppable(token: str) -> bool:
    return token in words("between") or (token.endswith("ly") and token not in _acts().nexts)


def _negated(tokens: list[str]) -> bool:
    """Whether the words before the act deny that it was done; "not only" does not."""
    negations = [i for i, token in enumerate(tokens) if token in NEGATIONS]
    only = [i for i in negations if tokens[i + 1 : i + 2] == ["only"]]
    return len(negations) > len(only) or any(_bases(token) & {"fail", "stop"} for token in tokens)


@cache
def _acts() -> _Node:
    """The tree of cues, for `_hits`."""
    return _tree((phrase, (Act(act), weight == "strong")) for phrase, act, weight in rows("acts"))


@cache
def _tellings() -> _Node:
    """The tree of what may be left untold, for `_longest`."""
    return _tree((phrase, (Act.WITHHOLD, when == "always")) for phrase, when in rows("tellings"))


def _tree(entries: Iterator[tuple[str, tuple[Act, bool]]]) -> _Node:
    root = _Node()
    for phrase, value in entries:
        node = root
        for word in phrase.split(" "):
            node = node.nexts.setdefault(word, _Node())
        node.value = value
    return root


def _bases(token: str) -> frozenset[str]:
    """What a form may be a form of, itself included; only words that stand in a lexicon of cues count."""
    return _forms().get(token, frozenset()) | {token}


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    """Every inflected form of every word of the lexicons, and the words it may belong to."""
    cues = {word for phrase, *_ in (*rows("acts"), *rows("tellings")) for word in phrase.split(" ")}
    return forms_of(cues | REFUSALS)
