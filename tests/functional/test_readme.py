"""What README.md promises: its Python runs, its commands exist."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from postfach_triage.cli.main import app

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_there_are_examples() -> None:
    """Two ways into the library are shown: the triage and the spaCy components."""
    assert len(BLOCKS) >= 2


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0])
def test_an_example_runs(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each block stands alone and prints something."""
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_every_command_is_documented() -> None:
    """The table of commands names each command of the program."""
    commands = getattr(get_command(app), "commands", {})
    assert all(f"`postfach-triage {name}" in README for name in commands)
