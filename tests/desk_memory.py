"""A record kept in memory, for tests of the desk: articles as they are handed in, stories as they are written down."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace

from onrecord.kept.values import (
    Added,
    ArticleRef,
    ArticleRow,
    Dossier,
    Filing,
    Hit,
    Known,
    Listing,
    OpenContradiction,
    Query,
    StatusCount,
    StoryQuery,
    StoryRow,
    Totals,
    What,
)
from onrecord.types import (
    Act,
    Because,
    Claim,
    Contradiction,
    ContradictionKind,
    Copy,
    CopyKind,
    Event,
    Evidence,
    Filed,
    Identity,
    Incident,
    Moment,
    Origin,
    Page,
    PageKind,
    Part,
    Record,
    Ref,
    Side,
    Stance,
    Standing,
    Status,
    Story,
    Testimony,
    Toll,
    Version,
)
from onrecord.web.desk import Change, StatusChange

DENIALS = {Act.DENY, Act.REJECT}


def story_id(article: str) -> str:
    return "s" + hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:10]


@dataclass
class MemoryDesk:
    """What the desk needs of a record, over values that a test wrote down."""

    filed: dict[str, Filed] = field(default_factory=dict)
    told: list[Story] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    judged: list = field(default_factory=list)
    changed: list[StatusChange] = field(default_factory=list)
    address: str = "memory"

    def counts(self) -> Totals:
        records = [one.record for one in self.filed.values()]
        return Totals(
            articles=len(records),
            versions=sum(len(one.versions) for one in self.filed.values()),
            statements=sum(len(one.statements) for one in records),
            events=sum(len(one.events) for one in records),
            stories=len(self.told),
            incidents=sum(len(one.incidents) for one in self.told),
            contradictions=sum(len(one.contradictions) for one in self.told),
            judgements=len(self.judged),
            waiting=0,
        )

    def articles(self, query=Query()):  # noqa: B008
        start = int(query.cursor or 0)
        rows = [self._row(one) for one in list(self.filed.values())[start : start + query.limit]]
        more = start + query.limit < len(self.filed)
        return Listing(tuple(rows), str(start + query.limit) if more else None)

    def article(self, id):
        return self.filed[id]

    def page(self, id, version=None):
        return self.pages.get(id) or Page(id, self.filed[id].article.text.encode(), PageKind.FLAT)

    def file(self, records):
        for page, record in records:
            self.filed[page.id] = Filed(page.id, (Version(1, page.fetched, record),))
            self.pages[page.id] = page
            yield Added(page.id, Filing.NEW)

    def stories(self, query=StoryQuery()):  # noqa: B008
        return Listing(tuple(self._story_row(one) for one in self.told[: query.limit]))

    def story(self, id):
        for one in self.told:
            if one.id == id or id in {story_id(article) for article in one.articles}:
                return one
        raise KeyError(id)

    def contradictions(self, *, story=None, revisions=False, cursor=None, limit=50):
        found = [
            OpenContradiction(one.id, one.title, self._words(one, two.incident), two)
            for one in self.told
            for two in one.contradictions
            if two.revision == revisions
        ]
        return Listing(tuple(found[:limit]))

    def search(self, query: Query):
        hits = [hit for hit in self._hits() if self._fits(hit, query)]
        start = int(query.cursor or 0)
        more = start + query.limit < len(hits)
        return Listing(tuple(hits[start : start + query.limit]), str(start + query.limit) if more else None)

    def who(self, name):
        entities = [
            (one.id, entity)
            for one in self.filed.values()
            for entity in one.record.entities
            if name.lower() in {entity.name.lower(), *(alias.lower() for alias in entity.aliases)}
        ]
        hits = list(self._hits())
        said = tuple(hit for hit in hits if hit.source and name.lower() in hit.source.lower())
        named = tuple(hit for hit in hits if name.lower() in hit.words.lower() and hit not in said)
        return Dossier(
            name,
            tuple(Known(entity.name, entity.type, entity.country, 1) for _, entity in entities[:5]),
            tuple(dict.fromkeys(role.title for _, entity in entities for role in entity.roles)),
            len({id for id, _ in entities}),
            Listing(said),
            Listing(tuple(hit for hit in named if hit.what is What.STATEMENTS)),
            Listing(tuple(hit for hit in named if hit.what is What.EVENTS)),
        )

    def changes(self, id=None, since=None):
        return tuple(
            Change(id, old.number, new.number, "statement gone", "said", "")
            for old, new in zip(self.filed[id].versions, self.filed[id].versions[1:], strict=False)
        )

    def status_changes(self, since):
        return tuple(one for one in self.changed if (one.day or "") >= since)

    def judge(self, judgement):
        self.judged.insert(0, judgement)

    def undo(self, judgement_id, *, author):
        for place, one in enumerate(self.judged):
            if one.id == judgement_id:
                self.judged[place] = replace(one, undone_by=author, undone_at=one.at)
                return
        raise KeyError(judgement_id)

    def judgements(self, *, subject=None, limit=200):
        def about(one):
            return subject is None or any(
                each == subject or each.startswith(f"{subject}#") for each in one.subjects
            )

        return tuple(one for one in self.judged if about(one))[:limit]

    # -- rows --

    def _row(self, one):
        article = one.article
        day = article.published.value[:10] if article.published else None
        headline = article[article.headline] if article.headline else ""
        counts = (len(one.versions), len(one.record.statements), len(one.record.events))
        return ArticleRow(
            one.id, headline, article.outlet, article.url, day, day, *counts, self._story_of(one.id)
        )

    def _story_of(self, article):
        return next((one.id for one in self.told if article in one.articles), None)

    def _story_row(self, story):
        statuses = Counter(one.status for one in story.incidents)
        refs = tuple(
            ArticleRef(id, self._row(self.filed[id]).headline, self.filed[id].article.outlet, None, None)
            for id in story.articles
        )
        return StoryRow(
            story.id, story.title, story.first_day, story.last_day, refs, len(story.copies),
            len(story.incidents), sum(not one.revision for one in story.contradictions),
            tuple(one.name for one in story.identities if one.type == "person"),
            tuple(StatusCount(status, count) for status, count in statuses.most_common()),
        )  # fmt: skip

    def _words(self, story, incident):
        return next((one.words for one in story.incidents if one.id == incident), "")

    def _hits(self):
        for one in self.filed.values():
            record, article = one.record, one.article
            row = self._row(one)
            base = {
                "article": one.id, "day": row.day, "headline": row.headline, "outlet": row.outlet, "story": row.story,
            }  # fmt: skip
            yield Hit(What.ARTICLES, finding="", words=row.headline or one.id, start=0, end=0, **base)
            for each in record.statements:
                words = " … ".join(article[span] for span in each.content) or article[each.cue]
                source = article[each.source.span] if each.source else None
                kind = each.source.kind if each.source else None
                yield Hit(
                    What.STATEMENTS, finding=each.id, words=words, start=each.cue.start, end=each.cue.end,
                    source=source, kind=kind, act=each.act, **base,
                )  # fmt: skip
            for each in record.events:
                span = each.trigger
                yield Hit(
                    What.EVENTS, finding=each.id, words=article[span], start=span.start, end=span.end,
                    type=each.type, mode=each.mode, status=each.status, **base,
                )  # fmt: skip

    def _fits(self, hit, query):
        text = " ".join(filter(None, (hit.words, hit.source, hit.headline))).lower()
        return (
            all(word in text for word in query.text.lower().split())
            and query.what in (What.ANY, hit.what)
            and query.kind in (None, hit.kind)
            and query.act in (None, hit.act)
            and query.type in (None, hit.type)
            and query.status in (None, hit.status)
            and query.story in (None, hit.story)
            and (query.source is None or query.source.lower() in (hit.source or "").lower())
        )


def tell_story(title: str, filed: list[Filed], copies: tuple[Copy, ...] = ()) -> Story:
    """A story of some articles: events of one type and word are one incident; statements are its accounts."""
    groups: dict[tuple[str, str], list[tuple[Filed, Event]]] = {}
    for one in filed:
        for event in one.record.events:
            key = (event.type, one.article[event.trigger].lower())
            groups.setdefault(key, []).append((one, event))
    incidents = tuple(_incident(found) for found in groups.values())
    days = sorted(filter(None, (_day(one) for one in filed)))
    return Story(
        id=story_id(filed[0].id),
        title=title,
        articles=tuple(one.id for one in filed),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        copies=copies,
        incidents=incidents,
        identities=tuple(_identities(filed)),
        contradictions=tuple(_contradictions(incidents)),
        timeline=tuple(
            Moment(one.first_day, one.id, one.words, one.status, one.because[0].why if one.because else "", 1)
            for one in sorted(incidents, key=lambda one: one.first_day or "")
            if one.first_day
        ),
    )


def copy_of(article: Filed, original: Filed) -> Copy:
    return Copy(article.id, original.id, CopyKind.NEAR, 0.93, "credits the agency")


def _day(one: Filed) -> str | None:
    published = one.article.published
    return published.value[:10] if published else None


def _incident(found: list[tuple[Filed, Event]]) -> Incident:
    first, event = found[0]
    parts, tolls, testimonies, because = {}, [], {}, []
    for one, each in found:
        record, article = one.record, one.article
        names = {entity.id: entity.name for entity in record.entities}
        for argument in each.arguments:
            name = names.get(argument.entity or "", article[argument.span])
            words = Evidence(one.id, argument.span, article[argument.span])
            parts.setdefault((argument.role, name), Part(argument.role, name, None, (words,)))
        for origin, stance, words in _voices(one, each):
            tolls += [
                Toll(count.what, count.low, count.best, count.high, origin.id, _day(one),
                     Evidence(one.id, count.span, article[count.span]))
                for count in each.counts
            ]  # fmt: skip
            known = testimonies.get(origin.id)
            evidence = (*known.evidence, words) if known else (words,)
            testimonies[origin.id] = Testimony(origin, stance, Side.OTHER, _day(one), each.counts, evidence)
        because += [
            Because(reason.why, None, (Evidence(one.id, each.trigger, article[each.trigger]),))
            for reason in each.because
        ]
    day = _day(first)
    statuses = {each.status for _, each in found}
    status = Status.DISPUTED if {Status.DENIED, Status.CLAIMED} <= statuses else event.status
    history = (Standing(day, Status.CLAIMED, tuple(because[:1])), Standing(day, status, tuple(because)))
    return Incident(
        id="i" + hashlib.sha256(f"{first.id}#{event.id}".encode()).hexdigest()[:10],
        type=event.type,
        mode=event.mode,
        words=first.article[event.trigger],
        events=tuple(Ref(one.id, each.id) for one, each in found),
        modality=event.modality,
        parts=tuple(parts.values()),
        tolls=tuple(tolls),
        first_day=day,
        last_day=day,
        where=None,
        testimonies=tuple(testimonies.values()),
        status=status,
        because=tuple(because),
        history=history if status is not Status.CLAIMED else history[:1],
        headline_only=event.headline_only,
    )


def _voices(one: Filed, event: Event):
    article = one.article
    statements = {each.id: each for each in one.record.statements}
    for id in event.statements:
        said = statements.get(id)
        if said is None:
            continue
        name = article[said.source.span] if said.source else "somebody"
        kind = said.source.kind if said.source else None
        named = bool(said.source and said.source.named)
        origin = Origin(f"o-{name.lower()}", name, kind, None, named)
        span = said.content[0] if said.content else said.cue
        stance = Stance.DENIES if said.act in DENIALS else Stance.AFFIRMS
        yield origin, stance, Evidence(one.id, span, article[span], id)
    if not event.statements:
        outlet = article.outlet or one.id
        sentence = next((span for span in one.record.sentences if event.trigger in span), event.trigger)
        yield (
            Origin(f"o-{outlet}", outlet, None),
            Stance.AFFIRMS,
            Evidence(one.id, sentence, article[sentence]),
        )


def _identities(filed: list[Filed]):
    found: dict[tuple[str, str], list[tuple[Ref, object]]] = {}
    for one in filed:
        for entity in one.record.entities:
            found.setdefault((entity.type, entity.name), []).append((Ref(one.id, entity.id), entity))
    for (kind, name), members in found.items():
        roles = dict.fromkeys(role.title for _, entity in members for role in entity.roles)
        aliases = dict.fromkeys(alias for _, entity in members for alias in entity.aliases if alias != name)
        yield Identity(
            f"p-{name}", kind, name, tuple(ref for ref, _ in members), tuple(aliases), members[0][1].country,
            tuple(roles),
        )  # fmt: skip


def _contradictions(incidents: tuple[Incident, ...]):
    for one in incidents:
        denied = [each for each in one.testimonies if each.stance is Stance.DENIES]
        affirmed = [each for each in one.testimonies if each.stance is Stance.AFFIRMS]
        if denied and affirmed:
            claims = (
                Claim(
                    "it happened",
                    tuple(each.origin for each in affirmed),
                    one.first_day,
                    affirmed[0].evidence,
                ),
                Claim("it did not", tuple(each.origin for each in denied), one.first_day, denied[0].evidence),
            )
            yield Contradiction(f"c-{one.id}", ContradictionKind.DENIAL, one.id, claims)
        counts = {(toll.what, toll.best): toll for toll in one.tolls if toll.best is not None}
        if len(counts) > 1:
            claims = tuple(
                Claim(
                    f"{toll.best} {toll.what}",
                    tuple(each.origin for each in one.testimonies if each.origin.id == toll.origin),
                    toll.day,
                    (toll.evidence,),
                )
                for toll in counts.values()
            )
            yield Contradiction(f"c-{one.id}-count", ContradictionKind.COUNT, one.id, claims)


def file_record(id: str, *records: Record) -> Filed:
    """An article with its versions, the oldest first."""
    return Filed(id, tuple(Version(number, None, record) for number, record in enumerate(records, 1)))
