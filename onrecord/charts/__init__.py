"""Pictures of a story, as SVG with a text that tells what they show; notebook, command and desk share them."""

from onrecord.charts.stories import map_chart, status_chart, timeline_chart, voices_chart

__all__ = ["CHARTS", "map_chart", "status_chart", "timeline_chart", "voices_chart"]

CHARTS = {"timeline": timeline_chart, "map": map_chart, "status": status_chart, "voices": voices_chart}
