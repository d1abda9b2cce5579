"""The pipeline: components for anyone, and documents whose offsets speak of the original."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from postfach_triage.config.signal_rules import RuleSet
from postfach_triage.preprocess import lexemes
from postfach_triage.preprocess.lexemes import form_for_model, look_up
from postfach_triage.preprocess.pipeline import (
    COMPONENTS,
    MAX_CHARACTERS,
    Preprocessor,
    load_pipeline,
)
from postfach_triage.records import Document, Message, Sentence, Signal, Span

PLAIN = COMPONENTS[:-1]
PREPROCESSOR = Preprocessor(load_pipeline(PLAIN))
_RULE = {"id": "r", "level": "explicit", "patterns": ["strom abgestellt"]}
_PROOF = {"examples": ["strom abgestellt"] * 5, "counter_examples": ["strom da"] * 3}
_FILE = {"kind": "energiesperre", "rules": [_RULE | _PROOF]}
RULES = RuleSet.model_validate({"files": [_FILE], "lists": {}})
IBAN = "DE89 3704 0044 0532 0130 00"


def prepare(text: str, subject: str = "") -> Document:
    """Return the document of one message."""
    return PREPROCESSOR.prepare(Message("1", text, subject))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kündigung BEKOMMEN!!", "kundigung bekommen !"),
        ("Wo ist mein Geld??? ... Danke.", "wo ist mein geld ? danke"),
        ("Es fehlen 1.234,56 € seit 01.07.2026", "es fehlen 0.000,00 euro seit 00.00.0000"),
        (f"neue IBAN ist {IBAN}, danke", "neue iban ist xiban danke"),
        ("Tel.0176/12345678 oder 0152 7654321", "tel xphone oder xphone"),
        ("S 12 AS 345/26 ER und Az. 12 F 345/26", "xcourt und az xfileno"),
        ("wohne Lindenweg 5, 12345 Musterstadt", "wohne xstreet xplzort"),
        ("bin krank.bitte warten", "bin krank bitte warten"),
        ("klick www.bonus.example/x oder https://a.de", "klick xlink oder xlink"),
        ("Hilfe 😭😭 bitte 🙏 🚀", "hilfe xtraurig xtraurig bitte xbitte"),
        ("", ""),
        (" \n ", ""),
    ],
    ids=repr,
)
def test_the_model_reads_folded_words(text: str, expected: str) -> None:
    """Words are folded, digits are 0, identifiers are typed words, ? and ! stay."""
    assert prepare(text).text_for_model == expected


def test_sentences_carry_their_own_words() -> None:
    """Each sentence has its own model text; together they are the message's."""
    text = "Hallo Frau Muster,\nwo bleibt mein Geld? Bitte melden!"
    document = prepare(text)
    assert [text[s.start : s.end] for s in document.sentences] == [
        "Hallo Frau Muster,",
        "wo bleibt mein Geld?",
        "Bitte melden!",
    ]
    assert " ".join(s.text_for_model for s in document.sentences) == document.text_for_model
    assert document.own == (Span("own", 0, len(text)),)


def test_pasted_matter_is_read_but_is_no_sentence_of_its_own() -> None:
    """The model reads the pasted letter; no sentence of it counts as the client's."""
    text = "Da steht „Ihr Antrag wird leider ganz abgelehnt.“ Warum das?"
    document = prepare(text)
    assert document.sentences == (
        Sentence("text", 0, 8, "da steht"),
        Sentence("text", 9, 49, "", own=False),
        Sentence("text", 50, 60, "warum das ?"),
    )
    assert "ihr antrag wird leider ganz abgelehnt" in document.text_for_model
    assert document.quoted == (Span("quoted", 9, 49),)
    assert document.own == (Span("own", 0, 8), Span("own", 50, 60))


def test_the_line_of_a_mail_program_is_not_read() -> None:
    """Ballast reaches neither the model nor the client's own words."""
    document = prepare("Ich komme morgen.\n\nGesendet mit der Jobcenter-App")
    assert document.text_for_model == "ich komme morgen"


def test_language_is_that_of_the_own_words() -> None:
    """A German letter pasted into a foreign message leaves the message foreign."""
    letter = "„Bitte reichen Sie die Unterlagen bis zum 30.11. bei uns ein.“"
    assert prepare(f"I do not understand this: {letter} Please help me").language == "en"
    assert prepare("Ich verstehe das nicht").language == "de"


@given(st.integers(0, 60), st.sampled_from("\u200b\u200d\ufeff\xad\u202e\u2060"))
@settings(deadline=None)
def test_invisible_characters_change_nothing_for_the_model(place: int, invisible: str) -> None:
    """The model text is the same wherever an invisible character is put in."""
    text = "Ich erhebe Widerspruch gegen den Bescheid. Meine IBAN ist " + IBAN
    hidden = text[:place] + invisible + text[place:]
    assert prepare(hidden).text_for_model == prepare(text).text_for_model


@given(st.text(alphabet=st.sampled_from("a ü\u0308\u200b\r\n\xa0.?"), max_size=12))
@settings(deadline=None)
def test_offsets_are_those_of_the_original(before: str) -> None:
    """The stretch of an identifier holds it in the original, whatever stands before."""
    text = f"{before} {IBAN} ok"
    (found,) = [span for span in prepare(text).identifiers if span.label == "IBAN"]
    assert text[found.start : found.end].strip("\u200b\u0308") == IBAN


