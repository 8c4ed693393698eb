"""What looks like a statement and is none: nobody speaks in it, or nothing is said."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.lexicons import words as words_of
from onrecord.lexicons.events import Part, Weight, event_senses
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.acts import find_act
from onrecord.types import Article, Attribution, EntityType, EventType

# Happenings tell nothing themselves: what a raid "suggests" is the reporter's inference
HAPPENINGS = frozenset(
    {
        EventType.ASSAULT,
        EventType.DEATH,
        EventType.INJURY,
        EventType.ABDUCTION,
        EventType.DAMAGE,
        EventType.DISASTER,
        EventType.ACCIDENT,
        EventType.DISPLACEMENT,
    }
)
HEAD = re.compile(
    r"^(?:(?:the|this|that|these|those|a|an|its|their|his|her)\s+)?(?:[\w-]+\s+){0,3}?(?P<noun>[a-z]+)$",
    re.IGNORECASE,
)
THINGS = frozenset({"it", "this", "that", "these", "those", "which"})
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "you", "i", "who", "which", "that"})
LABELS = frozenset(
    {"opinion", "analysis", "editorial", "commentary", "watch", "video", "exclusive", "live", "breaking"}
)
OUGHT = re.compile(r"\b(?:should|must|ought to|need to)\b", re.IGNORECASE)
SENSED = re.compile(r"\b(?:heard|felt|seen)\b", re.IGNORECASE)
BARE = frozenset({"about", "over", "on"})  # of these alone nobody is heard
EMPTY = re.compile(r"\W*(?:none|nothing|it|them|one|him|her)?\W*", re.IGNORECASE)


def without_hollow(article: Article, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions that are statements; what stood inside one that is none stands inside what that stood in."""
    kept = [n for n, one in enumerate(attributions) if not _is_hollow(article, one)]
    place = {n: at for at, n in enumerate(kept)}

    def holder(n: int | None) -> int | None:
        while n is not None and n not in place:
            n = attributions[n].parent
        return None if n is None else place[n]

    return tuple(replace(attributions[n], parent=holder(attributions[n].parent)) for n in kept)


def _is_hollow(article: Article, one: Attribution) -> bool:
    """Whether an attribution is no statement.

    «Blasts were heard»: no act of speech, and nobody. «The raid suggests that …»: a happening does not speak.
    «Today it gives none»: a thing, and nothing said.
    """
    cue = article[one.cue]
    if one.parent is not None and cue.lower() in BARE:
        return True  # «they would ask [the manager] [about] its missing guards»
    if one.source is None:
        return bool(SENSED.search(cue)) or not _is_act(cue)
    words = article[one.source]
    if words.lower() in LABELS and article.text[one.source.end : one.source.end + 1] == ":":
        return True  # "OPINION: …"
    if one.parent is not None and OUGHT.search(cue):
        return True  # "“They should know that …”": it is they who are spoken to
    if one.parent is not None and words.lower() in PRONOUNS and not _is_act(cue):
        return True  # "they were treating it as an accident"
    if words.lower() == "you" and not one.content:
        return True  # "as you know"
    if words.lower() in THINGS and all(EMPTY.fullmatch(article[piece]) for piece in one.content):
        return True
    return _is_happening(words) or _is_headlines_happening(article, one, words)


def _is_headlines_happening(article: Article, one: Attribution, words: str) -> bool:
    """«Shooting Spurs | Calls For | Tighter Law»: the verb before is the happening's; not «Bombing Victims Ask»."""
    tokens = words.lower().split()
    head = article.headline is not None and one.source is not None and one.source in article.headline
    if not head or len(tokens) < 2 or not tokens[-1].endswith("s"):
        return False
    noun = find_nominal_noun(tokens[-1])
    happened = any(
        sense.type in HAPPENINGS
        for sense in event_senses(tokens[-2], part=Part.NOUN)
        if sense.weight is Weight.SURE
    )
    return happened and not (noun is not None and noun.type is EntityType.PERSON)


def _is_act(cue: str) -> bool:
    """Whether a cue tells of an act of speech or thought by more than its auxiliaries."""
    own = [word for word in cue.split() if word.lower() not in words_of("auxiliaries")]
    return find_act(" ".join(own) or cue).known


def _is_happening(words: str) -> bool:
    found = HEAD.match(words)
    noun = found["noun"].lower() if found else ""
    return any(
        sense.type in HAPPENINGS and sense.weight is not Weight.SELDOM
        for sense in event_senses(noun, part=Part.NOUN)
    )
