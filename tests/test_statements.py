"""Statements from attributions. In the texts <…> is the source, [ … ] the cue, { … } the content."""

from __future__ import annotations

import re
import time
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.quotes import find_quotes
from onrecord.record.sentences import find_sentences
from onrecord.record.statements import Surroundings, find_statements
from onrecord.types import (
    Act,
    Article,
    Attribution,
    EntityType,
    Form,
    Name,
    SourceKind,
    Span,
    Statement,
    Time,
    TimeType,
)

MARKS = {"<": "source", "[": "cue", "{": "content"}


class Given(NamedTuple):
    """An article made of marked sentences, and the statements found in it."""

    article: Article
    statements: tuple[Statement, ...]

    def words(self, span: Span | None) -> str | None:
        return self.article[span] if span else None


def given_text(*marked: str, people: tuple[str, ...] = (), day: str = "") -> Given:
    """One statement for each marked sentence; `people` are names of persons, `day` is a time: 2026-05-04."""
    text, attributions = "", []
    for sentence in marked:
        parts: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        begun: list[tuple[str, int]] = []
        for piece in re.split(r"([<>\[\]{}])", sentence):
            if piece in MARKS:
                begun.append((MARKS[piece], len(text)))
            elif piece and piece in ">]}":
                kind, start = begun.pop()
                parts[kind].append(Span(start, len(text)))
            else:
                text += piece
        attributions.append(
            Attribution(next(iter(parts["source"]), None), parts["cue"][0], tuple(parts["content"]))
        )
        text += " "
    article = Article("a", text, (Span(0, len(text)),), "en")
    around = Surroundings(
        find_sentences(text, article.paragraphs),
        find_quotes(text, article.paragraphs),
        tuple(Name(spot(text, name), EntityType.PERSON) for name in sorted(people, key=text.index)),
        (Time("t1", spot(text, day), TimeType.DATE, "2026-05-04"),) if day else (),
    )
    return Given(article, find_statements(article, tuple(attributions), around))


