"""Who and what take part in an event, as the words of its own sentence tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicons import words as word_list
from onrecord.lexicons.events import Affected, Part, event_senses
from onrecord.lexicons.names import capital_of, country_of
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.events.clauses import (
    GRAMMAR,
    Clause,
    Related,
    Relation,
    Voice,
    find_relations,
    find_voice,
    is_of_a_thing,
    is_owner,
    read_clause,
)
from onrecord.record.events.whereabouts import Scene, find_whereabouts, is_place_name
from onrecord.types import (
    Argument,
    Article,
    EntityType,
    EventType,
    MentionKind,
    Nominal,
    Reading,
    Role,
    Span,
    Trigger,
)

Array = NDArray[np.float32]

CHANNELS = ("actor", "affected", "place", "instrument", "origin", "destination")
LEAST = 0.0  # logit, rules' weights added, from which a mention is an argument
LEAST_BESIDE = 1.5  # … where grammar has found another for its part
# … and of harm: "convicted of the murder of Osman, who died": he who is convicted did not. Named victims of 100 reports
# of gvdb's training part, 2026-11-28: F1 82.0 at 1.5, 82.4 here
LEAST_SECOND = 3.0
FAR = 400  # characters between a trigger and its arguments; keeps sentences without end cheap
LEAST_RUN = 0.0  # logit from which words that no mention covers are one
# What a rule adds to the logit of the channel it names, sure of itself or not. On two fifths of m2e2 that the reader
# had not seen, gold triggers, 2026-11-22: F1 44.3 at 5 and 3, 45.9 here, 47.3 at 3 and 2, where its gold is sparse; of
# the actors in articles read by eye some 12 points are lost there
RULE, HINT = 5.0, 2.5
UNHEARD = -2.0  # for the logit of a word of another window than the trigger's: a rule that is sure decides
UNHEARD_PRONOUN = -4.0  # the least that the reader's word counts for against a pronoun that grammar has found
SYNTAX = 1.0  # what the treebanks' subject or object adds

NEAR = 8  # words before a noun in which "the victim of a" stands
SUFFERED = re.compile(r"\b(?:victims?|targets?|survivors?|witness(?:es)?) (?:of|to) (?:\S+ ){0,5}$")
PARTED = re.compile(r";|,\s(?:but|while|whereas|although|though)\b", re.IGNORECASE)
RELATIVES = frozenset({"who", "whom", "which", "that", "where"})
ANYWHERE = frozenset({"the world", "world", "everywhere", "anywhere"})
NOBODY = re.compile(r"(?:no|nobody|none|neither|nothing)\b", re.IGNORECASE)  # «[no group] has admitted»

ROLE = {
    "actor": Role.ACTOR,
    "place": Role.PLACE,
    "instrument": Role.INSTRUMENT,
    "origin": Role.ORIGIN,
    "destination": Role.DESTINATION,
}
# Who or what it was done to: as a person, as anything else. RECIPIENT where nothing is said
AFFECTED = {
    EventType.ASSAULT: (Role.VICTIM, Role.RECIPIENT),
    EventType.DEATH: (Role.VICTIM, Role.VICTIM),
    EventType.INJURY: (Role.VICTIM, Role.VICTIM),
    EventType.ABDUCTION: (Role.VICTIM, Role.VICTIM),
    EventType.DISPLACEMENT: (Role.VICTIM, Role.VICTIM),
    EventType.DAMAGE: (Role.VICTIM, Role.VICTIM),
    EventType.DISASTER: (Role.VICTIM, Role.VICTIM),
    EventType.ACCIDENT: (Role.VICTIM, Role.VICTIM),
    EventType.MOVE: (Role.RECIPIENT, Role.TOPIC),  # «flies [the envoy], ships [grain] to Beirut»
    EventType.MOBILIZE: (Role.TOPIC, Role.TOPIC),  # «sends [two brigades] to the border»
}
ITSELF = {EventType.MOVE, EventType.RETREAT, EventType.RESIGN}  # «[the envoy] fled, resigned»: who does it

_E, _T = EventType, EntityType
ACTING = frozenset({_T.PERSON, _T.ORGANISATION, _T.STATE, _T.GROUP, _T.MILITARY, _T.MEDIA})
LYING = frozenset({_T.PLACE, _T.STATE, _T.FACILITY})
PEOPLE = frozenset({_T.PERSON, _T.GROUP})
ANY = frozenset({*_T, None})
THINGS = frozenset({_T.WEAPON, None})
HARM = frozenset({_E.DEATH, _E.INJURY, _E.ABDUCTION, _E.DISPLACEMENT, _E.DAMAGE})
DONE_TO = HARM | {_E.COERCE, _E.TRIAL, _E.APPOINT, _E.RESIGN}
STRUCK = HARM | {_E.ASSAULT}
AIMED = frozenset(
    {_E.ASSAULT, _E.SANCTION, _E.THREATEN, _E.ACCUSE, _E.PROTEST, _E.COERCE, _E.DAMAGE, _E.TRIAL, _E.REJECT}
)
TOGETHER = frozenset({_E.CONSULT, _E.AGREE, _E.COOPERATE})
GIVEN = frozenset({_E.AID, _E.SUPPORT, _E.REQUEST, _E.CONCEDE, _E.THREATEN, _E.APPOINT})
MOVING = frozenset({_E.MOVE, _E.MOBILIZE, _E.RETREAT, _E.DISPLACEMENT, _E.AID})
EVERY = frozenset(_E)
VERBS = frozenset({Voice.ACTIVE, Voice.PASSIVE, Voice.ADJECTIVE})
BY_WHOM = frozenset({Voice.PASSIVE, Voice.NOUN})
ALL = frozenset(Voice)
NAMES = frozenset({MentionKind.NAME})
NOUN = frozenset({Voice.NOUN})
SET = frozenset({Relation.IN, Relation.AT, Relation.ON, Relation.FROM, Relation.TO, Relation.BESIDE})


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which channel a mention of these types takes that stands so to a trigger of these types."""

    relation: Relation
    voices: frozenset[Voice]
    events: frozenset[EventType]
    entities: frozenset[EntityType | None]
    channel: str
    weight: float = RULE
    kinds: frozenset[MentionKind] = frozenset(MentionKind)


