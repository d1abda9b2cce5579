"""Which column of an export is which of ours."""

import pytest

from postfach_triage.errors import ExportError
from postfach_triage.exports.columns import OUTPUT
from postfach_triage.exports.headers import KNOWN, parse_mapping, require, resolve, shown

GERMAN = "Nachrichten-ID Eingang Betreff Nachricht Kategorie Vorgang Kunde Anlagen Kanal Richtung"
OURS = (
    "message_id received_at subject text category thread_id sender_ref attachments channel"
    " direction"
)


@pytest.mark.parametrize(
    "header",
    [
        GERMAN,
        GERMAN.upper(),
        GERMAN.lower().replace("nachrichten-id", "\ufeffnachrichten_id"),
        OURS,
        OURS.replace("_", "-").upper(),
    ],
)
def test_known_headers_need_no_map(header: str) -> None:
    """German and own headers are known whatever their case, hyphens or byte order mark."""
    layout = resolve(header.split(" "), None)
    assert layout.ours == {name: position for position, name in enumerate(OURS.split())}
    assert not layout.extra


def test_a_blank_inside_a_header_is_tolerated() -> None:
    """`Nachrichten ID` is `Nachrichten-ID`."""
    assert resolve([" Nachrichten ID ", "NACHRICHT"], None).ours == {"message_id": 0, "text": 1}


def test_the_map_wins_over_the_known_names() -> None:
    """A mapped column is ours, and the one with our name is carried under another."""
    layout = resolve(["message_id", "text", "Anliegen"], {"text": "anliegen"})
    assert layout.ours == {"message_id": 0, "text": 2}
    assert layout.extra == (("input_text", 1),)


def test_extra_columns_never_collide() -> None:
    """No carried column has the name of a result column, of another one, or none."""
    names = ["message_id", "text", "lane", "input_lane", "", "BG", "BG", *OUTPUT]
    extra = resolve(names, None).extra_columns
    assert len(set(extra)) == len(extra)
    assert not set(extra) & {*OUTPUT, "text", "subject"}
    assert extra[:5] == ("input_lane", "input_input_lane", "column_5", "BG", "input_BG")


def test_a_missing_column_names_columns_and_map() -> None:
    """The error names the columns found and the --map that helps."""
    with pytest.raises(ExportError) as caught:
        require(resolve(["ID", "Nachrichtentext", "Eingang"], None), "portal.csv")
    assert str(caught.value) == (
        "portal.csv: no column for message_id and text. "
        "Got the columns ID, Nachrichtentext, Eingang. "
        "Allowed: our own names, the German portal headers, or a --map. "
        "Next: --map message_id=ID,text=Nachrichtentext."
    )


@pytest.mark.parametrize(
    ("columns", "proposal"),
    [
        (["message_id", "Nachrichten Text"], "--map 'text=Nachrichten Text'"),
        (["message_id", "foo"], "--map text=COLUMN"),
        (["Nachrichten-Id-Nr", "text"], "--map message_id=Nachrichten-Id-Nr"),
    ],
)
def test_the_map_proposed_can_be_pasted(columns: list[str], proposal: str) -> None:
    """Names with blanks are quoted for the shell, and nothing alike is a place to fill in."""
    with pytest.raises(ExportError) as caught:
        require(resolve(columns, None), "x")
    assert caught.value.next_step == proposal


def test_a_mapped_column_must_exist() -> None:
    """A typing error in --map is not silently ignored."""
    layout = resolve(["message_id", "text", "Vorgangsnr"], {"thread_id": "Vorgangsnummer"})
    with pytest.raises(ExportError, match="no column for thread_id"):
        require(layout, "x")


def test_a_map_of_another_file_falls_back_to_known_names() -> None:
    """In a folder of different files a mapping that does not apply does no harm."""
    require(resolve(["message_id", "text"], {"text": "Nachricht"}), "x")


def test_a_missing_header_shows_nobodys_message() -> None:
    """Where the first line is a record its cells stay out of the error."""
    with pytest.raises(ExportError) as caught:
        require(resolve(["PN-1", "19.11.2026", "Mein Mann, er schlägt mich"], None), "x")
    assert "schlägt" not in str(caught.value)


def test_mappings_are_parsed() -> None:
    """Pairs are split at commas; a name with a comma stands in quotes."""
    assert parse_mapping('text=Nachricht, message_id = ID,"subject=Betreff, kurz"') == {
        "text": "Nachricht",
        "message_id": "ID",
        "subject": "Betreff, kurz",
    }


@pytest.mark.parametrize("text", ["text", "text=", "foo=bar", "text=a,text=b", "=x"])
def test_a_wrong_mapping_is_rejected(text: str) -> None:
    """What is no pair of one of our names and a column is an error listing our names."""
    with pytest.raises(ExportError, match=r"--map: .*sender_ref"):
        parse_mapping(text)


def test_all_known_names_are_shown() -> None:
    """Every header we know counts as a name, not as somebody's words."""
    names = [*KNOWN, *(alias for aliases in KNOWN.values() for alias in aliases)]
    assert shown(names) == names