def spot(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def read(marked: str, *people: str) -> Statement:
    return given_text(marked, people=people).statements[0]


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("<Ana Ruiz> [said] {we will strike back}.", "say"),
        ("<Ruiz> [called] {the verdict “damning”}.", "say"),
        ("<The ministry> [has repeatedly said] {it is safe}.", "say"),
        ("<Ruiz> [told reporters] {the road was open}.", "say"),
        ("{The bridge held}, [according to] <the mayor>.", "say"),
        ("<Ruiz> [wrote on Facebook] that {she was leaving}.", "say"),
        ("<Ruiz> [went on to say] {nothing changed}.", "say"),
        ("<The study> [shows] {rivers rose}.", "say"),
        ("<Silva> [added]: “{Go.}”", "say"),
        ("<Silva> [issued a statement saying] {it was over}.", "say"),
        ("<The mayor> [made it very clear] that {taxes would rise}.", "say"),
        ("<Ruiz> [pointed out] {the date}.", "say"),
        ("<his> [statement] that {the plan was dead}", "say"),
        ("<Israel> [announced] {it had shut the crossing}.", "announce"),
        ("<The leader> had [declared] that {it was not time}.", "announce"),
        ("<The junta> [revealed] {a list of ministers}.", "announce"),
        ("<The firm> [disclosed] {the losses}.", "announce"),
        ("<The court> [ruled] {the vote was void}.", "announce"),
        ("<The rebels> [claimed] {they took the hill}.", "claim"),
        ("<A small faction> [claimed responsibility for] {the blast}.", "claim"),
        ("<The group> that [took responsibility for] {the raid}", "claim"),
        ("<Ruiz> [insists] {she never left}.", "claim"),
        ("<Lawyers> [argued] that {the search was unlawful}.", "claim"),
        ("{The guard} [allegedly] {took bribes}.", "claim"),
        ("<She> [maintained] {her innocence}.", "claim"),
        ("{The killing} [has been confirmed by] <state media>.", "confirm"),
        ("<Police> [confirmed] {two arrests}.", "confirm"),
        ("<The lab> [verified] {the sample}.", "confirm"),
        ("<Neighbours> [corroborated] {his account}.", "confirm"),
        ("<The army> [denied] {shelling the camp}.", "deny"),
        ("<Ruiz> [has denied] {the charge}.", "deny"),
        ("<The ministry> [refuted] {the report}.", "deny"),
        ("<The envoy> [disputed] {that figure}.", "deny"),
        ("<Silva> [distanced himself from] {the letter}.", "deny"),
        ("<The firm> [pleaded not guilty to] {fraud}.", "deny"),
        ("<Officials> [acknowledged] {delays}.", "admit"),
        ("<The driver> [admitted] {falling asleep}.", "admit"),
        ("<The minister> [conceded] {defeat}.", "admit"),
        ("<He> [pleaded guilty to] {theft}.", "admit"),
        ("<The bishop> [apologised for] {the silence}.", "admit"),
        ("<Kyiv> [accused] {Moscow of lying}.", "accuse"),
        ("<The union> [blames] {the owners}.", "accuse"),
        ("<Prosecutors> [charged] {him with arson}.", "accuse"),
        ("<The mother> [pointed the finger at] {the clinic}.", "accuse"),
        ("<The widow> [holds] {the army} [responsible]", "believe"),
        ("<The agency> [warned of] {floods}.", "warn"),
        ("<Ruiz> [issued a warning to] {the squatters}.", "warn"),
        ("<The bank> [cautioned against] {panic}.", "warn"),
        ("<The envoy> [expressed grave concern about] {the siege}.", "warn"),
        ("<The general> [threatened to] {bomb the port}.", "threaten"),
        ("<The union> [issued an ultimatum]: {pay or we stop}.", "threaten"),
        ("<The premier> [vowed] {to rebuild}.", "promise"),
        ("<The premier> [has pledged] {aid}.", "promise"),
        ("<Ruiz> [assured] {residents of water}.", "promise"),
        ("<The UN> [called for] {calm}.", "demand"),
        ("<The envoy> [called on] {both sides to stop}.", "demand"),
        ("<Marchers> [demanded] {bread}.", "demand"),
        ("<The pope> [urged] {peace}.", "demand"),
        ("<She> [asked] {whether it was over}.", "ask"),
        ("<She> [wondered] {who paid}.", "ask"),
        ("<A senator> [questioned] {the cost}.", "ask"),
        ("<The mayor> [ordered] {everyone out}.", "order"),
        ("<The court> [banned] {the march}.", "order"),
        ("<Police> [told] residents {to leave}.", "order"),
        ("<The general> [instructed] {troops to wait}.", "order"),
        ("<The younger man> [had rejected] {proposals}.", "reject"),
        ("<The party> [refused to accept] {the count}.", "reject"),
        ("<Seoul> [ruled out] {talks}.", "reject"),
        ("<The board> [turned down] {the bid}.", "reject"),
        ("<The senator> [voted against] {the bill}.", "reject"),
        ("<The union> [took issue with] {the plan}.", "reject"),
        ("<Both sides> [agreed to] {a truce}.", "agree"),
        ("<The party> [endorsed] {the mayor}.", "agree"),
        ("<The senator> [threw his support behind] {her}.", "agree"),
        ("<The coach> [praised] {the team}.", "praise"),
        ("<The king> [paid tribute to] {the dead}.", "praise"),
        ("<Ruiz> [thanked] {the crew}.", "praise"),
        ("<The envoy> [denounced] {the raid}.", "criticise"),
        ("<She> [spoke out against] {the law}.", "criticise"),
        ("<The union> [slammed] {the cuts}.", "criticise"),
        ("<The paper> [lashed out at] {the king}.", "criticise"),
        ("<The priest> [condemned] {the killing}.", "criticise"),
        ("<The bank> [forecast] {growth}.", "predict"),
        ("{The talks} [are expected] {to fail}.", "predict"),
        ("<Analysts> [predict] {a storm}.", "predict"),
        ("<The agency> [came to the conclusion] that {it was real}.", "believe"),
        ("<Residents> [fear] {another flood}.", "believe"),
        ("<She> [thinks] {it is late}.", "believe"),
        (
            "<He> [is puzzled as to] {why}.",
            "believe",
        ),  # and not what "puzzle" tells, in whichever order forms come
        ("{He} [is widely viewed] {as the heir}.", "believe"),
        ("<Ruiz> [wanted] {to see it}.", "want"),
        ("<They> [hope] {to return}.", "want"),
        ("<She> [would like] {an answer}.", "want"),
        ("<he> [intended] {to sack them}", "intend"),
        ("<The city> [plans] {a tunnel}.", "intend"),
        ("<The board> [decided] {to close}.", "intend"),
        ("<He> [took back] {the insult}.", "retract"),
        ("<The paper> [later walked back] {its claim}.", "retract"),
        ("<The witness> [retracted] {her testimony}.", "retract"),
        ("<The minister> [withdrew] {the remark}.", "retract"),
        ("<The firm> [backtracked on] {the offer}.", "retract"),
    ],
)
def test_the_act_is_told_from_the_cue(marked: str, act: str) -> None:
    statement = read(marked)
    assert (statement.act, statement.negated) == (Act(act), False)


