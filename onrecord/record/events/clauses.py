"""How the mentions of a sentence stand to a word that tells of an event: its subject, its object, by whom, on whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from onrecord.lexicons import rows, words
from onrecord.lexicons.events import Affected, EventWord, Part, event_senses
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.lexicons.status import status_words
from onrecord.types import EntityType, EventType, MentionKind, Nominal, Span

REACH = 40  # words to each side: what a clause spans; keeps hostile sentences cheap
FILLERS = 5  # words between a preposition and the head it governs: "in the old northern port of"
BESIDE = 3  # words between a mention and the noun it stands before: "an Omani guided missile strike"
# "Osman" · "’s", "they" · "’re", "state-run", "don’t"
WORD = re.compile(r"['’](?:s|re|ve|ll|d|m)?(?!\w)|\w+(?:[’'-](?!(?:s|re|ve|ll|d|m)\b)\w+)*|[^\w\s]")

GRAMMAR = "grammar"  # who found a mention that nobody saw
CLOSERS = frozenset("”")
QUOTES = frozenset('“”"')
NO_MODIFIERS = ("determiner", "barrier", "joint", "light", "be", "auxiliary")
BOTH = frozenset({"both", "all"})
WHOM = frozenset({EntityType.PERSON, EntityType.GROUP})
LOCAL = frozenset({"in", "at", "from", "to"})
MANY = frozenset({"police", "people", "men", "women", "children", "i", "you", "we", "they", "who"})
SAYS = frozenset({"say", "says"})  # «[Oman] Says Kills Port Chief»: a headline's own subject
AS_WELL_AS = ("as", "well", "as")
MORTALLY = frozenset({"fatally", "mortally"})
HANDS = frozenset({"hands", "hand"})
STOPS = frozenset(".!?…”\"')")
# A bare form of a verb of these, with no object, is an active past more often than a participle
OBJECTLESS = frozenset(EventType) - {
    EventType.DEATH,
    EventType.INJURY,
    EventType.ABDUCTION,
    EventType.DISPLACEMENT,
    EventType.DAMAGE,
    EventType.COERCE,
    EventType.TRIAL,
    EventType.APPOINT,
}
# "arrested at least 30 people": what bounds a number governs nothing
BOUNDS = (("at", "least"), ("at", "most"), ("as", "many", "as"), ("as", "few", "as"))
MEANWHILE = frozenset(
    {"before", "after", "while", "by", "without", "since", "when"}
)  # before a verb in "-ing"
OFFICERS = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.MILITARY})
# Among the words between a subject and its verb, those that decide nothing
ADVERBIAL = frozenset(("not", "n't", "also", "already", "still", "just", "later", "reportedly", "allegedly"))


class Relation(StrEnum):
    """How a mention stands to the trigger."""

    SUBJECT = "subject"  # "[Rebels] shelled the port", "[The port] was shelled"
    OBJECT = "object"  # "Rebels shelled [the port]"
    OWNER = "owner"  # "[Osman]’s killing"
    BESIDE = "beside"  # "an [Omani] strike", "the [Tyre] bombing"
    BY = "by"
    OF = "of"
    ON = "on"  # "a strike on [the port]", "against", "upon"
    AT = "at"  # "opened fire at [a patrol]", "a blast at [the market]"
    IN = "in"
    WITH = "with"
    FROM = "from"
    TO = "to"  # "into", "towards" as well
    FOR = "for"
    BETWEEN = "between"


class Voice(StrEnum):
    """How the trigger is built."""

    NOUN = "noun"
    ACTIVE = "active"
    PASSIVE = "passive"
    ADJECTIVE = "adjective"  # "[slain] guards"


@dataclass(frozen=True, slots=True)
class Related:
    """One mention and how it stands to the trigger; `steps` counts the mentions passed on the way to it."""

    nominal: Nominal
    relation: Relation
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence cut into words, in lower case; the widest mention that opens, and that closes, at each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    opening: Mapping[int, Nominal]
    closing: Mapping[int, Nominal]

    def word(self, at: int) -> str:
        """The word at a position, empty beyond the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    @property
    def terse(self) -> bool:
        """Whether it is a line without a stop, as headlines are."""
        return bool(self.words) and self.words[-1] not in STOPS

    def range(self, span: Span) -> tuple[int, int]:
        """The positions of a span's words, half-open."""
        first = bisect_left(self.ends, span.start + 1)
        return first, max(first + 1, bisect_left(self.starts, span.end))


def read_clause(text: str, sentence: Span, nominals: Sequence[Nominal]) -> Clause:
    """The sentence's words, and where its mentions open and close."""
    found = list(WORD.finditer(text, sentence.start, sentence.end))
    starts, ends = tuple(match.start() for match in found), tuple(match.end() for match in found)
    opening: dict[int, Nominal] = {}
    closing: dict[int, Nominal] = {}
    for one in sorted(nominals, key=lambda one: len(one.span)):
        if one.span in sentence:
            opening[bisect_left(starts, one.span.start)] = one
            closing[bisect_left(ends, one.span.end)] = one
    return Clause(
        starts, ends, tuple(match[0].lower().replace("’", "'") for match in found), opening, closing
    )