# The first that fits decides
RULES = (
    _Rule(Relation.SUBJECT, frozenset({Voice.PASSIVE}), EVERY, ANY, "affected"),  # [two guards] were shot
    _Rule(Relation.SUBJECT, ALL, STRUCK, frozenset({_T.WEAPON}), "instrument"),  # [a car bomb] killed six
    _Rule(
        Relation.SUBJECT, ALL, EVERY, ACTING | LYING, "actor"
    ),  # [rebels] shelled, [rebels] carried out a raid
    _Rule(Relation.OBJECT, VERBS, MOVING, LYING, "destination", HINT),  # reached [Tyre]
    _Rule(Relation.OBJECT, VERBS, EVERY, ANY, "affected"),  # shelled [the port]
    _Rule(Relation.BY, BY_WHOM, EVERY, ACTING | LYING, "actor"),  # killed by [rebels], an attack by [rebels]
    _Rule(Relation.BY, ALL, STRUCK, THINGS, "instrument", HINT),  # killed by [a mine]
    _Rule(Relation.OWNER, NOUN, DONE_TO - {_E.COERCE}, ANY, "affected"),  # [Osman]’s death
    _Rule(
        Relation.OWNER, NOUN, frozenset({_E.COERCE, _E.ASSAULT}), frozenset({_T.PERSON}), "affected", HINT
    ),  # [his] arrest
    _Rule(Relation.OWNER, NOUN, EVERY, ACTING | LYING, "actor"),  # [Oman]’s offer
    _Rule(
        Relation.OF, NOUN, DONE_TO | {_E.ASSAULT, _E.SANCTION, _E.ACCUSE, _E.REJECT}, ANY, "affected"
    ),  # the killing of [X]
    _Rule(Relation.OF, NOUN, EVERY - TOGETHER, ACTING, "actor", HINT),  # the protest of [the miners]
    _Rule(Relation.BESIDE, NOUN, EVERY, frozenset({_T.PLACE, _T.FACILITY}), "place"),  # the [Tyre] bombing
    _Rule(Relation.BESIDE, NOUN, STRUCK, frozenset({_T.WEAPON}), "instrument"),  # a [missile] strike
    _Rule(
        Relation.BESIDE, NOUN, STRUCK | DONE_TO, frozenset({_T.PERSON}), "affected", HINT, NAMES
    ),  # the [Osman] killing
    _Rule(Relation.BESIDE, NOUN, HARM, frozenset({_T.GROUP}), "affected", HINT),  # [Omani] deaths
    _Rule(Relation.BESIDE, NOUN, EVERY, ACTING, "actor"),  # an [Omani] strike
    _Rule(
        Relation.ON, VERBS, frozenset({_E.COERCE}), frozenset({_T.PLACE}), "place", HINT
    ),  # seized a boat on [the Dvina]
    _Rule(Relation.ON, ALL, AIMED, ANY, "affected"),  # a strike on [the port]
    _Rule(Relation.AT, ALL, frozenset({_E.ASSAULT}), ACTING, "affected"),  # fired at [a patrol]
    _Rule(Relation.AT, ALL, EVERY, LYING, "place"),  # a blast at [the market]
    _Rule(Relation.ON, ALL, EVERY, frozenset({_T.FACILITY}), "place", HINT),  # killed on [the bridge]
    _Rule(Relation.IN, ALL, EVERY, LYING, "place"),  # in [Tyre]
    _Rule(Relation.WITH, ALL, TOGETHER, ACTING | LYING, "affected"),  # talks with [Oman]
    _Rule(Relation.WITH, ALL, frozenset({_E.ASSAULT}), ACTING, "affected"),  # clashes with [police]
    _Rule(Relation.WITH, ALL, STRUCK, THINGS, "instrument"),  # with [a knife]
    _Rule(Relation.FROM, ALL, MOVING, LYING, "origin"),  # from [Tyre]
    _Rule(Relation.TO, ALL, MOVING, LYING, "destination"),  # to [Beirut]
    _Rule(Relation.TO, ALL, GIVEN, ACTING | LYING, "affected", HINT),  # aid to [Sudan]
    _Rule(
        Relation.FOR, ALL, frozenset({_E.SUPPORT, _E.AID}), ACTING | LYING, "affected", HINT
    ),  # support for [Sudan]
    _Rule(
        Relation.BETWEEN, ALL, TOGETHER | {_E.ASSAULT}, ACTING | LYING, "actor"
    ),  # clashes between [X] and [Y]
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One candidate: a mention or a run of words, its best channel, and how the grammar has it."""

    span: Span
    channel: str
    score: float
    nominal: Nominal | None = None
    relation: Relation | None = None
    ruled: bool = False  # grammar alone says the same


def find_arguments(
    article: Article,
    reading: Reading,
    triggers: tuple[Trigger, ...],
    nominals: tuple[Nominal, ...],
    sentences: tuple[Span, ...],
) -> tuple[Trigger, ...]:
    """The triggers with the arguments that their own sentences give them, in the order of the text.

    The reader's links and the rules of grammar are added up; each mention takes the part that fits it best.
    """
    found = []
    for seat in _with_busy(tuple(_seats(article, reading, triggers, nominals, sentences))):
        where, seen = find_whereabouts(seat.scene, seat.near), _candidates(article, seat)
        arguments = _placed(
            article, _arguments(article, seat.trigger, seen), where, _doubtful(seat, seen, where)
        )
        first = where[0].span if where else None
        found.append(replace(seat.trigger, arguments=tuple(arguments), where=first))
    return tuple(found)


def find_scenes(
    article: Article,
    reading: Reading,
    triggers: tuple[Trigger, ...],
    nominals: tuple[Nominal, ...],
    sentences: tuple[Span, ...],
) -> tuple[tuple[Scene, tuple[Nominal, ...]], ...]:
    """For each trigger what `find_whereabouts` is told of it: what its weights are fitted on."""
    seats = _seats(article, reading, triggers, nominals, sentences)
    return tuple((seat.scene, tuple(seat.near)) for seat in seats)


def _placed(
    article: Article, arguments: Iterable[Argument], where: Sequence[Nominal], doubtful: AbstractSet[Span]
) -> list[Argument]:
    """The arguments with all named places where the event likely was, and no doubtful one as its place."""
    kept = [one for one in arguments if one.role is not Role.PLACE or one.span not in doubtful]
    kept = [one for one in kept if one.role is not Role.PLACE or article[one.span].lower() not in ANYWHERE]
    taken = [one.span for one in kept]
    new = [Argument(Role.PLACE, one.span) for one in where if not any(one.span.overlaps(t) for t in taken)]
    return sorted((*kept, *new), key=lambda one: (one.span, one.role))


def _doubtful(seat: _Seat, seen: Sequence[_Seen], where: Sequence[Nominal]) -> frozenset[Span]:
    """Names of places where the event is not likely to have been; for nouns, on which the likelihood was not fitted,
    grammar's word is enough: «the [Tyre] bombing».
    """
    sure = {one.span for one in seen if one.ruled} if seat.voice is Voice.NOUN else set[Span]()
    likely = {one.span for one in where}
    return frozenset(one.span for one in seat.near if is_place_name(one)) - likely - sure


def _stretch(sentence: Span, trigger: Span) -> Span:
    """The sentence, as far as arguments may stand from their trigger."""
    return Span(max(sentence.start, trigger.start - FAR), min(sentence.end, trigger.end + FAR))


def _in(nominals: Sequence[Nominal], stretch: Span) -> Sequence[Nominal]:
    first, last = (
        bisect_left(nominals, n, key=lambda one: one.span.start) for n in (stretch.start, stretch.end)
    )
    return nominals[first:last]


@dataclass(frozen=True, slots=True)
class _Seat:
    """How a trigger sits in its sentence: what grammar makes of it and of the mentions around, and what is heard."""

    trigger: Trigger
    near: Sequence[Nominal]
    clause: Clause
    voice: Voice
    found: tuple[Related, ...]
    links: _Links
    busy: frozenset[Span] = frozenset()  # heads of those who do something else in the sentence

    @property
    def related(self) -> dict[Span, Relation]:
        """How each mention stands to the trigger, by its head."""
        return {one.nominal.head: one.relation for one in self.found}

    @property
    def scene(self) -> Scene:
        """The same, for finding where it happened."""
        return Scene(self.clause, self.trigger.span, self.voice, self.related, self.links.heard)


def _seats(
    article: Article,
    reading: Reading,
    triggers: Sequence[Trigger],
    nominals: Sequence[Nominal],
    sentences: Sequence[Span],
) -> Iterator[_Seat]:
    """One for each trigger, in their order."""
    starts = [sentence.start for sentence in sentences]
    homes = [max(0, bisect_right(starts, trigger.span.start) - 1) for trigger in triggers]
    together: dict[int, list[Nominal]] = defaultdict(list)
    for nominal in sorted((_armed(article, one) for one in nominals), key=lambda one: one.span):
        together[bisect_right(starts, nominal.span.start) - 1].append(nominal)
    clauses: dict[int, Clause] = {}
    for at, trigger in zip(homes, triggers, strict=True):
        if at not in clauses:
            clauses[at] = read_clause(article.text, sentences[at], together[at])
        clause, span = clauses[at], trigger.span
        stretch = _stretch(sentences[at], span)
        voice = find_voice(clause, span)
        yield _Seat(
            trigger,
            _in(together[at], stretch),
            clause,
            voice,
            find_relations(clause, span, voice),
            _Links.of(reading, span, stretch),
        )


def _with_busy(seats: Sequence[_Seat]) -> Iterator[_Seat]:
    """The seats, each with those who are the subject of a verb that tells of no violence: «[the ministry] asked for it
    before the raid» is no word on who raided.
    """
    busy: dict[int, set[Span]] = defaultdict(set)
    for seat in seats:
        if seat.voice is Voice.ACTIVE and seat.trigger.type not in STRUCK:
            heads = (head for head, relation in seat.related.items() if relation is Relation.SUBJECT)
            busy[id(seat.clause)].update(heads)
    yield from (replace(seat, busy=frozenset(busy[id(seat.clause)])) for seat in seats)


def _armed(article: Article, nominal: Nominal) -> Nominal:
    """«[Shells] hit the mill»: what the lexicon has for a weapon is nobody, whatever the reader takes it for."""
    if nominal.kind is not MentionKind.DESCRIPTION or nominal.type in (EntityType.WEAPON, None):
        return nominal
    noun = find_nominal_noun(article[nominal.head].lower())
    armed = noun is not None and noun.type is EntityType.WEAPON
    return replace(nominal, type=EntityType.WEAPON) if armed else nominal


@dataclass(frozen=True, slots=True)
class _Links:
    """Logits of a trigger's channels for the words of its sentence."""

    words: NDArray[np.int32]  # [n, 2]
    logits: Array  # [channels, n]
    channels: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading, trigger: Span, sentence: Span) -> _Links:
        """From the word of the trigger that asks loudest; only words of its window are heard."""
        labels = reading.labels
        first, last = _words(reading, sentence)
        a, b = _words(reading, trigger)
        window = next(((p, q) for p, q in reading.windows.tolist() if p <= a < q), (0, 0))
        first, last = max(first, window[0]), min(last, window[1])
        if a >= b or first >= last:
            return cls(
                np.zeros((0, 2), np.int32), np.zeros((len(labels.channels), 0), np.float32), labels.channels
            )
        asks, answers = reading.asks[a:b], reading.answers[first:last]
        logits = (
            np.einsum("icd,jcd->cij", asks, answers).max(1) * labels.link_scale + labels.link_bias[:, None]
        )
        return cls(reading.words[first:last], logits, labels.channels)

    def heard(self, span: Span) -> dict[str, float]:
        """By channel the loudest of the span's words; nothing where the reader did not hear them together."""
        a = int(np.searchsorted(self.words[:, 1], span.start, side="right"))
        b = int(np.searchsorted(self.words[:, 0], span.end, side="left"))
        if a >= b:
            return {}
        return dict(zip(self.channels, self.logits[:, a:b].max(1).tolist(), strict=True))