@pytest.mark.parametrize(
    "marked",
    [
        "<He> [did not clarify] {whether she came}.",
        "<The official> [did not give further details].",
        "<The firm> [declined] {to comment}.",
        "<The firm> [declined to comment on] {the sale}.",
        "<The club> [did not reply] to {a request for comment}.",
        "<The ministry> [did not immediately respond to] {emailed questions}.",
        "<The army> [would not confirm or deny] {the strike}.",
        "<The army> [would not say] {where it happened}.",
        "<The envoy> [remained silent about] {the list}.",
        "<Ruiz> [refused] {to say who paid}.",
        "<Ruiz> [has refused to be drawn on] {the date}.",
        "<She> [didn’t elaborate].",
        "<The army> [has yet to comment on] {the video}.",
        "<Silva> [could not be reached] {for comment}.",
        "<Silva> [was not available] {for comment}.",
        "<The ministry> [did not say] {whether anybody died}.",
        "<The ministry> [did not say] {how many were held}.",
        "<Police> [have not named] {the victim}.",
        "<The court> [did not disclose] {the sum}.",
        "<The paper> [made no mention of] {the fire}.",
        "<The premier> [dodged] {the question}.",
        "<The army> [neither confirmed nor denied] {the raid}.",
        "<She> [did not want to say] {where}.",
        "<Ruiz> [said nothing about] {the fire}.",
        "<Ruiz> [offered no evidence for] {the charge}.",
        "<The bank> [could not confirm] {the sum}.",
        "<Ruiz> [refused to rule out] {talks}.",
        "<Ruiz> [refused], on Monday, {to comment}.",
        "<The firm> [failed to explain] {the delay}.",
        "<The guard> did not [elaborate].",
        "[It was not immediately clear] {who fired first}.",
    ],
)
def test_refusing_or_failing_to_say_is_withholding_and_not_a_negated_act(marked: str) -> None:
    statement = read(marked)
    assert (statement.act, statement.negated) == (Act.WITHHOLD, False)


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("<The ministry> [did not say] that {it would pay}.", "say"),
        ("<He> [never said] {he was ill}.", "say"),
        ("<She> did not [say] {she was leaving}.", "say"),
        ("<No group> [has admitted] {carrying out the attack}.", "admit"),
        ("<Nobody> [claimed responsibility for] {the blast}.", "claim"),
        ("<The army> [has not denied] {the raid}.", "deny"),
        ("<The army> [did not deny] {the raid}.", "deny"),
        ("<The union> [no longer supports] {the strike}.", "agree"),
        ("<She> [does not believe] {the story}.", "believe"),
        ("<They> [don’t want] {war}.", "want"),
        ("<The bishop> [failed to condemn] {the raid}.", "criticise"),
        ("{The talks} [are not expected] {to last}.", "predict"),
        ("<The board> [has yet to announce] {a date}.", "announce"),
    ],
)
def test_an_act_that_did_not_happen_is_negated(marked: str, act: str) -> None:
    statement = read(marked)
    assert (statement.act, statement.negated) == (Act(act), True)


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("<The mayor> [denied] {she had not paid}.", "deny"),  # the negation is in the content
        ("<The mayor> [not only denied] {it}.", "deny"),
        ("<She> [said] {no one was hurt}.", "say"),
        ("<She> [said] {it did not happen}.", "say"),
    ],
)
def test_other_negations_leave_the_act_standing(marked: str, act: str) -> None:
    statement = read(marked)
    assert (statement.act, statement.negated) == (Act(act), False)


