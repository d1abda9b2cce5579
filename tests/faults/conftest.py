"""What the fault tests share: nights with and without faults, and the program loaded once."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from nights import TEXTS, TODAY, Night

from postfach_triage.cli.options import MODELS_VARIABLE, models_folder
from postfach_triage.triage import Triage


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --short: each fault, but fewer of them."""
    parser.addoption("--short", action="store_true", help="fewer faults of each kind")


@pytest.fixture(scope="session")
def short(pytestconfig: pytest.Config) -> bool:
    """Tell whether few faults are enough."""
    return bool(pytestconfig.getoption("--short"))


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Night]:
    """Give a function that makes a folder with an export of so many rows."""

    def make(rows: int) -> Night:
        night = Night(tmp_path_factory.mktemp("night"))
        lines = (
            json.dumps({"message_id": f"M{n}", "text": f"{TEXTS[n % len(TEXTS)]} {n}"})
            for n in range(rows)
        )
        night.export.write_text("\n".join(lines), encoding="utf-8")
        return night

    return make


@pytest.fixture(scope="session")
def undisturbed(nights: Callable[[int], Night]) -> Callable[[int], Night]:
    """Give a function that gives a night of so many rows in which nothing went wrong."""
    kept: dict[int, Night] = {}

    def make(rows: int) -> Night:
        if rows not in kept:
            kept[rows] = nights(rows)
            assert kept[rows].run() == (0, "")
        return kept[rows]

    return make


@pytest.fixture(scope="session")
def triage() -> Triage:
    """Give the program with its own model and the packaged settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(MODELS_VARIABLE, raising=False)
        return Triage.load(today=date.fromisoformat(TODAY), models=models_folder(None))
