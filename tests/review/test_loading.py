"""Results beside their messages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hand_made import COMPLEX, NOW, SIMPLE, VIOLENCE, message, write_export, write_results
from postfach_triage.errors import TriageError
from postfach_triage.review.acting import correct
from postfach_triage.review.loading import load as load_files
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.office import the_office

Load = Callable[..., Any]
ROWS = [message(1, "Wann kommt das Geld?"), message(2, "Ich bin nicht einverstanden.")]
LATER = {"run_id": "bbbbbbbbbbbb"}


def test_every_row_of_the_results_becomes_a_message(load: Load) -> None:
    """Both are there, with the words of the export and the judgement of the results."""
    loaded = load(ROWS, [SIMPLE, COMPLEX])
    assert (loaded.rows, loaded.new) == (2, 2)
    first, second = Message.objects.order_by("id")
    assert (first.text, first.lane, first.team, first.urgency) == (
        ROWS[0]["text"],
        "simple",
        "LG",
        3,
    )
    assert (second.intent, second.result["effects"]) == ("widerspruch", ["may_be_objection"])


def test_the_same_results_again_change_nothing(load: Load) -> None:
    """Loading is idempotent."""
    load(ROWS, [SIMPLE, COMPLEX])
    before = list(Message.objects.order_by("id").values())
    assert load(ROWS, [SIMPLE, COMPLEX]).same == 2
    assert list(Message.objects.order_by("id").values()) == before


def test_newer_results_replace_older_ones(load: Load) -> None:
    """As long as nobody has decided, the newer run holds."""
    load(ROWS, [SIMPLE, COMPLEX])
    assert load(ROWS, [{**COMPLEX, **LATER}, {**COMPLEX, **LATER}]).updated == 2
    assert set(Message.objects.values_list("lane", "run_id")) == {("complex", LATER["run_id"])}


def test_newer_results_never_overwrite_a_decision(load: Load, anna: Person) -> None:
    """What a person set stays."""
    load(ROWS, [SIMPLE, COMPLEX])
    one = Message.objects.get(message_id="M-1")
    correct(one, anna, the_office(), NOW, urgency=1)
    assert load(ROWS, [{**SIMPLE, **LATER}, {**COMPLEX, **LATER}]).kept == 1
    assert Message.objects.get(message_id="M-1").urgency == 1


def test_results_of_new_rows_alone_are_a_part_of_the_export(load: Load) -> None:
    """Rows without a result are left out."""
    assert load(ROWS, [None, COMPLEX]).new == 1
    assert Message.objects.get().message_id == "M-2"


@pytest.mark.parametrize("change", ["another export", "another order", "another message"])
def test_results_of_another_export_are_refused_and_nothing_is_loaded(
    tmp_path: Path, change: str
) -> None:
    """The message names both files and what to do; the database stays empty."""
    export = write_export(tmp_path, ROWS)
    results = write_results(export, ROWS, [SIMPLE, COMPLEX])
    if change == "another export":
        write_export(tmp_path, [*ROWS, message(3, "Neu")])
    elif change == "another order":
        lines = results.read_text(encoding="utf-8").splitlines(keepends=True)
        results.write_text("".join(reversed(lines)), encoding="utf-8")
    else:
        results.write_text(
            results.read_text(encoding="utf-8").replace('"M-2"', '"M-9"'), encoding="utf-8"
        )
    with pytest.raises(TriageError, match=r"do not belong to portal\.csv.*Next: "):
        load_files(results, export, the_office(), now=NOW)
    assert not Message.objects.exists()


def test_words_sent_again_are_one_message_with_a_count(load: Load) -> None:
    """Same person, same words within a week: listed once, with the stricter urgency."""
    again = message(1, "WANN kommt das Geld???", message_id="M-8", attachments=1)
    load([ROWS[0], again], [SIMPLE, {**SIMPLE, "urgency": "U1"}])
    first = Message.objects.get(listed=True)
    assert (first.message_id, first.resent, first.urgency) == ("M-1", 1, 1)


def test_the_same_words_of_others_stay_messages_of_their_own(load: Load) -> None:
    """Grouping never crosses persons."""
    load([ROWS[0], message(5, ROWS[0]["text"])], [SIMPLE, SIMPLE])
    assert Message.objects.filter(listed=True).count() == 2


def test_outgoing_rows_are_kept_for_the_conversation_and_listed_nowhere(load: Load) -> None:
    """They have no judgement."""
    load([message(1, "Bitte hochladen.", direction="out")], [{"status": "out", "run_id": "a"}])
    one = Message.objects.get()
    assert one.outgoing and not one.listed


def test_failed_rows_go_to_people(load: Load) -> None:
    """Lane complex, urgency as the results say, and no word of it in lists."""
    failed = {"status": "failed", "error": "text is missing", "lane": "complex", "urgency": "U2"}
    load([message(1, "")], [failed])
    one = Message.objects.get()
    assert (one.lane, one.urgency, one.guarded, one.listed) == ("complex", 2, True, True)


def test_the_team_of_the_export_stays(load: Load) -> None:
    """By code or by name; an unknown one gives way to ours."""
    rows = [
        message(n, f"Text {n}", team=team) for n, team in enumerate(("AV", "Fallmanagement", "?"))
    ]
    load(rows, [SIMPLE] * 3)
    assert list(Message.objects.order_by("id").values_list("team", flat=True)) == ["AV", "FM", "LG"]


def test_violence_shows_no_words_in_lists_and_is_pinned(load: Load) -> None:
    """Guarded and on top."""
    load([message(1, "Mein Mann schlägt mich")], [VIOLENCE])
    one = Message.objects.get()
    assert one.guarded and one.pin == 0
