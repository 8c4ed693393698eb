"""Who says what of an event: how words put it, who the origin is, who speaks for whom."""

from __future__ import annotations

import pytest

from onrecord.record.status.camps import Camp, Camps
from onrecord.record.status.wording import Manner, read_wording
from onrecord.record.status.words import Word, find_words
from onrecord.types import Span, Stance
from tests.marked import Marked, read_marked

SAID = [  # in the content of a saying, or in the reporter's voice
    ("it had [killed] Adan", Manner.TOLD),
    ("it had not [attacked] the port", Manner.NEGATED),
    ("its troops didn’t [fire] on the crowd", Manner.NEGATED),
    ("there was no [attack]", Manner.NEGATED),
    ("no [attack] took place", Manner.NEGATED),
    ("the [raid] never took place", Manner.NEGATED),
    ("none of its soldiers were [killed]", Manner.NEGATED),
    ("reports of an [attack] were false", Manner.NEGATED),
    ("not only [shelled] the port but burned it", Manner.TOLD),
    ("it had nothing to do with the [attack]", Manner.DISOWNED),
    ("it was not involved in the [attack]", Manner.DISOWNED),
    ("it would [strike] again", Manner.FORESEEN),
    ("it was ready to [attack]", Manner.FORESEEN),
    ("it was going to [attack]", Manner.FORESEEN),
    ("farmers may also have been [injured]", Manner.POSSIBLE),
    ("On May 25 guards [killed] him", Manner.TOLD),  # the month
    ("if rebels [attacked], the army would respond", Manner.CONDITIONAL),
    ("nobody would confirm that the mill had been [burned]", Manner.OPEN),
    ("it was not true that the mill had been [burned]", Manner.NEGATED),
    ("it had not said that nobody was [hurt]", Manner.OPEN),
    ("the claim that nobody was [hurt]", Manner.NEGATED),
    ("if the envoy will not talk, he should be [expelled]", Manner.FORESEEN),
    ("if rebels, who hold the hills, [attacked], the army would respond", Manner.CONDITIONAL),
    ("he was no saint, and the boys were [beaten]", Manner.TOLD),
    ("the army did not burn, loot or [kill]", Manner.NEGATED),
    ("the talks did not deal with the ministry’s decision to [expel] envoys", Manner.FORESEEN),
    ("Don’t [shoot]", Manner.FORESEEN),
    ("he wished the men had been [arrested]", Manner.FORESEEN),
    ("women can't be trusted to answer [threatening] letters", Manner.TOLD),
    ("whether to [suspend] aid", Manner.FORESEEN),
    ("peace would require a [withdrawal]", Manner.FORESEEN),
    ("whether the raid had [killed] anyone", Manner.OPEN),
    ("whether the [raid] had killed anyone", Manner.GRANTED),
    ("who [killed] him", Manner.ASKED),
    ("the ministry should first show who had [shelled] the mill", Manner.ASSUMED),
    ("he wanted an inquiry into how the guard was [shot]", Manner.ASSUMED),
    ("the men who [shelled] the mill had fled", Manner.TOLD),
    ("the raid in which the guard was [shot] had failed", Manner.TOLD),
    ("the [strike] destroyed his house", Manner.GRANTED),
    ("he would respond to the [attack]", Manner.GRANTED),
]
DENIED = [  # in the content of a denial
    ("that its planes [bombed] the camp", Manner.TOLD),
    ("[bombing] the camp", Manner.TOLD),
    ("any [attack] on the camp", Manner.TOLD),
    ("the [killings]", Manner.TOLD),
    ("that it had carried out the [attack]", Manner.TOLD),
    ("that it had launched a [strike]", Manner.TOLD),
    ("that an [attack] took place", Manner.TOLD),
    ("reports of a [strike]", Manner.TOLD),
    ("reports that troops had [crossed] the river", Manner.TOLD),
    ("that the strike had [killed] farmers", Manner.TOLD),
    ("to have no memory of the night she was [shot]", Manner.ASSUMED),
    ("Do not [shoot] the farmers", Manner.FORESEEN),
    ("To the guards: don’t [shoot] the farmers", Manner.FORESEEN),
    ("they do not [shoot] farmers", Manner.NEGATED),
    ("that the [strike] had killed farmers", Manner.GRANTED),
    ("that he had ordered troops to [fire]", Manner.GRANTED),
    ("whether he, who had left since being named to it, had [attended]", Manner.OPEN),
    ("knowing about the [raid]", Manner.GRANTED),
    ("that guards were there when the mill was [burned]", Manner.GRANTED),
    ("involvement in the [shelling] of Tyre", Manner.DISOWNED),
    ("responsibility for the [blast]", Manner.DISOWNED),
    ("that the [strike] was carried out by its jets", Manner.DISOWNED),
]


