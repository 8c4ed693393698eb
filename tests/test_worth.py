"""Which of what is told belongs on a record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.record.events import find_events
from tests.event_texts import mark

GOES = [
    ("{person e1 actor|Osman} <MOVE|went> to {thing e2 destination|the window}.", False),
    ("{person e1 actor|Osman} <MOVE|went> to {place e2 destination|Zakho}.", True),
    ("{person e1 actor|Osman} <MOVE|escaped> from {facility e2 origin|the citadel}.", True),
    ("{person e1 actor|Osman} <MOVE|arrives> in {facility e2 place|the citadel}.", False),
    # many who go are news wherever they go; many who carry something are not
    ("{person e1 actor|160,000 refugees and migrants} have <MOVE|arrived>.", True),
    ("{person e1 actor|A refugee} has <MOVE|arrived>.", False),
    ("{person e1 actor|Villagers} <MOVE|carry> {thing e2 recipient|a coffin}.", False),
    ("{military e1 actor|Guard forces} <MOVE|drive> north.", True),
]


@pytest.mark.parametrize(("text", "kept"), GOES)
def test_a_way_of_record_leads_to_a_place_or_a_building_or_a_force_or_many_take_it(text, kept):
    marked = mark(text)
    assert bool(find_events(marked.record, marked.with_arguments())) is kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "{person e1 actor|Osman} was <MOVE|transported> to {facility e2 destination|an outside hospital}.",
            True,
        ),
        (
            "{person e1 actor|Osman} was <MOVE|transported> to {facility e2 destination|an outside row}.",
            False,
        ),
        ("{military e1 actor|Guard forces} <MOVE|drive> north.", True),
    ],
)
def test_what_no_entity_is_told_of_the_lexicon_knows(text, kept):
    marked = mark(text)
    bare = replace(marked.record, entities=())
    assert bool(find_events(bare, marked.with_arguments())) is kept