@pytest.mark.parametrize(
    ("source", "kind", "named"),
    [
        ("Ana Ruiz", "person", True),
        ("Police spokesman Omar Haddad", "person", True),
        ("Omar Haddad, a police spokesman", "person", True),
        ("the mayor, Ana Ruiz", "person", True),
        ("Gen. Tomas Silva", "person", True),
        ("Ruiz, who chairs the council", "person", True),
        ("Benjamin Otieno, a lawyer for Ruiz", "person", True),
        ("The police chief in Eldoret", "person", True),
        ("the prime minister", "person", True),
        ("the commander-in-chief", "person", True),
        ("a teacher from the village", "person", False),
        ("an analyst at the bank", "person", False),
        ("a minister", "official_unnamed", False),
        ("a senior Kenyan official", "official_unnamed", False),
        ("the senior official who asked not to be identified", "official_unnamed", False),
        ("officials", "official_unnamed", False),
        ("US officials", "official_unnamed", False),
        ("a diplomat", "official_unnamed", False),
        ("two people familiar with the talks", "official_unnamed", False),
        ("a person briefed on the plan", "official_unnamed", False),
        ("sources close to the palace", "official_unnamed", False),
        ("a spokesman for Ana Ruiz", "official_unnamed", False),
        ("one of the officers", "official_unnamed", False),
        ("authorities", "official_unnamed", False),
        ("an army spokesman", "military", False),
        ("the army", "military", True),
        ("the Israeli military", "military", True),
        ("Sudan’s air force", "military", True),
        ("army officers", "military", False),
        ("a military spokeswoman", "military", False),
        ("the Pentagon", "military", True),
        ("Israel", "state", True),
        ("Tehran", "state", True),
        ("the White House", "state", True),
        ("the Kremlin", "state", True),
        ("the government of Chad", "state", True),
        ("the Ruiz administration", "state", True),
        ("a government spokesman", "state", False),
        ("member states on the coast", "state", False),
        ("the foreign ministry", "organisation", True),
        ("China’s foreign ministry spokesman", "organisation", False),
        ("a spokeswoman for the health ministry", "organisation", False),
        ("Police", "organisation", True),
        ("the Lagos High Court", "organisation", True),
        ("a rights group", "organisation", False),
        ("the extremist group", "organisation", True),
        ("The Harbour Fraternal Order of Dockers", "organisation", True),
        ("UNICEF", "organisation", True),
        ("Kenyan state media", "media", True),
        ("local media", "media", False),
        ("Reuters", "media", True),
        ("the Harbour Post", "media", True),
        ("the Nairobi Courier-Journal", "media", True),
        ("the newspaper", "media", False),
        ("the report", "document", False),
        ("Ruiz’s letter", "document", True),
        ("court papers", "document", False),
        ("a poll by the university", "document", False),
        ("a resident", "witness", False),
        ("witnesses", "witness", False),
        ("Residents of the camp", "witness", False),
        ("dozens of survivors", "witness", False),
        ("a neighbour who saw the flames", "witness", False),
        ("protesters", "group", False),
        ("analysts", "group", False),
        ("many Kenyans", "group", False),
        ("Ruiz supporters", "group", False),
        ("two-thirds of Americans", "group", False),
        ("the family of Ana Ruiz", "group", False),
        ("Democrats", "group", False),
        ("No group", "unknown", False),
        ("they", "unknown", False),
    ],
)
def test_the_sort_of_source_is_told_from_its_head(source: str, kind: str, named: bool) -> None:
    people = tuple(
        name for name in ("Omar Haddad", "Ana Ruiz", "Tomas Silva", "Benjamin Otieno") if name in source
    ) or tuple(name for name in ("Ruiz",) if name in source)
    found = read(f"<{source}> [said] {{it was late}}.", *people).source
    assert found is not None
    assert (found.kind, found.named) == (SourceKind(kind), named)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ana Ruiz", "person"),
        ("the Harbour Union", "organisation"),
        ("Police spokesman Omar Haddad", "person"),
    ],
)
def test_names_are_told_by_their_look_where_the_reader_saw_none(source: str, kind: str) -> None:
    found = read(f"<{source}> [said] {{it was late}}.").source
    assert found is not None
    assert (found.kind, found.named) == (SourceKind(kind), True)


