"""Tables of a record kept as data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.errors import MissingExtra
from onrecord.export import TABLES, to_arrow
from onrecord.kept import EVERY_STORY, KeptRecord
from onrecord.kept.values import StoryQuery


def to_frame(
    kept: KeptRecord,
    table: str = "incidents",
    *,
    library: str = "pandas",
    query: StoryQuery = EVERY_STORY,
    stories: Sequence[str] = (),
) -> Any:
    """A table of the record as a pandas or Polars frame: "incidents", "statements", "acled", … (docs: exports).

    Columns are those of the table; whole numbers that may be missing are pandas' Int64.
    Raises ValueError for a table or library that there is not, MissingExtra where the extra `frames` is not installed.
    """
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}; there are {', '.join(TABLES)}")
    if library not in ("pandas", "polars"):
        raise ValueError(f"there are frames of pandas and polars, not of {library!r}")
    found = to_arrow(TABLES[table], kept.matters(query, ids=stories))
    try:
        if library == "polars":
            import polars  # noqa: PLC0415  (an extra)

            return polars.from_arrow(found)
        import pandas  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise MissingExtra(
            f"this needs {library}; install it with: pip install 'onrecord[frames]'"
        ) from error
    whole = {"int64": pandas.Int64Dtype(), "bool": pandas.BooleanDtype()}
    return found.to_pandas(types_mapper=lambda kind: whole.get(str(kind)))
