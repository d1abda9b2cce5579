"""Results as XLSX, for reading: nothing in a cell can run, and nothing breaks the file."""

import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from postfach_triage.errors import ExportError

# Limits of the file format.
MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
CUT = " […gekürzt]"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class XlsxWriter:
    """Streams rows into one sheet; the workbook is packed at the end."""

    def __init__(self, stream: BinaryIO, columns: Sequence[str]) -> None:
        from openpyxl import Workbook

        self._stream = stream
        self._columns = columns
        self._rows = 1
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("results")
        self._sheet.freeze_panes = "B2"
        self._sheet.append([cell(name) for name in columns])

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row."""
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise ExportError(
                "too many rows for one sheet",
                allowed=f"{MOST_ROWS - 1} rows",
                next_step="--format jsonl, csv or parquet",
            )
        self._sheet.append([cell(row.get(name)) for name in self._columns])

    def finish(self) -> None:
        """Pack the workbook and hand it over in one piece.

        The packer leaves noise behind where a stream breaks under its hands.
        """
        packed = io.BytesIO()
        self._book.save(packed)
        self._stream.write(packed.getbuffer())

    def abandon(self) -> None:
        """Close the sheet; its temporary file goes with the process."""
        self._sheet.close()


def cell(value: Any) -> Any:
    """Make a value safe for a cell.

    >>> cell("=1+1"), cell(["U0"]), cell(3)
    ("'=1+1", '["U0"]', 3)
    """
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("\ufffd", value)
    if text.startswith(_FORMULA):
        text = f"'{text}"
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
