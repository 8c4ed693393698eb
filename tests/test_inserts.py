"""Links in the middle of sentences."""

from __future__ import annotations

import pytest

from onrecord.record.inserts import without_inserts
from tests.build import article

LINKS = "Ana Sofia RuizMayor opens bridge Six held in Tyre Ruiz's brother sings MORE"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"The mayor Ana Ruiz {LINKS} said no.", "The mayor Ana Ruiz said no."),
        (f"It was Ruiz {LINKS}’s bridge.", "It was Ruiz ’s bridge."),
        # two in one line
        (f"Ruiz {LINKS} met Ruiz {LINKS} twice.", "Ruiz met Ruiz twice."),
        # a name that is only written so, and no link
        ("The mayor told YouTube that it has MORE.", "The mayor told YouTube that it has MORE."),
        ("The mayor Ana Ruiz met Ana Sofia Ruiz.", "The mayor Ana Ruiz met Ana Sofia Ruiz."),
    ],
)
def test_what_a_site_puts_into_a_sentence_is_left_out_and_all_else_stays_where_it_is(text: str, left: str):
    page = article(text)
    plain = without_inserts(page).text
    assert " ".join(plain.split()) == left
    assert len(plain) == len(text)
    assert all(one in (" ", other) for one, other in zip(plain, text, strict=True))
