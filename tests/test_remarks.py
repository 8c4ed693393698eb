"""Remarks that tell of no one event."""

from __future__ import annotations

import pytest

from onrecord.record.events.remarks import is_remark
from onrecord.record.events.wordings import find_wording

REMARKS = [
    "she would not talk to people who | burn the fuel of hospitals",
    "he would strike anyone who | threatens the port",
    "when people | harm guards , they are held",
    "such guards usually | kill themselves",
    "some 200 people | die in boats every year",
    "it would be a federal crime to | kill a guard",
    "a crime for guards to | kill a clerk",
    "the army has wide powers to | arrest them",
    "they asked for a law against | killing",
    "a court sentenced four clerks to | death",
]
EVENTS = [
    "those who | killed him fled",
    "people who were | killed in the raid",
    "when rebels | attack the port",
    "when people | attacked the port",
    "some 200 people | died in boats last year",
    "he was beaten to | death",
    "he was sentenced for the | death of a clerk",
    "she has the right , he said , and they | kill guards",
    "the police who | arrest them",
    "they protested against the | killing",
]


def _told(marked: str) -> bool:
    before, after = (part.split() for part in marked.split("|"))
    sentence = (*before, *after)
    return is_remark(sentence, find_wording(sentence, len(before)))


@pytest.mark.parametrize("marked", REMARKS)
def test_what_such_people_do_and_what_a_law_forbids_is_no_event(marked):
    assert _told(marked)


@pytest.mark.parametrize("marked", EVENTS)
def test_what_somebody_did_is_one(marked):
    assert not _told(marked)
