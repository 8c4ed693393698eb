"""Links that a site puts into the middle of its sentences: they are nobody's words there."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.types import Article

# "the mayor Ana Ruiz |Ana Sofia RuizMayor opens bridge Six held in Tyre MORE| said": a name, said again in full, run
# into other pages' headlines, up to the link to more of them; not "Ruiz told YouTube", and no "MORE"
INSERT = re.compile(
    r"\b(?P<last>(?:Mc|Mac|De|O['’])?[A-Z][a-z]{2,})\s+"
    r"(?P<insert>(?:[A-Z][\w.'’-]*\s+){0,4}(?P=last)(?=[A-Z])[^\n]{10,900}?\sMORE\b)"
)


def without_inserts(article: Article) -> Article:
    """The article with spaces where such links stand, so that every other word stays where it is."""
    text = INSERT.sub(_blank, article.text)
    return article if text == article.text else replace(article, text=text)


def _blank(found: re.Match[str]) -> str:
    kept = found.start("insert") - found.start()
    return found[0][:kept] + " " * (len(found[0]) - kept)