def find_voice(clause: Clause, trigger: Span) -> Voice:
    """Whether the trigger is a noun, an adjective, an active verb or a passive one.

    «was shelled», «two guards killed in a raid» are passive; «killing two guards» is active, «the killing of» a noun.
    """
    first, last = clause.range(trigger)
    senses = event_senses(" ".join(clause.words[first:last]))
    parts = {sense.part for sense in senses}
    if parts == {Part.ADJECTIVE} or _is_adjective_here(clause, first, last):
        return Voice.ADJECTIVE
    if (parts and Part.VERB not in parts) or _is_noun_here(clause, first, last, parts):
        return Voice.NOUN
    verbs = [sense for sense in senses if sense.part is Part.VERB]
    if clause.terse and _is_terse_passive(clause, first, last, verbs):
        return Voice.PASSIVE
    kinds = {sense.type for sense in verbs}
    return Voice.PASSIVE if _is_passive(clause, first, last, kinds) else Voice.ACTIVE


def find_relations(clause: Clause, trigger: Span, voice: Voice) -> tuple[Related, ...]:
    """Each mention that stands in a relation to the trigger, once: as what follows has it, else as what precedes."""
    first, last = clause.range(trigger)
    if voice is Voice.ADJECTIVE:
        return tuple(_modified(clause, trigger, last))
    found = list(_after(clause, first, last, voice))
    if voice is Voice.NOUN:
        found += (*_carried_out_by(clause, last), *_before_noun(clause, first))
    else:
        counted = _is_participle(clause.word(first)) and _is_counted(clause, first)
        found += _reduced(clause, first) if voice is Voice.PASSIVE and not counted else ()
        found += _subjects(clause, first) if not counted else ()
    found += (*_where(clause, first), *_setting_out(clause))
    told: dict[Span, Related] = {}
    for one in found:
        if not one.nominal.head.overlaps(trigger):
            told.setdefault(one.nominal.head, one)
    return tuple(told.values())


def _is_counted(clause: Clause, at: int) -> bool:
    """«Drones hit depot, six» · "killed": a number that no mention covers was killed, and nobody before it."""
    alone = at - 1 not in clause.closing and clause.word(at - 2) not in _kind(
        "be"
    )  # «[they] were both killed»
    return alone and _is_number(clause.word(at - 1))


def _modified(clause: Clause, trigger: Span, at: int) -> Iterator[Related]:
    """Whom an adjective is said of: «his slain [father]», «slain [guards]», «the slain leader, [Osman]»."""
    near = (one for n in range(max(0, at - REACH), at) if (one := clause.opening.get(n)))
    around = [one for one in near if trigger in one.span and one.head.start >= trigger.end]
    after = [one for n in range(at, at + FILLERS) if (one := clause.opening.get(n))]
    if nominal := min(around, key=lambda one: len(one.span), default=next(iter(after), None)):
        yield Related(nominal, Relation.OBJECT)


def _where(clause: Clause, at: int) -> Iterator[Related]:
    """«in [Tyre], where rebels shelled the port»: where the clause looks back to."""
    for reach in range(at - 1, max(-1, at - REACH), -1):
        if clause.word(reach) == "where":
            before = reach - 2 if clause.word(reach - 1) == "," else reach - 1
            if nominal := clause.closing.get(before):
                yield Related(nominal, Relation.IN, at - reach)
        if clause.word(reach) in _kind("barrier"):
            return


def _setting_out(clause: Clause) -> Iterator[Related]:
    """«In [Tyre], rebels shelled the port»: where the whole sentence is set."""
    if _prepositions().get(clause.word(0)) is Relation.IN:
        for at in range(1, FILLERS + 1):
            if (nominal := clause.opening.get(at)) and clause.word(clause.range(nominal.span)[1]) == ",":
                yield Related(nominal, Relation.IN, REACH)
                return


def _is_adjective_here(clause: Clause, first: int, last: int) -> bool:
    """«his slain father», «of wounded soldiers»: a participle between a determiner or preposition and a noun."""
    before, after = clause.word(first - 1), clause.word(last)
    return (
        last - first == 1
        and _is_participle(clause.word(first))
        and (before in _kind("determiner") or before == "'s" or before in _prepositions())
        and after.isalpha()
        and after not in _kind("after_participle") | _kind("determiner") | _kind("barrier") | _kind("joint")
    )