def put(text: str, *, direct: bool) -> Manner:
    before, rest = text.split("[")
    mention, after = rest.split("]")
    return read_wording(before, mention, after, direct=direct).manner


@pytest.mark.parametrize(("text", "manner"), SAID)
def test_the_words_around_a_mention_tell_how_it_is_put(text, manner):
    assert put(text, direct=False) is manner


@pytest.mark.parametrize(("text", "manner"), DENIED)
def test_a_denial_is_of_its_own_object_and_of_nothing_by_the_way(text, manner):
    assert put(text, direct=True) is manner


def heard(text: str, *entities: str) -> list[tuple[str | None, Stance, str | None]]:
    read = read_marked(text, entities)
    found = find_words(read.article, read.events[0], read.statements, read.entities)
    return [(one.statement, one.stance, words(read, one)) for one in found]


def words(read: Marked, word: Word) -> str | None:
    return read.article[word.who] if word.who else None


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        (  # media pass on the army's words
            "<s1 media>The Post</s1> <c1 say>said</c1> <t1><s2 military>the army</s2> had "
            "<c2 announce in=1>announced</c2> <t2>the <e ASSAULT>raid</e></t2></t1>.",
            [("s2", Stance.AFFIRMS, "the army")],
        ),
        (  # two who speak together
            "<s1 witness>Residents and a hospital doctor</s1> <c1 say>said</c1> <t1>it was <e ASSAULT>hit</e></t1>.",
            [("s1", Stance.AFFIRMS, "Residents"), ("s1", Stance.AFFIRMS, "a hospital doctor")],
        ),
        (
            "<s1 witness>Both residents and a doctor</s1> <c1 say>said</c1> <t1>it was <e ASSAULT>hit</e></t1>.",
            [("s1", Stance.AFFIRMS, "residents"), ("s1", Stance.AFFIRMS, "a doctor")],
        ),
        (  # one body with "and" in its name
            "<s1 organisation>The Ministry of Trade and Industry</s1> <c1 say>said</c1> <t1>it was "
            "<e ASSAULT>hit</e></t1>.",
            [("s1", Stance.AFFIRMS, "The Ministry of Trade and Industry")],
        ),
        (  # a belief inside a statement
            "<s1 person>The mayor</s1> <c1 say>said</c1> <t1><s2 person>he</s2> <c2 believe in=1>believed</c2>"
            " <t2>it was <e ASSAULT>bombed</e></t2></t1>.",
            [("s2", Stance.SUPPOSES, "he")],
        ),
        (  # hearsay passed on
            "<s1 person>The mayor</s1> <c1 say>said</c1> <t1>it was <c2 say in=1>reportedly</c2>"
            " <t2><e ASSAULT>bombed</e></t2></t1>.",
            [("s2", Stance.SUPPOSES, "The mayor")],
        ),
        (  # an outer refusal silences what it is of
            "<s1 person>The mayor</s1> <c1 deny>denied</c1> <t1>that <s2 group>rebels</s2> had "
            "<c2 admit in=1>admitted</c2> <t2><e ASSAULT>bombing</e> it</t2></t1>.",
            [("s2", Stance.SILENT, "rebels")],
        ),
        (  # rejecting a denial affirms, and the denial stays its owner's
            "<s1 group>Rebels</s1> <c1 reject>rejected</c1> <t1><s2 military>the army</s2>'s <c2 deny in=1>denial</c2>"
            " <t2>that it <e ASSAULT>bombed</e> the mill</t2></t1>.",
            [("s1", Stance.AFFIRMS, "Rebels"), ("s2", Stance.DENIES, "the army")],
        ),
        (  # a cue is told by the reporter, who saw it done
            "<s1 person>The senator</s1> <c1 accuse><e ACCUSE>accused</e></c1> the bank of <t1>fraud</t1>.",
            [("s1", Stance.AFFIRMS, "The senator")],
        ),
        ("Jets <e ASSAULT>bombed</e> the mill.", [(None, Stance.AFFIRMS, None)]),
    ],
)
def test_the_origin_is_the_innermost_source(text, accounts):
    assert heard(text) == accounts


