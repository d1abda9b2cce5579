"""Texts without a word."""

import pytest

from postfach_triage.classify.wordless import is_wordless, of_wordless
from postfach_triage.records import Document, Prediction, Sentence


def _text(words: str, *, own: bool = True) -> Sentence:
    return Sentence("text", 0, 9, words, own)


SUBJECT = Sentence("subject", 0, 12, "krankmeldung")


@pytest.mark.parametrize(
    ("document", "wordless"),
    [
        (Document(""), True),
        (Document("? !", sentences=(_text("? !"),)), True),
        (Document("ok", sentences=(_text("ok"),)), False),
        (Document("xfroh", sentences=(_text("xfroh"),)), False),
        (Document("von jobcenter guten tag", sentences=(_text("", own=False),)), False),
        (Document("krankmeldung", sentences=(SUBJECT,)), True),
        (Document("krankmeldung ?", sentences=(SUBJECT, _text("?"))), True),
        (Document("krankmeldung ok", sentences=(SUBJECT, _text("ok"))), False),
        (Document("krankmeldung", sentences=(SUBJECT, _text("", own=False))), True),
    ],
    ids=str,
)
def test_only_words_of_the_text_count(document: Document, wordless: bool) -> None:
    """Marks are no words, and neither is a subject that joined a short text."""
    assert is_wordless(document) is wordless


@pytest.mark.parametrize(("attachments", "intent"), [(0, "unklar"), (1, "leer_nur_anhang")])
def test_attachments_tell_the_two_intents_apart(attachments: int, intent: str) -> None:
    """The intent is certain, each other one is kept once with 0, crises stay."""
    guess = Prediction(
        intents=(("dank", 0.7), ("unklar", 0.2), ("leer_nur_anhang", 0.1)),
        presence=("dank", "unklar"),
        simple_probability=0.9,
        crises=(("kindeswohl", "hint"),),
        model_version="v",
    )
    found = of_wordless(guess, attachments=attachments)
    assert found.intents[0] == (intent, 1.0) and found.presence == (intent,)
    assert sorted(name for name, _ in found.intents) == sorted(n for n, _ in guess.intents)
    assert found.simple_probability == 0.0 and found.evidence == ()
    assert (found.crises, found.model_version) == (guess.crises, "v")
