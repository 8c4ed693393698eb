"""Where a mention of an event has it happen: the likeliest of the places that its sentence names, or none of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicons import words
from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.names import country_of
from onrecord.lexicons.places import where_weights
from onrecord.record.events.grammar.clauses import Clause
from onrecord.record.events.grammar.following import is_aside
from onrecord.record.events.grammar.modifiers import find_participial, leads_to_person, owns_person
from onrecord.record.events.grammar.preceding import is_judged
from onrecord.record.events.grammar.relations import Relation, led_by
from onrecord.record.events.grammar.voices import Voice
from onrecord.types import EntityType, MentionKind, Nominal, Span

Heard = Callable[
    [Span], Mapping[str, float]
]  # the reader's logits for a span of the trigger's sentence, by channel

FEATURES = (
    "bias",
    "heard",  # the reader's logit that the event is there
    "as_actor",  # … that the place did it
    "after",  # stands after the trigger
    "away",  # log of the words between
    "away_before",  # … of a place before the trigger
    "commas",  # between
    "joints",  # "and", "or"
    "places",  # other places
    "barriers",  # words that end a clause
    "where",  # "in Tyre, where rebels …"
    "led_in", "led_on", "led_at", "led_of", "led_from", "led_to", "led_by", "led_with",  # the preposition before it
    "led_against",
    "unled",
    "beside",  # "[north] of Tyre": not there
    "of_from",  # "from the port of Tyre"
    "opens",  # "In Tyre, rebels …"
    "own",  # "Tyre's"
    "joined",  # "Sidon and Tyre"
    "holds",  # the second of "Tyre, Lebanon"
    "compound",  # "Tyre-based"
    "subject", "object", "in", "from", "to", "of", "between", "beside_noun",  # how grammar has it stand to the trigger
    "passive", "noun",  # how the trigger is built
    "country",
)  # fmt: skip
SIDES = ("north", "south", "east", "west")
LYING = frozenset({EntityType.PLACE, EntityType.STATE, EntityType.FACILITY})
QUIET, LOUD = -8.0, 6.0  # logits beyond these tell no more
UNHEARD = -2.0  # for the logit of a word of another window than the trigger's
REACH = 5  # words between a preposition and the name that it leads to
MOST = 3  # of what stands between: more tells no more
LEAST = -0.05  # log-odds: the weights were fitted to readings that other rounding moves by as much
LED = frozenset(name.removeprefix("led_") for name in FEATURES if name.startswith("led_"))
RELATIONS = {
    Relation.SUBJECT: "subject",
    Relation.OBJECT: "object",
    Relation.IN: "in",
    Relation.FROM: "from",
    Relation.TO: "to",
    Relation.OF: "of",
    Relation.BETWEEN: "between",
    Relation.BESIDE: "beside_noun",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """One trigger in its sentence: what else is told there, how each mention stands to it, what the reader hears."""

    clause: Clause
    trigger: Span
    voice: Voice
    related: Mapping[Span, Relation]  # by the head of the mention
    heard: Heard


def find_whereabouts(scene: Scene, nominals: Sequence[Nominal]) -> tuple[Nominal, ...]:
    """The named places where the event is as likely as not, the likeliest first.

    «In [Tyre], a court heard how the guard was killed in [Sidon]»: for "killed" Sidon; for "heard" Tyre.
    """
    weights = where_weights()
    ranked = [
        (sum(weights[feature] * value for feature, value in row.items()), nominal)
        for nominal, row in weigh_places(scene, nominals)
    ]
    likely = [(score, nominal) for score, nominal in ranked if score > LEAST]
    return tuple(nominal for _, nominal in sorted(likely, key=lambda one: (-one[0], one[1].span)))


def weigh_places(scene: Scene, nominals: Sequence[Nominal]) -> list[tuple[Nominal, dict[str, float]]]:
    """Each named place of the sentence with what speaks for and against it; features that are 0 are left out."""
    places = [
        one
        for one in nominals
        if is_place_name(one) and not is_force(scene.clause, one) and not _is_elsewhere(scene, one)
    ]
    ranges = [scene.clause.range(one.span) for one in places]
    return [
        (one, {name: value for name, value in _features(scene, one, ranges).items() if value})
        for one in places
    ]


def is_place_name(nominal: Nominal) -> bool:
    """Whether a mention is the name of what lies somewhere: "Tyre", "Osman Square"; not "the market"."""
    return nominal.kind is MentionKind.NAME and nominal.type in LYING


def is_force(clause: Clause, nominal: Nominal) -> bool:
    """«the chief of the [Eastern Column]»: a name that ends so is a force's, whatever the reader has it for."""
    return clause.word(clause.range(nominal.span)[1] - 1) in words("force_nouns")


