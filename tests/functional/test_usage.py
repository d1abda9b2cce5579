"""Wrong usage and models that must not be used: exit codes and one line each."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from postfach_triage import registry
from postfach_triage.cli.options import models_folder

Cli = Callable[..., Result]


@pytest.mark.parametrize(
    "words",
    [
        ["score"],
        ["score", "x.csv", "--formt", "csv"],
        ["score", "x.csv", "--format", "ods"],
        ["score", "x.csv", "--today", "26.11.2026"],
        ["score", "x.csv", "--map", "text"],
        ["score", "x.csv", "--map", "nachricht=Inhalt"],
        ["score", "x.csv", "--map", "text=A,text=B"],
        ["explain", "x", "--attachments", "-1"],
        ["train", "--jobs", "0"],
        ["models", "lst"],
        ["send"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(cli: Cli, words: list[str]) -> None:
    """An unknown option, value or command is answered with the usage."""
    result = cli(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: postfach-triage") and "Error:" in result.stderr


def test_no_command_shows_the_help(cli: Cli) -> None:
    """Whoever types the name alone learns what there is."""
    assert "Commands:" in cli().output


def test_the_version_is_printed(cli: Cli) -> None:
    """`--version` prints the version alone."""
    result = cli("--version")
    assert result.exit_code == 0 and result.stdout.strip()[0].isdigit()


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """Give a copy of the folder with the model in use."""
    own = models_folder(None)
    version = registry.current(own)
    shutil.copytree(own / version, tmp_path / "models" / version)
    registry.set_current(tmp_path / "models", version)
    return tmp_path / "models"


def _change_meta(models: Path, **values: object) -> None:
    path = models / registry.current(models) / registry.META
    meta = json.loads(path.read_text(encoding="utf-8")) | values
    path.write_text(json.dumps(meta), encoding="utf-8")


def _tamper(models: Path) -> None:
    path = models / registry.current(models) / registry.MODEL
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        (lambda models: _change_meta(models, preprocessing="0-old"), "another version"),
        (lambda models: _change_meta(models, meta_version=0), "another version"),
        (_tamper, "was changed since it was saved"),
        (lambda models: (models / registry.CURRENT).unlink(), "no model found"),
        (lambda models: (models / registry.CURRENT).write_text("2001-01-01"), "no such model"),
    ],
    ids=["preprocessing", "format", "tampered", "no current", "missing"],
)
def test_a_model_that_does_not_fit_is_refused(
    cli: Cli, models: Path, harm: Callable[[Path], None], what: str
) -> None:
    """Nothing is scored; the line names the folder and what to run."""
    harm(models)
    result = cli("explain", "Danke", "--models", models)
    assert (result.exit_code, result.stdout) == (1, "")
    assert what in result.stderr and "Next: " in result.stderr and str(models) in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_of_models_must_exist(cli: Cli, tmp_path: Path) -> None:
    """A wrong --models is told before anything is loaded."""
    result = cli("models", "list", "--models", tmp_path / "none")
    assert result.exit_code == 1 and "no such folder of models" in result.stderr


def test_models_are_listed(cli: Cli, models: Path) -> None:
    """The version in use has an asterisk; a model of another version is listed too."""
    current = registry.current(models)
    old = models / "2001-01-01"
    old.mkdir()
    (old / registry.META).write_text('{"meta_version": 0}', encoding="utf-8")
    result = cli("models", "list", "--models", models)
    assert result.exit_code == 0
    assert [line[:2] + line[2:12] for line in result.stdout.splitlines()] == [
        "  2001-01-01",
        f"* {current[:10]}",
    ]
    plain = json.loads(cli("models", "list", "--models", models, "--json").stdout)
    assert [entry["current"] for entry in plain] == [False, True]


def test_a_config_folder_must_exist(cli: Cli, tmp_path: Path) -> None:
    """A wrong --config is one line with what to do."""
    result = cli("check-config", "--config", tmp_path / "none")
    assert result.exit_code == 1 and "no such folder" in result.stderr


def test_the_packaged_settings_are_sound(cli: Cli) -> None:
    """`check-config` shows values with their origin and finds nothing wrong."""
    result = cli("check-config")
    assert result.exit_code == 0
    assert "office.yaml: name = " in result.stdout and "nothing wrong" in result.stderr


def test_every_mistake_in_the_settings_is_found_at_once(cli: Cli, tmp_path: Path) -> None:
    """Two mistakes give two lines with their places, and exit code 1."""
    (tmp_path / "office.yaml").write_text("name: 7\nbanana: 1\n", encoding="utf-8")
    result = cli("check-config", "--config", tmp_path, "--json")
    findings = json.loads(result.stdout)["findings"]
    assert result.exit_code == 1 and len(findings) >= 2
    assert all("office.yaml" in finding for finding in findings)
