"""Django for the tests of the page's rules: one database, every test leaves it as it was."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from databases import database
from hand_made import NOW, Values, write_export, write_results

_open = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Set Django up before the tests are read: they import models."""
    folder = _open.enter_context(tempfile.TemporaryDirectory())
    os.environ |= {
        "POSTFACH_TRIAGE_REVIEW_DIR": folder,
        "POSTFACH_TRIAGE_REVIEW_LOCAL": "1",
        "DATABASE_URL": _open.enter_context(database(config.getoption("--database"))),
        "DJANGO_SETTINGS_MODULE": "postfach_triage.review.settings",
    }
    os.environ.pop("POSTFACH_TRIAGE_CONFIG", None)
    from postfach_triage.review.starting import make_database, start

    start()
    from django.conf import settings

    # Slow hashes protect people, not tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    make_database()


def pytest_unconfigure() -> None:
    """Close the connection, then let the database go."""
    from django.db import connections

    connections.close_all()
    _open.close()


@pytest.fixture(autouse=True)
def _left_as_it_was() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., object]:
    """Give a function that loads hand-made rows and their judgements."""
    from postfach_triage.review.loading import load
    from postfach_triage.review.office import the_office

    def run(
        rows: Sequence[Values], judged: Sequence[Values | None], name: str = "portal.csv"
    ) -> object:
        export = write_export(tmp_path, rows, name)
        return load(write_results(export, rows, judged), export, the_office(), now=NOW)

    return run


@pytest.fixture
def anna() -> object:
    """Give a case worker of two teams."""
    return _person("anna", ["LG", "WS"])


@pytest.fixture
def ben() -> object:
    """Give her colleague."""
    return _person("ben", ["LG"])


def _person(username: str, teams: list[str]) -> object:
    from postfach_triage.review.people import new_person

    person, _ = new_person(username, first_name=username.title(), last_name="Muster", teams=teams)
    person.must_choose_password = False
    person.save()
    return person
