"""How the words around a mention put its event: told, negated, foreseen, left open, or only taken for granted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from onrecord.lexicons.status import status_words

NEAR = 4  # words: how far a noun's determiner stands from it, and what governs it from that
TOKEN = re.compile(r"\w+(?:[-.]\w+)*|['’]s\b|[,;:—]")
NOT = re.compile(r"(\w+?)(?:n['’]t)\b")  # "didn’t" → "did not"
PAST = re.compile(r"\w+ed\b", re.IGNORECASE)  # "bombed the camp"
# "“[Do not] shoot,” she cried": asked for, and not denied; not «they do not shoot»
FORBIDS = re.compile(r"(?:^|[-–—:;,“\"])\s*(?:please\s+)?(?:do not|don['’]t|never)\s+$", re.IGNORECASE)
# "no memory of the night she was [shot]": when that was is told, and not that
THE_NIGHT = re.compile(
    r"\bthe (?:night|day|moment|week|year|hour) (?=(?:the|his|her|their|he|she|they|[A-Z]\w+) )"
)
ENDS = frozenset({"end", "halt", "stop"})  # "an end | to [hostilities]": no verb follows
TO_BE_DONE = re.compile(r"\bgoing to\b|\babout to\b|\bdue to (?=\w+$)", re.IGNORECASE)


class Manner(StrEnum):
    """How an event is put where it is mentioned."""

    TOLD = "told"  # "it [hit] the camp"
    GRANTED = "granted"  # "the [raid] had failed": that there was one is taken for granted
    NEGATED = "negated"  # "it never [hit] the camp"
    DISOWNED = "disowned"  # "had no part in the [raid]"
    FORESEEN = "foreseen"  # "it would [hit] the camp"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    OPEN = "open"  # "whether it had [hit] the camp"
    ASKED = "asked"  # "how many it had [hit]": that it did is taken for granted
    ASSUMED = "assumed"  # "should first show who [hit] it": the same, on the way to something else


@dataclass(frozen=True, slots=True)
class Wording:
    """The manner, and what stands over the mention."""

    manner: Manner
    reported: bool = False  # "reports of a [raid]"
    denied: bool = False  # "the denial of a [raid]"
    hearsay: bool = False  # "an alleged [raid]"
    aside: bool = False  # by the way: "the worst flood since the [raid]"
    inner: bool = False  # in a relative clause: "on the raid, in which six were [hurt]"


def read_wording(before: str, mention: str, after: str, *, direct: bool = False) -> Wording:
    """How the words before and after a mention put it.

    `before` begins where its content or sentence does; `direct`: what stands first there is an object, not a subject
    ("denied | the raid"), as in the content of a denial.

    >>> read_wording("that its jets had ever ", "bombed", " the camp").manner
    <Manner.TOLD: 'told'>
    >>> read_wording("there had been no ", "raid", "").manner
    <Manner.NEGATED: 'negated'>
    >>> read_wording("part in Villamontes ", "attack", "", direct=True).manner
    <Manner.DISOWNED: 'disowned'>
    """
    tokens = _tokens(before)
    marker, clause = _own_clause(tokens)
    phrase = None if _brings_about(tokens, mention) else _noun_phrase(clause, mention)
    reported = bool(set(tokens) & _words("report_nouns"))
    manner = (
        _verbal(tokens, marker, clause, direct)
        if phrase is None
        else _nominal(phrase, tokens, marker, after, direct)
    )
    if manner is Manner.NEGATED and FORBIDS.search(before):
        manner = Manner.FORESEEN
    if reported and any(re.search(rf"\b{false}\b", after, re.IGNORECASE) for false in _words("falsehoods")):
        manner = Manner.NEGATED  # "reports of a [raid] were false"
    return Wording(
        manner,
        reported,
        denied=bool(set(tokens) & _words("denial_nouns")),
        hearsay=_is_hearsay(phrase, clause),
        inner=phrase is None and bool(marker) and marker in _words("relatives") and tokens[0] != marker,
        aside=manner is Manner.GRANTED and bool(marker or (phrase and phrase.over and not _is_cause(phrase))),
    )


def _brings_about(tokens: list[str], mention: str) -> bool:
    """A verb that tells what came of it: "a mine went off on the road on Monday, [killing] two"."""
    return tokens[-1:] == [","] and mention.lower().endswith("ing")


def _is_cause(phrase: _Phrase) -> bool:
    """What the harm was done in is what is told: "24 people were killed in the [accident]"."""
    return phrase.over[-1:] in (("in",), ("by",)) and bool(set(phrase.over[-3:-1]) & _words("harmed"))


def _is_hearsay(phrase: _Phrase | None, clause: list[str]) -> bool:
    """ "an alleged [raid]", "was allegedly [hit]", "claims of a [raid]"."""
    if phrase is None:
        return any(word.endswith("ly") for word in set(clause[-NEAR:]) & _words("hearsay"))
    return bool(set(phrase.inside) & _words("hearsay") or set(phrase.over[-2:]) & _words("report_nouns"))


def _tokens(text: str) -> list[str]:
    """Lower-case words; the month of May is left out, so that it is no "may"."""
    spelled = NOT.sub(
        r"\1 not", text.replace("no longer", "").replace("no doubt", "").replace("not only", "")
    )
    spelled = THE_NIGHT.sub("when ", TO_BE_DONE.sub("will ", spelled))
    return [token.lower() for token in TOKEN.findall(spelled) if token != "May"]


def _own_clause(tokens: list[str]) -> tuple[str, list[str]]:
    """The word that opens the innermost clause, "" where it is the first one, and the clause without it.

    "if rebels attacked, the army would [answer]": the comma closes the clause of "if".
    """
    levels: list[tuple[str, list[str]]] = [("", [])]
    tokens = _without_appositions(tokens)
    for i, token in enumerate(tokens):
        follows = tokens[i + 1] if i + 1 < len(tokens) else ""
        if token in _openers() and not (token == "should" and i):
            levels.append((token, []))
        elif token != ",":
            levels[-1][1].append(token)
        elif len(levels) > 1 and follows not in _openers():
            levels.pop()
            if len(levels) > 1 and levels[-1][0] in _words("relatives") and levels[-2][1][-1:] == [","]:
                levels.pop()  # ", who had left after she [died], had": it closes both
        else:
            levels[-1][1].append(token)
    marker, clause = levels[-1]
    return marker, _after_comma(clause)


def _without_appositions(tokens: list[str]) -> list[str]:
    """The tokens less what only names somebody: "whether its leader, Arce, had been [killed]"; commas and all."""
    commas = [i for i, token in enumerate(tokens) if token == ","]
    for start, end in pairwise(commas):
        named = not set(tokens[start:end]) & (_words("auxiliaries") | _openers())
        if named and set(tokens[end + 1 : end + 2]) & _words("auxiliaries"):
            return [*tokens[:start], *_without_appositions(tokens[end + 1 :])]
    return tokens


def _after_comma(clause: list[str]) -> list[str]:
    """What follows the last comma, if it has a subject of its own: "he is no saint, the men were [beaten]"."""
    at = next((i for i in range(len(clause) - 1, -1, -1) if clause[i] == ","), None)
    last = clause[at + 1 :] if at is not None else clause
    whole = last if set(last) & (_words("determiners") | _words("pronouns")) else clause
    return [token for token in whole if token != ","]


@cache
def _openers() -> frozenset[str]:
    return frozenset().union(*map(_words, ("subordinators", "breaks", "conditions", "open", "questions")))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase cut at its mention: what governs it, its determiner, the words between that and the noun."""

    over: tuple[str, ...]
    determiner: str
    inside: tuple[str, ...]


