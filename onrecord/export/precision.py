"""How precisely a day and a place are known, in the codes of ACLED and UCDP GED."""

from __future__ import annotations

from datetime import date

from onrecord.types import Incident, PlaceKind

WEEK, MONTH, YEAR = 7, 31, 366  # days

# ACLED codebook: 1 the town itself, 2 a part of a region, 3 a region or more
ACLED_PLACES = {
    PlaceKind.CITY: 1,
    PlaceKind.COUNTY: 2,
    PlaceKind.REGION: 3,
    PlaceKind.AREA: 3,
    PlaceKind.COUNTRY: 3,
}
# UCDP GED codebook: 1 exact, 3 second-level division, 4 first-level division, 6 the country, 7 beyond one country
UCDP_PLACES = {
    PlaceKind.CITY: 1,
    PlaceKind.COUNTY: 3,
    PlaceKind.REGION: 4,
    PlaceKind.COUNTRY: 6,
    PlaceKind.AREA: 7,
}


def days_between(incident: Incident) -> int | None:
    """How many days the incident may have happened on; None where the first is not known."""
    if not (incident.first_day and incident.last_day):
        return None
    return (date.fromisoformat(incident.last_day) - date.fromisoformat(incident.first_day)).days + 1


def acled_time(incident: Incident) -> int:
    """ACLED's time_precision: 1 the day is known, 2 the week, 3 the month or less."""
    days = days_between(incident)
    if days is None:
        return 3
    return 1 if days == 1 else 2 if days <= WEEK else 3


def ucdp_time(incident: Incident) -> int:
    """UCDP GED's date_prec: 1 the day, 2 up to six days, 3 a week, 4 a month, 5 more."""
    days = days_between(incident)
    if days is None:
        return 5
    return 1 if days == 1 else 2 if days < WEEK else 3 if days == WEEK else 4 if days <= MONTH else 5


def acled_place(incident: Incident) -> int | None:
    """ACLED's geo_precision; None where no place is known."""
    return ACLED_PLACES.get(incident.where.kind) if incident.where and incident.where.kind else None


def ucdp_place(incident: Incident) -> int | None:
    """UCDP GED's where_prec; None where no place is known."""
    return UCDP_PLACES.get(incident.where.kind) if incident.where and incident.where.kind else None