@pytest.mark.parametrize(
    ("source", "anonymous"),
    [
        ("<s1 official_unnamed unnamed>A senior official</s1>", True),
        ("<s1 official_unnamed unnamed terms>An aide who asked not to be named</s1>", True),
        ("<s1 official_unnamed unnamed>Two people close to the talks</s1>", True),
        ("<s1 official_unnamed unnamed>Officials</s1>", False),  # the public face of a state
        ("<s1 official_unnamed unnamed>A hospital official</s1>", False),  # the hospital answers for it
        ("<s1 military unnamed>An army spokesman</s1>", False),
        ("<s1 witness unnamed>A resident</s1>", False),
    ],
)
def test_nobody_answers_for_an_unnamed_official(source, anonymous):
    read = read_marked(f"{source} <c1 say>said</c1> <t1>it was <e ASSAULT>hit</e></t1>.")
    assert [
        one.anonymous for one in find_words(read.article, read.events[0], read.statements, read.entities)
    ] == [anonymous]


def test_who_once_asked_not_to_be_named_is_anonymous_all_along():
    read = read_marked(
        "<s1 official_unnamed unnamed terms @aide>An aide who asked not to be named</s1> <c1 say>said</c1> <t1>no</t1>."
        " <s2 person @aide>She</s2> <c2 say>said</c2> <t2>it was <e ASSAULT>hit</e></t2>.",
        ["aide; person"],
    )
    assert [
        one.anonymous for one in find_words(read.article, read.events[0], read.statements, read.entities)
    ] == [True]


def camp(words: str, *entities: str, home: str | None = None) -> Camp:
    read = read_marked(words, entities)
    known = {one.id: one for one in read.entities}
    held = next((one.id for one in read.entities if one.mentions), None)
    return Camps(read.article, known).of(Span(0, len(words)), held, home=home)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Turkish officials", "the Turkish foreign ministry"),
        ("Iranian state media", "Iran's president"),
        ("officials", "the Norwegian army"),  # a state that is not named may be any
        ("Al-Masirah", "the Houthis"),  # its outlet
        ("Israeli police", "the Israeli military"),
        ("the rebels’ own station", "the quartermaster of the rebel alliance"),
    ],
)
def test_these_are_one_side(words, other):
    assert camp(words).meets(camp(other))


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Turkish officials", "the Syrian army"),
        ("Lebanese soldiers", "Hezbollah"),  # an armed group is not its country's state
        ("the rebels", "the army"),
        ("a former Turkish minister", "the Turkish army"),
        ("a lawyer for the police", "police"),
        ("residents", "a doctor"),
        ("a witness", "another witness"),
        ("the rebels’ hostage", "a rebel commander"),
    ],
)
def test_these_are_two_sides(words, other):
    assert not camp(words).meets(camp(other))


def test_a_spokesman_is_of_his_ministry_and_its_state():
    one = camp(
        "Sami Baz",
        "Sami Baz; person; spokesperson_for defence ministry",
        "defence ministry; organisation; TN",
    )
    assert one.meets(camp("the Tunisian army"))


def test_an_army_that_is_not_named_is_that_of_the_place():
    assert camp("the army", home="LY").states == {"state:LY"}
    assert camp("the army").states == {"state:?"}