def _noun_phrase(clause: list[str], mention: str) -> _Phrase | None:
    """The phrase that the mention is the noun of; None where it is a verb."""
    past = bool(PAST.match(mention))
    if not past and any(PAST.match(word) for word in mention.split()[1:][-1:]):
        return None  # "when a [bus crashed]"
    opening = _words("determiners") | _words("prepositions") | {"'s", "’s"}
    for back in range(1, min(NEAR, len(clause)) + 1):
        token = clause[-back]
        if token in opening:
            inside = clause[len(clause) - back + 1 :]
            subject = token not in _words("prepositions")  # "part in Villamontes attack"
            plural = subject and bool(inside) and inside[-1].endswith("s") and not inside[-1].endswith("ss")
            if inside and (past or plural):
                return None  # "its planes bombed"
            determiner = token if token in _words("determiners") else ""
            cut = len(clause) - back + (0 if determiner else 1)
            return _Phrase(tuple(clause[:cut]), determiner, tuple(inside))
        if token == "to" and clause[-back - 1 : -back] and clause[-back - 1] in ENDS:
            return _Phrase(
                tuple(clause[: len(clause) - back + 1]), "", tuple(clause[len(clause) - back + 1 :])
            )
        if token in _words("auxiliaries") or token == "to" or token in _words("negations"):
            return None
    if not clause and not past and not mention.rstrip().lower().endswith("ing"):
        return _Phrase((), "", ())  # "denied | links", bare
    return None


