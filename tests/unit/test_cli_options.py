"""Where models and settings are looked for, and which day it is."""

from datetime import date, datetime
from pathlib import Path

import pytest

from postfach_triage.cli.options import (
    CONFIG_VARIABLE,
    MODELS_VARIABLE,
    config_folder,
    day,
    models_folder,
    new_models_folder,
)
from postfach_triage.errors import ConfigError, RegistryError
from postfach_triage.registry import packed_models


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder without settings in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(MODELS_VARIABLE, raising=False)
    monkeypatch.delenv(CONFIG_VARIABLE, raising=False)
    return tmp_path


def test_models_are_found_in_their_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed model, ./models, environment, option: each wins over those before."""
    assert models_folder(None) == packed_models()
    (folder / "models").mkdir()
    assert models_folder(None) == packed_models(), "a folder without a current model is no choice"
    (folder / "models" / "current").write_text("v")
    assert models_folder(None) == Path("models")
    (folder / "of environment").mkdir()
    monkeypatch.setenv(MODELS_VARIABLE, "of environment")
    assert models_folder(None) == Path("of environment")
    assert models_folder(folder) == folder


def test_a_named_folder_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in an option or in the environment is told, not passed over."""
    with pytest.raises(RegistryError, match="none: no such folder"):
        models_folder(Path("none"))
    with pytest.raises(ConfigError, match="none: no such folder"):
        config_folder(Path("none"))
    monkeypatch.setenv(CONFIG_VARIABLE, "none")
    with pytest.raises(ConfigError, match="none: no such folder"):
        config_folder(None)


def test_a_new_model_may_make_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training writes to the option, the environment, ./models; never into the program."""
    assert new_models_folder(None) == Path("models")
    monkeypatch.setenv(MODELS_VARIABLE, "new")
    assert new_models_folder(None) == Path("new")
    assert new_models_folder(Path("given")) == Path("given")


def test_without_settings_the_packaged_ones_hold(folder: Path) -> None:
    """No folder is a folder of its own meaning."""
    assert config_folder(None) is None
    assert config_folder(folder) == folder


def test_the_day_is_that_of_germany_unless_given() -> None:
    """`--today` is a date without a time."""
    assert day(datetime(2026, 11, 26)) == date(2026, 11, 26)
    assert abs((day(None) - date.today()).days) <= 1