@pytest.mark.parametrize(
    ("first", "second", "kind", "named"),
    [
        ("<A senior official> [said] {it failed}.", "<He> [added] {little}.", "official_unnamed", False),
        ("<Ana Ruiz> [said] {it failed}.", "<She> [added] {little}.", "person", True),
        ("<The report> [said] {it failed}.", "<It> [added] {little}.", "document", False),
        ("<The army> [said] {it failed}.", "<It> [added] {little}.", "military", True),
        ("<Residents> [said] {it failed}.", "<They> [added] {little}.", "witness", False),
        ("<Ana Ruiz> [said] {it failed}.", "<It> [added] {little}.", "unknown", False),
    ],
)
def test_a_pronoun_is_the_nearest_source_that_fits(first: str, second: str, kind: str, named: bool) -> None:
    people = ("Ana Ruiz",) if "Ana Ruiz" in first else ()
    source = given_text(first, second, people=people).statements[1].source
    assert source is not None
    assert (source.kind, source.named) == (SourceKind(kind), named)


def test_he_is_a_person_named_before_where_no_source_fits() -> None:
    found = read("Omar Haddad walked in. <He> [said] {little}.", "Omar Haddad").source
    assert found is not None
    assert (found.kind, found.named) == (SourceKind.PERSON, True)


def test_a_pronoun_after_a_saying_is_its_speaker_and_not_one_heard_of_in_it() -> None:
    text = "The official said that Ana Ruiz declared a truce. He did not clarify when."
    said = Attribution(
        spot(text, "The official"), spot(text, "said"), (spot(text, "Ana Ruiz declared a truce"),)
    )
    declared = Attribution(spot(text, "Ana Ruiz"), spot(text, "declared"), (spot(text, "a truce"),), 0)
    silent = Attribution(spot(text, "He"), spot(text, "did not clarify"), (spot(text, "when"),))
    names = (Name(spot(text, "Ana Ruiz"), EntityType.PERSON),)
    article = Article("a", text, (Span(0, len(text)),), "en")
    around = Surroundings(find_sentences(text, article.paragraphs), names=names)
    found = find_statements(article, (said, declared, silent), around)
    kinds = [statement.source.kind for statement in found if statement.source]
    assert kinds == [SourceKind.OFFICIAL_UNNAMED, SourceKind.PERSON, SourceKind.OFFICIAL_UNNAMED]


def test_statements_that_begin_together_come_in_the_order_of_their_cues() -> None:
    text = "The official did not elaborate but added that it rained."
    source = spot(text, "The official")
    silent = Attribution(source, spot(text, "did not elaborate"), ())
    added = Attribution(source, spot(text, "added"), (spot(text, "it rained"),))
    article = Article("a", text, (Span(0, len(text)),), "en")
    found = find_statements(article, (added, silent), Surroundings(article.paragraphs))
    assert [(one.id, one.act) for one in found] == [("s1", Act.WITHHOLD), ("s2", Act.SAY)]


def test_a_page_of_nothing_but_cues_takes_time_in_proportion() -> None:
    text = "told Reuters in a statement on X " * 120
    found = [Span(*match.span()) for match in re.finditer(r"\w+", text)]
    attributions = tuple(
        Attribution(source, cue, (content,))
        for source, cue, content in zip(found[::3], found[1::3], found[2::3], strict=False)
    )
    article = Article("a", text, (Span(0, len(text)),), "en")
    began = time.process_time()
    assert len(find_statements(article, attributions, Surroundings(article.paragraphs))) == len(attributions)
    assert time.process_time() - began < 10


def test_a_relative_pronoun_is_the_phrase_before_it() -> None:
    found = read("Troops met the militia <that> [claimed] {the raid}.").source
    assert found is not None
    assert found.kind is SourceKind.MILITARY


