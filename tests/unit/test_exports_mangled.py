"""Undoing what other programs did to the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.exports.mangled import repair, whole

GERMAN = "äöüÄÖÜß€„“”–…é§°"


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("char", [*GERMAN, "👍", "❤️"])
def test_double_encoded_characters_come_back(char: str, codec: str) -> None:
    """A character read as cp1252 or Latin-1 by a wrong reader is repaired."""
    mangled = "".join(
        bytes([byte]).decode(codec) if codec == "latin-1" or byte not in b"\x81\x8d\x8f\x90\x9d"
        else chr(byte)
        for byte in f"für {char} da".encode()
    )  # fmt: skip
    assert repair(mangled) == f"für {char} da"


def test_twice_mangled_text_comes_back() -> None:
    """A text that went through two wrong readers is repaired too."""
    assert repair("größer".encode().decode("latin-1").encode().decode("latin-1")) == "größer"
    assert repair("schön".encode().decode("cp1252").encode().decode("cp1252")) == "schön"


@pytest.mark.parametrize(
    "text",
    ["Grüße", "Ä…", "São Paulo", "Château", "naïf", "20 € – „ja“", "25 °C", "Ã", "W\u200bider"],
)
def test_sound_text_is_left_alone(text: str) -> None:
    """Letters of other languages and German punctuation are no damage."""
    assert repair(text) == text


@given(st.text(alphabet=f"abc {GERMAN}", max_size=40))
@settings(max_examples=100)
def test_repair_does_nothing_to_german(text: str) -> None:
    """German text is never changed, and repairing twice is repairing once."""
    assert repair(text) == text


@given(st.text(alphabet="aÃÂâðï¼¤¶\x9f€™", max_size=20))
@settings(max_examples=100)
def test_repair_takes_any_text(text: str) -> None:
    """Whatever is given, text that a file can hold comes back."""
    assert isinstance(repair(text).encode(), bytes)


def test_halves_of_characters_are_replaced_one_to_one() -> None:
    """A lone surrogate becomes U+FFFD and all offsets stay."""
    assert whole("gut \ud83d so \U0001f44d") == "gut \ufffd so \U0001f44d"