def _words(reading: Reading, span: Span) -> tuple[int, int]:
    first = int(np.searchsorted(reading.words[:, 1], span.start, side="right"))
    return first, int(np.searchsorted(reading.words[:, 0], span.end, side="left"))


def _candidates(article: Article, seat: _Seat) -> list[_Seen]:
    trigger, clause, voice, links, related = seat.trigger, seat.clause, seat.voice, seat.links, seat.related
    lone = _affected_is_subject(article, trigger)
    # «slain [guards]»: an adjective is said of nobody else
    open_to = () if voice is Voice.ADJECTIVE else seat.near
    seen = []
    for nominal in dict.fromkeys((*open_to, *(one.nominal for one in seat.found))):
        if nominal.head.overlaps(trigger.span) or NOBODY.match(article[nominal.span]):
            continue
        if nominal.kind is MentionKind.DESCRIPTION and _is_deed(article[nominal.head]):
            continue  # «charged with [the manslaughter of two traders] who were shot»
        relation = related.get(nominal.head)
        told = _ruled(trigger, voice, relation, nominal, lone)
        of = clause.word(clause.range(trigger.span)[1]) == "of" and Relation.OF in related.values()
        if told and relation is Relation.OWNER and of:
            told = "actor", RULE  # «[the army]’s removal of [the mayor]»
        if relation is None and is_owner(clause, nominal):
            continue  # «[Chad]’s minister held talks»: the minister did
        if relation is None and trigger.type is EventType.APPOINT and nominal.span.start > trigger.span.end:
            continue  # «was named [governor]»: the office, and nobody
        doer = "affected" if lone and trigger.type not in ITSELF else "actor"
        scores = _scores(links, nominal, told, doer, verb=voice is not Voice.NOUN)
        if told and clause.terse and voice is Voice.PASSIVE and relation is Relation.SUBJECT:
            # of headlines the reader knows less than grammar
            scores[told[0]] = max(scores[told[0]], RULE + UNHEARD)
        best = max(scores, key=lambda channel: scores[channel])
        if told is None and (
            _is_elsewhere(article, trigger, nominal, best) or _does_nothing(seat, nominal, best)
        ):
            continue
        if best == "place" and relation not in SET and _is_somebody(nominal):
            continue
        ruled = told is not None and told[0] == best
        seen.append(_Seen(nominal.span, best, scores[best], nominal, relation, ruled))
    seen = [one for one in seen if not _is_of_clause_before(seat, one, seen)]
    plain = {one.channel for one in seen if one.ruled and one.score > LEAST}
    beside = LEAST_SECOND if trigger.type in HARM else LEAST_BESIDE
    kept = [one for one in seen if one.score > (beside if one.channel in plain and not one.ruled else LEAST)]
    taken = [trigger.span, *(one.span for one in open_to), *(one.span for one in seen)]
    return kept + ([] if voice is Voice.ADJECTIVE else list(_runs(article, taken, links)))