def _is_noun_here(clause: Clause, first: int, last: int, parts: set[Part]) -> bool:
    """«the killing of», «his arrest», «three strikes on»: what stands before or after makes a noun of it."""
    word, after = clause.word(last - 1), clause.word(last)
    at = first - 1
    while clause.word(at).endswith("ly"):  # «was fatally shot»
        at -= 1
    before = clause.word(at)
    if after == "of" and (word.endswith("ing") or Part.NOUN in parts):
        return True
    if clause.word(first).endswith("ed"):
        return False
    if before in _kind("determiner") or before in ("'s", "'"):
        return True
    if Part.NOUN not in parts:
        return False
    if word.endswith("ing") and not after.isalpha() and _names_which(clause, first):
        return True
    if _is_determined(clause, first):
        return not word.endswith("ing") or last not in clause.opening
    if word.endswith("ing") or before in _kind("auxiliary") | _kind("be") | _kind("relative") | {"to"}:
        return False
    if first == 0 or before in _kind("light") or before in _prepositions() or after in _prepositions():
        return True
    return _is_compound(clause, first, last)


def _names_which(clause: Clause, first: int) -> bool:
    """«held in [Osman] | shooting»: a name that a preposition governs says which one it was."""
    beside = clause.closing.get(first - 1)
    named = beside is not None and beside.kind is MentionKind.NAME
    return named and beside is not None and _governor(clause, clause.range(beside.span)[0]) is not None


def _is_compound(clause: Clause, first: int, last: int) -> bool:
    """«held over depot | attack»: after one thing a verb would end in "s"; not «police | attack»."""
    word, before = clause.word(first), clause.word(first - 1)
    one = clause.closing.get(first - 1)
    bare = last - first == 1 and any(
        sense.part is Part.VERB and sense.lemma == word for sense in event_senses(word)
    )
    single = before.isalpha() and not before.endswith(("s", "ly")) and before not in MANY
    plain = not any(
        before in _kind(kind) for kind in ("barrier", "joint", "auxiliary", "be", "relative", "particle")
    )
    pronoun = one is not None and one.kind is MentionKind.PRONOUN
    acts = last in clause.opening or clause.word(last) in _kind("determiner")
    return bare and single and plain and not pronoun and not acts


def _is_determined(clause: Clause, first: int) -> bool:
    """«an Omani air» · "strike", «the Tyre» · "bombing"; not «the guards» · "strike": its subject stands beside it."""
    beside = clause.closing.get(first - 1)
    if beside and (beside.type in (EntityType.PERSON, None) or clause.word(first - 1).endswith("s")):
        return False
    for at in range(first - 1, max(-1, first - 2 - BESIDE), -1):
        word = clause.word(at)
        if word in _kind("determiner") or word == "'s":
            return True
        if word in _prepositions() or any(word in _kind(kind) for kind in NO_MODIFIERS):
            return False
    return False


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en")) or word in _kind("participle")


def _is_passive(clause: Clause, first: int, last: int, kinds: set[EventType]) -> bool:
    """«was shelled»; and «two guards killed in a raid», where nothing is left for an object."""
    if clause.word(first) in _kind("be"):
        return True  # «being named»
    if not _is_participle(clause.word(first)):
        return False
    for at in range(first - 1, first - 5, -1):
        word = clause.word(at)
        if word in _kind("be"):
            return True
        if word in _kind("auxiliary") and word not in ADVERBIAL:
            return False
        if word not in ADVERBIAL | BOTH and not word.endswith("ly"):
            break
    if clause.word(first - 1) in _kind("relative"):
        return False  # «gunmen who killed in cold blood»
    ends = _has_no_object(clause, last)
    if last - first > 1:  # «found [Osman] shot to death»; «dropped the charges» has its object
        return (ends or clause.word(last) in STOPS) and clause.word(last - 1) in _kind("end")
    if clause.word(first - 1) in MORTALLY:
        return ends or clause.word(last) in STOPS  # «found [a clerk] fatally stabbed»
    if kinds & OBJECTLESS:
        return clause.word(last) == "by"  # «gunmen fired at them», «protesters marched in»
    return ends


def _has_no_object(clause: Clause, last: int) -> bool:
    """Whether what follows a participle is no object of it: «killed in Tyre»; not «arrested at least 30 people»."""
    if last >= len(clause.words):
        return True
    return clause.word(last) in _kind("after_participle") and not _bound(clause, last)


def _bound(clause: Clause, at: int) -> int:
    """How many words from here only bound the number after them."""
    return next((len(one) for one in BOUNDS if clause.words[at : at + len(one)] == one), 0)


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in words("quantities")


def _is_terse_passive(clause: Clause, first: int, last: int, verbs: Sequence[EventWord]) -> bool:
    """«Minister Stabbed In Zakho»: a headline tells what was done in the present, what was done to one in the past."""
    asks = all(sense.affected is Affected.OBJECT for sense in verbs) and last - first == 1
    ends = _has_no_object(clause, last) or clause.word(last) == "to"
    return bool(verbs) and asks and ends and _is_participle(clause.word(first)) and first > 0


