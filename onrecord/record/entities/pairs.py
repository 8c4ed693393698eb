"""Whether an earlier mention can be what a later one means: what forbids it."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.lexicons.nominals import Gender
from onrecord.record.entities.chains import Chain, voice_of
from onrecord.record.entities.scene import Scene
from onrecord.types import EntityType, MentionKind

BESIDE = re.compile(r"\s*(?:,|and|or|&|,\s*and)\s*(?:the\s+)?", re.IGNORECASE)
ENDS = (
    ".",
    "!",
    "?",
    "”",
    "’",
    "\n",
)  # what stands before the first word of a sentence, opening quotes left out
OPENERS = " “\"‘'"
SHORT = 8  # characters
LONGEST_BETWEEN = 80  # characters between two mentions that tell something of them
SHORT_CLAUSE = re.compile(r"[^,;:.“”\"]{0,30}")
CLAUSE_WORDS = re.compile(r"\b(?:that|who|which|and|but|because|as|when|if|said|says)\b", re.IGNORECASE)
BODIES = frozenset(
    {EntityType.ORGANISATION, EntityType.MEDIA, EntityType.MILITARY, EntityType.STATE, EntityType.PLACE}
    | {EntityType.FACILITY, EntityType.GROUP, None}
)
# Bodies that sit in a town, and are not it
SEATED = frozenset({EntityType.ORGANISATION, EntityType.MEDIA, EntityType.MILITARY})
Bar = Callable[[Scene, int, Chain], bool]


def bars_of(scene: Scene, n: int) -> tuple[Bar, ...]:
    """What can forbid that the mention `n` is one of an earlier chain, as far as its words give cause."""
    mine, nominal = scene.traits[n], scene.nominals[n]
    kin = mine.owner is not None and mine.noun is not None and mine.noun.sort == "kin"
    person = mine.looks_for == "person"
    causes = (
        (mine.owner is not None, _has_owner),
        (n in scene.holding, _stands_in_it),
        (bool(scene.nations[n]), _is_of_another_nation),
        (bool(mine.counted), _is_otherwise_counted),
        (bool(mine.age), _is_of_another_age),
        (bool(mine.noun) and "former" not in mine.modifiers, _is_no_longer),
        (mine.gender is not Gender.ANY, _is_of_another_gender),
        (mine.many is not None, _is_of_another_number),
        (True, _is_of_another_type),
        (nominal.kind is MentionKind.DESCRIPTION and nominal.type in SEATED, _is_a_town),
        (kin, _is_no_such_kin),
        (mine.new or mine.dead, _lives_or_is_dead),
        (mine.looks_for in ("person", "many"), _calls_itself_i),
        (person and (mine.quoted or "") in scene.speakers, _speaks),
        (nominal.kind is MentionKind.PRONOUN and n in scene.says, _is_named_in_his_words),
        (
            nominal.kind is MentionKind.PRONOUN and _opens(scene.article.text, nominal.span.start),
            _is_named_beside,
        ),
    )
    return tuple(bar for cause, bar in causes if cause)


def fits_mention(scene: Scene, n: int, m: int) -> bool:
    """Whether nothing in where they stand forbids that `n` means what the earlier `m` does."""
    start, end = scene.nominals[n].span.start, scene.nominals[m].span.end
    if start - end > LONGEST_BETWEEN:
        return True
    if m in scene.traits[n].within or BESIDE.fullmatch(scene.article.text, end, start):
        return False
    return not _same_clause(scene, n, m)


def _has_owner(scene: Scene, n: int, chain: Chain) -> bool:
    """«[Ruiz]’s brother» is not Ruiz."""
    return scene.traits[n].owner in chain.members


def _stands_in_it(scene: Scene, n: int, chain: Chain) -> bool:
    """«a friend of [hers]»: no part of the mention means what all of it does, but for "who"."""
    return any(n in scene.traits[k].within and scene.traits[k].form != "relative" for k in chain.members[-3:])


def _is_of_another_nation(scene: Scene, n: int, chain: Chain) -> bool:
    """«Peru’s army» is not «Chile’s army», though both are armies."""
    return bool(chain.nations) and scene.nations[n].isdisjoint(chain.nations)


def _is_otherwise_counted(scene: Scene, n: int, chain: Chain) -> bool:
    """«It killed 11 people and wounded [17 people]»: two counts of one sentence; of two, they may rival each other."""
    mine = scene.traits[n]
    return any(
        scene.traits[k].counted not in ("", mine.counted) and scene.traits[k].sentence == mine.sentence
        for k in chain.members
    )


def _is_of_another_age(scene: Scene, n: int, chain: Chain) -> bool:
    """«A man, 24, was shot. [A 30-year-old man] was stabbed»: two men."""
    return any(scene.traits[k].age not in ("", scene.traits[n].age) for k in chain.members)


def _is_no_longer(scene: Scene, n: int, chain: Chain) -> bool:
    """«the vice president» is not «former Vice President Omar Haddad»."""
    return scene.traits[n].lemma in chain.former


def _is_of_another_gender(scene: Scene, n: int, chain: Chain) -> bool:
    return chain.gender is not Gender.ANY and scene.traits[n].gender is not chain.gender


def _is_of_another_number(scene: Scene, n: int, chain: Chain) -> bool:
    mine = scene.traits[n]
    if chain.many is None or (mine.looks_for == "many" and not mine.many):
        return False
    return mine.many != chain.many


def _is_of_another_type(scene: Scene, n: int, chain: Chain) -> bool:
    looks_for, own = scene.traits[n].looks_for, scene.nominals[n].type
    if looks_for == "person":
        return chain.type is not EntityType.PERSON
    if looks_for == "thing":
        return chain.type in (EntityType.PERSON, EntityType.GROUP)
    if looks_for == "many":
        return chain.type is None or chain.many is False
    if own is chain.type:
        return False
    return EntityType.PERSON in (own, chain.type) or not (own in BODIES and chain.type in BODIES)


def _is_a_town(scene: Scene, n: int, chain: Chain) -> bool:
    """«[the ministry]» is no town; of a country it may be the word."""
    return chain.named and chain.type is EntityType.PLACE and not chain.nations


def _is_no_such_kin(scene: Scene, n: int, chain: Chain) -> bool:
    """«his son»: whose kin it is decides, and that rules have told."""
    return scene.traits[n].lemma not in chain.lemmas


def _lives_or_is_dead(scene: Scene, n: int, chain: Chain) -> bool:
    """«the new governor» is not the slain one."""
    mine = scene.traits[n]
    return (mine.new and chain.dead) or (mine.dead and (chain.new or (chain.named and not chain.dead)))


def _calls_itself_i(scene: Scene, n: int, chain: Chain) -> bool:
    """Who speaks calls himself "I"."""
    return voice_of(scene.traits[n]) in chain.voices


def _speaks(scene: Scene, n: int, chain: Chain) -> bool:
    """Whether a chain is who is quoted: himself, or, where the speaker is told after his words, by his noun."""
    speaker = scene.speakers[scene.traits[n].quoted or ""]
    described = scene.nominals[speaker].kind is MentionKind.DESCRIPTION
    return speaker in chain.members or (described and scene.traits[speaker].lemma in chain.lemmas)


def _is_named_in_his_words(scene: Scene, n: int, chain: Chain) -> bool:
    """«“I mourn Musa Osman,” [he] said», «[he] said Osman had left»: nobody calls himself by name."""
    return any(
        scene.nominals[k].kind is MentionKind.NAME and scene.traits[k].told in scene.says[n]
        for k in chain.members
    )


def _is_named_beside(scene: Scene, n: int, chain: Chain) -> bool:
    """«[He] demanded that Musa Osman resign»: a sentence that opens with "he" tells of others by name."""
    sentence = scene.traits[n].sentence
    return any(
        k > n and scene.traits[k].sentence == sentence and scene.nominals[k].kind is MentionKind.NAME
        for k in chain.members
    )


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins there."""
    before = text[max(0, at - SHORT) : at].rstrip(OPENERS)
    return before.endswith(ENDS) or (not before and at < SHORT)


def _same_clause(scene: Scene, n: int, m: int) -> bool:
    """ "Ruiz praised him": somebody else, with no more than a verb between."""
    mine = scene.traits[n]
    done_to = mine.form == "object" or (mine.looks_for == "thing" and mine.form == "subject")
    if not done_to or mine.sentence != scene.traits[m].sentence:
        return False
    start, end = scene.nominals[m].span.end, scene.nominals[n].span.start
    between = SHORT_CLAUSE.fullmatch(scene.article.text, start, end)
    return bool(between) and not CLAUSE_WORDS.search(scene.article.text, start, end)
