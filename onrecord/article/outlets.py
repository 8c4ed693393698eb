"""Whose page it is, where only its lines tell: the owner of its copyright, if the page is headed by that name too."""

from __future__ import annotations

import re
from collections.abc import Sequence

# «© 2026 World Ledger. All rights reserved.» «(c) 2019-2026 Jos Post Ltd» «Asunción Tribune © 2026 – Contact»
SIGN = r"(?:(?:copyright|©|\(c\))\s*)+"
YEARS = r"(?:\d{4}(?:\s*[-–]\s*\d{4})?)"
OWNER = r"(?P<owner>[^\W\d_][^.|©–—,;:()\d]{1,43}?)"
FORM = r"(?:\s*,?\s*(?:Ltd|Limited|Inc|LLC|plc|Co)\b\.?)?"
AFTER = rf"(?:\s+{YEARS})?(?:\s*(?:[.|,–—]|\ball rights\b).*)?$"
LINES = (
    re.compile(rf"^{SIGN}{YEARS}?,?\s*(?:by\s+)?{OWNER}{FORM}{AFTER}", re.IGNORECASE),
    re.compile(rf"^{OWNER}{FORM}\s+{SIGN}{YEARS}(?:\W.*)?$", re.IGNORECASE),
)
TITLED = re.compile(r"\s[|–—-]\s(?P<outlet>[^|–—]{2,45})$")  # «Two killed in raid - Jos Post»


def find_outlet(lines: Sequence[str]) -> str | None:
    """The outlet of a page of these lines, as the page writes its name; None where it does not tell in two places.

    >>> find_outlet(["Jos Post", "Two killed", "(c) 2026 Jos Post. All rights reserved."])
    'Jos Post'
    >>> find_outlet(["Two killed", "(c) 2026 Jos Post. All rights reserved."])
    """
    for line in reversed(lines):
        owner = next((match["owner"].strip() for form in LINES if (match := form.match(line))), None)
        if owner and (found := _headed(owner, lines)):
            return found
    return None


def _headed(owner: str, lines: Sequence[str]) -> str | None:
    """The name as it stands elsewhere: in a line of its own, at the end of a title, or in capitals as it is owned."""
    name = _plain(owner)
    for line in lines:
        title = TITLED.search(line)
        for told in (line, title["outlet"] if title else ""):
            if _plain(told) == name:
                return owner if told.isupper() else told
    return None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
