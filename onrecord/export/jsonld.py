"""A story as linked data in schema.org's words: NewsArticle, Claim, and a ClaimReview for a fact-checker to fill in.

A claim is what one origin says of one incident; a status on the record is no verdict, so the review has no rating.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from onrecord.export.incidents import Told, tell_incidents
from onrecord.export.values import Matter
from onrecord.types import Copy, Filed, Origin, SourceKind, Stance, Testimony

Json = dict[str, Any]

CONTEXT = "https://schema.org"
PEOPLE = frozenset({SourceKind.PERSON, SourceKind.WITNESS, SourceKind.OFFICIAL_UNNAMED})
CLAIMED = frozenset({Stance.AFFIRMS, Stance.DENIES})


def story_document(matter: Matter) -> Json:
    """One JSON-LD document with a graph: its articles, the claims in them, a skeleton of a review for each incident."""
    copies = {one.article: one for one in matter.story.copies}
    ids = [one for one in matter.story.articles if one in matter.articles]
    told = [
        one for one in tell_incidents(matter) if any(it.stance in CLAIMED for it in one.incident.testimonies)
    ]
    graph = [
        *(_article(matter.articles[one], copies.get(one)) for one in ids),
        *(_claim(one, it, place) for one in told for place, it in _claims(one)),
        *(_review(one) for one in told),
    ]
    return {"@context": CONTEXT, "@id": f"urn:onrecord:story:{matter.story.id}", "@graph": graph}


def _article(filed: Filed, copy: Copy | None) -> Json:
    article = filed.article
    known: Json = {
        "@type": "NewsArticle",
        "@id": _article_id(filed.id),
        "identifier": filed.id,
        "url": article.url,
        "headline": article[article.headline] if article.headline else None,
        "alternativeHeadline": article[article.deck] if article.deck else None,
        "datePublished": article.published and article.published.value,
        "inLanguage": article.language,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
        "isBasedOn": {"@id": _article_id(copy.original)} if copy else None,
    }
    return _given(known)


def _claims(told: Told) -> list[tuple[int, Testimony]]:
    return [(place, one) for place, one in enumerate(told.incident.testimonies, 1) if one.stance in CLAIMED]


def _claim(told: Told, testimony: Testimony, place: int) -> Json:
    denies = "denies: " if testimony.stance is Stance.DENIES else ""
    words = " … ".join(dict.fromkeys(one.text for one in testimony.evidence)) or told.incident.words
    articles = list(dict.fromkeys(one.article for one in testimony.evidence))
    known: Json = {
        "@type": "Claim",
        "@id": _claim_id(told, place),
        "text": f"{denies}{words}",
        "author": _author(testimony.origin),
        "datePublished": testimony.day,
        "firstAppearance": {"@id": _article_id(articles[0])} if articles else None,
        "appearance": [{"@id": _article_id(one)} for one in articles],
        "about": {"@type": "Event", "@id": f"urn:onrecord:incident:{told.incident.id}", **_event(told)},
    }
    return _given(known)


def _event(told: Told) -> Json:
    where, incident = told.incident.where, told.incident
    point = (
        {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon}
        if where and where.lat is not None
        else None
    )
    known: Json = {
        "name": incident.words,
        "additionalType": f"urn:onrecord:event-type:{incident.type}",
        "startDate": incident.first_day or incident.last_day,
        "endDate": incident.last_day,
        "location": _given({"@type": "Place", "name": where.name, "geo": point}) if where else None,
    }
    return _given(known)


def _review(told: Told) -> Json:
    claims = [{"@id": _claim_id(told, place)} for place, _ in _claims(told)]
    known: Json = {
        "@type": "ClaimReview",
        "@id": f"urn:onrecord:review:{told.incident.id}",
        "claimReviewed": told.incident.words,
        "itemReviewed": claims,
        "reviewAspect": f"on whose word it stands: {told.incident.status}",
        "reviewBody": "; ".join(one.why for one in told.incident.because),
    }
    return _given(known)


def _author(origin: Origin) -> Json | None:
    if origin.kind is None and not origin.name:
        return None
    return {"@type": "Person" if origin.kind in PEOPLE else "Organization", "name": origin.name}


def _article_id(id: str) -> str:
    return f"urn:onrecord:article:{quote(id)}"


def _claim_id(told: Told, place: int) -> str:
    return f"urn:onrecord:claim:{told.incident.id}:{place}"


def _given(known: Json) -> Json:
    return {name: value for name, value in known.items() if value not in (None, [], "")}