def _after(clause: Clause, first: int, at: int, voice: Voice) -> Iterator[Related]:
    """What follows the trigger: its object, what prepositions bring, and those listed with them."""
    relation = Relation.OBJECT if voice is Voice.ACTIVE and _asks(clause, first, at) else None
    before: Relation | None = None  # how the mention before stands
    fillers = steps = 0
    end = min(len(clause.words), at + REACH)
    aside = is_aside(clause, first)
    while at < end:
        word, nominal = clause.word(at), clause.opening.get(at)
        if aside and word == ",":
            return  # «in Tyre, where shells killed six, sirens sounded in [Sidon]»
        if nominal and relation and not _is_modifier(clause, nominal):
            for member in _listed(clause, _headed(clause, nominal) if relation is Relation.BY else nominal):
                yield Related(_as_quoted(clause, member, at), relation, steps)
                at = max(at + 1, clause.range(member.head)[1])
            before, relation, fillers, steps = relation, None, 0, steps + 1
            continue
        if clause.words[at : at + 3] == AS_WELL_AS:
            relation, at = None, at + 3
            continue
        if bound := _bound(clause, at):
            at += bound
            continue
        if word == "to" and _is_infinitive(clause, at):
            return  # «named governor to replace [his father]»
        if word in _prepositions():
            relation, fillers = _opened(clause, at, before, steps), 0
        elif _ends_clause(clause, at, voice, opened=fillers == 0 and relation is not None):
            return
        elif word in _kind("joint"):
            # «killed and wounded [six]», but not «killed six, [officials] said»
            relation = relation if relation is Relation.OBJECT and not fillers else None
        else:
            fillers += 1
            relation = relation if fillers <= FILLERS else None
        at += 1


def _as_quoted(clause: Clause, nominal: Nominal, at: int) -> Nominal:
    """«striking “[nests of smugglers]” there»: the quoted words are not cut short."""
    after = clause.range(nominal.span)[1]
    if clause.word(at - 1) not in QUOTES or clause.word(after) != "of":
        return nominal
    closes = next((n for n in range(after, after + FILLERS) if clause.word(n) in QUOTES), None)
    return replace(nominal, span=Span(nominal.span.start, clause.ends[closes - 1])) if closes else nominal


def _is_infinitive(clause: Clause, at: int) -> bool:
    """«to replace his father», «to shut down ports»: a word that opens nothing, and then what it is done to."""
    at += 2 if clause.word(at + 1).endswith("ly") else 1
    verb, after = clause.word(at), at + 1
    if not verb.isalpha() or at in clause.opening or verb in _kind("determiner"):
        return False
    after += clause.word(after) in _kind("particle")
    done = after in clause.opening and bool(event_senses(verb, part=Part.VERB))
    return clause.word(after) in _kind("determiner") or done


def is_aside(clause: Clause, at: int) -> bool:
    """Whether a relative clause between commas holds the trigger: «Tyre, where shells» · "killed" · «six,»."""
    for reach in range(at - 1, max(0, at - REACH), -1):
        if clause.word(reach) == ",":
            return False
        if clause.word(reach) in _kind("aside"):
            return clause.word(reach - 1) == ","
    return False


def _asks(clause: Clause, first: int, last: int) -> bool:
    """Whether a verb is still without its object: «shot dead», «gunned down»; not «opened fire»."""
    word = clause.word(last - 1)
    return last - first == 1 or _is_participle(word) or word.endswith("ing") or word in _kind("particle")


def _opened(clause: Clause, at: int, before: Relation | None, steps: int) -> Relation | None:
    """What a preposition opens: «in the town» of «[Tyre]» is in as well; another "of" belongs to the mention before."""
    found = _prepositions()[clause.word(at)]
    if found is Relation.OF and clause.word(at - 1) in HANDS:
        return Relation.BY
    if found is Relation.WITH and clause.word(at - 1) in ("along", "together"):
        return Relation.OBJECT  # «was killed along with [her son]»
    if found is not Relation.OF or not steps:
        return found
    following = next((one for n in range(at + 1, at + FILLERS) if (one := clause.opening.get(n))), None)
    if following and following.type is EntityType.PERSON:
        return found  # «the death in custody of [Osman]»
    return before if before in LOCAL else None


def _is_modifier(clause: Clause, nominal: Nominal) -> bool:
    """«[Osman]’s aide», «[Omani] state media», «the [Osman] shooting»: it only says whose, or which."""
    at = clause.range(nominal.span)[1]
    after = clause.word(at)
    if nominal.kind is MentionKind.NAME and event_senses(after, part=Part.NOUN) and not _is_participle(after):
        return True
    if (
        nominal.kind is MentionKind.NAME
        and nominal.type is not EntityType.PERSON
        and leads_to_person(clause, at)
    ):
        return True  # «the slaying of [Sohar] Officer Omar Haddad»
    return is_owner(clause, nominal)