@pytest.mark.parametrize(
    ("marked", "terms"),
    [
        ("<The official who asked not to be identified> [said] {no}.", "who asked not to be identified"),
        (
            "<An officer>, who spoke on condition of anonymity as he feared the police, [said] {no}.",
            "who spoke on condition of anonymity as he feared the police",
        ),
        ("<An aide> [said] {no}, speaking anonymously.", "speaking anonymously"),
        ("<A clerk> who declined to be named [said] {no}.", "who declined to be named"),
        (
            "<A nurse>, requesting anonymity for fear of reprisals, [said] {no}.",
            "requesting anonymity for fear of reprisals",
        ),
        (
            "{No}, [said] <one envoy>, who was not authorised to speak publicly.",
            "who was not authorised to speak publicly",
        ),
        ("<A man> who gave only his first name [said] {no}.", "who gave only his first name"),
        (
            "<A guard> [said] {no} on condition that his name not be used.",
            "on condition that his name not be used",
        ),
        ("<The minister>, who was named last week, [said] {no}.", None),
        ("<A clerk> [said] {the bishop asked not to be named}.", None),
        ("<Ana Ruiz> [said] {no} after a clerk who asked not to be named left.", None),
        ("<A clerk>, who has not named a successor, [said] {no}.", None),
    ],
)
def test_terms_of_anonymity_are_kept_with_their_reason(marked: str, terms: str | None) -> None:
    given = given_text(marked, people=("Ana Ruiz",) if "Ana Ruiz" in marked else ())
    source = given.statements[0].source
    assert source is not None
    assert given.words(source.terms) == terms


@pytest.mark.parametrize(
    ("marked", "medium"),
    [
        ("In a video posted on social media, <Ruiz> [said]: “{Go.}”", "In a video posted on social media"),
        ("<Ruiz> [told] Reuters {it was over}.", "told Reuters"),
        ("<Ruiz> [told] the Meridian Wire {it was over}.", "told the Meridian Wire"),
        ("<Ruiz> [told] reporters in Accra {it was over}.", "told reporters"),
        ("<Ruiz> [told] parliament {it was over}.", "told parliament"),
        ("<Ruiz> [said] in a statement {it was over}.", "in a statement"),
        ("<Ruiz> [said in a statement] {it was over}.", "in a statement"),
        ("<Ruiz> [said] on X {it was over}.", "on X"),
        ("<Ruiz> [said] at a news conference on Monday {it was over}.", "at a news conference"),
        (
            "<Ruiz> [said] in an interview with the daily Al-Sahel that {it was over}.",
            "in an interview with the daily Al-Sahel",
        ),
        ("“{It is over},” <Ruiz> [said] on state television.", "on state television"),
        ("<Ruiz> [wrote on Telegram] that {it was over}.", "on Telegram"),
        ("In a letter to the council, <Ruiz> [said] {it was over}.", "In a letter to the council"),
        ("{It was over}, <she> [said] by telephone.", "by telephone"),
        ("Speaking to journalists, <Ruiz> [said] {it was over}.", "Speaking to journalists"),
        ("<Ruiz> [told] Omar Haddad {it was over}.", None),
        ("<Ruiz> [said] {it was over, in a statement of fact}.", None),
        ("<Ruiz> [told] her sister {it was over}.", None),
        ("<Ruiz> [said] {it was over}.", None),
    ],
)
def test_the_medium_stands_beside_the_cue_and_outside_the_content(marked: str, medium: str | None) -> None:
    given = given_text(marked, people=("Omar Haddad",) if "Omar Haddad" in marked else ())
    assert given.words(given.statements[0].medium) == medium


@pytest.mark.parametrize(
    ("marked", "form", "quotes"),
    [
        ("“{We stay},” <Ruiz> [said].", "direct", ["We stay"]),
        ("<Ruiz> [said]: {“We stay.”}", "direct", ["We stay."]),
        ("{“We stay,”} <Ruiz> [said], {“and we wait.”}", "direct", ["We stay,", "and we wait."]),
        ("<Ruiz> [said] {they had “no choice” but to stay}.", "mixed", ["no choice"]),
        ("<Ruiz> [said] {they stay}.", "indirect", []),
        ("<Ruiz> [said] {that they stay}, not “maybe”.", "indirect", []),
        ("{‘Justice is near,’} <Ruiz> [says]", "direct", ["Justice is near,"]),
        ("{“He told me ‘go’ twice,”} <Ruiz> [said].", "direct", ["He told me ‘go’ twice,"]),
        ("“<Silva> [said] {they stay}, and we left,” Ruiz recalled.", "indirect", []),
        ("“<Silva> [said] {‘we stay’}, and we left,” Ruiz recalled.", "direct", ["we stay"]),
    ],
)
def test_the_form_is_told_from_what_is_quoted(marked: str, form: str, quotes: list[str]) -> None:
    given = given_text(marked)
    assert given.statements[0].form is Form(form)
    assert [given.words(quote) for quote in given.statements[0].quotes] == quotes