def _is_of_clause_before(seat: _Seat, one: _Seen, seen: Sequence[_Seen]) -> bool:
    """«[One guard] was hit and all three fired back»: whom an active verb is done to does not stand before who does it;
    but «[the guard], whom they hit».
    """
    if seat.voice is not Voice.ACTIVE or one.channel != "affected" or one.relation is not None:
        return False
    doer = next(
        (it for it in seen if it.relation is Relation.SUBJECT and it.channel == "actor" and it.ruled), None
    )
    if doer is None or one.span.start >= doer.span.start:
        return False
    first, last = seat.clause.range(one.span)[1], seat.clause.range(doer.span)[0]
    return not RELATIVES & set(seat.clause.words[first : last + 1])


def _is_deed(head: str) -> bool:
    """Whether a noun tells of an event and of nobody, whatever the reader takes it for."""
    senses = event_senses(head.lower())
    return bool(senses) and all(
        sense.part is Part.NOUN and sense.type in HARM | {_E.ASSAULT} for sense in senses
    )


def _is_somebody(nominal: Nominal) -> bool:
    """«a camp of the [Enneri Front] near Zakho»: whose it is; a place only of what is said to be in or at it."""
    return nominal.kind is MentionKind.NAME and nominal.type in ACTING - LYING


def _does_nothing(seat: _Seat, nominal: Nominal, channel: str) -> bool:
    """Whom the reader alone takes for who did it: not where a thing did, nor whoever was the victim of it, nor what is
    nobody: «the carnage that killed six», «said he was the victim of an attack», «[the rate] of injured people».
    """
    if channel != "actor":
        return False
    first = seat.clause.range(seat.trigger.span)[0]
    nobody = nominal.kind is MentionKind.DESCRIPTION and nominal.type is None
    thing = seat.voice is Voice.ACTIVE and is_of_a_thing(seat.clause, first)
    suffered = seat.voice is Voice.NOUN and bool(
        SUFFERED.search(" ".join(seat.clause.words[max(0, first - NEAR) : first]) + " ")
    )
    busy = seat.trigger.type in STRUCK and nominal.head in seat.busy and seat.voice is Voice.NOUN
    return nobody or thing or suffered or busy


