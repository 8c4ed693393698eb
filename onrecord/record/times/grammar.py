"""Words → the stretches of them that name a time, each by the rule it satisfies.

A rule is a regular expression over kinds of words, not over characters: `<month>` is one word of that
kind, `<dd|nth>` a word of either. Named groups may recur; the first that took part counts. Beside each
rule stands a text it matches; what each one means is told in `values.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.lexicons.times import time_words
from onrecord.record.times.words import CODES, Words, phrases

_MONTH = "(?P<month><month>|<mon><dot>?)"
_DAY = "(?P<day><dd|nth>)"
_YEAR = "(?P<year><year>)"
_SPELT = "(?P<spelt><numeral><numeral>(?:<hyphen>?<numeral>)?)"  # nineteen ninety-six
_WEEKDAY = "(?P<weekday><weekday>|<wkd><dot>?)"
_MONTH_DAY = f"{_MONTH}{_DAY}(?!<percent>)(?:<comma>?{_YEAR})?"  # Feb. 14, 2013
_DAY_MONTH = f"{_DAY}<of>?{_MONTH}(?:<comma>?{_YEAR})?"  # 14 February 2013
_AFTER_DAY = "(?:(?<=<month><dd|nth><{0}>)|(?<=<mon><dd|nth><{0}>)|(?<=<mon><dot><dd|nth><{0}>))"
_EDGE = "(?:<early><hyphen>?|<the>?<end><of>)"  # late · mid- · the end of
_ABOUT = f"(?:{_EDGE}|<about>)"  # around
_SOONER = "(?:<earlier|later|early>)"  # earlier this year · late yesterday
_REL = "(?P<rel><last|past|previous|this|next|coming|following|current|latest>)"
_PART = "(?P<part><daypart>)"
_UNIT = "(?:(?P<unit><unit|units>)|<hyphen>(?P<unit><second>))"
_NTH = "(?P<nth><ordinal|second|nth|first|last>)"
_NUMBER = (
    "(?:<dd|digits|year|decimal>(?:<scale>|<and>?<fraction>)?"
    "|<numeral>(?:<hyphen>?<numeral>|<and>?<scale>){0,8}|<fraction>)"
)
_AMOUNT = (
    "(?P<amount><a>?<couple><of>?|<a><few>|<few|several>|<a><scale>(?:<and>?<numeral|scale>){0,8}|<half><a>"
    f"|{_NUMBER}(?:<to|or|hyphen>{_NUMBER})?(?:<and><a><half>)?)"
)
_ROUGHLY = "(?:<about|over>|<more><than>|<at><least>|<up><to>)"  # almost two weeks · at least 72 hours
_FRAME = "(?P<frame><last|past|previous|next|coming|following|recent|latest|first|this|current|those>)"
_LEAD = f"(?:<the>?{_FRAME}<past>?|<the>)"  # the past · the first · the
_FORM = "(?P<long><hyphen>?<long|term>)"
_NOT_OLD = "(?!<hyphen>?<old>|<of><age>)"  # a 44-year-old
_OF_YEAR = f"(?:<of>(?:<fiscal>?{_YEAR}|(?P<rel><the|this|last|next>)<fiscal>?<unit>))"
_HOUR = (
    "(?:(?P<hour><dd|hm|numeral>)(?P<ampm><ampm>)|(?P<hour><hm|digits|year>)(?=<zone>)|(?P<hour><hm>)"
    "|(?P<hour><dd|hm|numeral>)<clock>?<in><the>(?P<part><daypart>)|(?P<hour><dd|numeral>)<clock>|(?P<noon><turn>))"
)
_DATE = f"(?P<deictic><deictic>)|(?:{_WEEKDAY}<comma>?)?{_MONTH_DAY}|{_WEEKDAY}"

_FAMILIES = {
    "unit": ("span", "day", "quarter", "century"),
    "units": ("spans",),
}  # kinds that most rules treat alike

RULES: tuple[tuple[str, str, str], ...] = (
    # dates of the calendar
    ("iso", "(?P<iso><iso|slashed>)", "2013-02-14"),
    ("date", f"(?:{_ABOUT}|{_REL})?(?:{_WEEKDAY}<comma>?)?{_MONTH_DAY}", "Thursday, Feb. 14, 2013"),
    ("date", f"{_ABOUT}?(?:{_WEEKDAY}<comma>?)?(?:<the>(?=<nth>))?{_DAY_MONTH}", "14 February 2013"),
    ("second_day", f"{_AFTER_DAY.format('hyphen|to')}{_DAY}(?:<comma>?{_YEAR})?", "May 3-5"),
    (
        "second_day",
        f"{_AFTER_DAY.format('and|or')}{_DAY}(?!<other|unit|units|hyphen|percent|scale>)",
        "May 3 and 5",
    ),
    ("month", f"{_ABOUT}?{_MONTH}<comma|of>?(?:{_YEAR}|{_SPELT})", "late November 2012"),
    ("month", f"{_EDGE}?{_MONTH}<of>?(?P<of><last|this|next>)<unit>", "July last year"),
    ("month", f"(?:{_EDGE}|{_SOONER})?(?:{_REL})?{_MONTH}", "last May"),
    ("week_of", f"<the><unit><of>{_MONTH_DAY}", "the week of March 6"),
    ("year", f"(?:{_ABOUT}|<post><hyphen>)?(?:<the><unit>)?{_YEAR}", "mid-1996"),
    ("spelt_year", f"(?:<the><unit>)?{_SPELT}", "nineteen ninety-six"),
    ("decade", "<the>?<early>?<hyphen>?(?P<decade><decade|decade_word>)", "the late 1970s"),
    ("century", f"<the>?<early>?<hyphen>?{_NTH}<hyphen>?<century>", "the 20th century"),
    (
        "season",
        f"(?:<early>|<the>?<end><of>)?(?:{_REL}|<the><early>?)(?P<season><season>)(?:<of>?{_YEAR})?",
        "last fall",
    ),
    ("season", f"<the>?<early>?(?P<season><season>)<of>?(?:{_YEAR}|{_SPELT})", "summer 2012"),
    ("holiday", f"{_REL}?(?P<holiday><holiday>)(?:<comma|of>?{_YEAR})?", "last Thanksgiving"),
    ("holiday_week", "(?P<holiday><holiday>)(?P<unit><unit>)", "Easter week"),
    # parts of a business year
    (
        "quarter",
        f"<the>?<fiscal>?<hyphen>?{_NTH}<fiscal>?(?P<unit><quarter>)(?:<comma>?<fiscal>?{_YEAR}|{_OF_YEAR})?",
        "the third quarter of 1990",
    ),
    ("quarter", f"<fiscal>?<hyphen>?{_NTH}<hyphen>(?P<unit><quarter>)", "third-quarter"),
    (
        "quarter",
        f"<the>?(?:(?P<rel><this|last|next>)<unit><clitic>|{_YEAR})<fiscal>?{_NTH}<hyphen>?(?P<unit><quarter>)",
        "last year's third quarter",
    ),
    ("quarter", f"(?P<nth><quartered>)(?:<of>?{_YEAR})?|{_YEAR}<hyphen>?(?P<nth><quartered>)", "Q3 2012"),
    (
        "quarter_ago",
        f"<the>?(?P<rel><unit><hyphen>?<ago|earlier>){_NTH}<hyphen>?(?P<unit><quarter>)",
        "the year-ago third quarter",
    ),
    ("half", f"<the>?{_NTH}<hyphen>?(?P<half><half>)(?:{_OF_YEAR})", "the first half of 2012"),
    ("same_period", f"<the>?{_YEAR}(?P<unit><quarter|period>)", "the 1988 quarter"),
    (
        "same_period",
        "<the>?(?P<rel><unit><hyphen>?<ago|earlier>)(?P<unit><quarter|period>)",
        "the year-ago quarter",
    ),
    ("latest_period", "<the><latest>(?P<unit><quarter|period>)", "the latest period"),
    ("year_ago", "(?P<rel><unit><hyphen><ago|earlier>)", "year-ago"),
    (
        "fiscal",
        f"<the>?(?:{_REL}|<the>)?<fiscal>(?:{_YEAR}|(?P<unit><unit>){_YEAR}?)|<the>?{_YEAR}<fiscal>(?P<unit><unit>)",
        "fiscal 1990",
    ),
    ("year_end", "(?:<about>|<the>)?(?P<unit><unit>)<hyphen>?<end>", "year-end"),
    # days seen from the published day
    (
        "weekday",
        f"(?:{_SOONER})?(?:<the>?{_REL})?{_WEEKDAY}(?:{_PART})?(?:<of>?(?P<of><last|this|next>)<unit>)?",
        "late Tuesday night",
    ),
    ("deictic", f"(?:{_SOONER})?(?P<deictic><deictic>){_PART}?", "late yesterday"),
    ("deictic", f"(?:{_SOONER})?(?P<deictic><tonight>)", "tonight"),
    ("beyond", "<the>?<unit>(?P<way><before|after>)(?P<deictic><deictic>)", "the day before yesterday"),
    ("this_part", f"(?:{_SOONER})?(?P<rel><this|last|that>){_PART}", "this morning"),
    ("deictic", f"<early><hyphen>?{_PART}(?P<deictic><deictic>)", "mid-afternoon yesterday"),
    ("that_part", f"<the>?(?P<early><early>)<hyphen>?{_PART}", "mid-afternoon"),
    ("that_part", f"<the>(?P<rel><next|following|previous|same>)?{_PART}", "the next morning"),
    # units seen from the published day, or from the time last spoken of
    (
        "relative",
        f"(?:{_EDGE}|{_SOONER}(?:<in>)?)?<the>?{_REL}<fiscal|full|business>?(?P<unit><unit>)(?:<or><so>)?",
        "earlier this year",
    ),
    ("the_unit", f"(?:{_EDGE}|{_SOONER})?<the><full>?(?P<unit><unit>)(?!<hyphen>)", "the week"),
    (
        "ago",
        f"{_ROUGHLY}?(?:{_AMOUNT}|<a>)<more>?{_UNIT}(?:<or><so>)?(?P<way><ago|earlier|later|hence>)",
        "two weeks ago",
    ),
    ("ago", f"{_ROUGHLY}?(?:{_AMOUNT}|<a>){_UNIT}(?P<way><from><now>)", "a year from now"),
    ("ages_ago", "(?P<unit><units>)(?P<way><ago|earlier|later>)", "years ago"),
    ("that_unit", f"{_SOONER}?(?P<rel><that><same>?|<the><same>)(?P<unit><unit>)", "later that year"),
    (
        "day_before",
        "<the>(?P<unit><unit>)(?:(?P<way><before|after>)(?=<comma|dot|stop>)|(?P<way><earlier>))",
        "the day before.",
    ),
    # lengths
    (
        "duration",
        f"(?:{_ROUGHLY}|{_LEAD}{_ROUGHLY}?|{_ROUGHLY}?<a>?<another>)?{_AMOUNT}<more|full>?<business>?(?P<unit><units>){_NOT_OLD}",
        "at least 20 more years",
    ),
    (
        "duration",
        f"(?:{_ROUGHLY}|{_FRAME}|<the>{_FRAME})?{_AMOUNT}<hyphen>?<business>?{_UNIT}{_FORM}?{_NOT_OLD}",
        "16-hour",
    ),
    (
        "one",
        f"{_ROUGHLY}?(?P<amount><a|another>)<another|full|half>?(?P<unit><unit>)(?P<half><and><a><half>)?(?:<or><so>)?{_NOT_OLD}",
        "nearly an hour",
    ),
    ("some", "(?<=<for|in|of|after|within|about|than>)(?P<unit><units>)(?:<or><units>)?", "for weeks"),
    ("frame", f"<the>?<past>?{_FRAME}(?P<unit><units>)(?:<and|or><units>)?", "recent years"),
    ("frame", "<the>(?P<unit><units>)<ahead>", "the weeks ahead"),
    ("long", "(?P<unit><unit|units>)<hyphen><long>", "decades-long"),
    # sets
    ("set", "(?P<set><set>)", "daily"),
    (
        "every",
        f"<every>(?P<amount><numeral|dd|ordinal|second|few|nth>)?<hyphen>?(?:{_UNIT}|{_WEEKDAY}{_PART}?|{_PART})",
        "every two weeks",
    ),
    ("every", "(?P<weekday><weekdays>)|(?P<weekday><weekday>)(?P<part><dayparts>)", "Tuesday nights"),
    (
        "per",
        f"(?:<once>|<numeral|dd|several><times>)<a|per|every>{_UNIT}|<per>(?P<unit><unit>)",
        "twice a week",
    ),
    # times of day
    ("clock", f"<about>?{_HOUR}(?P<zone><zone>)?(?:<comma>?<on>?(?:{_DATE}))?", "10:30 a.m. ET Friday"),
    (
        "clock",
        f"(?:{_DATE})<at><about>?(?:(?P<hour><dd|hm>)(?P<ampm><ampm>)|(?P<noon><turn>))(?P<zone><zone>)?",
        "Friday at 10 a.m.",
    ),
    # times without a calendar
    ("reference", "(?P<reference><reference|now|current|recent>)", "now"),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` to before `last` match a rule; `parts` is what its named groups took, in lower case."""

    rule: str
    first: int
    last: int
    parts: dict[str, tuple[str, ...]]

    def __getitem__(self, part: str) -> str:
        """The words of a part with spaces between, or an empty text."""
        return " ".join(self.parts.get(part, ()))