@pytest.mark.parametrize(
    ("marked", "dated"),
    [
        ("<Ruiz> [said] on Monday {it was over}.", True),
        ("On Monday, <Ruiz> [said] {it was over}.", True),
        ("<Ruiz>, on Monday, [said] {it was over}.", True),
        ("<Ruiz> [told] reporters in Accra on Monday {it was over}.", True),
        ("{It was over}, <Ruiz> [said] Monday.", True),
        ("<Ruiz> [said] {it was over on Monday}.", False),
        ("<Ruiz> [said] {it was over}, hours before Monday.", False),
        ("<Ruiz> has [said] since Monday {it was over}.", False),
        (
            "After a long walk on Monday through the old town, the port and the hills, <Ruiz> [said] {no}.",
            False,
        ),
    ],
)
def test_the_day_is_that_of_the_saying(marked: str, dated: bool) -> None:
    assert given_text(marked, day="Monday").statements[0].date == ("2026-05-04" if dated else None)


def test_a_cue_without_a_source_is_a_statement_of_nobody() -> None:
    statement = read("{The soldiers} [were said] {to be on leave}.")
    assert (statement.source, statement.act, statement.by) == (None, Act.SAY, "reader")


def test_what_is_said_in_a_saying_has_it_for_a_parent_and_its_source() -> None:
    text = "Ana Ruiz said on Monday that she wanted to resign."
    at = text.index
    outer = Attribution(Span(0, 8), Span(9, 13), (Span(at("she"), len(text) - 1),))
    inner = Attribution(
        Span(at("she"), at("she") + 3),
        Span(at("wanted"), at("wanted") + 6),
        (Span(at("to resign"), len(text) - 1),),
        1,
    )
    monday = Time("t1", Span(at("Monday"), at("Monday") + 6), TimeType.DATE, "2026-05-04")
    around = Surroundings((Span(0, len(text)),), times=(monday,))
    article = Article("a", text, (Span(0, len(text)),), "en")
    said, wanted = find_statements(article, (inner, outer), around)
    assert (said.id, said.parent, said.date) == ("s1", None, "2026-05-04")
    assert (wanted.id, wanted.parent, wanted.date, wanted.act) == ("s2", "s1", None, Act.WANT)
    assert wanted.source is not None
    assert wanted.source.kind is SourceKind.PERSON


spots = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@settings(deadline=None, max_examples=60)
@given(
    st.text(alphabet="ab .,“”‘’\"' saidtolnX\n", min_size=90, max_size=90),
    st.lists(st.tuples(st.none() | spots, spots, st.lists(spots, max_size=3)), max_size=6),
)
def test_any_attributions_over_any_text_give_sound_statements(
    text: str, parts: list[tuple[Span | None, Span, list[Span]]]
) -> None:
    attributions = tuple(Attribution(source, cue, tuple(content)) for source, cue, content in parts)
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", text))
    article = Article("a", text, paragraphs, "en")
    around = Surroundings(find_sentences(text, paragraphs), find_quotes(text, paragraphs))
    found = find_statements(article, attributions, around)
    assert [one.id for one in found] == [f"s{n}" for n in range(1, len(attributions) + 1)]
    assert sorted((one.cue, one.content) for one in found) == sorted((a.cue, a.content) for a in attributions)
    for one in found:
        terms = one.source.terms if one.source else None
        for span in (one.medium, terms, *one.quotes):
            assert span is None or (article[span] and span.end <= len(text))
        assert all(any(quote in piece for piece in one.content) for quote in one.quotes)