def _is_elsewhere(article: Article, trigger: Trigger, nominal: Nominal, channel: str) -> bool:
    """What grammar does not bear out: a town as who did it; whoever does something else, after a "but".

    «the chief in [Sohar] said a man was killed»; «Osman was charged, but [a judge] freed her».
    """
    if channel == "actor" and nominal.kind is MentionKind.NAME and nominal.type is EntityType.PLACE:
        words = article[nominal.span]
        return country_of(words) is None and capital_of(words) is None
    between = article.text[trigger.span.end : max(trigger.span.end, nominal.span.start)]
    return channel in ("actor", "affected") and bool(PARTED.search(between))


def _scores(
    links: _Links, nominal: Nominal, told: tuple[str, float] | None, doer: str, *, verb: bool
) -> dict[str, float]:
    """By channel the reader's logit with what grammar adds; a word that it has not heard it neither takes nor bars,
    nor does it know of one that grammar alone has found: «Kills Guard Chief, [Head of Port Guards]».
    """
    heard = {} if nominal.by == GRAMMAR else links.heard(nominal.head)
    scores = {channel: heard.get(channel, UNHEARD) for channel in CHANNELS}
    if told and nominal.kind is MentionKind.PRONOUN:
        # «said that [it] had killed»: the corpora mark names where they can, so of pronouns the reader knows little
        scores[told[0]] = max(scores[told[0]], UNHEARD_PRONOUN)
    if told:
        scores[told[0]] += told[1]
    if verb and heard.get("subject", 0.0) > 0:
        scores[doer] += SYNTAX
    if verb and heard.get("object", 0.0) > 0:
        scores["affected"] += SYNTAX
    return scores


