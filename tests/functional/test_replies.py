"""`postfach-triage replies`: check, list, stats; and the note that `explain` shows in a crisis."""

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Cli = Callable[..., Result]
BAD = "body: [{block: gruss}, 'Sie bekommen 563 Euro.', {block: fragen}, {block: schluss}]\n"


def test_check_passes_and_says_the_mean(cli: Cli) -> None:
    """Every shipped reply is plain."""
    result = cli("replies", "check")
    assert result.exit_code == 0
    assert "nothing falls short; mean reading ease" in result.stderr


def test_check_ends_with_3_and_names_each_finding(cli: Cli, tmp_path: Path) -> None:
    """An office's own bad reply: file, sentence, value, bound and next step on one line each."""
    (tmp_path / "replies").mkdir()
    (tmp_path / "replies" / "gesund.yaml").write_text(BAD, encoding="utf-8")
    result = cli("replies", "check", "--config", str(tmp_path))
    assert result.exit_code == 3
    assert (
        'replies/gesund.yaml, sentence 1: Zusage. Got "Sie bekommen". Allowed: none. '
        "Next: Sagen Sie, was gerade geschieht"
    ) in result.stderr
    assert 'gesund.yaml, sentence 1: Betrag. Got "563 Euro".' in " ".join(result.stderr.split())


def test_list_writes_rows_and_text_modules(cli: Cli) -> None:
    """JSON for programs, a CSV file for Zammad."""
    rows = json.loads(cli("replies", "list", "--json").stdout)
    assert {"id", "title", "review", "hidden_because", "example"} <= rows[0].keys()
    modules = cli("replies", "list", "--format", "zammad-csv").stdout
    assert modules.startswith("name,keywords,content,note,active\n")


def test_list_says_why_a_reply_is_not_shown(cli: Cli, tmp_path: Path) -> None:
    """A careful office shows approved replies alone."""
    (tmp_path / "office.yaml").write_text("replies: {accept_review: [approved]}", encoding="utf-8")
    lines = cli("replies", "list", "--config", str(tmp_path)).stdout.splitlines()
    assert all("Prüfstand: draft" in line for line in lines)


def test_stats_counts_verdicts_and_names_the_dead(cli: Cli, tmp_path: Path) -> None:
    """One line a reply that was suggested, then what nobody used; no reviewer is named."""
    head = {"message_id": "m", "reviewer": "k7", "decided_on": "2026-11-26T09:30:00+01:00"}
    lines = [
        {**head, "reply": "gesund", "verdict": "taken"},
        {**head, "reply": "rueckruf", "verdict": "dismissed", "reason": "passt nicht"},
    ]
    file = tmp_path / "reviews.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = cli("replies", "stats", str(file))
    assert result.exit_code == 0 and "k7" not in result.stdout
    assert "Dead, suggested but never used (1): rueckruf" in result.stdout
    assert "passt nicht 1" in result.stdout
    assert cli("replies", "stats", str(tmp_path / "no.jsonl")).exit_code == 1


def test_a_new_office_sees_which_numbers_are_missing(cli: Cli, tmp_path: Path) -> None:
    """An example number must never be dialled in a crisis."""
    cli("init", str(tmp_path / "haus"))
    shown = cli("explain", "mein mann schlägt mich", "--config", str(tmp_path / "haus")).stdout
    assert "Notfallteam (Nummer fehlt: crisis_notes.yaml)" in shown


def test_explain_shows_the_note_in_a_crisis(cli: Cli) -> None:
    """For violence at home it says not to answer in the portal, and whom to call."""
    shown = cli("explain", "mein mann schlägt mich").stdout
    assert "Nicht im Portal antworten." in shown
    assert "Anrufen: die Person selbst" in shown
