"""The wording of every reply: complete, plain, promising nothing."""

import re
import unicodedata
from datetime import date

import pytest
from reply_catalogue import TODAY, catalogue, templates

from postfach_triage.config.loader import load as load_office
from postfach_triage.config.office_texts import OfficeTexts, load_office_texts
from postfach_triage.config.reply_templates import SLOT, ReplyTemplate
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.records import CRISES
from postfach_triage.replies.catalogue import build_catalogue
from postfach_triage.replies.texts import with_examples

CONTRACT = re.findall(
    r"\w+",
    """
keine_antwort wba_wie wba_wann wba_papier wba_eingang stand_bearbeitung stand_unterlagen
stand_dauer unterlagen_danke unterlagen_hochladen unterlagen_angekuendigt unterlagen_papier
formular unterlagen_welche bescheinigung_bezug bescheid_kopie bescheinigung_rundfunk zahltermin
lohn_spaeter arbeit_beginn einkommen_nachweis einkommen_aenderung miete_aenderung
nebenkosten_abrechnung heizung_strom_frage au_eingang au_elektronisch gesund au_schicken
krankenkasse_eingang krankenkasse_papier but_antrag but_klassenfahrt but_mittagessen but_verein
but_schule termin_online besuch_ohne_termin termin_video ansprechpartner rueckruf telefon_neu
bewerbungen_eingang lebenslauf_eingang stelle_rueckmeldung zugang_passwort zugang_zweiter_faktor
zugang_freischaltcode zugang_konto zugang_hilfe zugang_hochladen zugang_bescheid_finden zugang_app
zugang_stoerung eingang eingang_mehrere eingang_geld_fehlt eingang_widerspruch eingang_anhoerung
eingang_termin eingang_ortsabwesenheit eingang_umzug eingang_konto eingang_haushalt
eingang_neuantrag eingang_bescheid eingang_frist eingang_foerderung eingang_massnahme
eingang_rueckforderung eingang_beschwerde eingang_datenschutz eingang_vertretung
eingang_fremdsprache eingang_fehlgeleitet rueckfrage eingang_abmeldung
""",
)
REPLIES = list(templates().replies.values())
SPEAKING = [reply for reply in REPLIES if reply.text]


def by_id(reply: ReplyTemplate) -> str:
    return reply.id


def example(reply: ReplyTemplate) -> str:
    """Return the reply as a client would read it, each slot filled with its example."""
    return with_examples(catalogue().bodies[reply.id], reply)


def test_every_reply_of_the_contract_is_there() -> None:
    """No id that annotations use may be missing."""
    assert sorted(set(CONTRACT) - templates().replies.keys()) == []


def test_only_keine_antwort_says_nothing() -> None:
    """Every other reply has a text."""
    assert [reply.id for reply in REPLIES if not reply.text] == ["keine_antwort"]


def test_every_intent_has_replies() -> None:
    """Each answerable intent has a holding reply, each simple-capable one a simple reply too."""
    intents = load_office().intents
    answerable = intents.keys() - {*CRISES, "spam_phishing"}
    assert catalogue().holding.keys() == answerable
    assert catalogue().simple.keys() == {
        i for i, intent in intents.items() if intent.simple_capable
    }


@pytest.mark.parametrize("reply", REPLIES, ids=by_id)
def test_no_reply_claims_a_legal_review(reply: ReplyTemplate) -> None:
    """Shipped replies are drafts without an end date, valid today."""
    assert (reply.review, reply.valid_to) == ("draft", None)
    assert reply.valid_on(TODAY)


@pytest.mark.parametrize("reply", SPEAKING, ids=by_id)
def test_nothing_stays_unfilled(reply: ReplyTemplate) -> None:
    """With examples for the case worker's slots no brace is left."""
    assert "{" not in example(reply)
    assert "  " not in example(reply)


@pytest.mark.parametrize("reply", SPEAKING, ids=by_id)
def test_umlauts_are_umlauts(reply: ReplyTemplate) -> None:
    """German is written with ä, ö, ü and ß, each one character."""
    text = SLOT.sub("", f"{reply.text} {reply.title} {reply.use_when} {reply.not_when}")
    assert text == unicodedata.normalize("NFC", text)
    assert (
        re.findall(r"\b\w*(?:fuer|ueber|koenn|moecht|schoen|gruess|naech|aend|muess)\w*", text)
        == []
    )


@pytest.mark.parametrize("reply", SPEAKING, ids=by_id)
def test_greeting_first_and_signature_last(reply: ReplyTemplate) -> None:
    """A reply greets in its first line and ends with the office's signature."""
    paragraphs = example(reply).split("\n\n")
    assert paragraphs[0].startswith("Guten Tag")
    assert paragraphs[-1].endswith("Ihr Jobcenter Musterstadt")


@pytest.mark.parametrize("reply", REPLIES, ids=by_id)
def test_every_slot_is_typed_and_sourced(reply: ReplyTemplate) -> None:
    """Config slots name an office text, message slots may be missing, the others have a label."""
    for name, slot in reply.slots.items():
        if slot.by == "config" and slot.kind != "team":
            assert name in OfficeTexts.model_fields
        elif slot.by == "message":
            assert slot.fallback is not None and slot.example
        elif slot.by == "caseworker":
            assert slot.label and slot.example


def test_a_text_the_office_has_not_makes_replies_unready() -> None:
    """An empty office text takes the replies that need it out of the suggestions."""
    texts = load_office_texts().model_copy(update={"path_renewal": "", "courtesy_sheet": ""})
    ready = build_catalogue(templates(), texts, fold_for_model).ready
    assert templates().replies.keys() - ready == {"wba_wie", "wba_wann"}


def test_dates_decide_validity() -> None:
    """A reply is valid from its first day to its last one."""
    reply = templates().replies["wba_wie"].model_copy(update={"valid_to": date(2026, 12, 31)})
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [reply.valid_on(day) for day in days] == [False, True, True, False]