def leads_to_person(clause: Clause, at: int) -> bool:
    """Whether one or two words lead from here to a person's name: "Police Officer" · [Omar Haddad]."""
    for n in (at + 1, at + 2):
        word, named = clause.word(n - 1), clause.opening.get(n)
        if not word.isalpha() or any(word in _kind(kind) for kind in NO_MODIFIERS) or word in _prepositions():
            return False
        if named and named.kind is MentionKind.NAME and named.type is EntityType.PERSON:
            return True
    return False


def is_owner(clause: Clause, nominal: Nominal) -> bool:
    """«[Osman]’s aide», «[Omani] state media»: it only says whose."""
    _, last = clause.range(nominal.span)
    after = clause.word(last)
    if "'s" in (clause.word(last - 1), after):
        return True
    return (
        nominal.type is EntityType.GROUP
        and nominal.kind is MentionKind.NAME
        and not clause.word(last - 1).endswith("s")
        and after.isalpha()
        and not any(after in _kind(kind) for kind in ("barrier", "joint", "be", "auxiliary", "determiner"))
        and after not in _prepositions()
    )


def _listed(clause: Clause, nominal: Nominal) -> Iterator[Nominal]:
    """The mention, and those that follow it in a list: «[Tyre], [Sidon] and [Beirut]»; commas do in a headline."""
    yield nominal
    members: list[Nominal] = []
    at = clause.range(nominal.span)[1]
    while clause.word(at) in _kind("joint"):
        ends = clause.word(at) != ","
        while clause.word(at) in _kind("joint"):
            ends |= clause.word(at) != ","
            at += 1
        following = clause.opening.get(at) or _head_of(clause, at, nominal) or _people_at(clause, at)
        if not following or (not ends and clause.word(at) in ("a", "an", "the")):
            break  # «[Osman], a farmer»: the same man
        if event_senses(clause.word(clause.range(following.span)[1]), part=Part.NOUN):
            break  # «[Osman], and [police] killings elsewhere»
        members.append(following)
        ends |= (
            "and" in clause.words[at : clause.range(following.span)[1]]
        )  # "[clerks and six guards]" closes it
        if ends or clause.terse:
            yield from members
            members = []
        if ends:
            return
        at = _past_owners(clause, clause.range(following.span)[1])


def _people_at(clause: Clause, at: int) -> Nominal | None:
    """«…, and other [officials]»: people of a list whom nobody saw, told by their noun."""
    for last in range(at, at + BESIDE + 1):
        word, after = clause.word(last), clause.word(last + 1)
        if (
            not word.isalpha()
            or last in clause.opening
            or word in _kind("barrier")
            or word in _prepositions()
        ):
            return None
        noun = find_nominal_noun(word)
        if noun and noun.type is EntityType.PERSON and (not after.isalpha() or after in _prepositions()):
            head = Span(clause.starts[last], clause.ends[last])
            span = Span(clause.starts[at], head.end)
            return Nominal(span, head, EntityType.PERSON, MentionKind.DESCRIPTION, GRAMMAR)
    return None


def _past_owners(clause: Clause, at: int) -> int:
    """Past what only tells whose a member is: «[other members] of the old guard» · "and" · «[six clerks]»."""
    for end in range(at, at + FILLERS + 1):
        word = clause.word(end)
        if word in _kind("joint"):
            return end
        barred = any(word in _kind(kind) for kind in ("barrier", "be", "auxiliary"))
        if barred or not word.isalpha() or (word in _prepositions() and word != "of"):
            return at
    return at


def _head_of(clause: Clause, at: int, nominal: Nominal) -> Nominal | None:
    """«…, Head Of Port Guards»: a second one of the list that nobody saw, told by an "of" and a name."""
    for last in range(at + 1, at + BESIDE + 1):
        if clause.word(last) == "of" and (name := clause.opening.get(last + 1)):
            head = Span(clause.starts[last - 1], clause.ends[last - 1])
            span = Span(clause.starts[at], name.span.end)
            return Nominal(span, head, nominal.type, MentionKind.DESCRIPTION, GRAMMAR)
        if not clause.word(last).isalpha() or last in clause.opening:
            return None
    return None


def _ends_clause(clause: Clause, at: int, voice: Voice, *, opened: bool) -> bool:
    """Whether what follows belongs to something else: a verb, a conjunction, a mark that opens nothing of ours."""
    word = clause.word(at)
    if word in QUOTES:
        closes = word in CLOSERS or clause.word(at - 1) in (",", ".")
        return closes or not opened  # «targeting “enemy infrastructure”»; not «“They shot,” [Osman] said»
    if (
        word in _kind("barrier")
        or word in _kind("be")
        or (word in _kind("auxiliary") and word not in ADVERBIAL)
    ):
        return True
    if voice is Voice.NOUN and word.endswith("ed") and _takes_object(clause, at):
        return True  # «the raid prompted the resignation of [the mayor]»
    # «the killing of a guard named by the press»
    return voice is Voice.NOUN and word.endswith("ed") and clause.word(at + 1) in _prepositions()


