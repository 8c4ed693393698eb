"""Who and what may take part in an event: mentions of its sentence, each with the part that fits it best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicons import words as word_list
from onrecord.lexicons.clauses import clause_words
from onrecord.lexicons.events import Part, event_bases, event_senses
from onrecord.lexicons.names import capital_of, country_of
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.events.channels import (
    ACTING,
    CHANNELS,
    HARM,
    ITSELF,
    LYING,
    RULE,
    STRUCK,
    TOGETHER,
    Verb,
    find_channel,
    read_verb,
)
from onrecord.record.events.grammar.clauses import GRAMMAR, is_number, is_participle
from onrecord.record.events.grammar.modifiers import is_owner
from onrecord.record.events.grammar.relations import Relation, led_by
from onrecord.record.events.grammar.subjects import is_of_a_thing
from onrecord.record.events.grammar.voices import Voice
from onrecord.record.events.seats import Links, Seat
from onrecord.record.events.whereabouts import is_force
from onrecord.types import Article, EntityType, EventType, MentionKind, Nominal, Span, Trigger

LEAST = 0.0  # logit, rules' weights added, from which a mention is an argument
LEAST_BESIDE = 1.5  # … where grammar has found another for its part
# … and of harm: "convicted of the murder of Osman, who died": he who is convicted did not. Named victims of 100 reports
# of gvdb's training part, 2026-11-28: F1 82.0 at 1.5, 82.4 here
LEAST_SECOND = 3.0
LEAST_RUN = 0.0  # logit from which words that no mention covers are one
UNHEARD = -2.0  # for the logit of a word of another window than the trigger's: a rule that is sure decides
UNHEARD_PRONOUN = -4.0  # the least that the reader's word counts for against a pronoun that grammar has found
SYNTAX = 1.0  # what the treebanks' subject or object adds

NEAR = 8  # words before a noun in which "the victim of a" stands
SUFFERED = re.compile(r"\b(?:victims?|targets?|survivors?|witness(?:es)?) (?:of|to) (?:\S+ ){0,5}$")
PARTED = re.compile(rf";|,\s(?:{'|'.join(sorted(clause_words('turns')))})\b", re.IGNORECASE)
LAYS = re.compile(r"(?:attribut|ascrib)", re.IGNORECASE)
WHICH = re.compile(r",\s(?:which|whom|where)\b", re.IGNORECASE)
RELATIVES = frozenset({"who", "whom", "which", "that", "where"})
FROM = re.compile(r"\bfrom (?:the )?\Z", re.IGNORECASE)
OWNERS = frozenset({"his", "its", "their", "my", "our", "your"})
SUSPECTS = frozenset({"suspect", "suspects", "gunman", "gunmen", "shooter", "shooters", "defendant", "trial"})
CAME_ABOUT = frozenset({"occurred", "happened", "began", "started", "unfolded", "erupted"})
TOOK_PLACE = ("took", "place")
NOBODY = re.compile(r"(?:no|nobody|none|neither|nothing)\b", re.IGNORECASE)  # «[no group] has admitted»
# «killed in an Omani [operation]»: whose it was did it
AT_WORK = frozenset({"operation", "operations", "offensive", "crackdown", "mission", "campaign"})
SET = frozenset({Relation.IN, Relation.AT, Relation.ON, Relation.FROM, Relation.TO, Relation.BESIDE})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate: a mention or a run of words, its best channel, and how the grammar has it."""

    span: Span
    channel: str
    score: float
    nominal: Nominal | None = None
    relation: Relation | None = None
    ruled: bool = False  # grammar alone says the same