def _verbal(tokens: list[str], marker: str, clause: list[str], direct: bool) -> Manner:
    """How a verb is put."""
    if marker in _words("open"):
        return Manner.FORESEEN if clause[:1] == ["to"] else Manner.OPEN  # "whether to [attack]"
    if marker in _words("conditions"):
        return Manner.CONDITIONAL
    if marker == "since" and tokens[-1:] == ["since"]:
        return Manner.GRANTED  # "held his first session since [being named]"
    if tokens[:2] == ["do", "not"] and len(tokens) < NEAR:
        return Manner.FORESEEN  # "Don't [shoot]"
    told = _matrix(tokens, marker, direct)
    if told:
        return told
    if marker in _words("questions") and (tokens[:1] == [marker] or (direct and marker in ("how", "why"))):
        return Manner.ASKED  # "how they [died]"; "denied | the account of how they [died]"
    if marker in _words("questions") and _is_asked(tokens, marker):
        return Manner.ASSUMED
    if direct and (
        (marker in _words("subordinators") and tokens[0] != marker) or set(clause) & _words("governors")
    ):
        return Manner.GRANTED
    own = (
        clause[_that(clause) + 1 :] if clause[-1:] != ["and"] else []
    )  # "no gun was found and he [fled]": no more
    far = len(own) - NEAR
    own = [token for i, token in enumerate(own) if i >= far or token not in ("not", "never", "cannot")]
    return _colour(own, tuple(clause))  # "can't be trusted to judge [threatening] words"


def _is_asked(tokens: list[str], marker: str) -> bool:
    """Whether the word opens a question: "should first show | who had [struck]"; not "the men | who had [struck]"."""
    at = max(i for i, token in enumerate(tokens) if token == marker)
    governed = tokens[at - 1] in _words("prepositions") and marker not in ("which", "whom", "whose")
    return governed or tokens[at - 1] in _words("asks")


def _matrix(tokens: list[str], marker: str, direct: bool) -> Manner | None:
    """What a negation before "that" does: "did not confirm that it [hit] the dam", "not true that it [hit]"."""
    at = _that(tokens)
    over = tokens[: max(at, 0)]
    if direct or marker in _words("subordinators") or not over:
        return None
    false = over[-1] in ("true", "case", "correct")
    if over[-1] == "false" or (false and set(over) & _words("negations")):
        return Manner.NEGATED
    return Manner.OPEN if set(over[-NEAR - 1 :]) & _words("negations") else None


def _that(tokens: list[str]) -> int:
    """Where the last "that" which opens a clause stands; -1 where there is none."""
    return next((i for i in range(len(tokens) - 2, -1, -1) if tokens[i] == "that"), -1)


def _nominal(phrase: _Phrase, tokens: list[str], marker: str, after: str, direct: bool) -> Manner:
    """How a noun is put: as the thing said, as the thing had a hand in, or by the way."""
    over = " ".join(phrase.over)
    if any(over.endswith(words) for words in _words("responsibility")):
        return (
            Manner.DISOWNED
            if direct or set(phrase.over) & (_words("negations") | {"nothing"})
            else Manner.GRANTED
        )
    if any(re.search(rf"\b{agency}\b", after) for agency in _words("agencies")):
        disowned = direct or re.search(r"\b(?:not|never)\b|n['’]t\b", after[:40])
        return Manner.DISOWNED if disowned else Manner.TOLD
    happened = next((m for words in _words("happenings") if (m := re.search(rf"\b{words}\b", after))), None)
    if happened:
        return _colour([*_tokens(after[: happened.end()]), phrase.determiner], phrase.over, marker)
    if _is_object(phrase, tokens, after, direct):
        return _colour([*phrase.over, phrase.determiner, *phrase.inside], phrase.over, marker)
    if phrase.determiner == "no":
        return Manner.NEGATED
    sought = phrase.determiner not in _words("definite") and set(phrase.over) & _words("future")
    return Manner.FORESEEN if sought else Manner.GRANTED  # "peace would require a [raid]"


def _is_object(phrase: _Phrase, tokens: list[str], after: str, direct: bool) -> bool:
    """Whether the noun is what is said to be or be done, not what something else is said of."""
    last = [token for token in phrase.over[-3:] if token not in _words("prepositions")]
    if last and last[-1] in _words("light_verbs"):
        return True  # "had carried out the [raid]", "there was no [raid]"
    if set(phrase.over[-2:]) & (_words("report_nouns") | _words("denial_nouns")):
        return True  # "reports of a [raid]"
    bare = not [token for token in phrase.over if token not in _words("determiners")]
    follows = _tokens(after)[:1]
    subject = bool(follows) and (follows[0] in _words("auxiliaries") or follows[0].endswith("ed"))
    return direct and bare and tokens[:1] != ["that"] and not subject


def _colour(words: list[str], over: tuple[str, ...], marker: str = "") -> Manner:
    """What the small words of a clause make of it."""
    if marker in _words("open"):
        return Manner.OPEN
    if marker in _words("conditions"):
        return Manner.CONDITIONAL
    if set(words) & _words("negations"):
        return Manner.NEGATED
    if set(words) & _words("future") or list(over[-1:]) == ["to"]:
        return Manner.FORESEEN
    if set(words) & _words("possible"):
        return Manner.POSSIBLE
    return Manner.TOLD


@cache
def _words(name: str) -> frozenset[str]:
    return status_words().words[name]