@given(
    st.text(alphabet=st.one_of(st.sampled_from("Sie „“>\n.?! 0176"), st.characters()), max_size=80)
)
@settings(max_examples=60, deadline=None)
def test_any_text_becomes_a_document(text: str) -> None:
    """Sentences are in order and inside the original, whatever a client types."""
    edges = [edge for s in prepare(text).sentences for edge in (s.start, s.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


def test_the_subject_joins_short_texts() -> None:
    """With fewer than three words the subject is read first, as sentences of its own."""
    document = prepare("siehe Anhang", "Krankmeldung bis 30.11.")
    assert document.text_for_model == "krankmeldung bis 00.00 siehe anhang"
    assert [s.field for s in document.sentences] == ["subject", "text"]
    assert prepare("???", "Où est mon argent, je ne comprends pas").language == "fr"


def test_the_subject_does_not_join_longer_texts() -> None:
    """With three words or more the model reads the text alone; identifiers come from both."""
    document = prepare("ich bin krank", f"IBAN {IBAN}")
    assert document.text_for_model == "ich bin krank"
    assert document.identifiers == (Span("IBAN", 5, 32, "subject"),)


def test_signals_of_subject_and_text_keep_their_field() -> None:
    """Signals are found in both fields, in offsets of the original."""
    preprocessor = Preprocessor(load_pipeline(("signals",), rules=RULES))
    text = "mein Str\u200bom abgestellt"
    document = preprocessor.prepare(Message("1", text, "Strom abgestellt"))
    assert document.signals == (
        Signal("energiesperre", "explicit", "text", 5, 22),
        Signal("energiesperre", "explicit", "subject", 0, 16),
    )


def test_long_texts_are_read_in_part() -> None:
    """Behind 20,000 characters nothing is read, and a note says so."""
    document = prepare("wort " * 5_000)
    assert document.notes == ("only the first 20,000 characters were read",)
    assert document.sentences[-1].end <= MAX_CHARACTERS
    assert prepare("kurz").notes == ()


def test_many_messages_come_in_order() -> None:
    """One document for each message, in order."""
    messages = [Message(str(n), f"Nachricht {n}", "gleicher Betreff") for n in range(3)]
    assert list(PREPROCESSOR.prepare_many(messages)) == [PREPROCESSOR.prepare(m) for m in messages]


def test_three_lines_are_enough_for_anyone() -> None:
    """A component works in any pipeline, by its registered name."""
    nlp = spacy.blank("de")
    nlp.add_pipe("postfach_identifiers")
    assert nlp(f"Konto {IBAN}")._.postfach_identifiers == [("IBAN", 6, 33)]


def test_cleanup_keeps_the_way_back() -> None:
    """A cleaned Doc knows its original and the offsets; a clean one is left alone."""
    nlp = spacy.blank("de")
    nlp.add_pipe("postfach_cleanup")
    doc = nlp("Wider\u200bspruch")
    assert (doc.text, doc._.postfach_original) == ("Widerspruch", "Wider\u200bspruch")
    assert doc._.postfach_offsets[5] == 6
    assert nlp("Hallo")._.postfach_original is None


def test_sentences_are_spacys_too() -> None:
    """doc.sents follows our split, also where there is one sentence."""
    nlp = spacy.blank("de")
    nlp.add_pipe("postfach_sentences")
    assert [s.text for s in nlp("Ab 1. Juli. Geht das?").sents] == ["Ab 1. Juli.", "Geht das?"]
    assert len(list(nlp("nur ein satz").sents)) == 1


def test_extensions_can_be_written() -> None:
    """What another component knows better may be set over ours."""
    doc = spacy.blank("de").make_doc("Hallo")
    doc._.postfach_language = "tr"
    assert doc._.postfach_language == "tr"


def test_a_pipeline_survives_the_disk(tmp_path: Path) -> None:
    """A saved and loaded pipeline gives the same document."""
    nlp = load_pipeline(rules=RULES)
    nlp.to_disk(tmp_path)
    again = Preprocessor(spacy.load(tmp_path))
    message = Message("1", f"Strom abgestellt. {IBAN}. Hier der Brief: „Sie zahlen nicht.“")
    document = again.prepare(message)
    assert document == Preprocessor(nlp).prepare(message)
    assert document.signals and document.identifiers


def test_a_doc_can_be_stored(tmp_path: Path) -> None:
    """What the components find is plain data and travels with the Doc."""
    doc = load_pipeline(PLAIN)(f"Das ist ein Satz. {IBAN}")
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (read,) = DocBin().from_bytes(stored).get_docs(doc.vocab)
    assert [tuple(span) for span in read._.postfach_sentences] == [(0, 17), (18, 45)]


def test_looking_up_twice_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of words is kept, also where the store was full in between."""
    nlp = spacy.blank("de")
    first = look_up(nlp.make_doc("Kündigung bekommen"))
    monkeypatch.setattr(lexemes, "_LIMIT", 0)
    doc = Doc(nlp.vocab, words=["Kündigung", "bekommen", "nieGesehen"])
    assert look_up(doc)[:2] == first


@pytest.mark.parametrize(
    ("token", "form"),
    [("(Anlage)", "anlage"), ("z.B.", "z.b"), ("?!", "?"), (")", ""), ("eur", "euro"), ("§", "§")],
)
def test_forms_lose_the_marks_around_them(token: str, form: str) -> None:
    """Marks around a word say nothing; a question mark, an amount's sign and a § do."""
    assert form_for_model(token) == form
