"""Pictures of a story, drawn when they are asked for; without the extra that draws them the desk goes without."""

from __future__ import annotations

import threading
from functools import lru_cache

from onrecord.charts import CHARTS
from onrecord.types import Story
from onrecord.web.asking import Answer, Ask, Picture, not_found
from onrecord.web.pages.stories import can_draw, find_story

HELD = 128  # pictures that are kept drawn: one takes a quarter of a second, and 40 kB

_drawing = threading.Lock()


def show_picture(ask: Ask) -> Answer:
    """One picture of a story, as SVG."""
    name = ask.path["picture"]
    if name not in CHARTS or not can_draw():
        raise not_found(f"There is no picture {name} here.")
    return Picture(_draw(name, find_story(ask, ask.path["story"])))


@lru_cache(maxsize=HELD)
def _draw(name: str, story: Story) -> str:
    with _drawing:  # one at a time: each takes a core, and readers of other pages need one too
        return CHARTS[name](story)
