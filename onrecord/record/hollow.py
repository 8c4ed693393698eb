"""What looks like a statement and is none: nobody speaks in it, or nothing is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from onrecord.lexicons import words as words_of
from onrecord.lexicons.events import Part, Weight, event_senses
from onrecord.lexicons.forms import forms_of
from onrecord.lexicons.nominals import find_nominal_noun
from onrecord.record.acts import find_act
from onrecord.types import Act, Article, Attribution, EntityType, EventType, Span

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
BARE = frozenset({"about", "over", "on", "to"})  # of these alone nobody is heard
SET_CUE = re.compile(r"\baccording\b|^\W*$", re.IGNORECASE)  # cues that are no verb: "according to", ":"
# Of these a cue without content tells nothing: polnear/dev has 5 of 17 such cues, 2026-11-28
NEED_CONTENT = frozenset({Act.AGREE, Act.BELIEVE, Act.ASK})
CALLED = re.compile(r"\b(?:also |better |widely |formerly )?known (?:as|by)\b", re.IGNORECASE)
SHOWS = re.compile(r"\b(?:show(?:s|ed|n|ing)?|depict(?:s|ed|ing)?|captur(?:es?|ed|ing))\b", re.IGNORECASE)
BROADCAST = re.compile(
    r"(?:(?:has|have|had)\s)?(?:broadcast|aired|posted|published|released)\s(?:\w+\s){0,2}"
    r"(?:footage|videos?|images?|pictures|photos|photographs)\sof\b",
    re.IGNORECASE,
)
BEFORE_OF = re.compile(r"^(?:(?!(?:of|from|by|on|in|that|which)\b)[\w’'-]+\s*)+", re.IGNORECASE)
# What one takes back in words: "withdrew | the claim"
SAID_BEFORE = re.compile(
    r"\b(?:claim|report|statement|account|accusation|allegation|remark|comment|charge|testimony)s?\b"
)
WORD = re.compile(r"\w+")
APPEALS = re.compile(r"\bappeal(?:s|ed|ing)?$", re.IGNORECASE)
RULING = re.compile(r"\b(?:ruling|decision|verdict|conviction|sentence|judge?ment|order)\b", re.IGNORECASE)
LOOKS_INTO = re.compile(r"\blook(?:s|ed|ing)? into$", re.IGNORECASE)
WHERE_SAID = re.compile(r"(?:in|on|at|via|through|during)\s", re.IGNORECASE)
PROTESTS = re.compile(r"(?:protests?|demonstrations?|rall(?:y|ies))\b", re.IGNORECASE)
NO_PEOPLE = re.compile(
    r"\b(?:of|after|amid|during)$|^[a-z]+[^s\W]$"
)  # "weeks of", "nationwide"; not "students"
QUESTIONED = re.compile(r"(?:\w+ )*question(?:ed|ing)", re.IGNORECASE)
# «proposals that [were conveyed] to [the ministry]»: whom a passive tells something is not who tells it
TOLD_TO = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\b.*\w(?:ed|en|wn|nt|ld)\Z", re.IGNORECASE | re.DOTALL
)
# «He [was charged with] theft»: it was done to him, before a court
CHARGED = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\b.*\b(?:charged|indicted|convicted|acquitted|sentenced)\b"
    r"(?:\s(?:with|of|for|on|to|over)\b.*)?\Z",
    re.IGNORECASE | re.DOTALL,
)
SENTENCED = re.compile(r"\b(?:sentenced|sentences|acquitted|acquits|convicted|convicts)\Z", re.IGNORECASE)
CHARGED_WITH = re.compile(r"charged\s+with\b", re.IGNORECASE)  # «[a man] charged with theft»
# «She [heard] shots»; not «heard that …», «heard about it»
HEARS = re.compile(r"\b(?:hears?|heard)\Z", re.IGNORECASE)
TOLD_OF = re.compile(r"(?:that|about|of|from|how|whether|why)\b", re.IGNORECASE)
# «They [could force] him out»: nobody has; not «could not say», «may believe»
MIGHT = re.compile(r"^(?:\w+ )?(?:could|may|might)\s(?!not\b)", re.IGNORECASE)
DEEDS = frozenset(
    {
        Act.THREATEN,
        Act.DEMAND,
        Act.INTEND,
        Act.PROMISE,
        Act.AGREE,
        Act.ORDER,
        Act.PRAISE,
        Act.REJECT,
        Act.WARN,
    }
)
NEAR = 200  # characters before "it" in which the video is named
MEANS = re.compile(r"\bmean(?:s|t|ing)?\Z", re.IGNORECASE)
STARTED = re.compile(r"\b(?:started|began|starts|begins)\s(?:supporting|backing|attacking)\Z", re.IGNORECASE)
OWED_TO = re.compile(r"\b(?:attributed|ascribed|credited|traced)\Z", re.IGNORECASE)
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
    if not one.content and find_act(cue).act in NEED_CONTENT:
        return True
    if _is_deed(article, one, cue) or _is_appeal(article, one, cue) or _is_done(article, one, cue):
        return True
    if not one.content and WHERE_SAID.match(cue):
        return True  # «“It is over,” said Ruiz [in a statement]»
    if one.parent is not None and _is_hollow_inside(article, one, cue):
        return True
    if one.source is None:
        return _is_nobodys(cue)
    opens = article[one.content[0]].lower() if one.content else ""
    said = SET_CUE.search(cue) or opens.startswith("that ") or one.by.startswith("rule")
    if not _is_act(cue) and not said:
        return True  # polnear/dev has 7 of 21 such cues, 2026-11-28
    words = article[one.source]
    if (
        _is_picture(words, cue)
        or _is_that_picture(article, one, cue)
        or _is_gathering(words, cue)
        or _is_interrogation(one, words, cue)
    ):
        return True
    if words.lower() in LABELS and article.text[one.source.end : one.source.end + 1] == ":":
        return True  # "OPINION: …"
    if words.lower() == "you":
        return True  # "as you know", "“Do you want war?”": whoever is spoken to says nothing
    if words.lower() in THINGS and all(EMPTY.fullmatch(article[piece]) for piece in one.content):
        return True
    return _is_happening(words) or _is_headlines_happening(article, one, words)


def _is_hollow_inside(article: Article, one: Attribution, cue: str) -> bool:
    """Whether what stands in another's words is no statement of its own."""
    if cue.lower() in BARE or cue.lower().startswith("to "):
        # «called on [her] [to apologise]»: nothing is said yet; «they would ask [the manager] [about] its guards»
        return True
    if one.source is None:
        return False
    if _is_told_to(article, one.cue, one.source) or OUGHT.search(cue):
        return True  # "“They should know that …”": it is they who are spoken to
    # "they were treating it as an accident"
    return article[one.source].lower() in PRONOUNS and not _is_act(cue)


