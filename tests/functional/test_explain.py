"""`postfach-triage explain`: one message, for people and as JSON."""

import json
from collections.abc import Callable

import pytest
from runs import TODAY
from typer.testing import Result

Cli = Callable[..., Result]
POWER_CUT = "wir haben seit heute kein strom mehr, mein baby ist 3 monate"


def test_a_message_is_explained_in_lines(cli: Cli) -> None:
    """Lane, urgency, team, intents, signals with their words, what the model read."""
    result = cli("explain", POWER_CUT, "--today", TODAY)
    lines = {line.split("  ")[0]: line for line in result.stdout.splitlines() if line[0] != " "}
    assert result.exit_code == 0
    assert "complex" in lines["Lane"] and lines["Urgency"].split()[-1] in ("U0", "U1")
    assert "energiesperre" in lines["Signals"] and "NT" in lines["Team"]
    assert {"Intents", "Simple", "Language", "Reasons", "Reply"} <= set(lines)
    assert "strom" in result.stdout.split("Model read ")[1]


@pytest.mark.parametrize(
    "text", ["Danke für die schnelle Hilfe! 👍", "ß" * 30_000], ids=["short", "long"]
)
def test_json_is_a_results_row_and_what_the_model_read(cli: Cli, text: str) -> None:
    """From stdin as from an argument; the text is in it, since it was asked about."""
    result = cli("explain", "-", "--json", "--today", TODAY, stdin=text.encode())
    row = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (row["row"], row["status"], row["text"]) == ("explain#1", "scored", text)
    assert list(row)[-1] == "text_for_model" and row["urgency"] in ("U2", "U3", "U4")


def test_subject_and_attachments_count(cli: Cli) -> None:
    """An empty message with an attachment is told apart from one without."""
    result = cli("explain", "", "--attachments", "2", "--subject", "AU", "--json")
    assert json.loads(result.stdout)["intent"] == "leer_nur_anhang"
