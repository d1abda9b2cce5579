"""Decisions taken out of the page: off by default, redacted, readable by what reads them next."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hand_made import NOW, SIMPLE, message
from postfach_triage.annotations import dump
from postfach_triage.annotations import load as read_annotations
from postfach_triage.config.office import Learning
from postfach_triage.errors import TriageError
from postfach_triage.review import exporting
from postfach_triage.review.acting import undo
from postfach_triage.review.answering import begin, dismiss, finish, keep
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.office import PageOffice, the_office
from postfach_triage.review.suggestions import suggestions

Load = Callable[..., Any]
TODAY = NOW.date()
TEXT = "Wann kommt das Geld? Meine IBAN ist DE02 1203 0000 0000 2020 51. MfG Ali Yilmaz"


def _allowing(learning: Learning) -> PageOffice:
    page = the_office()
    settings = page.office.settings.model_copy(update={"learning": learning})
    return replace(page, office=replace(page.office, settings=settings))


@pytest.fixture
def office() -> PageOffice:
    """Give an office that may learn."""
    return _allowing(Learning(enabled=True, legal_basis="Dienstvereinbarung vom 1.11.2026"))


@pytest.mark.parametrize(("enabled", "basis"), [(False, "Vertrag"), (True, " ")])
def test_nothing_leaves_without_a_legal_basis(enabled: bool, basis: str) -> None:
    """Both are needed, and the error says so."""
    office = _allowing(Learning(enabled=enabled, legal_basis=basis))
    with pytest.raises(TriageError, match="legal_basis"):
        list(exporting.annotations(office))
    with pytest.raises(TriageError, match="legal_basis"):
        list(exporting.reviews(office))


def test_a_decision_becomes_a_redacted_annotation(
    load: Load, anna: Person, office: PageOffice, tmp_path: Path
) -> None:
    """No name, no number, no name of the case worker; the strict reader takes it."""
    load([message(1, TEXT)], [SIMPLE])
    finish(Message.objects.get(), anna, office, NOW, TODAY)
    path = tmp_path / "own.jsonl"
    dump(exporting.annotations(office), path)
    (one,) = read_annotations(path, intents=office.office.intents)
    assert "DE02" not in one.text and "Yilmaz" not in one.text and "[IBAN_1]" in one.text
    assert (one.how, one.source, one.redacted, one.annotator) == ("accepted", "own", True, anna.key)
    assert not {"M-1", "k1", "anna"} & {one.id, one.person, one.annotator}


def test_undone_decisions_do_not_count(load: Load, anna: Person, office: PageOffice) -> None:
    """What was taken back leaves no annotation."""
    load([message(1, TEXT)], [SIMPLE])
    one = Message.objects.get()
    undo(one, finish(one, anna, office, NOW, TODAY), anna, NOW)
    assert list(exporting.annotations(office)) == []


def test_reviews_tell_what_became_of_each_suggestion(
    load: Load, anna: Person, office: PageOffice
) -> None:
    """One did not fit, another was adapted; texts are redacted."""
    load([message(1, TEXT)], [SIMPLE])
    one = Message.objects.get()
    dismiss(one, anna, ["zahltermin"], "anderer Grund", office, NOW, TODAY)
    shown = suggestions(one, office, TODAY)[2]
    begin(one, anna, shown.reply, shown.text)
    keep(one, anna, shown.text + " Rufen Sie 0171 3920000 an.", {})
    finish(one, anna, office, NOW, TODAY)
    found = list(exporting.reviews(office))
    assert [(r.verdict, r.reply) for r in found] == [
        ("dismissed", "zahltermin"),
        ("adapted", "eingang"),
    ]
    assert "0171 3920000" not in found[1].text
