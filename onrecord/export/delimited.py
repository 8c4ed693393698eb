"""Tables as CSV (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from onrecord.cells import as_cell
from onrecord.export.values import Matter, Table


def write_csv(table: Table, matters: Iterable[Matter], stream: TextIO) -> int:
    """Writes the header, then a row for each entry of each matter; how many rows.

    The stream must leave line ends alone (newline=""). Words that a spreadsheet would take for a formula have an
    apostrophe before them; numbers are left as they are.
    """
    rows = csv.writer(stream)
    rows.writerow(table.header)
    count = 0
    for matter in matters:
        for row in table.rows(matter):
            rows.writerow(map(as_cell, row))
            count += 1
    return count
