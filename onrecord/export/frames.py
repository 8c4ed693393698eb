"""Tables as Arrow, Parquet, pandas and Polars; needs the extra `frames`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingExtra
from onrecord.export.values import Matter, Table

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_A_TIME = 10_000


def to_arrow(table: Table, matters: Iterable[Matter]) -> pa.Table:
    """The table with every row; a column's sort as the table has it, empty cells null.

    Raises MissingExtra where pyarrow is not installed.
    """
    arrow = _arrow()
    schema = _schema(table)
    return arrow.Table.from_batches(list(_batches(table, matters, schema)), schema)


def write_parquet(table: Table, matters: Iterable[Matter], path: Path) -> int:
    """Writes the table as one Parquet file; how many rows.

    Raises MissingExtra where pyarrow is not installed, OSError where the file cannot be written.
    """
    _arrow()
    from pyarrow import parquet  # noqa: PLC0415  (an extra)

    schema, count = _schema(table), 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(table, matters, schema):
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _arrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise MissingExtra(
            "frames and Parquet need pyarrow; install it with: pip install 'onrecord[frames]'"
        ) from error
    return pyarrow


def _schema(table: Table) -> pa.Schema:
    arrow = _arrow()
    sorts = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    fields = [
        arrow.field(column.name, sorts[column.kind], metadata={"description": column.told})
        for column in table.columns
    ]
    return arrow.schema(fields)


def _batches(table: Table, matters: Iterable[Matter], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    rows = (row for matter in matters for row in table.rows(matter))
    while chunk := list(islice(rows, ROWS_AT_A_TIME)):
        columns = [
            [None if cell is None else column.kind(cell) for cell in cells]
            for column, cells in zip(table.columns, zip(*chunk, strict=True), strict=True)
        ]
        yield _arrow().record_batch(columns, schema=schema)