def _takes_object(clause: Clause, at: int) -> bool:
    """Whether what follows a verb is its object: "prompted" · "the", "killed" · "six"; not «the attempted murder»."""
    after = clause.word(at + 1)
    return after in _kind("determiner") or after[:1].isdigit() or at + 1 in clause.opening


def _before_noun(clause: Clause, at: int) -> Iterator[Related]:
    """«[Osman]’s killing», «an [Omani] air strike», «[rebels] carried out two attacks»."""
    reach = at - 1
    while reach >= 0 and at - reach <= BESIDE + 1:
        word, nominal = clause.word(reach), clause.closing.get(reach)
        if word in ("'s", "'"):
            if owner := nominal or clause.closing.get(reach - 1):
                yield Related(owner, Relation.OWNER)
            return
        if nominal and nominal.kind is MentionKind.PRONOUN:
            yield Related(nominal, Relation.OWNER)
            return
        if nominal:
            yield Related(nominal, Relation.BESIDE, at - 1 - reach)
            yield from (Related(other, Relation.BESIDE, at) for other in _joined_before(clause, nominal))
            break
        if word in _prepositions() or any(word in _kind(kind) for kind in NO_MODIFIERS):
            break
        reach -= 1
    verb = _verb_before(clause, at)
    if verb is None:
        return
    hits = (n for n in range(verb - 1, max(-1, verb - REACH), -1) if _strikes(clause.word(n)))
    hit = next(hits, None) if clause.word(verb) == "with" else None
    if hit is not None:
        yield from _aimed_at(clause, hit, verb)
    yield from _subjects(clause, verb if hit is None else hit)


def _aimed_at(clause: Clause, hit: int, verb: int) -> Iterator[Related]:
    """«was targeting [enemy posts]» · "with" · «strikes there, as well as [depots]»: what the verb is done to."""
    if clause.word(hit + 1) in QUOTES and (quoted := _quoted(clause, hit + 2, verb)):
        yield Related(quoted, Relation.ON)
    elif nominal := clause.opening.get(hit + 1) or clause.opening.get(hit + 2):
        yield from (Related(one, Relation.ON) for one in _listed(clause, nominal))
    for n in range(verb, min(len(clause.words), verb + REACH)):
        if clause.words[n : n + 3] == AS_WELL_AS and (nominal := clause.opening.get(n + 3)):
            yield Related(nominal, Relation.ON, REACH)


def _strikes(word: str) -> bool:
    return any(sense.type is EventType.ASSAULT for sense in event_senses(word, part=Part.VERB))


def _quoted(clause: Clause, first: int, end: int) -> Nominal | None:
    """The words of a quotation that begins at `first`, as one mention."""
    last = next((n for n in range(first, end) if clause.word(n) in QUOTES), first) - 1
    if last < first:
        return None
    head = Span(clause.starts[last], clause.ends[last])
    return Nominal(Span(clause.starts[first], head.end), head, None, MentionKind.DESCRIPTION, GRAMMAR)


def _carried_out_by(clause: Clause, at: int) -> Iterator[Related]:
    """«the raid in Tyre, a quiet port, was carried out by [rebels]»."""
    for reach in range(at, min(at + REACH, len(clause.words))):
        word = clause.word(reach)
        if word in _kind("barrier"):
            return
        lights = (" ".join(clause.words[reach - length : reach]) for length in (1, 2, 3))
        if word == "by" and any(light in _kind("light") for light in lights):
            nominal = next(
                (one for n in range(reach, reach + FILLERS) if (one := clause.opening.get(n))), None
            )
            yield from (Related(one, Relation.BY) for one in (_listed(clause, nominal) if nominal else ()))
            return


def _verb_before(clause: Clause, at: int) -> int | None:
    """Where the verb begins that says no more than that it was done: «carried out» a raid; or what was done with it.

    «took steps to dismiss a guard in the raid»: of a noun that "in" governs there is none.
    """
    if _governor(clause, at) is Relation.IN:
        return None
    for reach in range(at - 1, max(-1, at - 1 - 2 * FILLERS), -1):
        for length in (3, 2, 1):
            first = reach - length + 1
            if first >= 0 and " ".join(clause.words[first : reach + 1]) in _kind("light"):
                return first
        word = clause.word(reach)
        if word == "with" and clause.word(reach - 1) not in ("along", "together"):
            return reach
        if word in _kind("barrier") or (word in _prepositions() and word not in ("for", "in")):
            return None
    return None


def _reduced(clause: Clause, at: int) -> Iterator[Related]:
    """«for [a woman] fatally shot in Tyre»: the mention that a bare participle follows, whatever governs it."""
    while clause.word(at - 1).endswith("ly") and at - 1 not in clause.closing:
        at -= 1
    if nominal := clause.closing.get(at - 1):
        yield Related(nominal, Relation.SUBJECT)
        yield from (Related(other, Relation.SUBJECT) for other in _joined_before(clause, nominal))


