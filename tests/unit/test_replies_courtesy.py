"""Courtesy translations: German first and binding, approved by people or never shown."""

from datetime import date
from pathlib import Path

import pytest
from reply_catalogue import document, message, templates

from postfach_triage.config.courtesy_sheets import Sheet, Translation, load_sheets
from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.reply_templates import Templates
from postfach_triage.errors import ConfigError
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.records import Candidate, Span
from postfach_triage.replies.catalogue import build_catalogue
from postfach_triage.replies.courtesy import sheet_problems
from postfach_triage.replies.filling import fill

REPLY = "eingang_fremdsprache"
ENGLISH = load_sheets()["en"]


def approved(sheet: Sheet, **changes: object) -> Sheet:
    """Return the sheet as people would leave it who have approved it."""
    given = {"review": "approved", "approved_by": "Team", "approved_on": date(2026, 11, 1)}
    return sheet.model_copy(update={**given, **changes})


def text_for(sheet: Sheet, language: str, written: str = "hello") -> str:
    """Fill the reply to a message in a language with this sheet in the catalogue."""
    with_sheet = Templates(templates().replies, templates().shared, {sheet.language: sheet})
    catalogue = build_catalogue(with_sheet, load_office_texts(), fold_for_model)
    names = (Span("NAME", 0, len(written)),) if written[0].isupper() else ()
    read = document(written, language=language, identifiers=names)
    candidate = Candidate(REPLY, 1.0, True, True, holding=True)
    return fill([candidate], message(written), read, catalogue, holding=True).text


def test_the_shipped_sheet_is_a_draft_and_never_suggested() -> None:
    """The English sheet waits for people: the reply stays German alone."""
    assert (ENGLISH.review, ENGLISH.approved) == ("draft", False)
    assert "Translation aid" not in text_for(ENGLISH, "en")
    assert "Translation aid" not in text_for(approved(ENGLISH, review="reviewed"), "en")


def test_an_approved_translation_stands_below_the_german_text() -> None:
    """The whole German text comes first, then who is bound by what, then the translation."""
    text = text_for(approved(ENGLISH), "en")
    german = text_for(ENGLISH, "en")
    assert text.startswith(german + "\n\nÜbersetzungshilfe. Verbindlich ist der deutsche Text.")
    assert text.index("Translation aid") < text.index("You can also reach us by phone: 030")


def test_the_language_comes_from_the_message_alone() -> None:
    """A German or Ukrainian message gets no English."""
    assert "Translation aid" not in text_for(approved(ENGLISH), "uk")
    assert "Translation aid" not in text_for(approved(ENGLISH), "de")


def test_a_sheet_of_another_version_is_not_used_and_told() -> None:
    """When the German reply changes, its translation has to be approved again."""
    old = {REPLY: Translation(of_version=7, text="Hello")}
    sheet = approved(ENGLISH, replies=old)
    assert "Hello" not in text_for(sheet, "en")
    (problem,) = sheet_problems(templates().replies, {"en": sheet})
    assert (problem.got, problem.allowed) == ("7", "1")


@pytest.mark.parametrize(
    ("replies", "what"),
    [
        ({"nirgends": Translation(of_version=1, text="Hello")}, "no such reply"),
        ({REPLY: Translation(of_version=1, text="{courtesy_sheet}")}, "slot does not fit"),
        ({REPLY: Translation(of_version=1, text="{salutation}")}, "slot does not fit"),
    ],
)
def test_what_does_not_fit_the_german_reply_is_told(
    replies: dict[str, Translation], what: str
) -> None:
    """A translation has no slot with a German sentence and belongs to a reply."""
    (problem,) = sheet_problems(templates().replies, {"en": approved(ENGLISH, replies=replies)})
    assert what in problem.what


def test_right_to_left_keeps_names_and_numbers_in_order() -> None:
    """Each paragraph is one isolate from right to left, each value one of its own direction."""
    arabic = {REPLY: Translation(of_version=1, text="مرحبا{name}\n\nالهاتف {phone}")}
    sheet = approved(ENGLISH, language="ar", direction="rtl", label="للمساعدة فقط", replies=arabic)
    text = text_for(sheet, "ar", "Alma Beispiel")
    assert text.endswith("\u2067الهاتف \u2068030 23125-000\u2069\u2069")
    assert "\u2068 Alma Beispiel\u2069" in text
    assert text.count("\u2067") + text.count("\u2068") == text.count("\u2069")


def test_the_shipped_sheet_fits_its_replies() -> None:
    """A draft is checked, too."""
    assert sheet_problems(templates().replies, load_sheets()) == []


@pytest.mark.parametrize("change", ["review: approved", "language: de", "direction: up"])
def test_a_broken_sheet_is_told(tmp_path: Path, change: str) -> None:
    """Approved by nobody, German, or without a direction: the file is named."""
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "en.yaml").write_text(change + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"replies/sheets/en\.yaml"):
        load_sheets(tmp_path)