def find_candidates(article: Article, seat: Seat) -> list[Candidate]:
    trigger, clause, voice, links, related = seat.trigger, seat.clause, seat.voice, seat.links, seat.related
    verb = read_verb(article, trigger)
    # «slain [guards]»: an adjective is said of nobody else
    open_to = () if voice is Voice.ADJECTIVE else seat.near
    seen = []
    work = _at_work(article, seat)
    armed = _armed(article, seat) | work
    for nominal in dict.fromkeys((*open_to, *(one.nominal for one in seat.found))):
        if _is_nobody(article, seat, nominal) or _is_accused(seat, nominal):
            continue
        relation = Relation.SUBJECT if nominal.head in armed else related.get(nominal.head)
        told = _told(article, seat, nominal, relation, verb)
        if nominal.head in armed:
            told = armed[nominal.head], RULE
        if relation is None and is_owner(clause, nominal):
            continue  # «[Chad]’s minister held talks»: the minister did
        if relation is None and trigger.type is EventType.APPOINT and nominal.span.start > trigger.span.end:
            continue  # «was named [governor]»: the office, and nobody
        doer = "affected" if verb.lone and trigger.type not in ITSELF else "actor"
        scores = _scores(links, nominal, told, doer, verb=voice is not Voice.NOUN)
        if told and told[0] == "actor" and trigger.type in ITSELF:
            # «[refugees] arrived»: the reader has learned that whoever is moved has it done to him
            scores["actor"] = max(
                scores["actor"], links.heard(nominal.head).get("affected", UNHEARD) + told[1]
            )
        if told and told[0] == "affected" and trigger.type in TOGETHER:
            # «met with [the envoy]»: the reader has learned that both of them meet
            heard = links.heard(nominal.head).get("actor", UNHEARD) + told[1]
            scores["affected"] = max(scores["affected"], heard)
        terse = clause.terse and voice is Voice.PASSIVE and relation is Relation.SUBJECT
        if told and (terse or nominal.head in work):
            # of headlines the reader knows less than grammar
            scores[told[0]] = max(scores[told[0]], RULE + UNHEARD)
        best = max(scores, key=lambda channel: scores[channel])
        if told is None and (
            _is_elsewhere(article, seat, nominal, best)
            or _does_nothing(seat, nominal, best)
            or (best != "place" and _is_scene(seat))
        ):
            continue
        if best == "place" and (
            (relation not in SET and _is_somebody(nominal))
            or (nominal.kind is MentionKind.NAME and is_force(clause, nominal))
        ):
            continue
        ruled = told is not None and told[0] == best
        seen.append(Candidate(nominal.span, best, scores[best], nominal, relation, ruled))
    seen = [one for one in seen if not _is_of_clause_before(seat, one, seen)]
    plain = {one.channel for one in seen if one.ruled and one.score > LEAST}
    beside = LEAST_SECOND if trigger.type in HARM else LEAST_BESIDE
    kept = [one for one in seen if one.score > (beside if one.channel in plain and not one.ruled else LEAST)]
    taken = [trigger.span, *(one.span for one in open_to), *(one.span for one in seen)]
    return kept + ([] if voice is Voice.ADJECTIVE else list(_runs(article, taken, links)))


def _told(
    article: Article, seat: Seat, nominal: Nominal, relation: Relation | None, verb: Verb
) -> tuple[str, float] | None:
    """The channel that grammar names, and how surely, by the words themselves where these tell more."""
    trigger, clause = seat.trigger, seat.clause
    if relation is Relation.TO and LAYS.match(article[trigger.span]) and nominal.type in ACTING | LYING:
        return "affected", RULE  # «attributed the raid to [rebels]»
    told = find_channel(trigger, seat.voice, relation, nominal, verb)
    if told is None:
        return None
    if relation is Relation.BESIDE and article[trigger.span].lower() in clause_words("end"):
        return "affected", RULE  # «left [six guards] dead»
    of = clause.word(clause.range(trigger.span)[1]) == "of" and Relation.OF in seat.related.values()
    if relation is Relation.OWNER and of:
        return "actor", RULE  # «[the army]’s removal of [the mayor]»
    if told[0] == "affected" and _is_fired(article, trigger, nominal):
        return "instrument", RULE
    return told


