"""Words that tell of events: what the reader saw, and what the lexicon of event words knows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicons import words
from onrecord.lexicons.events import Affected, Part, Weight, event_senses
from onrecord.record.events.clues import Clue, find_clues, find_mode
from onrecord.record.events.grammar.clauses import is_participle
from onrecord.record.events.modality import Told, find_modality
from onrecord.record.events.remarks import is_remark
from onrecord.record.events.sights import Chances, Sight
from onrecord.record.events.tokens import Token, find_tokens
from onrecord.record.events.wordings import Wording, find_wording, told_by
from onrecord.types import Act, Article, EventType, Modality, Name, Reading, Span, Statement, Trigger

# What counts for a type, added up to log-odds. Fitted on m2e2's triggers by logistic regression (7,800 candidates, 890
# right, readings of an early reader), then rounded. LEAST by the reader that is shipped, 2026-11-22: typed triggers of
# m2e2, five-fold, F1 46.6 at 0.5 and 47.5 at 1.0; the worked examples' events 77.4 and 72.7
LEAST = 0.5
# In the log-odds of the reader's chance: more for the types of SHARES, which it has learned from many examples, unless
# the lexicon has the word but is not sure of it. On a fifth of m2e2 that the reader had not seen, 2026-11-28: typed
# triggers 51.3 → 52.4, arguments 20.9 → 21.6; for all words of these types 53.9 and 22.0, and «seized» lost
TRUST, TRUST_LEARNED = 0.5, 0.7
KNOWN = {Weight.SURE: 1.5, Weight.LIKELY: 1.0, Weight.SELDOM: 0.1}  # the lexicon has the word for this type …
UNKNOWN = -0.4  # … has not the word
OTHERWISE = -0.5  # … has it for other types
# How much of the chance that the reader gives to an event of no type of ours goes to the lexicon's type: little where
# the reader knows the type from many examples, most where it has met few. Nearly nothing for MOVE and CONSULT, whose
# words are in every kind of text («the port delivered»): typed triggers of m2e2 47.5 → 48.3, read 2026-11-28 by the
# reader that has learned from them
SHARE = {Weight.SURE: 0.9, Weight.LIKELY: 0.4, Weight.SELDOM: 0.05}
LEARNED = {Weight.SURE: 0.3, Weight.LIKELY: 0.15, Weight.SELDOM: 0.0}
EVERYDAY = {Weight.SURE: 0.15, Weight.LIKELY: 0.0, Weight.SELDOM: 0.0}
SHARES = {
    EventType.ASSAULT: LEARNED,
    EventType.DEATH: LEARNED,
    EventType.COERCE: LEARNED,
    EventType.PROTEST: LEARNED,
    EventType.DISPLACEMENT: LEARNED,
    EventType.MOVE: EVERYDAY,
    EventType.CONSULT: EVERYDAY,
}
PHRASE = 3  # words of a phrase that means one thing: "spoke on the phone", "taken into custody"
# Of types that the reader has met in many examples its word is asked for first: from this chance on it is enough
# that nothing speaks against; below it more than LEAST is asked for. Tuned on two fifths of m2e2 that the reader had
# not seen, 2026-11-28: typed triggers, before they are merged, F1 50.4 → 56.2, on a third fifth 48.3 → 53.7; 50 of the
# sample pages' 55 events, as before, and events of the worked examples 72.7 → 76
SEEN = 0.35
LEAST_SEEN = 0.0
LEAST_UNSEEN = dict.fromkeys(SHARES, 1.4) | {
    EventType.PROTEST: 1.0,
    EventType.MOVE: 1.8,
    EventType.DISPLACEMENT: 1.8,
    EventType.RETREAT: 1.0,
    EventType.MOBILIZE: 1.0,
}
OWNED = 0.8  # «[Osman]’s death», «[his] arrest»: it is one that came about
OWNERS = frozenset({"'s", "his", "her", "their"})
# «opened fire», «stabbed»: what was done to people is on the record whatever type the reader sees, where the lexicon,
# or words beside it, are sure of the verb; so is «the attack» in which it senses some event. Without the latter 0.3
# more of F1 on the two fifths, and of the newsroom's attack and raid nobody says who made them
SENSED, SENSED_HEADLINE = 0.6, 0.3  # of headlines the reader knows less
VIOLENT = frozenset({EventType.ASSAULT, EventType.DEATH, EventType.COERCE})
# One type to m2e2
MOVEMENTS = (EventType.MOVE, EventType.RETREAT, EventType.MOBILIZE, EventType.DISPLACEMENT)
UNMET = frozenset({"strike", "boycott", "hunger"})  # modes of PROTEST of which the reader has met few
TOLD, TOLD_OTHER = 1.0, -0.8  # words beside it tell this type, tell another
NO_EVENT = -2.5  # words beside it tell that there is no event: "strike a balance"
DESCRIBES = -2.0  # it describes the noun after it: "an attack helicopter"
MAY_DESCRIBE = -0.6  # it stands before another event: "murder charges"
NAMED = -0.6  # it is part of a name that is no person's, body's or place's: "the Gulf War"
SPOKEN = -0.4  # for types that are done by speaking: most such verbs only report what was said
# What tells an event in particular from events of its kind: "a strike on Tyre killed 12", "strikes must end"
NOUN, PLURAL, ONE, PURPOSE = -0.5, -0.5, 0.7, -0.35  # "protests", "a protest", "to protest"
NAME_NEAR, NUMBER_NEAR = 0.5, 0.4
CHARGED_NEAR = 8  # words before a noun in which "charged with" stands
# "charged with attempted" · "murder": what is charged; not «charged with the murder of Osman», «over the raid»
CHARGED = re.compile(
    r"\b(?:(?:charged|indicted) (?:with|for|on)|(?:accused|convicted|acquitted|guilty|suspected|suspicion) of"
    r"|(?:charges?|counts?) of) (?:(?!(?:the|this|that|his|her|their|in|over|for|after|by|at) )\S+ ){0,6}$"
)
BY_WHOM = frozenset({"of", "on", "against", "by"})
HEADLINE = (
    1.0  # a verb that the lexicon is sure of, in a line without a stop: of headlines the reader knows little
)
NEARBY = 12  # words to each side
HEDGED = {
    Modality.POSSIBLE: -0.6,
    Modality.NEGATED: -0.4,
    Modality.THREATENED: -0.6,
    Modality.PLANNED: -0.25,
}
SPEAKING = frozenset(
    {
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.CONCEDE,
    }
)
# Acts of speech that are events, where the lexicon has their word for that type: somebody is seen to speak in it
DONE_IN_WORDS = {
    Act.ACCUSE: EventType.ACCUSE,
    Act.CRITICISE: EventType.ACCUSE,
    Act.DEMAND: EventType.REQUEST,
    Act.ASK: EventType.REQUEST,
    Act.REJECT: EventType.REJECT,
    Act.THREATEN: EventType.THREATEN,
}
# "asked | the leader … to resign", "asked for | time"; not "asked | whether he had left"
ASKS_FOR = re.compile(r"(?:for|that)\b|(?!(?:about|if|whether|wh\w+|how)\b)[^.;?]*\bto\b", re.IGNORECASE)
STOPS = frozenset(".!?…\"'”’:")
LEAST_CHANCE = 1e-3
OWN = 0.5  # of the chance: from there the finding is the reader's, below it is the lexicon's


def find_triggers(
    article: Article,
    reading: Reading,
    names: tuple[Name, ...],
    sentences: tuple[Span, ...],
    statements: tuple[Statement, ...] = (),
) -> tuple[Trigger, ...]:
    """The words that tell of events of our types, in the order of the text; arguments are not yet looked for."""
    chances = Chances(reading)
    spoken = dict(_done_in_words(article, statements))
    found = [
        trigger
        for sentence in sentences
        for trigger in _in_sentence(
            article,
            sentence,
            chances,
            [n for n in names if n.span.overlaps(sentence)],
            {cue: kind for cue, kind in spoken.items() if cue in sentence},
        )
    ]
    return tuple(found)


def _done_in_words(article: Article, statements: Sequence[Statement]) -> Iterator[tuple[Span, EventType]]:
    """The cues of speech that are deeds themselves: «[urged] the rebels to disarm» is a request."""
    for one in statements:
        kind = DONE_IN_WORDS.get(one.act)
        if kind is None or one.source is None or one.negated:
            continue
        end = max((piece.end for piece in one.content), default=one.cue.end)
        asks = article[one.cue].endswith(" for") or ASKS_FOR.match(article.text[one.cue.end : end].strip())
        if one.act is not Act.ASK or asks:
            yield one.cue, kind


def _in_sentence(
    article: Article,
    sentence: Span,
    chances: Chances,
    names: list[Name],
    spoken: Mapping[Span, EventType],
) -> Iterator[Trigger]:
    tokens = find_tokens(article.text, sentence)
    sentence_words = [token.word for token in tokens]
    at = 0
    while at < len(tokens):
        phrase = find_wording(sentence_words, at)
        at = phrase.end
        span = Span(tokens[phrase.start].start, tokens[told_by(sentence_words, phrase) - 1].end)
        word = chances.at(span.start, span.end)
        if word is None or not (phrase.senses or chances.certain(word)) or _is_name(span, names):
            continue
        if is_remark(sentence_words, phrase):
            continue
        sight = chances.sight(word)
        told = Told(sentence_words, phrase.start, phrase.end, phrase.noun)
        modality = find_modality(told, sight.modality)
        particular = _particular(phrase, tokens, names) + HEDGED.get(modality, 0.0)
        named = NAMED if any(name.span.overlaps(span) for name in names) else 0.0
        headline = HEADLINE if _is_headline_verb(sentence_words, phrase) else 0.0
        deeds = frozenset(Clue(kind) for cue, kind in spoken.items() if span.overlaps(cue))
        kind = _kind(sentence_words, phrase, sight, particular + named + headline, deeds)
        if kind:
            by = chances.by if sight.types[kind] >= OWN else "lexicon"
            yield Trigger(span, kind, _mode(sentence_words, phrase, kind), modality, by=by)


def _is_name(span: Span, names: list[Name]) -> bool:
    """«the Peace Corps», «Strike», a man: no event, whatever the word."""
    return any(span in name.span and name.type is not None for name in names)


def _particular(phrase: Wording, tokens: Sequence[Token], names: list[Name]) -> float:
    """How much speaks for one event that came about, not for a kind of events."""
    near = tokens[max(0, phrase.start - NEARBY) : phrase.end + NEARBY]
    before = tokens[phrase.start - 1].word if phrase.start else ""
    last = tokens[phrase.end - 1].word
    form = 0.0
    if phrase.noun:
        form = NOUN + (PLURAL if last.endswith("s") else 0.0) + (ONE if before in {"a", "an"} else 0.0)
    elif before == "to":
        form = PURPOSE
    name = any(name.span.start < near[-1].end and near[0].start < name.span.end for name in names)
    number = any(token.word[0].isdigit() for token in near)
    return form + (NAME_NEAR if name else 0.0) + (NUMBER_NEAR if number else 0.0)


def _is_headline_verb(sentence: Sequence[str], phrase: Wording) -> bool:
    """«Oman Says | Kills | Port Chief», and no stop at the end."""
    sure = any(sense.part is Part.VERB and sense.weight is Weight.SURE for sense in phrase.senses)
    return sure and not phrase.noun and sentence[-1] not in STOPS


def _kind(
    sentence: Sequence[str], phrase: Wording, sight: Sight, beforehand: float, deeds: frozenset[Clue]
) -> EventType | None:
    """The type that most speaks for, if enough does; `beforehand` is what speaks for any event at all."""
    weights: dict[EventType, Weight] = {}
    for sense in phrase.senses:
        weights[sense.type] = min(weights.get(sense.type, sense.weight), sense.weight, key=list(Weight).index)
    clues = find_clues(sentence, phrase.start, phrase.end, {sense.lemma for sense in phrase.senses})
    clues |= {deed for deed in deeds if deed.type in weights}
    told = {clue.type for clue in clues if clue.type}
    weights |= {kind: Weight.LIKELY for kind in told if weights.get(kind) is Weight.SELDOM}
    beforehand += _against(sentence, phrase, clues)
    scores = {
        kind: beforehand
        + _evidence(kind, chance, weights, sight.other, _shares(phrase, kind))
        + (0.0 if not told else TOLD if kind in told else TOLD_OTHER)
        for kind, chance in sight.types.items()
    }
    best = max(scores, key=lambda kind: scores[kind])
    sure = best in told or weights.get(best) is Weight.SURE
    return best if scores[best] > _least(sentence, phrase, best, sight, sure=sure) else None


def _least(sentence: Sequence[str], phrase: Wording, kind: EventType, sight: Sight, *, sure: bool) -> float:
    """What has to be spoken for a type, by what the reader sees of it, and whether lexicon or words beside are sure."""
    mode = _mode(sentence, phrase, kind)
    arrested = kind is not EventType.COERCE or mode == "arrest"
    if kind not in LEAST_UNSEEN or mode in UNMET or not arrested:
        return LEAST
    if sum(sight.types[one] for one in (MOVEMENTS if kind in MOVEMENTS else (kind,))) > SEEN:
        return LEAST_SEEN
    headline = sure and _is_headline_verb(sentence, phrase)
    if kind is EventType.DISPLACEMENT and sure and _is_done_to(phrase, kind):
        return LEAST_SEEN
    if headline or (
        kind in VIOLENT and _is_told(sentence, phrase, sight, sure=sure or kind is EventType.COERCE)
    ):
        return LEAST
    owned = phrase.noun and phrase.start > 0 and sentence[phrase.start - 1] in OWNERS
    return LEAST_UNSEEN[kind] - (OWNED if owned else 0.0)


def _is_done_to(phrase: Wording, kind: EventType) -> bool:
    """«displaced», «driven from home»: a verb of what is done to people, where "fled" is one of going as well."""
    senses = (sense for sense in phrase.senses if sense.type is kind and sense.part is Part.VERB)
    return any(sense.affected is Affected.OBJECT for sense in senses)


def _is_told(sentence: Sequence[str], phrase: Wording, sight: Sight, *, sure: bool) -> bool:
    """«stabbed a clerk», «carried out the attack», «Oman denies depot attack»: it is of one that was done."""
    if not phrase.noun:
        return sure and is_participle(sentence[phrase.start])
    named = sentence[phrase.start - 1] == "the" if phrase.start else False
    one = not sentence[phrase.end - 1].endswith("s")
    return (
        sure
        and one
        and sight.other > (SENSED if named else SENSED_HEADLINE if sentence[-1] not in STOPS else 1.0)
    )


def _shares(phrase: Wording, kind: EventType) -> Mapping[Weight, float]:
    """What the lexicon gets: of a phrase of several words, which means one thing, as if the reader knew little."""
    return SHARE if phrase.end - phrase.start >= PHRASE else SHARES.get(kind, SHARE)


def _evidence(
    kind: EventType,
    seen: float,
    weights: Mapping[EventType, Weight],
    other: float,
    shares: Mapping[Weight, float],
) -> float:
    """The log-odds of a type by the chance that the reader gives it and what the lexicon knows."""
    weight = weights.get(kind)
    share = shares[weight] if weight else 0.0
    chance = min(max(seen + share * other, LEAST_CHANCE), 1 - LEAST_CHANCE)
    known = KNOWN[weight] if weight else OTHERWISE if weights else UNKNOWN
    spoken = SPOKEN if kind in SPEAKING and weight is not Weight.SURE else 0.0
    trust = TRUST_LEARNED if kind in SHARES and weight is not Weight.LIKELY else TRUST
    return trust * math.log(chance / (1 - chance)) + known + spoken


def _against(sentence: Sequence[str], phrase: Wording, clues: frozenset[Clue]) -> float:
    """What speaks against there being an event at all."""
    after = sentence[phrase.end] if phrase.end < len(sentence) else ""
    describes = 0.0
    if phrase.part is not Part.VERB and after in words("event_compounds"):
        describes = DESCRIBES if phrase.noun else MAY_DESCRIBE
    elif phrase.noun and any(
        sense.part is Part.NOUN and sense.weight is Weight.SURE for sense in event_senses(after)
    ):
        describes = MAY_DESCRIBE
    before = " ".join(sentence[max(0, phrase.start - CHARGED_NEAR) : phrase.start]) + " "
    charged = phrase.part is not Part.VERB and after not in BY_WHOM and bool(CHARGED.search(before))
    return describes + (NO_EVENT if charged or Clue(None) in clues else 0.0)


def _mode(sentence: Sequence[str], phrase: Wording, kind: EventType) -> str | None:
    """The lexicon's mode for the word; where it has none, or only that it came from the air, what words near tell."""
    own = next((sense.mode for sense in phrase.senses if sense.type is kind and sense.mode), None)
    if own is None or own == "aerial":
        return find_mode(sentence, phrase.start, phrase.end, kind) or own
    return own
