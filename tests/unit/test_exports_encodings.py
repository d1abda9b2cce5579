"""Finding out how an export is encoded."""

import io
from contextlib import nullcontext

import pytest

from postfach_triage.errors import ExportError
from postfach_triage.exports.encodings import detect, is_garbled

TEXT = "id;text\n1;für Größe 20 €\n2;„Später“ schön\n3;äöüß\n"


def _detect(content: bytes) -> tuple[str, bool]:
    found = detect(lambda: nullcontext(io.BytesIO(content)), "x.csv")
    return found.codec, found.damaged


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (TEXT.encode(), "utf-8"),
        (b"id,text\n1,plain\n", "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
        (("x" * 70_000 + TEXT).encode("cp1252"), "cp1252"),
        (b"1;f\xfcr\n" + "4;WÃ¤re für\n5;kÃ¶nnten\n".encode("cp1252"), "cp1252"),
        (b"id,text\n1,a\x00b\x01\n", "utf-8"),
    ],
    ids=[
        "utf8",
        "ascii",
        "bom",
        "16",
        "16be-bom",
        "16le",
        "16be",
        "1252",
        "late",
        "mojibake",
        "nul",
    ],
)
def test_the_usual_encodings_are_known(content: bytes, codec: str) -> None:
    """UTF-8, UTF-16 and cp1252 are told apart by the whole file, without damage."""
    assert _detect(content) == (codec, False)


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (TEXT.encode() + b"4;\xff\xfe\x9c\n", "utf-8"),
        (TEXT.encode("utf-8-sig") + b"4;\xff\xfe\x9c\n", "utf-8-sig"),
        (b"id,text\n" + b"1,ok\n" * 8 + b"2,\xff\xfe\xba\n", "utf-8"),
        (TEXT.encode() + b"4;f\xfcr\n", "utf-8"),
        (TEXT.encode("cp1252") * 5 + b"4;\x81 \n", "cp1252"),
    ],
    ids=["utf8", "bom", "ascii", "mixed", "1252"],
)
def test_some_wrong_bytes_are_damage_only(content: bytes, codec: str) -> None:
    """A few bytes that do not fit leave the encoding as it is."""
    assert _detect(content) == (codec, True)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("cp850", "replace"),
        TEXT.encode("mac-roman"),
        TEXT.encode("utf-32"),
        b"%PDF-1.7 ...",
        b"\xd0\xcf\x11\xe0 old",
        b"\x89PNG\r\n",
        bytes(range(32)) * 40,
    ],
    ids=["cp850", "mac", "utf32", "pdf", "ole", "png", "control"],
)
def test_binary_and_unknown_encodings_are_rejected(content: bytes) -> None:
    """A file that is no text of ours is an ExportError that names the file."""
    with pytest.raises(ExportError, match=r"x\.csv: "):
        _detect(content)


def test_garbled_bytes_are_seen() -> None:
    """Bytes that did not fit are found in the decoded text."""
    assert is_garbled(b"a\xff".decode("utf-8", "surrogateescape"))
    assert not is_garbled("für 👍 \ud83d")
