"""A record kept in memory, for tests of the desk: articles as they are handed in, stories worked out once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from onrecord.errors import NotKept
from onrecord.kept.values import (
    Added,
    ArticleRef,
    ArticleRow,
    Dossier,
    Facet,
    Facets,
    FacetValue,
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
from onrecord.story import make_story
from onrecord.story.order import make_id
from onrecord.types import Change, ChangeKind, Filed, Page, PageKind, Record, StatusChange, Story, Version


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
        if id not in self.filed:
            raise NotKept(f"{id}: no such article on record")
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
            if id in {one.id, *one.articles, *(make_id("s", article) for article in one.articles)}:
                return one
        raise NotKept(f"{id}: no such story on record")

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

    def facets(self, query: Query):
        hits = [hit for hit in self._hits() if self._fits(hit, query)]
        acts = Counter(hit.act for hit in hits if hit.act)
        values = tuple(FacetValue(act, count) for act, count in acts.most_common())
        return Facets((Facet("act", values),), len(hits), False)

    def who(self, name, *, bearer=None):
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
            Change(id, new.number, ChangeKind.STATEMENT_GONE, "statement gone", "said", "")
            for old, new in zip(self.filed[id].versions, self.filed[id].versions[1:], strict=False)
        )

    def noticed(self, after=None):
        start = max(0, len(self.changed) - 1) if after is None else after
        return tuple(enumerate(self.changed, 1))[start:]

    def status_changes(self, since=None, *, cursor=None, limit=50):
        return Listing(tuple(one for one in self.changed if one.day >= (since or ""))[:limit])

    def judge(self, judgement):
        self.judged.insert(0, judgement)
        return judgement

    def undo(self, judgement_id, *, author):
        for place, one in enumerate(self.judged):
            if one.id == judgement_id:
                self.judged[place] = replace(one, undone_by=author, undone_at=one.at)
                return self.judged[place]
        raise NotKept(f"{judgement_id}: no such judgement on record")

    def judgements(self, *, subject=None, author=None, cursor=None, limit=50):
        def about(one):
            return subject is None or any(
                each == subject or each.startswith(f"{subject}#") for each in one.subjects
            )

        return Listing(
            tuple(one for one in self.judged if about(one) and author in (None, one.author))[:limit]
        )

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


def file_record(id: str, *records: Record) -> Filed:
    """An article with its versions, the oldest first."""
    return Filed(id, tuple(Version(number, None, record) for number, record in enumerate(records, 1)))


def desk_of(*groups: list[Filed]) -> MemoryDesk:
    """A desk over groups of articles, each a story."""
    filed = {one.id: one for group in groups for one in group}
    return MemoryDesk(filed, [make_story(group) for group in groups])