def _subjects(clause: Clause, at: int) -> Iterator[Related]:
    """The subject of a verb at `at`: the mention right before it, or else the first of the clause that no preposition
    governs; and those joined to it by "and".
    """
    reach, floor = _skip_verbal(clause, at - 1), max(-1, at - REACH)
    if clause.word(at) == "being" and clause.word(at - 1) in _kind("barrier"):
        yield from _controlling(clause, at - 1)
        return
    if is_of_a_thing(clause, at):
        return
    relative = _is_of_whom(clause, at)
    found: Nominal | None = None
    passed = 0
    while reach > floor and (reach in clause.closing or clause.word(reach) not in _kind("barrier") - CLOSERS):
        if clause.word(reach) in CLOSERS:
            reach = _opener(clause, reach)  # «it was targeting “enemy sites”» with strikes
            continue
        nominal = clause.closing.get(reach)
        if nominal is None:
            reach, passed = reach - 1, passed + 1
            continue
        start = clause.range(nominal.span)[0]
        if passed and (before := _before_others(clause, start)) is not None:
            reach, passed = before, passed + 1
            continue
        if (relative and not passed and nominal.type in WHOM) or (
            _governor(clause, start) is None and not is_owner(clause, nominal)
        ):
            found = nominal
            if not passed:
                found = _named_before(clause, start) or nominal
                break
        reach, passed = start - 1, passed + 1
    if found is None and clause.word(_before_verbal(clause, at)) == "and":
        found = _coordinated(clause, reach)
    if found is None and clause.word(reach) in _kind("relative"):
        found = clause.closing.get(reach - 1)  # «[the group] that took responsibility for» · "killing"
    if found:
        found = _headed(clause, found)
        yield Related(found, Relation.SUBJECT, passed)
        yield from (Related(other, Relation.SUBJECT, passed) for other in _joined_before(clause, found))


def _before_others(clause: Clause, start: int) -> int | None:
    """Left over what another verb has for its object; None where there is no such verb.

    «a blast killed [six] and» · "wounded", «they knocked before forcing [entry] and were» · "shot".
    """
    verb = clause.word(start - 1)
    if verb.endswith("ed") and event_senses(verb, part=Part.VERB):
        return start - 1
    return start - 3 if verb.endswith("ing") and clause.word(start - 2) in MEANWHILE else None


def _headed(clause: Clause, nominal: Nominal) -> Nominal:
    """«[Zakho] police chief» · "fired": the chief did, in whose town nobody saw a mention."""
    if nominal.kind is not MentionKind.NAME or nominal.type not in (EntityType.PLACE, EntityType.STATE):
        return nominal
    first, at = clause.range(nominal.span)
    for last in range(at, at + BESIDE):
        word = clause.word(last)
        named = last in clause.opening and clause.opening[last].kind is MentionKind.NAME
        if named or not word.isalpha() or any(word in _kind(kind) for kind in NO_MODIFIERS):
            return nominal
        noun = find_nominal_noun(word)
        if noun and noun.type in OFFICERS and noun.sort != "adj" and not _goes_on(clause, last + 1):
            head = Span(clause.starts[last], clause.ends[last])
            span = Span(clause.starts[first], head.end)
            return Nominal(span, head, noun.type, MentionKind.DESCRIPTION, GRAMMAR)
    return nominal


def _goes_on(clause: Clause, at: int) -> bool:
    """Whether another noun follows that names an office: "police" · "chief"."""
    noun = find_nominal_noun(clause.word(at)) if clause.word(at).isalpha() else None
    return noun is not None and noun.type in OFFICERS


def _before_verbal(clause: Clause, at: int) -> int:
    """The word before a verb and its auxiliaries: "and" · «were» · "shot"."""
    at -= 1
    while clause.word(at) in _kind("auxiliary") | _kind("be") or clause.word(at).endswith("ly"):
        at -= 1
    return at


def _coordinated(clause: Clause, at: int) -> Nominal | None:
    """«[the guards] had knocked before entering and were» · "shot at": whoever the verb before the "and" is of."""
    for reach in range(at, max(-1, at - REACH), -1):
        if clause.word(reach) in (";", "that") or clause.word(reach) in QUOTES:
            return None
        nominal, after = clause.closing.get(reach), clause.word(reach + 1)
        verbal = after in _kind("auxiliary") or after in _kind("be")
        if nominal and verbal and _governor(clause, clause.range(nominal.span)[0]) is None:
            return nominal
    return None


def is_of_a_thing(clause: Clause, at: int) -> bool:
    """«shaken by violence, which» · "killed": what did it is no mention, and nobody before it did."""
    at = _before_verbal(clause, at)
    before = at - 2 if clause.word(at - 1) == "," else at - 1
    if clause.word(at) == "who" and clause.word(before) in status_words().words["asks"]:
        return True  # «the ministry should show who» · "shelled": it is asked
    if clause.word(at) == "that" and not clause.word(before).isalpha():
        return False
    return clause.word(at) in ("which", "that") and before not in clause.closing


