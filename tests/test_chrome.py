from __future__ import annotations

import pytest

from onrecord.article.chrome import is_certain, name_reasons


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Also Read: Ferry Talks Resume After A Week", "related articles"),
        ("PHOTO: Lorries on the quay at dusk. (Harbour Post/A. Ruiz)", "photo credit"),
        ("Lorries on the quay at dusk. (Agency photo)", "photo credit"),
        ("Page 2 of 3 Print this page | Email", "page number"),
        ("Our Standards: The Harbour Post Code of Practice", "page footer"),
        ("Acquire Licensing Rights, opens new tab", "page footer"),
        ("Liked this? Read five more articles for free every month.", "subscription offer"),
    ],
)
def test_some_lines_are_furniture_wherever_they_stand(line, reason):
    assert is_certain(line)
    assert name_reasons([line], set()) == [reason]


@pytest.mark.parametrize(
    "line",
    [
        "Also read: a poem by the mayor, who said it was his own, and three letters from the front that nobody had"
        " asked for but that everybody in the hall, down to the last of the clerks, heard out in silence for an hour.",
        "The photo shows a lorry on the quay (the Post could not verify it) and two men.",
        "Page 2 of the report says that the guards fired first.",
        "He read the articles for the prosecution, and freed two men.",
    ],
)
def test_sentences_that_begin_alike_are_not(line):
    assert not is_certain(line)