def _armed(article: Article, seat: Seat) -> dict[Span, str]:
    """What weapons and craft that did it make of themselves and of whose they are, by heads.

    «[its] helicopters killed six», «[Oman]’s missiles hit the port»: whoever has them did; «[warplanes] bombed Tyre».
    """
    if seat.voice is not Voice.ACTIVE or seat.trigger.type not in STRUCK:
        return {}
    arms = [
        one.nominal
        for one in seat.found
        if one.relation is Relation.SUBJECT and one.nominal.type in (EntityType.WEAPON, None)
    ]
    crafts = [one for one in arms if article[one.head].lower() in word_list("craft")]
    armed = [one for one in arms if one.type is EntityType.WEAPON or one in crafts]
    owned = {one: owner for one in armed if (owner := _owner(seat, one))}
    alone = {one.head: "actor" for one in crafts if one not in owned}
    return alone | {
        head: channel
        for one, owner in owned.items()
        for head, channel in ((one.head, "instrument"), (owner.head, "actor"))
    }


def _at_work(article: Article, seat: Seat) -> dict[Span, str]:
    """Whose operation it was that somebody was killed in: «in an [Omani] counter-terrorism operation»."""
    if seat.voice is not Voice.PASSIVE or seat.trigger.type not in STRUCK:
        return {}
    if read_verb(article, seat.trigger).lone:
        return {}  # «six died in a police operation»
    works = (one.nominal for one in seat.found if one.relation is Relation.IN)
    found = {}
    for work in works:
        if article[work.head].lower() in AT_WORK:
            inner = [
                one for one in seat.near if one.span in work.span and one.span.end <= work.head.start
                and one.type in ACTING | LYING
            ]  # fmt: skip
            if inner:
                found[max(inner, key=lambda one: (one.type in ACTING, len(one.span))).head] = "actor"
    return found


def _owner(seat: Seat, thing: Nominal) -> Nominal | None:
    """Whose a thing is: «[its] helicopters», «[the army]’s helicopters»."""
    first = seat.clause.range(thing.span)[0]
    if seat.clause.word(first - 1) in ("'s", "'"):
        return seat.clause.closing.get(first - 2) or seat.clause.closing.get(first - 1)
    before = seat.clause.closing.get(first - 1)
    if before is not None and before.kind is MentionKind.PRONOUN:
        return before
    inner = (
        one
        for one in seat.near
        if one.span in thing.span and one.span.start == thing.span.start and one.head < thing.head
    )
    return next((one for one in inner if one.kind in (MentionKind.PRONOUN, MentionKind.NAME)), None)


def _is_fired(article: Article, trigger: Trigger, nominal: Nominal) -> bool:
    """«fired [the shells]», «fired [tear gas]»: they are what it was done with."""
    noun = find_nominal_noun(article[nominal.span].lower())
    armed = EntityType.WEAPON in (nominal.type, noun.type if noun else None)
    return armed and _fires(article, trigger)


def _fires(article: Article, trigger: Trigger) -> bool:
    words = article[trigger.span].lower().split()
    return any(verb in word_list("firing_verbs") for word in words[:1] for verb in event_bases(word))


def _is_deed(head: str) -> bool:
    """Whether a noun tells of an event and of nobody, whatever the reader takes it for; "hostages" are somebody."""
    senses, noun = event_senses(head.lower()), find_nominal_noun(head.lower())
    if noun is not None and noun.type is EntityType.PERSON:
        return False
    return bool(senses) and all(
        sense.part is Part.NOUN and sense.type in HARM | {EventType.ASSAULT} for sense in senses
    )


def _is_nobody(article: Article, seat: Seat, nominal: Nominal) -> bool:
    """«[no group] has», «charged with [the manslaughter of two traders]», «killed two boys and [injured] 11 others»."""
    if nominal.head.overlaps(seat.trigger.span) or NOBODY.match(article[nominal.span]):
        return True
    if nominal.kind is not MentionKind.DESCRIPTION:
        return article[nominal.span].lower() in OWNERS and _fires(
            article, seat.trigger
        )  # «fired [his] firearm»
    after = seat.clause.word(seat.clause.range(nominal.head)[1])
    verb = nominal.span == nominal.head and is_participle(article[nominal.head].lower())
    return _is_deed(article[nominal.head]) or (verb and is_number(after))


