"""Loading the reply files: packaged ones, an office's own, broken ones."""

from pathlib import Path

import pytest
from reply_catalogue import templates

from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.reply_templates import load_templates
from postfach_triage.errors import ConfigError

OWN = """
id: eigene
title: Eigene Antwort
lane: S
intents: {dank: 1}
use_when: Immer.
not_when: Nie.
body: [{block: gruss}, Danke!]
owner: Leistung
review: approved
valid_from: 2026-01-01
valid_to: null
source: Haus
version: 1
"""


def overlay(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_office_changes_a_reply_key_by_key(tmp_path: Path) -> None:
    """Only the keys an office writes are changed."""
    folder = overlay(tmp_path, "gesund.yaml", "title: Gute Nachricht\nreview: approved\n")
    changed = load_templates(folder).replies["gesund"]
    packaged = templates().replies["gesund"]
    assert (changed.title, changed.review) == ("Gute Nachricht", "approved")
    assert changed.text == packaged.text


def test_an_office_changes_a_block_everywhere(tmp_path: Path) -> None:
    """A shared paragraph of the office stands in every reply that has it."""
    folder = overlay(tmp_path, "_blocks.yaml", 'fragen: "Rufen Sie an: {phone}."\n')
    assert "Rufen Sie an: {phone}." in load_templates(folder).replies["gesund"].text


def test_an_office_adds_a_reply(tmp_path: Path) -> None:
    """A file of a new name is a new reply."""
    added = load_templates(overlay(tmp_path, "eigene.yaml", OWN)).replies["eigene"]
    assert added.text == "{salutation}{name},\n\nDanke!"


def test_a_folder_without_files_changes_nothing(tmp_path: Path) -> None:
    """An office without own replies has the packaged ones."""
    assert load_templates(tmp_path) == templates() == load_templates(tmp_path / "missing")


BROKEN = {
    "unknown block": ("block: gruss", "block: gruess", "unknown block"),
    "undeclared slot": ("Danke!", "'Danke {x}!'", "declared nowhere"),
    "other id": ("id: eigene", "id: andere", "must be the file's name"),
    "unknown key": ("owner: Leistung", "owner: Leistung\nfarbe: rot", "farbe"),
    "unused slot": (
        "owner: Leistung",
        "owner: Leistung\nslots: {stand: {kind: text, by: caseworker}}",
        "not used in the body",
    ),
    "unknown office text": (
        "Danke!]",
        "'Danke {kaffee}']\nslots: {kaffee: {kind: text, by: config}}",
        "no such text",
    ),
    "lane": ("lane: S", "lane: simple", "lane"),
    "list that is not there": (
        "owner: Leistung",
        "owner: Leistung\ncues: [{weight: 1, any: ['{nirgends}']}]",
        "unknown word list",
    ),
}


@pytest.mark.parametrize(("old", "new", "what"), BROKEN.values(), ids=BROKEN)
def test_a_broken_reply_names_file_and_fault(tmp_path: Path, old: str, new: str, what: str) -> None:
    """What is wrong in a reply's file is said with the file's name."""
    folder = overlay(tmp_path, "eigene.yaml", OWN.replace(old, new))
    with pytest.raises(ConfigError) as error:
        load_templates(folder)
    assert "replies/eigene.yaml" in str(error.value)
    assert what in str(error.value)


def test_all_broken_files_are_named_at_once(tmp_path: Path) -> None:
    """Problems are collected over all files."""
    overlay(tmp_path, "eigene.yaml", OWN.replace("lane: S", "lane: x"))
    overlay(tmp_path, "gesund.yaml", "version: null\n")
    with pytest.raises(ConfigError) as error:
        load_templates(tmp_path)
    assert len(error.value.problems) == 2


LISTS = {
    "unknown": 'eigene: ["{nirgends}"]',
    "too deep": 'eigene: ["{braucht}"]',
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_word_list_names_plain_lists_only(tmp_path: Path, text: str) -> None:
    """A list may name lists that exist and name no list themselves, so none ends in a circle."""
    with pytest.raises(ConfigError, match=r"_words\.yaml: eigene: unknown word list"):
        load_templates(overlay(tmp_path, "_words.yaml", text))


def test_office_texts_are_laid_over_key_by_key(tmp_path: Path) -> None:
    """An office writes only what differs from the example office."""
    overlay(tmp_path, "office_texts.yaml", "phone: 030 23125-999\n")
    texts = load_office_texts(tmp_path)
    assert (texts.phone, texts.portal_name) == ("030 23125-999", load_office_texts().portal_name)


def test_an_unknown_office_text_is_an_error(tmp_path: Path) -> None:
    """A misspelt key is told, not ignored."""
    overlay(tmp_path, "office_texts.yaml", "telefon: 030 23125-999\n")
    with pytest.raises(ConfigError, match="telefon"):
        load_office_texts(tmp_path)
