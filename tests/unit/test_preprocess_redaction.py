"""Redaction: numbered placeholders, and names found by what stands around them."""

import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.preprocess.identifiers import find_identifiers
from postfach_triage.preprocess.names import find_names
from postfach_triage.preprocess.pipeline import COMPONENTS, Preprocessor, load_pipeline
from postfach_triage.preprocess.redaction import redact
from postfach_triage.preprocess.signatures import signed_name
from postfach_triage.records import Document, Message, Span

NAMES = [
    ("Hallo Frau Schöne, ich warte", ["Schöne"]),
    ("Sehr geehrte Frau von der Heide, danke", ["von der Heide"]),
    ("rückruf von frau öztürk bitte", ["öztürk"]),
    ("herr wendt hat das gesagt", ["wendt"]),
    ("meine frau arbeitet jetzt", []),
    ("mein Sohn Kevin (11) wohnt hier", ["Kevin"]),
    ("ich heiße Mariam Tadesse und wohne hier", ["Mariam Tadesse"]),
    ("mein name ist roland eichhorst", ["roland eichhorst"]),
    ("ja hallo hier ist Edeltraud Pohl ich möchte", ["Edeltraud Pohl"]),
    ("Guten Tag, ich bin Hüseyin Karaca, 60 Jahre", ["Hüseyin Karaca"]),
    ("Anbei die Kopie. MfG, K. Walgenbach", ["K. Walgenbach"]),
    ("Bitte prüfen.\nMit freundlichen Grüßen\nNgozi Obimbo", ["Ngozi Obimbo"]),
    ("Das ist alles. Franziska Lohmeyer, 259B097743", ["Franziska Lohmeyer"]),
    ("papier ist da. oksana melnyk 555D702184", ["oksana melnyk"]),
    ("was ist los. drescher", ["drescher"]),
    ("Gibt es Geld? Rukmini Vantongeren", ["Rukmini Vantongeren"]),
    ("3 Kinder, Inès 11, Walid 8, Nour 6.", ["Inès", "Walid", "Nour"]),
    ("Lernförderung für Timotheus bitte", ["Timotheus"]),
    ("Es grüßen Sie. Beate und Ralf Steinhöfel", ["Beate und Ralf Steinhöfel"]),
    ("Shevchuk Nataliia, wann kommt das Geld", ["Shevchuk Nataliia"]),
    ("berechnet für Langguth, Rainer monatlich", ["Langguth, Rainer"]),
    ("Serkan Polat schreibt. Der Antrag von Polats Frau", ["Serkan Polat", "Polats"]),
    ("لطفا پولم را کم نکنید. رضا محمدی", ["رضا محمدی"]),
    ("wohne Lindenweg 4 bei Ostermann klingeln", ["Ostermann"]),
    ("Lohnzettel_Mai_Wojtaszek.pdf", ["Wojtaszek"]),
    ("ja moin strohbusch hier ich ruf an wegen dem geld", ["strohbusch"]),
    ("die Frau am Telefon hieß Wojtaszek und war nett", ["Wojtaszek"]),
    ("klick auf gewinn.wojtasz", []),
    ("Frau Dr. Wojtaszek sagt nein", ["Dr. Wojtaszek"]),
    ("Ich bin Tran Thi Thu Hong Nhung", ["Tran Thi Thu Hong Nhung"]),
    ("mein Lehrer heißt mehmet und hilft", ["mehmet"]),
    ("Papiere für Bodo Ticket, im jan kommt mehr", ["Bodo"]),
    ("mein Brief ist weg LG Kornblum", ["Kornblum"]),
    ("Gruß Kurz", ["Kurz"]),
    ("mit freundlichen grüßen w. jelinski", ["w. jelinski"]),
    ("der Antrag liegt noch da. Falko Freitag", ["Falko Freitag"]),
    ("Guten Tag Frau Richter, danke", ["Richter"]),
    ("wer ist da wenn d'Frau Obermoser weg ist", ["Obermoser"]),
    ("termin bei frau schneider", ["schneider"]),
    ("Hier schreibt Helena K. aus dem Heim", ["Helena K."]),
    ("Ich bin die Tochter von Zoltan Barabasch und frage", ["Zoltan Barabasch"]),
    ("wenn die Schlömer mir das Geld kürzt", ["Schlömer"]),
    ("Rückruf erbeten, Wojtaszek, 030 4455667", ["Wojtaszek"]),
    ("mein Ausweis läuft ab (Tamschick, 3.5.79)", ["Tamschick"]),
    ("Mein Name ist falsch: es steht Jilmas statt Yilmaz da", ["Jilmas", "Yilmaz"]),
    ("Für Fenja die Nachhilfe in Mathe", ["Fenja"]),
    ("Rojdas Konto ist zu", ["Rojdas"]),
    ("Wojtaszek hat den Schlüssel, ich nicht", ["Wojtaszek"]),
    ("das geld ist wieder weg wojtaszek 123A456789", ["wojtaszek"]),
    ("Sehr geehrte Frau Sachbearbeiterin, ich bitte um Hilfe", []),
    ("Meine kleine Rente reicht nicht und die große Wohnung ist teuer", []),
    ("Frau von Caritas hat gesagt ich bekomme Hilfe", []),
    ("Ich bitte um einen Termin. Danke", []),
    ("Anbei Mietbescheinigung und Lohnabrechnung", []),
    ("ich bin Rentner und brauche Hilfe", []),
    ("Miete ist zu hoch. Bitte um Rückruf", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[case[0] for case in NAMES])
def test_names_are_told_by_their_surroundings(text: str, names: list[str]) -> None:
    """Titles, relations, phrases, signatures, ages and first names give a name away."""
    found = find_names(text, find_identifiers(text))
    assert [text[start:end] for _, start, end in found] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Danke. Mariam Tadesse", "Mariam Tadesse"),
        ("Danke. Mariam Tadesse, 12345BG0067890, 0176 12345678", "Mariam Tadesse"),
        ("Viele Grüße\nDr. Mariam Tadesse\n", "Dr. Mariam Tadesse"),
        ("Viele Grüße\nM. Tadesse!", "M. Tadesse"),
        ("Danke. Mariam Kurz", "Mariam Kurz"),
        ("Danke. Mariam", ""),
        ("12345BG0067890 und Mariam Tadesse", "Mariam Tadesse"),
        ("Danke mariam tadesse", ""),
        ("Mariam Tadesse schreibt Ihnen", ""),
        ("Anbei die Schul Bescheinigung", ""),
        ("Gruß Tadesse Bescheid", ""),
        ("", ""),
    ],
)
def test_a_full_name_that_ends_a_message_is_its_writers(text: str, name: str) -> None:
    """The cheap look finds a full name at the end, before the client's numbers, and no other."""
    found = signed_name(text, find_identifiers(text))
    assert [text[start:end] for _, start, end in found] == [name] * bool(name)


