"""The sentence split: what ends a sentence in the writing of clients, and what does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.sentences import split

WHOLE = [
    "Ich habe z. B. am 01.07. um 9 Uhr angerufen",
    "Das steht in § 22 Abs. 1 SGB II",
    "d.h. ich muss noch warten",
    "Anlage Nr. 3 fehlt, ca. 300 Euro",
    "Es sind 1.234,56 € gekommen",
    "Dr. Meier hat mich krankgeschrieben",
    "ich wohne jetzt Hauptstr. 5 im 2. Stock",
    "ab 1. Juli arbeite ich",
    "Das ist schon die 3. Mahnung von Ihnen",
    "am 15. 3. 2026 war ich da",
    "vom 01.07. bis 31.12. gilt der Vertrag",
    "Frau S. Kirchhoff hat angerufen",
    "i. A. Müller",
    "Mail an max.Muster@web.Example bitte",
    "siehe www.stadt.Example?seite=zwei",
    "Er sagt „Wir zahlen nicht.“ und geht",
    "das ist (wirklich!) dringend",
    "ich weiß nicht... vielleicht morgen",
    "Mein Sohn 😊 und ich",
    "diese zeile ist so lang dass das programm sie einfach\numgebrochen hat",
    "ich bin krank und dann war ich beim arzt und dann hat er gesagt ich soll liegen",
]

CUT = [
    ("Geld da??", ["Geld da??"]),
    ("Hallo!!! Wo bleibt mein Geld???", ["Hallo!!!", "Wo bleibt mein Geld???"]),
    ("Ich warte... Wann kommt es", ["Ich warte...", "Wann kommt es"]),
    ("ich bin krank. bitte um rückruf", ["ich bin krank.", "bitte um rückruf"]),
    ("Ich bin krank.Bitte um Rückruf", ["Ich bin krank.", "Bitte um Rückruf"]),
    ("wann?bitte sofort", ["wann?", "bitte sofort"]),
    ("Ich zahle am 3. Danke", ["Ich zahle am 3.", "Danke"]),
    ("Ich komme am 12.11.2026. Danke", ["Ich komme am 12.11.2026.", "Danke"]),
    ("Miete, Strom usw. Bitte prüfen", ["Miete, Strom usw.", "Bitte prüfen"]),
    ("Geld ist da 😊 Danke", ["Geld ist da 😊", "Danke"]),
    ("Bitte helfen! 😭😭 Es eilt", ["Bitte helfen! 😭😭", "Es eilt"]),
    ("anbei:\n- Mietvertrag\n- Ausweis", ["anbei:", "- Mietvertrag", "- Ausweis"]),
    ("Hallo,\nich habe Fragen", ["Hallo,", "ich habe Fragen"]),
    ("Er sagt „Nein.“ Dann ging er", ["Er sagt „Nein.“", "Dann ging er"]),
    ("...", ["..."]),
    (" \n ", []),
    ("", []),
]


@pytest.mark.parametrize("text", WHOLE, ids=str)
def test_dots_inside_a_sentence_do_not_end_it(text: str) -> None:
    """Abbreviations, dates, amounts, ordinals and addresses stay whole."""
    assert split(text) == [(0, len(text))]


@pytest.mark.parametrize(("text", "sentences"), CUT, ids=[repr(case[0]) for case in CUT])
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    """Marks, emoji, line breaks and list lines part sentences."""
    assert [text[start:end] for start, end in split(text)] == sentences


@given(st.text(alphabet=st.one_of(st.sampled_from('Ab1.!?… \n"„“)😊-'), st.characters())))
@settings(deadline=None)
def test_sentences_cover_the_text_in_order(text: str) -> None:
    """No letter is lost or twice in a sentence, and none has white space around it."""
    spans = split(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