def _is_of_whom(clause: Clause, at: int) -> bool:
    """«the murder of [Osman], who later» · "died": whom it is told of stands right before, whatever governs him."""
    at = _before_verbal(clause, at)
    return clause.word(at) == "who"


def _controlling(clause: Clause, at: int) -> Iterator[Related]:
    """«[Osman] had held a session since» · "being named": the first of the clause before."""
    first: Nominal | None = None
    for reach in range(at - 1, max(-1, at - REACH), -1):
        nominal = clause.closing.get(reach)
        if nominal is None and clause.word(reach) in _kind("barrier"):
            break
        start = clause.range(nominal.span)[0] if nominal else 0
        if nominal and _governor(clause, start) is None and not is_owner(clause, nominal):
            first = nominal
            if clause.word(reach) in _kind("barrier"):
                break  # «[who] has not been seen since»
    if first:
        yield Related(first, Relation.SUBJECT, REACH)


def _opener(clause: Clause, at: int) -> int:
    """The word before the quotation that ends at `at`."""
    return next((n for n in range(at - 1, max(-1, at - REACH), -1) if clause.word(n) == "“"), 0) - 1


def _named_before(clause: Clause, start: int) -> Nominal | None:
    """«[Osman], a farmer,» · "left": whom an apposition tells more of."""
    if clause.word(start - 1) == "," and clause.word(start) in ("a", "an", "the"):
        return clause.closing.get(start - 2)
    return None


def _skip_verbal(clause: Clause, at: int) -> int:
    """Left over auxiliaries, adverbs, a relative pronoun and a comma: «[the guard], who had already» · «left»."""
    if clause.word(at) in BOTH and clause.word(at - 1) in _kind("be"):
        at -= 1  # «[Osman] and [Ruiz] were both» · "shot"
    while clause.word(at) in _kind("auxiliary") | _kind("be") | SAYS or clause.word(at).endswith("ly"):
        at -= 1
    if clause.word(at) in _kind("relative"):
        at -= 1
    return _before_aside(clause, at - 1) if clause.word(at) == "," else at


def _before_aside(clause: Clause, at: int) -> int:
    """Left over a clause between commas that ends at `at`: «[the guard], who had seen his father, had» · "left"."""
    for reach in range(at, max(0, at - REACH), -1):
        if clause.word(reach) == ",":
            break
        if clause.word(reach) in _kind("aside") and clause.word(reach - 1) == ",":
            return reach - 2
    return _before_apposition(clause, at)


def _before_apposition(clause: Clause, at: int) -> int:
    """Left over what is told of a name between commas: «[Osman], 23, of Sohar,», «[Osman], a 31-year-old man,»."""
    for reach in range(at, max(0, at - REACH), -1):
        word = clause.word(reach)
        if word == ",":
            opens = clause.word(reach + 1)
            named = clause.closing.get(reach - 1)
            tells = opens in ("a", "an", "of") or opens.isdigit()
            if tells and named and named.kind is MentionKind.NAME and named.type is EntityType.PERSON:
                return reach - 1
            if not tells:
                return at
        elif word in _kind("barrier") or word in _kind("auxiliary"):
            return at
    return at


def _governor(clause: Clause, start: int) -> Relation | None:
    """The preposition that governs what begins at `start`, over its determiners and adjectives, and over names that
    only say whose: «supporters of» · «[Omani] President» · "Osman".
    """
    at, passed = start - 1, 0
    while at >= 0 and passed < FILLERS:
        word = clause.word(at)
        if word in _prepositions():
            return _prepositions()[word]
        if at in clause.closing and _is_modifier(clause, clause.closing[at]):
            at, passed = clause.range(clause.closing[at].span)[0] - 1, passed + 1
            continue
        if at in clause.closing or any(word in _kind(k) for k in ("barrier", "joint", "be", "auxiliary")):
            return None
        at, passed = at - 1, passed + 1
    return None


def _joined_before(clause: Clause, nominal: Nominal) -> Iterator[Nominal]:
    """«[rebels] and [smugglers] shelled»: the one before the "and"."""
    at = clause.range(nominal.span)[0] - 1
    if clause.word(at) in ("and", "or", "&") and (other := clause.closing.get(at - 1)):
        yield other


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(word for word, of in rows("clause_words") if of == kind)


@cache
def _prepositions() -> Mapping[str, Relation]:
    known = {relation.value for relation in Relation}
    return {word: Relation(kind) for word, kind in rows("clause_words") if kind in known}


def clause_words(kind: str) -> frozenset[str]:
    """The words of one kind in `clause_words.tsv`."""
    return _kind(kind)


def led_by(word: str) -> Relation | None:
    """What a preposition relates; None for a word that is none."""
    return _prepositions().get(word)