def test_the_names_component_works_alone_and_after_identifiers() -> None:
    """The component marks names in any pipeline, and none inside an identifier."""
    nlp = spacy.blank("de")
    nlp.add_pipe("postfach_names")
    assert nlp("Hallo Frau Tadesse, danke")._.postfach_names == [("NAME", 11, 18)]
    assert nlp("Hallo")._.postfach_names == ()
    nlp.add_pipe("postfach_identifiers", first=True)
    assert nlp("bei Anna-Roth-Straße 5")._.postfach_names == ()


def test_what_the_model_reads_is_free_of_names_found() -> None:
    """A name found leaves nothing in what the model reads, and is redacted once."""
    without = tuple(name for name in COMPONENTS[:-1] if name != "names")
    message = Message("1", "Die Papiere sind da.\nGruß\nMariam Tadesse 12345BG0067890")
    plain = Preprocessor(load_pipeline(without)).prepare(message)
    document = Preprocessor(load_pipeline(COMPONENTS[:-1])).prepare(message)
    assert plain.text_for_model == "die papiere sind da gruss mariam tadesse xbg"
    assert document.text_for_model == "die papiere sind da gruss xbg"
    assert Span("NAME", 26, 40) in document.identifiers
    assert redact(message, document) == redact(message)


def test_equal_values_get_equal_numbers() -> None:
    """The same account in two spellings is one; another one is another."""
    one, other = "DE89 3704 0044 0532 0130 00", "DE02120300000000202051"
    text = f"IBAN {one}, also DE89370400440532013000, nicht {other}"
    redacted, spans = redact(Message("1", text))
    assert redacted == "IBAN [IBAN_1], also [IBAN_1], nicht [IBAN_2]"
    assert [text[span.start : span.end] for span in spans][1] == "DE89370400440532013000"


def test_spans_speak_of_the_original() -> None:
    """Invisible characters hide nothing, and the offsets are those of the original."""
    text = "bin unter 01\u200b76 12345678 da"
    redacted, spans = redact(Message("1", text))
    assert redacted == "bin unter [PHONE_1] da"
    assert spans == (Span("PHONE", 10, 24),)


def test_a_document_spares_the_second_look() -> None:
    """Identifiers of the text are taken from the document, those of the subject are not."""
    spans = (Span("PLATE", 0, 4), Span("IBAN", 5, 9, "subject"))
    redacted, _ = redact(Message("1", "abcd und mehr"), Document("", identifiers=spans))
    assert redacted == "[PLATE_1] und mehr"


def test_a_text_read_in_part_is_redacted_whole() -> None:
    """Behind the part that is scored, identifiers are replaced as well."""
    text = "wort " * 5_000 + "ruf an: 0176 12345678"
    redacted, _ = redact(Message("1", text), Document(""))
    assert redacted.endswith("ruf an: [PHONE_1]")


def test_a_long_text_takes_no_long_time() -> None:
    """Time grows with the length, not with its square."""
    text = "Frau Tadesse 0176 12345678, bei Kurz, Lindenweg 4. " * 500
    redacted, spans = redact(Message("1", text))
    assert len(spans) > 1_500 and "Tadesse" not in redacted


@given(st.text(alphabet=st.one_of(st.sampled_from("Herr Frau Max.\n0176 "), st.characters())))
@settings(deadline=None)
def test_redaction_changes_only_the_spans(text: str) -> None:
    """Outside the spans the original stays, letter by letter."""
    redacted, spans = redact(Message("1", text))
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    outside = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert re.split(r"\[[A-Z_]+_\d+\]", redacted) == outside
