"""The one option of the page's tests: which database they run on."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --database."""
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")