def _is_elsewhere(scene: Scene, place: Nominal) -> bool:
    """What grammar rules out: «the slaying of [Sohar] Officer Omar Haddad», «where shells killed six, sirens sounded
    in [Sidon]», «In [Tyre], the ministry condemned the attack», «Haddad, accused of a bombing in [Tyre], was arrested».
    """
    clause = scene.clause
    begin, end = clause.range(scene.trigger)
    first, last = clause.range(place.span)
    closed = first >= end and "," in clause.words[end:first] and is_aside(clause, begin)
    mine, theirs = find_participial(clause, begin), find_participial(clause, first)
    if theirs not in (None, mine) or (mine and first >= mine[1]):
        return True
    judged = scene.voice is Voice.NOUN and _opens(clause, first) and is_judged(clause, begin)
    return closed or judged or leads_to_person(clause, last) or owns_person(clause, last)


def _opens(clause: Clause, first: int) -> bool:
    """«In [Tyre], …»: the sentence begins with where it is said."""
    return _preposition(clause, first - 1) == 0


def _features(scene: Scene, place: Nominal, ranges: Sequence[tuple[int, int]]) -> dict[str, float]:
    clause = scene.clause
    first, last = clause.range(place.span)
    row = {
        "bias": 1.0,
        **_hearing(scene, place),
        **_way(scene, first, last, ranges),
        **_leading(clause, first),
    }
    after, before = clause.word(last), clause.word(first - 1)
    row["own"] = "'s" in (after, clause.word(last - 1)) or after == "'"
    row["joined"] = before in ("and", "or")
    row["holds"] = any(end == first - 1 and before == "," for _, end in ranges)
    row["compound"] = after == "-" or before == "-" or "-" in clause.word(last - 1)
    relation = scene.related.get(place.head)
    if relation in RELATIONS:
        row[RELATIONS[relation]] = 1.0
    row["passive"], row["noun"] = scene.voice is Voice.PASSIVE, scene.voice is Voice.NOUN
    row["country"] = country_of(" ".join(clause.words[first:last])) is not None
    return row


def _hearing(scene: Scene, place: Nominal) -> dict[str, float]:
    """What the reader hears; logits by 4, so that all features are of one size."""
    heard = scene.heard(place.span)
    logits = {"heard": heard.get("place", UNHEARD), "as_actor": heard.get("actor", UNHEARD)}
    return {name: max(QUIET, min(LOUD, logit)) / 4 for name, logit in logits.items()}


def _way(scene: Scene, first: int, last: int, ranges: Sequence[tuple[int, int]]) -> dict[str, float]:
    """How far the place stands from the trigger, and what stands between."""
    clause = scene.clause
    begin, end = clause.range(scene.trigger)
    after = first >= begin
    low, high = (end, first) if after else (last, begin)
    between = clause.words[low:high]
    away = math.log1p(max(0, high - low))
    return {
        "after": float(after),
        "away": away,
        "away_before": 0.0 if after else away,
        "commas": _count(word == "," for word in between),
        "joints": _count(word in ("and", "or") for word in between),
        "places": _count(low <= at and to <= high for at, to in ranges),
        "barriers": _count(word in clause_words("barrier") for word in between),
        "where": float(not after and "where" in between),
    }


def _count(found: Iterable[bool]) -> float:
    return float(min(MOST, sum(found)))


def _leading(clause: Clause, first: int) -> dict[str, float]:
    """The preposition that leads to the place, over determiners and adjectives."""
    at = _preposition(clause, first - 1)
    if at is None:
        return {"unled": 1.0}
    led = _led(clause.word(at))
    row = {f"led_{led}": float(led in LED), "opens": float(at == 0)}
    if clause.word(at) == "of":
        before = clause.word(at - 1)
        row["beside"] = float(before.endswith(SIDES) or before == "outside")
        further = _preposition(clause, at - 1)
        row["of_from"] = float(further is not None and clause.word(further) == "from")
    return row


def _led(word: str) -> str:
    return "against" if word == "against" else led_by(word) or "in"


def _preposition(clause: Clause, at: int) -> int | None:
    for near in range(at, max(-1, at - REACH), -1):
        word = clause.word(near)
        if led_by(word) is not None:
            return near
        if word in _stops():
            return None
    return None


@cache
def _stops() -> frozenset[str]:
    return clause_words("barrier") | clause_words("be") | clause_words("auxiliary") | clause_words("joint")