def _ruled(
    trigger: Trigger, voice: Voice, relation: Relation | None, nominal: Nominal, lone: bool
) -> tuple[str, float] | None:
    """The channel that grammar names, and how surely."""
    if relation is None:
        return None
    if lone and relation is Relation.SUBJECT:  # «[two guards] died», «[police] arrived»
        return "actor" if trigger.type in ITSELF else "affected", RULE
    if lone and relation is Relation.OBJECT and voice is Voice.ACTIVE:
        return None  # «arrived and detained [the man]»
    for rule in RULES:
        fits = rule.relation is relation and voice in rule.voices and trigger.type in rule.events
        if fits and nominal.kind in rule.kinds and _of_type(nominal, rule.entities):
            return rule.channel, rule.weight
    return None


def _of_type(nominal: Nominal, types: frozenset[EntityType | None]) -> bool:
    """A pronoun can be anybody who acts."""
    return nominal.type in types or (nominal.kind is MentionKind.PRONOUN and EntityType.STATE in types)


def _affected_is_subject(article: Article, trigger: Trigger) -> bool:
    """«[two guards] died», «suffered two wounds»; not of «wounded», which may have an object as well."""
    told = article[trigger.span].split()
    least = " ".join(
        word for n, word in enumerate(told) if n == 0 or word.lower() not in word_list("between")
    )
    senses = event_senses(article[trigger.span], part=Part.VERB) or event_senses(least, part=Part.VERB)
    return {one.affected for one in senses if trigger.type in (one.type, one.also)} == {Affected.SUBJECT}


