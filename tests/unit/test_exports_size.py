"""About how many rows an export has."""

import gzip
from pathlib import Path

import pandas as pd
import pytest

from postfach_triage.errors import ExportError
from postfach_triage.exports.size import likely_rows


def test_rows_are_counted_without_being_understood(tmp_path: Path) -> None:
    """Lines of text, packed or not, and the rows of Parquet; a folder is the sum."""
    (tmp_path / "a.csv").write_text("message_id,text\n1,x\n2,y\n")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 5, mtime=0))
    pd.DataFrame({"message_id": ["1"], "text": ["x"]}).to_parquet(tmp_path / "c.parquet")
    pd.DataFrame({"message_id": ["1"], "text": ["x"]}).to_excel(tmp_path / "d.xlsx")
    assert likely_rows(tmp_path / "a.csv", "stdin") == 3
    assert likely_rows(tmp_path) == 3 + 5 + 1


def test_a_broken_table_is_an_export_error(tmp_path: Path) -> None:
    """It is said like any other file that cannot be read."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 torn PAR1")
    with pytest.raises(ExportError, match="Parquet file is broken"):
        likely_rows(path)
