"""Cleaning: what vanishes, what is mended, and the way back to the original."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.preprocess.cleaning import clean, to_original

CASES = [
    ("zero width", "Wider\u200bspruch", "Widerspruch"),
    ("soft hyphen", "Kün\xaddi\xadgung", "Kündigung"),
    ("bidi override", "\u202eStrom\u202c weg", "Strom weg"),
    ("byte order mark", "\ufeffHallo", "Hallo"),
    ("control character", "Str\x07om", "Strom"),
    ("no-break space", "300\xa0€", "300 €"),
    ("narrow space", "1\u202f000", "1 000"),
    ("tab", "a\tb", "a b"),
    ("windows line ends", "a\r\nb\rc", "a\nb\nc"),
    ("line separator", "a\u2028b", "a\nb"),
    ("decomposed umlaut", "Ku\u0308ndigung", "Kündigung"),
    ("zero width inside an umlaut", "Ku\u200b\u0308ndigung", "Kündigung"),
    ("full width", "Ｗｉｄｅｒ１２", "Wider12"),
    ("ligature", "ﬁnden", "finden"),
    ("mathematical letters", "𝐖𝐢𝐝𝐞𝐫", "Wider"),
    ("cyrillic look-alikes", "Widеrspruсh", "Widerspruch"),
    ("windows quotes", "\x84Nein\x93 \x80", "„Nein“ €"),
    ("double encoding", "GruÃŸ, MÃ¼ller, 5 â‚¬", "Gruß, Müller, 5 €"),
    ("half a character", "Str\ud83dom", "Strom"),
    ("emoji selector", "☹\ufe0f", "☹"),
]
CLEAN = ["", "Hallo", "Grüße aus Köln, 5 € 😊", "Прошу помощи", "مرحبا", "a\nb", "Ärger ÂÃâ"]

odd = st.text(
    alphabet=st.one_of(
        st.sampled_from("aeöА еорÃ¼¤â‚¬\u0301\u0308\u200b\r\n\t\xad\x84ü ﬁＡ\u1100\u1161"),
        st.characters(exclude_categories=[]),
    ),
    max_size=20,
)


@pytest.mark.parametrize(("text", "cleaned"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_reader_sees_no_difference(text: str, cleaned: str) -> None:
    """What is invisible vanishes and what is broken reads as it was meant."""
    assert clean(text)[0] == cleaned


@pytest.mark.parametrize("text", CLEAN, ids=repr)
def test_a_clean_text_stays_itself(text: str) -> None:
    """Without anything to clean, text and offsets stay what they are."""
    assert clean(text) == (text, None)


def test_words_without_end_are_parted() -> None:
    """Twenty thousand quotation marks in a row cost no minute; the original keeps its offsets."""
    text, offsets = clean('x"' * 300 + " ok")
    assert max(map(len, text.split())) == 200
    assert to_original(offsets, text.index("ok"), len(text)) == (601, 603)
    assert clean(text) == (text, None)


def test_every_sign_is_cleaned_and_stays_clean() -> None:
    """Places Unicode has not given to any sign are in our ranges too; a night must not hang."""
    for first in range(0, 0x20000, 0x100):
        text = " ".join(map(chr, range(first, first + 0x100)))
        cleaned, _ = clean(text)
        assert clean(cleaned)[0] == cleaned, hex(first)
    assert clean("\U0001d455 \U0001d400")[0] == "\U0001d455 A"


@given(odd)
@settings(deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """A cleaned text is clean."""
    once, _ = clean(text)
    assert clean(once) == (once, None)


@given(odd, odd, st.sampled_from(["Widerspruch", "DE89 3704 0044 0532 0130 00", "Müller"]))
@settings(deadline=None)
def test_offsets_lead_back_to_the_original(before: str, after: str, word: str) -> None:
    """A word found in the cleaned text is found where its offsets lead in the original."""
    original = f"{before} {word} {after}"
    text, offsets = clean(original)
    start = text.index(word)
    left, right = to_original(offsets, start, start + len(word))
    assert word in original[left:right]


def test_offsets_span_what_vanished_inside() -> None:
    """The original stretch of a word holds the characters that vanished inside it."""
    text, offsets = clean("ein Wider\u200bspruch hier")
    assert to_original(offsets, 4, 15) == (4, 16)
    assert to_original(offsets, 4, 4) == (4, 4)
    assert text[4:15] == "Widerspruch"
