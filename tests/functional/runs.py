"""The day the functional tests pretend, and results as rows."""

import json
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2026, 11, 26)
Rows = list[dict[str, Any]]


def read_jsonl(path: Path) -> Rows:
    """Read a results file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
