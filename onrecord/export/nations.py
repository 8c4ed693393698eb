"""Countries as other datasets write them: ISO 3166-1's three letters, number and name."""

from __future__ import annotations

from functools import cache

import iso3166

from onrecord.lexicons.gazetteer import countries


@cache
def _known() -> dict[str, iso3166.Country]:
    return dict(iso3166.countries_by_alpha2)


def alpha3(code: str | None) -> str | None:
    """ "TD" → "TCD"; None where the code is none of ISO's."""
    country = _known().get(code or "")
    return country.alpha3 if country else None


def number(code: str | None) -> int | None:
    """ "TD" → 148."""
    country = _known().get(code or "")
    return int(country.numeric) if country else None


def name(code: str | None) -> str | None:
    """ "TD" → "Chad": the usual name, as in `countries.tsv`."""
    return _names().get(code or "")


@cache
def _names() -> dict[str, str]:
    return {country.iso: country.names[0] for country in countries()}
