"""The table of calls: every call of the API, with the right that each needs."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.kept.values import (
    MOST,
    ArticleRow,
    Dossier,
    Facets,
    Hit,
    Listing,
    OpenContradiction,
    Order,
    StoryRow,
    Totals,
)
from onrecord.types import Filed, Judgement, Record, StatusChange, Story
from onrecord.web.api import answers
from onrecord.web.api.calls import (
    WHOLE,
    Call,
    Json,
    JudgementRequest,
    Parameter,
    ReadAnswer,
    ReadRequest,
    Undoing,
)
from onrecord.web.api.document import document_page
from onrecord.web.api.stream import stream_changes
from onrecord.web.asking import Answer, Ask, Refusal, Stream, View
from onrecord.web.pages.searching import VOCABULARIES
from onrecord.web.rates import Rate
from onrecord.web.serving import Row
from onrecord.web.values import Right

BASE = "/api/v1"
VERSION = "1.0.0"  # of the API: fields may be added within a major version, none renamed
STRING: Json = {"type": "string"}


def _one_of(words: Iterable[str]) -> Json:
    return {"type": "string", "enum": [str(word) for word in words]}


DAY: Json = {"type": "string", "format": "date"}

CURSOR = Parameter("cursor", "Where to go on: `cursor` of the listing before.", STRING)
LIMIT = Parameter(
    "limit", "How many items at most.", {"type": "integer", "minimum": 1, "maximum": MOST, "default": WHOLE}
)
SINCE = Parameter("since", "ISO day, included.", DAY)
UNTIL = Parameter("until", "ISO day, included.", DAY)
PAGED = (CURSOR, LIMIT)
FILTERS = (
    Parameter("text", 'Words, "a phrase", -without, one OR another.', STRING),
    Parameter("source", "Who said it, by name.", STRING),
    *(
        Parameter(
            name,
            f"One of the {name}s of the record.",
            _one_of(words),
        )
        for name, words in VOCABULARIES.items()
        if name != "what"
    ),
    Parameter("person", "Anybody or any body named in it.", STRING),
    Parameter("place", "A place’s name, or a country’s two letters.", STRING),
    Parameter("outlet", "Who published it.", STRING),
    Parameter("story", "A story’s id.", STRING),
    SINCE,
    UNTIL,
    *PAGED,
)
WHAT = Parameter("what", "What is looked for.", _one_of(VOCABULARIES["what"]))
ARTICLE = Parameter(
    "article",
    "The article’s id; bytes that are no letter, digit, “_”, “.” or “-” as ~ and two hex digits.",
    STRING,
    True,
)
STORY = Parameter("story", "A story’s id, or that of any article in it.", STRING, True)
NAME = Parameter("name", "A name, written as ids of articles are.", STRING, True)
BEARER = Parameter("bearer", "One of those who bear the name, by its id in `bearers`.", STRING)
SUBJECT = Parameter("subject", "An article’s id, or ARTICLE#FINDING.", STRING)
ORDER = Parameter(
    "order",
    "By their last day, or by how many articles they have.",
    _one_of(Order),
)
AFTER = Parameter("after", "The id of an event: those after it.", {"type": "integer", "minimum": 0})
REVISIONS = Parameter(
    "revisions", "What one origin says otherwise than before, in place of disagreements.", {"type": "boolean"}
)

CALLS = (
    Call("/totals", "How much is on record.", answers.find_totals, Totals),
    Call(
        "/articles",
        "Articles, the newest first.",
        answers.list_articles,
        Listing[ArticleRow],
        parameters=FILTERS,
    ),
    Call(
        "/articles/{article}",
        "An article with the record of each version.",
        answers.find_article,
        Filed,
        parameters=(ARTICLE,),
    ),
    Call(
        "/articles/{article}/record",
        "The record of its newest version.",
        answers.find_record,
        Record,
        parameters=(ARTICLE,),
    ),
    Call(
        "/search",
        "Statements, events and articles.",
        answers.search_all,
        Listing[Hit],
        parameters=(WHAT, *FILTERS),
    ),
    Call(
        "/facets",
        "How what a search finds parts: values of each filter with their counts.",
        answers.count_facets,
        Facets,
        parameters=(WHAT, *(one for one in FILTERS if one not in PAGED)),
    ),
    Call("/statements", "Who says what.", answers.search_statements, Listing[Hit], parameters=FILTERS),
    Call("/events", "What happened.", answers.search_events, Listing[Hit], parameters=FILTERS),
    Call(
        "/stories",
        "Stories.",
        answers.list_stories,
        Listing[StoryRow],
        parameters=(FILTERS[0], SINCE, UNTIL, ORDER, *PAGED),
    ),
    Call("/stories/{story}", "A story, whole.", answers.find_story, Story, parameters=(STORY,)),
    Call(
        "/who/{name}",
        "Everything said by and about somebody.",
        answers.find_person,
        Dossier,
        parameters=(NAME, BEARER),
    ),
    Call(
        "/contradictions",
        "What cannot both hold.",
        answers.list_contradictions,
        Listing[OpenContradiction],
        parameters=(Parameter("story", "A story’s id.", STRING), REVISIONS, *PAGED),
    ),
    Call(
        "/changes",
        "Incidents whose status changed.",
        answers.list_changes,
        Listing[StatusChange],
        parameters=(SINCE, *PAGED),
    ),
    Call(
        "/stream",
        "The same as they come: server-sent events of the type `status`.",
        stream_changes,
        StatusChange,
        parameters=(AFTER,),
        streams=True,
    ),
    Call(
        "/judgements",
        "The audit trail.",
        answers.list_judgements,
        Listing[Judgement],
        parameters=(SUBJECT, *PAGED),
    ),
    Call(
        "/judgements",
        "Makes a judgement.",
        answers.make_judgement,
        Judgement,
        Right.JUDGE,
        takes=JudgementRequest,
        rate=Rate.WRITE,
    ),
    Call(
        "/judgements/undo",
        "Takes a judgement back.",
        answers.undo_judgement,
        Judgement,
        Right.JUDGE,
        takes=Undoing,
        rate=Rate.WRITE,
    ),
    Call(
        "/read",
        "Reads one page: its record at once, filed with `keep`.",
        answers.read_page,
        ReadAnswer,
        takes=ReadRequest,
        rate=Rate.READ_PAGE,
    ),
)


def _row(call: Call) -> Row:
    known = [one.name for one in call.parameters]

    def page(ask: Ask) -> Answer:
        if unknown := [name for name in ask.query if name not in known]:
            asked = f"asked with: {', '.join(known)}" if known else "asked without any"
            raise Refusal(
                400, "Not to be asked so", f"there is no {', '.join(unknown)[:200]}; this call is {asked}"
            )
        found = call.page(ask)
        return found if isinstance(found, Stream) else View("", {}, found)

    return Row(f"{BASE}{call.path}", page, call.right, post=call.takes is not None, rate=call.rate, api=True)


API_ROWS = (
    *(_row(call) for call in CALLS),
    Row(f"{BASE}/openapi.json", document_page(CALLS, BASE, VERSION), Right.READ, api=True),
)