def _is_nobodys(cue: str) -> bool:
    """«[Protests against] the law», «[also known as] the Harbour Order»: nobody is told to say it, and nobody does."""
    if cue.lower().startswith("to ") or PROTESTS.match(cue) or SENSED.search(cue) or CALLED.search(cue):
        return True
    return find_act(cue).act is Act.AGREE or not _is_act(cue) or bool(MEANS.search(cue))


def _is_done(article: Article, one: Attribution, cue: str) -> bool:
    """«[was charged with] theft», «[heard] shots», «[could force] him out», «[started supporting] the rebels»."""
    opens = article[one.content[0]] if one.content else ""
    heard = HEARS.search(cue) and opens and not TOLD_OF.match(opens)
    might = MIGHT.match(cue) and find_act(cue).act in DEEDS
    charged = SENTENCED.search(cue) or CHARGED.search(cue) or CHARGED_WITH.match(article.text, one.cue.start)
    return bool(heard or might or charged or STARTED.search(cue))


def _is_deed(article: Article, one: Attribution, cue: str) -> bool:
    """«[imposed] sanctions», «[withdrew] the bill»: it was done, and nobody said so; not «withdrew the claim»."""
    tokens = [word for word in WORD.findall(cue.lower()) if word not in words_of("auxiliaries")]
    deeds = {word for word in tokens if ({word} | _forms().get(word, frozenset())) & words_of("deed_cues")}
    content = article[one.content[0]].lower() if one.content else ""
    if not deeds or SAID_BEFORE.search(content):
        return False
    return not any(find_act(word).known for word in tokens if word not in deeds)


def _is_appeal(article: Article, one: Attribution, cue: str) -> bool:
    """«will [appeal] the ruling», «is [looking into] the fall»: what is done before a court, or in an office."""
    words = " ".join(article[piece] for piece in one.content)
    return bool(LOOKS_INTO.search(cue) or (APPEALS.search(cue) and RULING.search(words)))


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    return forms_of(words_of("deed_cues"))


def _is_picture(source: str, cue: str) -> bool:
    """«Footage from the port shows a wreck», «released a video that showed it»: it is seen, and nobody says it."""
    if not SHOWS.search(cue) and not BROADCAST.match(cue):
        return False
    first = BEFORE_OF.match(source)
    head = first[0].lower().split()[-1:] if first else []
    return any(word in words_of("pictures") for word in (*head, *cue.lower().split()))


def _is_that_picture(article: Article, one: Attribution, cue: str) -> bool:
    """«The video was made in Gao. [It shows] a guide»: it is still the video; not «It shows that …»."""
    if one.source is None or article[one.source].lower() not in THINGS or not SHOWS.search(cue):
        return False
    opens = article[one.content[0]] if one.content else ""
    before = article.text[max(0, one.source.start - NEAR) : one.source.start].lower()
    shown = any(word in words_of("pictures") for word in WORD.findall(before))
    return shown and not TOLD_OF.match(opens)


def _is_gathering(source: str, cue: str) -> bool:
    """«after weeks of [protests against] the law», «nationwide [protests]»: a gathering that is only named."""
    return bool(PROTESTS.match(cue) and NO_PEOPLE.search(source))


def _is_interrogation(one: Attribution, source: str, cue: str) -> bool:
    """«Police questioned two brothers»: it was done to them, and nothing is said."""
    return not one.content and bool(QUESTIONED.fullmatch(cue)) and "police" in source.lower()


def _is_told_to(article: Article, cue: Span, source: Span) -> bool:
    words = article[cue]
    told = TOLD_TO.search(words) and not OWED_TO.search(words)
    return bool(told) and article.text[cue.end : source.start].strip().lower() == "to"


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