def _runs(article: Article, taken: Sequence[Span], links: _Links) -> Iterator[_Seen]:
    """Words that the reader links to the trigger and that no mention covers."""
    for channel in CHANNELS:
        row = links.logits[links.channels.index(channel)]
        start = None
        for n in range(len(row) + 1):
            live = n < len(row) and row[n] > LEAST_RUN
            if live and start is None:
                start = n
            elif not live and start is not None:
                span = Span(int(links.words[start, 0]), int(links.words[n - 1, 1]))
                if not any(span.overlaps(other) for other in taken) and _names_something(article[span]):
                    yield _Seen(span, channel, float(row[start:n].max()))
                start = None


def _names_something(words: str) -> bool:
    """No mark alone, no title without its name: «Rep» of «Rep. Sara Osman»."""
    return any(letter.isalnum() for letter in words) and words.lower() not in word_list("titles")


def _arguments(article: Article, trigger: Trigger, seen: Sequence[_Seen]) -> Iterator[Argument]:
    """Those that no wider one of the same part holds, in the order of the text."""
    for one in sorted(seen, key=lambda one: one.span):
        wider = (
            other
            for other in seen
            if other is not one and other.channel == one.channel and one.span in other.span
        )
        if any(len(other.span) > len(one.span) for other in wider):
            continue
        yield Argument(_role(article, trigger, one), one.span)


def _role(article: Article, trigger: Trigger, one: _Seen) -> Role:
    if one.channel != "affected":
        return ROLE[one.channel]
    alone = one.relation is Relation.SUBJECT and not _has_object(article, trigger)
    if trigger.type in ITSELF and (alone or _affected_is_subject(article, trigger)):
        return Role.ACTOR
    person, other = AFFECTED.get(trigger.type, (Role.RECIPIENT, Role.RECIPIENT))
    return person if _is_people(one.nominal) else other


def _has_object(article: Article, trigger: Trigger) -> bool:
    """«released», «dismissed», «airlifted»: with a passive, whoever stands before it did not do it."""
    senses = event_senses(article[trigger.span].split()[-1], part=Part.VERB)
    return any(one.affected is Affected.OBJECT and one.type is trigger.type for one in senses)


def _is_people(nominal: Nominal | None) -> bool:
    """A person or a people; soldiers told of as such, not an army by its name."""
    if nominal is None:
        return False
    return nominal.type in PEOPLE or (
        nominal.type is EntityType.MILITARY and nominal.kind is not MentionKind.NAME
    )
