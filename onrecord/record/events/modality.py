"""How an event is told of: as done, planned, threatened, possible, or not done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.lexicons import rows, words
from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.forms import forms_of
from onrecord.record.events.tokens import Tree, is_adverb
from onrecord.types import Modality

REACH = {
    "helper": 8,
    "to": 8,
    "wish": 9,
    "of": 4,
    "clause": 16,
    "none": 6,
    "then": 5,
    "comes": 4,
}  # words between
# The reader's chance from which it is followed: against a rule, and where no rule speaks
OVERRULES, SPEAKS = 0.9, 0.6
ENDS = frozenset(";:?!—–")
# What nothing hangs on: «should “step down”», the stops of «demanded that Mr. Osman resign»
FOILS = frozenset({"avert", "foil", "thwart"})
ASIDES = frozenset({"who", "which", "whose"})
MARKS = frozenset(".“”\"‘’'«»")
STRONGEST = (Modality.NEGATED, Modality.THREATENED, Modality.PLANNED, Modality.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Told:
    """The words of one sentence, and which of them, [start, end), tell of the event; `noun` if as a noun."""

    words: Sequence[str]  # in lower case
    start: int
    end: int
    noun: bool


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    modality: Modality
    kind: str


def find_modality(told: Told, seen: Mapping[Modality, float]) -> Modality:
    """How the event is told of, by the words around it and by the chances that the reader gives."""
    told = _without_marks(told)
    governing = [cue for cue in _cues(told.words) if GOVERNS[cue.kind](told, cue)]
    ruling = [cue.modality for cue in governing]
    ruled = min(ruling, key=STRONGEST.index, default=Modality.ASSERTED)
    best = max(seen, key=lambda modality: seen[modality], default=ruled)
    if ruled is Modality.POSSIBLE and not told.noun and any(_is_may(told, cue) for cue in governing):
        return ruled  # "may also have been hurt": no reader knows better
    follows = seen.get(best, 0.0) >= (OVERRULES if ruling else SPEAKS)
    if ruled is Modality.NEGATED and any(_is_none(told, cue) for cue in governing):
        return ruled  # "no one was hurt", "foiled an attack"
    if best is Modality.NEGATED and not any(_denies(*pair) for pair in pairwise((*told.words, ""))):
        return ruled
    return best if follows and ruled is not Modality.THREATENED else ruled


@cache
def _denies(word: str, after: str) -> bool:
    """Whether a word can be what denies an event somewhere: "not", "denied", "called" · "off"; not "called" · "for"."""
    bases = set(_bases(word))
    return bool(_denials() & bases) or any((base, after) in _parted_denials() for base in bases)


@cache
def _denials() -> frozenset[str]:
    cues = (cue.split() for cue, modality, _ in rows("modality_cues") if modality == Modality.NEGATED)
    parted = {cue for cue, _ in _parted_denials()} | {"sign", "report", "evidence"}
    return _small("denial") | frozenset(cue[0] for cue in cues) - parted


@cache
def _parted_denials() -> frozenset[tuple[str, str]]:
    """Verbs that deny only with the particle after them."""
    cues = (cue.split() for cue, modality, _ in rows("modality_cues") if modality == Modality.NEGATED)
    particles = clause_words("particle") | {"through"}
    return frozenset((cue[0], cue[1]) for cue in cues if len(cue) > 1 and cue[1] in particles)


def _is_may(told: Told, cue: _Cue) -> bool:
    return cue.kind == "helper" and told.words[cue.start] in {"may", "might"}


def _is_none(told: Told, cue: _Cue) -> bool:
    """Nobody, or what was foiled: not «has seen no killing», where "no" is of a noun."""
    return cue.modality is Modality.NEGATED and (
        (cue.kind == "none" and not told.noun)
        or (cue.kind == "of" and bool(FOILS & set(_bases(told.words[cue.start]))))
    )


def _without_marks(told: Told) -> Told:
    parts = (told.words[: told.start], told.words[told.start : told.end], told.words[told.end :])
    before, own, after = ([word for word in part if word not in MARKS] for part in parts)
    return Told((*before, *own, *after), len(before), len(before) + len(own), told.noun)


def _is_helped(told: Told, cue: _Cue) -> bool:
    """«will withdraw», «did not carry out attacks»; not «will investigate the attack», «not only»."""
    between = told.words[cue.end : told.start]
    if not _before(told, cue) or set(between) & (_stops() | {"that"}) or set(between[:1]) & _small("only"):
        return False
    verb = next((n for n, word in enumerate(between) if not _is_light(word)), None)
    if verb is None:
        return not (told.noun and set(between) & _small("fixed"))
    if told.noun:
        return _brings(between[verb]) and len(between) - verb <= 5
    return between[-1] in {"to", "and", "or"} and len(between) - verb <= 4


def _is_wished(told: Told, cue: _Cue) -> bool:
    """«ordered the army to withdraw», «urged talks»; not «wants the war over»."""
    between = _without_aside(told.words[cue.end : told.start])
    if told.start < cue.end or len(between) > REACH[cue.kind] or set(between) & _stops():
        return False
    if told.noun:
        return len(between) <= 4 and not set(between[-2:]) & _small("fixed") and "," not in between
    if "that" in between:  # "demanded that the minister resign"; not "suggested that he resigned"
        return told.end - told.start == 1 and not told.words[told.start].endswith(("ed", "s", "ing"))
    return "to" in between[-1:] or ("to" in between[-3:] and between[-1] in {"be", "not"})


def _without_aside(between: Sequence[str]) -> Sequence[str]:
    """«asked the mayor[, who is new to the town,] to» · "resign"."""
    opens = next((n for n, word in enumerate(between[:-1]) if word == "," and between[n + 1] in ASIDES), None)
    if opens is None or "," not in between[opens + 1 :]:
        return between
    closes = opens + 1 + list(between[opens + 1 :]).index(",")
    return (*between[:opens], *between[closes + 1 :])


def _is_named(told: Told, cue: _Cue) -> bool:
    """«the threat of an attack», «upcoming talks»; not «fears of the attack»."""
    between = set(told.words[cue.end : told.start])
    barred = _stops() | {",", "to"} | (_small("fixed") if cue.modality is Modality.POSSIBLE else set())
    return told.noun and _before(told, cue) and not between & barred


def _is_in_clause(told: Told, cue: _Cue) -> bool:
    """«if they attack»; what comes after the comma is not in the clause."""
    between = set(told.words[cue.end : told.start])
    return _before(told, cue) and not between & (ENDS | {",", "but", "after", "because", "that"})


def _is_nobodys(told: Told, cue: _Cue) -> bool:
    """«no one was hurt», «no injuries», «killed no one»."""
    if not told.noun and told.end == cue.start:
        return True
    between = told.words[cue.end : told.start]
    if not _before(told, cue) or set(between) & (_stops() | {",", "to", "that"}):
        return False
    if told.noun:
        return len(between) <= 2 and not set(between) & (_small("governor") | _small("fixed"))
    if set(between) & _small("fixed") and told.words[cue.end - 1] == "no":
        return False  # "has no memory of the night she was shot"
    return not between or bool(set(between) & _small("being"))


def _is_followed(told: Told, cue: _Cue) -> bool:
    """«the talks were cancelled», «the talks have yet to be scheduled»."""
    between = set(told.words[told.end : cue.start])
    near = told.end <= cue.start <= told.end + REACH[cue.kind]
    return told.noun and near and not between & (_stops() | _small("governor") | {",", "that"})


def _comes(told: Told, cue: _Cue) -> bool:
    """«a strike could come»; not «the strike could cost him his office»."""
    after = told.words[cue.end : cue.end + 3]
    verb = next((word for word in after if word not in {"not", "also", "be"} and not is_adverb(word)), "be")
    return _is_followed(told, cue) and any(
        base in words("coming_verbs") or base == "hold" for base in _bases(verb)
    )


GOVERNS: Mapping[str, Callable[[Told, _Cue], bool]] = {
    "helper": _is_helped,
    "to": _is_helped,
    "wish": _is_wished,
    "of": _is_named,
    "clause": _is_in_clause,
    "none": _is_nobodys,
    "then": _is_followed,
    "comes": _comes,
}


def _before(told: Told, cue: _Cue) -> bool:
    return cue.end <= told.start <= cue.end + REACH[cue.kind]


def _is_light(word: str) -> bool:
    return (
        word in _small("light") | _small("being") | _small("fixed")
        or is_adverb(word)
        or word in words("auxiliaries")
    )


def _brings(verb: str) -> bool:
    return any(base in words("bringing_verbs") for base in _bases(verb))


def _cues(sentence: Sequence[str]) -> Iterator[_Cue]:
    """Every cue in the sentence; at each word, the longest of each kind."""
    for start in range(len(sentence)):
        longest: dict[str, _Cue] = {}
        for end, (modality, kind) in _tree().matches(sentence, start, bases=_bases):
            if kind not in longest or longest[kind].end < end:
                meant = Modality.PLANNED if _is_future_told(sentence, start) else modality
                longest[kind] = _Cue(start, end, meant, kind)
        yield from longest.values()


def _is_future_told(sentence: Sequence[str], at: int) -> bool:
    """«Osman said they would leave»: the future, told in the past; not «he said he would leave if paid»."""
    told = _small("reported")
    return sentence[at] == "would" and "if" not in sentence and any(word in told for word in sentence[:at])


@cache
def _small(kind: str) -> frozenset[str]:
    """The small words of one kind."""
    return frozenset(word for word, of in rows("modality_words") if of == kind)


@cache
def _stops() -> frozenset[str]:
    """What nothing reaches over, "that" left to each rule: «did not say that he fled», «warned that it would fire»."""
    return ENDS | _small("opener")


@cache
def _tree() -> Tree[tuple[Modality, str]]:
    tree: Tree[tuple[Modality, str]] = Tree()
    for cue, modality, kind in rows("modality_cues"):
        tree.add(cue, (Modality(modality), kind))
    return tree


def _bases(word: str) -> tuple[str, ...]:
    return (word, *sorted(_forms().get(word, frozenset()) - {word}))


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    cues = {word for cue, *_ in rows("modality_cues") for word in cue.split()}
    cues |= _small("denial")
    return forms_of(cues | words("bringing_verbs") | words("coming_verbs"))
