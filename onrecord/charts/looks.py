"""How charts look: colours by status, light and dark, and the SVG that comes of a Vega-Lite chart."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from onrecord.errors import MissingExtra
from onrecord.types import Stance, Status

if TYPE_CHECKING:
    import altair as alt

INK, QUIET, RULE, LAND, BORDER = "#1c1b19", "#5d5952", "#dad4c8", "#f4f1ea", "#b4ac9d"
STATUSES: Mapping[
    str, str
] = {  # the most certain darkest; every colour reads at 3:1 on the paper and on dark
    Status.CONFIRMED: "#2f7d4f",
    Status.CORROBORATED: "#2f7f86",
    Status.REPORTED: "#6d747c",
    Status.CLAIMED: "#a8730f",
    Status.DISPUTED: "#c0392b",
    Status.DENIED: "#8e4a9e",
    Status.RETRACTED: "#8c5a3c",
    Status.UNCLEAR: "#8a8f96",
}
STANCES: Mapping[str, str] = {
    Stance.AFFIRMS: "#2f7d4f",
    Stance.SUPPOSES: "#a8730f",
    Stance.GRANTS: "#7c9a5e",
    Stance.DENIES: "#c0392b",
    Stance.DISOWNS: "#8e4a9e",
    Stance.RETRACTS: "#8c5a3c",
    Stance.UNKNOWN: "#6d747c",
    Stance.SILENT: "#8a8f96",
}
DARK = {INK: "#e9e6df", QUIET: "#b5b0a6", RULE: "#3a3c40", LAND: "#26282c", BORDER: "#5c6068"}
LONGEST = 46  # characters of a label


def library() -> Any:
    """Altair; raises MissingExtra where it, or what turns its charts into pictures, is not installed."""
    try:
        import altair  # noqa: PLC0415  (an extra)
        import vl_convert  # noqa: F401, PLC0415
    except ImportError as error:
        raise MissingExtra(
            "charts need Altair and vl-convert; install them with: pip install 'onrecord[charts]'"
        ) from error
    return altair


def render_svg(chart: alt.TopLevelMixin, title: str, told: str) -> str:
    """The chart as one SVG element with a title and a text that tells what it shows; follows light and dark.

    No script, no link, no font from elsewhere: it can stand in a page, in a file or in an <img>.
    """
    import vl_convert  # noqa: PLC0415  (an extra; `library` has told where it is missing)

    svg: str = vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()))
    opening = re.match(r"<svg[^>]*>", svg)
    if opening is None:
        raise ValueError("vl-convert gave no SVG")
    inside = svg[opening.end() :]
    labelled = opening[0].replace("<svg", '<svg role="img"', 1)
    return f"{labelled}<title>{escape(title)}</title><desc>{escape(told)}</desc>{_dark()}{inside}"


def configured(chart: alt.Chart | alt.LayerChart, title: str) -> Any:
    """The chart with the house's type and colours."""
    font = "Georgia, 'Times New Roman', serif"
    return (
        chart.properties(title={"text": title, "anchor": "start", "color": INK, "font": font, "fontSize": 15})
        .configure(background="transparent", font=font)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=QUIET,
            titleColor=QUIET,
            gridColor=RULE,
            domainColor=RULE,
            tickColor=RULE,
            labelFontSize=12,
            titleFontSize=12,
            labelLimit=360,
            titleFontWeight="normal",
        )
        .configure_legend(
            labelColor=QUIET, titleColor=QUIET, labelFontSize=12, orient="bottom", titleFontWeight="normal"
        )
    )


def short(words: str) -> str:
    """Words cut to a label."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def _dark() -> str:
    rules = "".join(f'[fill="{a}"]{{fill:{b}}}[stroke="{a}"]{{stroke:{b}}}' for a, b in DARK.items())
    return f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
