"""Judgements: made, told with author, time and reason, undone; and what is most worth checking."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC

from onrecord.errors import NotKept
from onrecord.kept.values import Query, StoryQuery, What
from onrecord.types import Incident, Judgement, JudgementKind, Stance, Status
from onrecord.web.asking import Answer, Ask, Away, Refusal, Table, View
from onrecord.web.corrections import FIELDS
from onrecord.web.desk import MANY
from onrecord.web.pages.signing import own_address
from onrecord.web.slugs import slug
from onrecord.web.telling import CONTRADICTIONS, find_words_address, tell_brief

REASON = 2_000  # characters of a reason or note that are kept
LOOKED_AT = 40  # stories looked through for the queue
QUEUE = 80
SHOWN = 200  # judgements on the audit trail's page

PAIRS = frozenset(
    {
        JudgementKind.SAME_STORY, JudgementKind.OTHER_STORY, JudgementKind.SAME_EVENT,
        JudgementKind.OTHER_EVENT, JudgementKind.SAME_ENTITY, JudgementKind.OTHER_ENTITY,
    }
)  # fmt: skip
JUDGEMENT_COLUMNS = (
    "judgement", "kind", "subjects", "author", "at", "reason", "correction", "undone_by", "undone_at",
)  # fmt: skip
QUEUE_COLUMNS = ("why", "words", "address")


@dataclass(frozen=True, slots=True)
class Worth:
    """Something worth a look: why, what, and where it stands."""

    why: str
    words: str
    address: str  # where to look
    source: str  # where the words stand
    told: str  # the words
    subject: str  # what would be judged
    status: Status | None


def make_judgement(ask: Ask) -> Answer:
    """Keeps a judgement, which holds at once."""
    judgement = _judgement(ask)
    ask.desk.judge(judgement)
    return Away(own_address(ask.form.get("back", "/judgements")))


def undo_judgement(ask: Ask) -> Answer:
    """Takes a judgement back; it stays in the audit trail."""
    ask.desk.undo(ask.form.get("id", ""), author=ask.author)
    return Away(own_address(ask.form.get("back", "/judgements")))


def show_judgements(ask: Ask) -> Answer:
    """The audit trail: every judgement, the newest first, those undone too."""
    author, kind = ask.query.get("author", ""), ask.query.get("kind", "")
    listing = ask.desk.judgements(
        subject=ask.query.get("subject") or None,
        author=author or None,
        cursor=ask.query.get("cursor") or None,
        limit=SHOWN,
    )
    found = tuple(one for one in listing if kind in ("", one.kind))
    values = {"judgements": found, "listing": listing, "author": author, "kind": kind}
    rows = (
        (
            *(one.id, one.kind, "; ".join(one.subjects), one.author, one.at, one.reason),
            *(
                "; ".join(f"{field}: {value}" for field, value in one.correction),
                one.undone_by,
                one.undone_at,
            ),
        )
        for one in found
    )
    return View("judgements.html", values, found, {"": Table(JUDGEMENT_COLUMNS, tuple(rows))})


def show_queue(ask: Ask) -> Answer:
    """What is most worth checking, and is not judged yet."""
    found = tuple(find_worth(ask))[:QUEUE]
    rows = tuple((one.why, one.words, one.address) for one in found)
    return View("queue.html", {"queue": found}, found, {"": Table(QUEUE_COLUMNS, rows)})


def find_worth(ask: Ask) -> Iterator[Worth]:
    """What is worth a look: what cannot both hold, what is disputed, what one unnamed source says alone."""
    judged = {
        subject for one in ask.desk.judgements(limit=MANY) if not one.undone_at for subject in one.subjects
    }
    told: set[str] = set()
    for row in ask.desk.contradictions(limit=QUEUE):
        found = row.contradiction
        says = " / ".join(dict.fromkeys(claim.says for claim in found.claims))
        evidence = next((words for claim in found.claims for words in claim.evidence), None)
        if found.until or (
            evidence and evidence.statement and f"{evidence.article}#{evidence.statement}" in judged
        ):
            continue
        told.add(found.incident)
        yield Worth(
            f"contradiction: {CONTRADICTIONS[found.kind].lower()}",
            f"{row.words}: {says}",
            f"/stories/{row.story}/incidents/{found.incident}",
            find_words_address(evidence) if evidence else f"/stories/{row.story}",
            evidence.text if evidence else "",
            "",
            None,
        )
    for story in ask.desk.stories(StoryQuery(limit=LOOKED_AT)):
        for incident in ask.desk.story(story.id).incidents:
            why = _why(incident)
            subject = f"{incident.events[0].article}#{incident.events[0].finding}"
            if why and incident.id not in told and subject not in judged:
                told.add(incident.id)
                yield _worth(story.id, incident, why, subject)
    for hit in ask.desk.search(Query(what=What.EVENTS, status=Status.DISPUTED, limit=QUEUE)):
        subject = f"{hit.article}#{hit.finding}"
        if subject not in judged and (hit.incident or subject) not in told:
            address = f"/articles/{slug(hit.article)}/{slug(hit.finding)}"
            words = f"/articles/{slug(hit.article)}?at={hit.start}-{hit.end}#at"
            yield Worth("disputed", tell_brief(hit.words), address, words, hit.words, subject, hit.status)


def _why(incident: Incident) -> str:
    """Why an incident is worth a look, if it is."""
    affirm = [one for one in incident.testimonies if one.stance is Stance.AFFIRMS]
    if incident.status is Status.DISPUTED:
        return "disputed"
    if incident.status is Status.CLAIMED and affirm and all(not one.origin.named for one in affirm):
        return "one source, not named"
    if incident.headline_only:
        return "only a headline says it"
    return "taken back" if incident.status is Status.RETRACTED else ""


def _worth(story: str, incident: Incident, why: str, subject: str) -> Worth:
    evidence = next((words for one in incident.testimonies for words in one.evidence), None)
    address = f"/stories/{story}/incidents/{incident.id}"
    who = ", ".join(part.name for part in incident.parts[:3])
    return Worth(
        why=why,
        words=tell_brief(f"{incident.words}: {who}" if who else incident.words),
        address=address,
        source=find_words_address(evidence) if evidence else address,
        told=evidence.text if evidence else "",
        subject=subject,
        status=incident.status,
    )


def _judgement(ask: Ask) -> Judgement:
    """The judgement that a form means. Raises Refusal where it says too little."""
    try:
        kind = JudgementKind(ask.form.get("kind", ""))
    except ValueError:
        raise Refusal(
            400, "Not judged", "Say first what you find: right, misread, corrected, a note."
        ) from None
    subjects = tuple(ask.lists.get("subject", ()))
    correction = tuple(_corrections(ask, subjects)) if kind is JudgementKind.CORRECT and subjects else ()
    return check_judgement(ask, kind, subjects, ask.form.get("reason", ""), correction)


def check_judgement(
    ask: Ask,
    kind: JudgementKind,
    subjects: Iterable[str],
    reason: str,
    correction: tuple[tuple[str, str], ...],
) -> Judgement:
    """A judgement by whoever asks, now. Raises Refusal where it says too little, or of what is not on the record."""
    subjects = tuple(dict.fromkeys(subject for subject in subjects if subject))
    reason = reason.strip()[:REASON]
    if not subjects or (kind in PAIRS and len(subjects) < 2):
        raise Refusal(400, "Not judged", "Choose what it is about; to tell two apart, choose both.")
    if kind is JudgementKind.NOTE and not reason:
        raise Refusal(400, "Not judged", "A note needs words.")
    if kind is JudgementKind.CORRECT and not correction:
        raise Refusal(400, "Not judged", "Nothing was changed: say what is right instead.")
    for field, value in correction:
        _check_correction(subjects[0], field, value)
    for subject in subjects:
        _must_be_there(ask, subject)
    at = ask.tools.now().astimezone(UTC).isoformat(timespec="seconds")
    return Judgement(f"j{secrets.token_hex(6)}", kind, subjects, ask.author, at, reason, correction)


def _corrections(ask: Ask, subjects: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    finding = subjects[0].rpartition("#")[2]
    for name in FIELDS.get(finding[:1], {}):
        value, was = ask.form.get(f"is-{name}", "").strip(), ask.form.get(f"was-{name}", "").strip()
        if value != was:
            yield name, value


def _check_correction(subject: str, field: str, value: str) -> None:
    known = FIELDS.get(subject.rpartition("#")[2][:1], {})
    if field not in known:
        raise Refusal(400, "Not judged", f"of {subject} can be corrected: {', '.join(known) or 'nothing'}")
    if known[field] and value not in known[field]:
        raise Refusal(400, "Not judged", f"{field} is one of: {', '.join(known[field])}")


def _must_be_there(ask: Ask, subject: str) -> None:
    """Raises Refusal for a subject that is not on the record: a judgement holds for something."""
    for article in dict.fromkeys((subject.rpartition("#")[0], subject)):
        try:
            record = ask.desk.article(article).record if article else None
        except NotKept:
            continue
        if record is not None:
            finding = subject[len(article) + 1 :]
            ids = {one.id for one in record.statements} | {one.id for one in record.events}
            ids |= {one.id for one in record.entities}
            if not finding or finding in ids:
                return
    raise Refusal(404, "Not on the record", f"There is no {subject}.")
