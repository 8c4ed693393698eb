"""Templates → HTML. Everything is escaped, and what acts (bidirectional overrides, controls) is shown as �."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from onrecord.cells import visible
from onrecord.web.asking import View
from onrecord.web.telling import FILTERS, WORDS

FOLDER = Path(__file__).parent / "templates"


class Templates:
    """The templates of the desk, each compiled once."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(FILTERS)
        self._environment.globals.update(WORDS)

    def render(self, view: View, around: Mapping[str, object]) -> str:
        """The page as HTML."""
        return visible(self._environment.get_template(view.template).render({**around, **view.values}))