def _scores(
    links: Links, nominal: Nominal, told: tuple[str, float] | None, doer: str, *, verb: bool
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


def _is_elsewhere(article: Article, seat: Seat, nominal: Nominal, channel: str) -> bool:
    """What grammar does not bear out: a town as who did it; whoever does something else, after a "but".

    «the chief in [Sohar] said a man was killed»; «Osman was charged, but [a judge] freed her».
    """
    trigger, is_noun = seat.trigger, seat.voice is Voice.NOUN
    if (
        channel == "actor"
        and nominal.type in LYING
        and FROM.search(article.text, max(0, nominal.span.start - 10), nominal.span.start)
    ):
        return True  # «the drones came from [Oman]»
    if channel == "actor" and nominal.kind is MentionKind.NAME and nominal.type is EntityType.PLACE:
        words = article[nominal.span]
        return country_of(words) is None and capital_of(words) is None
    between = article.text[trigger.span.end : max(trigger.span.end, nominal.span.start)]
    if channel == "actor" and WHICH.search(between) and not is_noun:
        return True  # «was accused of the theft, which [she] denied»
    return channel in ("actor", "affected") and bool(PARTED.search(between))


def _is_accused(seat: Seat, nominal: Nominal) -> bool:
    """«shooting suspect» · [Osman]: he is said to have done it, and it was not done to him."""
    first, after = seat.clause.range(seat.trigger.span)
    begins = seat.clause.range(nominal.span)[0]
    if seat.clause.word(after) not in SUSPECTS or begins not in (after, after + 1, after + 2):
        return False
    # «said shooting suspect» · [Osman]; not «accused of shooting suspect» · [Osman]
    governed = (
        seat.clause.word(first - 1) in clause_words("be") or led_by(seat.clause.word(first - 1)) is not None
    )
    return seat.voice is Voice.NOUN or (seat.clause.word(first).endswith("ing") and not governed)


def _is_scene(seat: Seat) -> bool:
    """«the address where the» · "shooting" · «occurred»: only where it was is told of it."""
    first, last = seat.clause.range(seat.trigger.span)
    determined = first - 1 - (seat.clause.word(first - 1) in clause_words("determiner"))
    before = seat.clause.words[max(0, determined - 2) : determined + 1]
    came = seat.clause.word(last) in CAME_ABOUT or seat.clause.words[last : last + 2] == TOOK_PLACE
    return seat.voice is Voice.NOUN and came and bool({"where", "when"} & set(before))


def _does_nothing(seat: Seat, nominal: Nominal, channel: str) -> bool:
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


def _is_somebody(nominal: Nominal) -> bool:
    """«a camp of the [Enneri Front] near Zakho»: whose it is; a place only of what is said to be in or at it."""
    return nominal.kind is MentionKind.NAME and nominal.type in ACTING - LYING


def _is_of_clause_before(seat: Seat, one: Candidate, seen: Sequence[Candidate]) -> bool:
    """«[One guard] was hit and all three fired back»: whom an active verb is done to does not stand before who does it;
    but «[the guard], whom they hit».
    """
    if seat.voice is not Voice.ACTIVE or one.channel != "affected" or one.relation is not None:
        return False
    at = seat.clause.range(seat.trigger.span)[1]
    if one.span.end <= seat.trigger.span.start and is_number(seat.clause.word(at)):
        return True  # «killing [a guard] and injuring 12 more»
    doer = next(
        (it for it in seen if it.relation is Relation.SUBJECT and it.channel == "actor" and it.ruled), None
    )
    if doer is None or one.span.start >= doer.span.start:
        return False
    first, last = seat.clause.range(one.span)[1], seat.clause.range(doer.span)[0]
    return not RELATIVES & set(seat.clause.words[first : last + 1])


def _runs(article: Article, taken: Sequence[Span], links: Links) -> Iterator[Candidate]:
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
                    yield Candidate(span, channel, float(row[start:n].max()))
                start = None


def _names_something(words: str) -> bool:
    """No mark alone, no title without its name: «Rep» of «Rep. Sara Osman»."""
    return any(letter.isalnum() for letter in words) and words.lower() not in word_list("titles")