def find_hits(words: Words) -> tuple[Hit, ...]:
    """The stretches that match, in text order, none overlapping: the longest wins, then the earlier rule."""
    hits = [hit for name, rule in _compiled() for hit in _matches(name, rule, words)]
    hits += _references(words)
    taken = bytearray(len(words.texts))
    kept = []
    for hit in sorted(hits, key=lambda hit: (words.starts[hit.first] - words.ends[hit.last - 1], hit.first)):
        if not any(taken[hit.first : hit.last]):
            taken[hit.first : hit.last] = b"\1" * (hit.last - hit.first)
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.first))


def _matches(name: str, rule: re.Pattern[str], words: Words) -> Iterator[Hit]:
    for match in rule.finditer(words.kinds):
        parts: dict[str, tuple[str, ...]] = {}
        for group in match.groupdict():
            start, end = match.span(group)
            if start >= 0:
                parts.setdefault(group.rstrip("0123456789"), words.texts[start:end])
        yield Hit(name, match.start(), match.end(), parts)


def _references(words: Words) -> Iterator[Hit]:
    known = phrases(tuple(phrase for phrase in time_words().references if " " in phrase))
    for at, word in enumerate(words.texts):
        for _, parts in known.get(word, ()):
            if words.texts[at : at + len(parts)] == parts:
                yield Hit("reference", at, at + len(parts), {"reference": parts})


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _pattern(rule)) for name, rule, _ in RULES)


def _pattern(rule: str) -> re.Pattern[str]:
    numbers = iter(range(rule.count("(?P<")))
    unique = re.sub(r"\(\?P<(\w+)>", lambda match: f"(?P~{match[1]}{next(numbers)}>", rule)
    coded = re.sub(r"<([a-z_|]+)>", lambda match: f"[{''.join(map(_codes, match[1].split('|')))}]", unique)
    return re.compile(coded.replace("(?P~", "(?P<"))


def _codes(kind: str) -> str:
    return "".join(CODES[each] for each in _FAMILIES.get(kind, (kind,)))
