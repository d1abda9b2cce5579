"""The plain-language gate: formula, syllables, bounds, hints and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.config.plain_language import Wording, load_plain_language
from postfach_triage.replies.plain_language import check_text, text_reading_ease, wording_hints
from postfach_triage.replies.readability import flesch_amstad, reading_ease, syllables, words

RULES = load_plain_language()
WORDINGS = [*RULES.wordings, *RULES.literals]
# Counts and scores published for three German texts (The Very Hungry Caterpillar, Moby Dick
# chapter 1, AI Act chapter 1): github.com/manitaro/yllm4f, showcases/German.md.
PUBLISHED = [(212, 22, 300, 87.58), (1714, 111, 2823, 68.21), (2315, 76, 5175, 18.77)]
# Split by hand as in a dictionary.
SYLLABLES = {
    "aber": 2, "oder": 2, "über": 2, "Ofen": 2, "Idee": 2, "Uhu": 2, "Ei": 1, "Uhr": 1,
    "beenden": 3, "Theater": 3, "aktuell": 3, "Museum": 3, "neue": 2, "Feuer": 2, "Ausweis": 2,
    "Bescheid": 2, "Papiere": 3, "Krankenkasse": 4, "Weiterbewilligung": 6, "Geburtsurkunde": 5,
    "E-Mail-Adresse": 5, "Team": 1, "Online": 2, "Browser": 2, "Ihnen": 2, "erledigt": 3,
}  # fmt: skip


def kinds(text: str) -> list[str]:
    """Return the kinds of all findings of a text."""
    return [finding.kind for finding in check_text(text, RULES)]


@pytest.mark.parametrize(("word_count", "sentences", "syllable_count", "score"), PUBLISHED)
def test_the_formula_gives_published_scores(
    word_count: int, sentences: int, syllable_count: int, score: float
) -> None:
    """Flesch-Amstad of published counts is the published score."""
    found = flesch_amstad(words=word_count, sentences=sentences, syllables=syllable_count)
    assert round(found, 2) == score


@pytest.mark.parametrize(("word", "count"), SYLLABLES.items(), ids=SYLLABLES)
def test_syllables_are_those_of_a_dictionary(word: str, count: int) -> None:
    """One-letter syllables, vowels that meet and foreign words are counted right."""
    assert syllables(word, RULES.syllables) == count


def test_the_score_of_a_text_is_the_formula_on_its_counts() -> None:
    """Two sentences, seven words, ten syllables."""
    assert reading_ease(["Wir lesen das.", "Sie haben etwas Zeit."], {}) == pytest.approx(
        flesch_amstad(words=7, sentences=2, syllables=10)
    )


def test_links_and_numbers_are_words_without_syllables() -> None:
    """A long phone number or link makes no text harder than a short word would."""
    long = ["Rufen Sie an: 030 23125-000.", "Oder www.jobcenter-musterstadt.example/hilfe."]
    assert words(long[0]) == ["Rufen", "Sie", "an", "0"]
    assert words(long[1]) == ["Oder", "0"]
    assert reading_ease(long, {}) == reading_ease(["Rufen Sie an: 1.", "Oder 2."], {})


def test_an_explained_office_word_is_masked_and_no_hint() -> None:
    """The official term may stay where an example or an explanation stands beside it."""
    for text in (
        "Wir brauchen einen Nachweis (zum Beispiel: Mietvertrag).",
        "Wir brauchen einen Nachweis. Das ist zum Beispiel der Mietvertrag.",
        "Wir brauchen den Nachweis bald. Ein Nachweis ist ein Papier.",
    ):
        assert kinds(text) == []
    assert kinds("Wir brauchen einen Nachweis.") == ["office_word"]
    hard, easy = "Wir brauchen die Veränderungsmitteilung.", "Das ist ein Blatt."
    alone, beside = f"{easy} {hard}", f"{hard} {easy}"
    assert text_reading_ease(beside, RULES) > text_reading_ease(alone, RULES)


def test_the_name_of_a_button_is_no_office_word() -> None:
    """What stands in quotes must read as on the screen."""
    assert kinds("Gehen Sie ins Netz und tippen Sie auf „Weiterbewilligung“.") == []


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.kind)
def test_each_wording_finds_its_examples_and_no_counter_example(wording: Wording) -> None:
    """The examples in the settings are what a pattern finds; the counter-examples it leaves."""
    assert [e for e in wording.examples if not wording_hints(e, (wording,))] == []
    assert [e for e in wording.counter_examples if wording_hints(e, (wording,))] == []


def test_a_bound_counts_words_of_a_sentence_not_of_a_paragraph() -> None:
    """Sixteen words in one sentence are too many, in two they are not."""
    long = "Sie haben uns geschrieben und wir haben das gelesen und wir sehen es uns bald an."
    assert kinds(long) == ["sentence_words"]
    assert kinds(long.replace(" und wir sehen", ". Wir sehen")) == []
    dated = "Die Nachricht kam am 20. November 2026 um 14:05 Uhr. Wir lesen sie z. B. heute."
    assert kinds(dated) == ["abbreviation"]


def test_hard_words_fail_the_text_as_a_whole() -> None:
    """Flesch-Amstad is a gate over the text, not over one sentence."""
    finding, *_ = check_text("Unterhaltsvorschussleistungen vereinfachen.", RULES)
    assert (finding.kind, finding.gate, finding.sentence) == ("flesch_amstad", True, 0)
    assert finding.allowed == "at least 60" and int(finding.found) < 0


def test_length_counts_greeting_and_signature_the_rest_does_not() -> None:
    """A greeting is no sentence to judge, but it takes room on a phone."""
    body = "Wir lesen Ihre Nachricht. " * 35
    assert kinds(body) == ["characters"]
    letter = "Guten Tag Maximiliane Schlüsselmüller,\n\nwir lesen das.\n\nGrüße\nDas Jobcenter"
    assert text_reading_ease(letter, RULES) == text_reading_ease("wir lesen das.", RULES)


def test_steps_of_one_paragraph_are_one_action_and_other_ways_are_none() -> None:
    """Three paragraphs that ask are too many; a way without internet is a choice, not a task."""
    steps = "Öffnen Sie das Portal. Tippen Sie auf „Foto“."
    asks = "Bitte legen Sie den Vertrag bereit."
    other = "Ohne Internet geht es auch: Rufen Sie uns an."
    assert kinds("\n\n".join([steps, asks, other])) == []
    assert kinds("\n\n".join([steps, asks, "Sie sind krank? Dann rufen Sie uns bitte an."])) == [
        "actions"
    ]


def test_a_hint_names_place_and_better_wording() -> None:
    """Start and end point into the text as given, below its greeting."""
    text = "Guten Tag,\n\nwir lesen das. Ihr Antrag wird bald geprüft.\n\nGrüße"
    (hint,) = check_text(text, RULES)
    assert (hint.kind, hint.gate, hint.sentence) == ("passive", False, 2)
    assert text[hint.start : hint.end] == hint.found == "wird bald geprüft"
    assert "Wir prüfen den Antrag" in hint.better


@given(st.text(alphabet="Aabeu dein§ß.,:\n?!„“(030)-\u2069", max_size=80))
def test_any_text_can_be_checked(text: str) -> None:
    """Findings lie inside the text, in order, whatever was typed."""
    found = check_text(text, RULES)
    assert all(0 <= finding.start <= finding.end <= len(text) for finding in found)
    assert [f.sentence for f in found] == sorted(f.sentence for f in found)
