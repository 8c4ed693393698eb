"""What sort of source a noun phrase names."""

from __future__ import annotations

import re

from onrecord.lexicons import words
from onrecord.record.sources.heads import SPEAKS_FOR, Inside, find_by_head, is_capital
from onrecord.record.sources.kinds import NOT_KNOWN, PUBLIC, WORD, Speaker
from onrecord.types import EntityType, SourceKind

NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing", "no-one"})
POSSESSIVE = re.compile(r"(?:['’]s|s['’])(?=\s|$)")
INFORMED = re.compile(  # "two people familiar with the talks", "a person briefed on the plan"
    r"\b(?:person|people|persons|someone|those|individuals?|sources?|officials?)\s+(?:\w+\s+)?"
    r"(?:familiar|close|briefed|with (?:(?:direct|first-?hand|intimate|detailed)\s+)?knowledge)\b",
    re.IGNORECASE,
)
BEFORE_HEAD = re.compile(  # "only about", "at least": no part of the head
    r"(?:(?:only|about|nearly|almost|roughly|around|at least|more than|less than|fewer than|up to|just|even"
    r"|also|mostly|especially|particularly|both)\s+)+",
    re.IGNORECASE,
)
# what one is besides: "retired officer and border specialist" · Ali Sofan; not "residents and mayor" · Ana Ruiz
OFFICES = re.compile(r"(?:[\w’'-]+\s)*[a-z][\w-]*[^s\W]\sand\s(?:[a-z][\w-]*\s)+")


def find_by_phrase(text: str, names: Inside) -> Speaker:
    """The sort of source of a noun phrase; `names` are offsets in it."""
    first = (WORD.search(text) or [""])[0].lower()
    if first in NOBODY:
        return NOT_KNOWN  # "No group has admitted"
    if INFORMED.search(text) and not any(kind is EntityType.PERSON for _, _, kind in names):
        return Speaker(SourceKind.OFFICIAL_UNNAMED, False)
    if any(
        b == len(text) and kind is EntityType.PERSON and OFFICES.fullmatch(text[:a]) for a, b, kind in names
    ):
        return Speaker(SourceKind.PERSON, True)
    lead = BEFORE_HEAD.match(text)
    if lead and text[lead.end() :].strip():
        return find_by_phrase(text[lead.end() :], _shift(names, lead.end()))
    core, start = _core(text)
    if _person_heads(text, start + len(core.rstrip()), names):
        return Speaker(SourceKind.PERSON, True)
    tokens = WORD.findall(core)
    if not tokens:
        return NOT_KNOWN
    rest = _complement(text, start + len(core))
    if tokens[-1].lower() in words("quantities") and rest:
        counted, cut = rest
        return _unnamed_many(find_by_phrase(counted, _shift(names, cut)), first)
    if SPEAKS_FOR.match(tokens[-1]):
        return _spokesman(text, start, core, names)
    return find_by_head(text, core, start, names)


def _core(text: str) -> tuple[str, int]:
    """The head phrase without what follows and what owns it: "Ruiz’s letter to staff" → "letter"."""
    end = len(text)
    for match in re.finditer(r"[,(;:—–]|\S+", text):
        if match.start() and (match[0][0] in ",(;:—–" or match[0].lower() in words("phrase_ends")):
            end = match.start()
            break
    comma = text.find(",", 0, end)
    end = comma if comma > 0 else end
    owners = [m.end() for m in POSSESSIVE.finditer(text, 0, end) if text[m.end() : end].strip()]
    start = owners[-1] if owners else 0
    core = POSSESSIVE.sub(lambda m: m[0].strip("'’") if m[0][0] == "s" else "", text[start:end])
    return core, start


def _person_heads(text: str, core_end: int, names: Inside) -> bool:
    """Whether a person's name is the head, or stands in apposition to it."""
    for start, end, kind in names:
        if kind is not EntityType.PERSON:
            continue
        if abs(end - core_end) <= 2 or (start < core_end <= end):
            return True  # "police spokesman Omar Haddad"
        before = text[:start]
        if start > core_end and re.search(
            r",\s*(?:(?!\b(?:of|for|by|to|with|from)\b)[\w.’'-]+\s+){0,4}$", before
        ):
            return True  # "the mayor, Ana Ruiz"
    return False


def _complement(text: str, at: int) -> tuple[str, int] | None:
    """What follows "of" right after the core, and where it starts."""
    match = re.match(r"\s*of\s+", text[at:])
    return (
        (text[at + match.end() :], at + match.end()) if match and text[at + match.end() :].strip() else None
    )


def _shift(names: Inside, by: int) -> Inside:
    return tuple((start - by, end - by, kind) for start, end, kind in names if start >= by)


def _unnamed_many(speaker: Speaker, first: str) -> Speaker:
    """Some of them: "two-thirds of Americans" is a group, "one of the officers" a person without a name."""
    if (
        speaker.kind in PUBLIC | {SourceKind.PERSON}
        and speaker.named
        and first not in {"one", "a", "the", "members"}
    ):
        return Speaker(SourceKind.GROUP, False)
    return Speaker(speaker.kind, False)


def _spokesman(text: str, start: int, core: str, names: Inside) -> Speaker:
    """A voice has the kind of the body it speaks for: "an army spokesman" is military; nobody is named."""
    tokens = WORD.findall(core)
    if len(tokens) > 1 and is_capital(tokens[-1]):
        return Speaker(SourceKind.PERSON, True)
    owner = (
        core[: core.rfind(tokens[-1])].strip()
        if len(tokens) > 1
        else POSSESSIVE.sub("", text[:start].strip())
    )
    for_whom = re.search(r"\s(?:for|of|from|at)\s+(.+)$", text[start + len(core) - 1 :], re.DOTALL)
    if for_whom:
        cut = len(text) - len(for_whom[1])
        speaker = find_by_phrase(for_whom[1], _shift(names, cut))
    else:
        speaker = (
            find_by_phrase(owner, tuple(n for n in names if n[1] <= len(owner)))
            if WORD.search(owner)
            else NOT_KNOWN
        )
    kind = speaker.kind if speaker.kind in PUBLIC | {SourceKind.MEDIA} else SourceKind.OFFICIAL_UNNAMED
    return Speaker(kind, False)
