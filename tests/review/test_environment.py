"""What the surroundings tell the page."""

from pathlib import Path

import pytest

from postfach_triage.errors import TriageError
from postfach_triage.review import environment


def test_without_an_address_the_database_is_a_file_in_the_folder(tmp_path: Path) -> None:
    """The folder is for its owner alone, and so is the key in it."""
    environ = {"POSTFACH_TRIAGE_REVIEW_DIR": str(tmp_path / "seite")}
    assert environment.database(environ)["NAME"] == str(tmp_path / "seite" / "review.sqlite3")
    key = environment.secret_key(environ)
    assert len(key) > 50 and environment.secret_key(environ) == key
    assert (tmp_path / "seite").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "seite" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_an_address_of_postgresql_is_taken_apart() -> None:
    """Escaped signs in the password are unescaped, options passed on."""
    url = "postgresql://amt:p%40ss@db.example:5433/seite?sslmode=require"
    found = environment.database({"DATABASE_URL": url})
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "amt", "p@ss", "db.example", "5433", "seite"
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "url", ["mysql://u:geheim@h/n", "geheim", "postgresql://h:x/geheim", "postgresql://geheim@h"]
)
def test_an_unusable_address_is_named_without_its_secret(url: str) -> None:
    """The password never stands in an error."""
    with pytest.raises(TriageError) as refused:
        environment.database({"DATABASE_URL": url})
    assert "geheim" not in str(refused.value) and "DATABASE_URL" in str(refused.value)


@pytest.mark.parametrize("value", ["http://amt.example", "https://amt.example/pfad", "amt"])
def test_the_address_people_open_must_be_https(value: str) -> None:
    """Anything else is refused at the start."""
    with pytest.raises(TriageError, match="https"):
        environment.origin({"POSTFACH_TRIAGE_REVIEW_ORIGIN": value})
