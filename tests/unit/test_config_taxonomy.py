"""The packaged taxonomy is the annotation guide's table."""

from routing_messages import office

from postfach_triage.records import CRISES

SIMPLE = """weiterbewilligung LG U3, bearbeitungsstand EZ U3, unterlagen_nachreichen LG U3,
bescheinigung EZ U3, auszahlung LG U3, einkommen_arbeit LG U2, unterkunftskosten LG U3,
krankmeldung AV U2, krankenkasse_wechsel LG U3, bildung_teilhabe BUT U3, termin_vereinbaren EZ U3,
ansprechpartner_rueckruf EZ U3, bewerbung_profil AV U3, zugang_technik TS U3, dank EZ U4,
kenntnisnahme EZ U4"""
COMPLEX = """bescheid_erklaeren LG U2, adresse_umzug_gemeldet LG U2, umzug_zusicherung LG U2,
bankverbindung LG U2, haushalt_familie LG U2, abmeldung LG U2, neuantrag EZ U1,
mehrbedarf_einmal LG U3, darlehen LG U2, vorrangige_leistung LG U3, unterhalt UH U3,
fristverlaengerung LG U1, termin_absagen AV U1, ortsabwesenheit AV U2, foerderung AV U3,
massnahme_kooplan AV U2, widerspruch WS U1, ueberpruefungsantrag WS U2, klage_eilantrag WS U1,
anhoerung_minderung AV U1, rueckforderung_raten FO U2, missbrauch_hinweis BM U3, beschwerde KRM U2,
datenschutz_akte DS U2, vertretung_dritte LG U2, wohnungsverlust NT U1, energiesperre NT U1,
gewalt_im_haushalt NT U0, suizid_aeusserung NT U0, mittellosigkeit NT U1, kindeswohl NT U0,
krankenversicherung_luecke LG U1, drohung_personal SI U0, fehlgeleitet XB U2, spam_phishing EZ U3,
leer_nur_anhang LG U3, unklar EZ U2"""


def table(rows: str) -> dict[str, tuple[str, str]]:
    """Return function and urgency by intent."""
    words = [row.split() for row in rows.replace("\n", " ").split(",")]
    return {intent: (function, urgency) for intent, function, urgency in words}


def test_guide() -> None:
    """Function, urgency and simple-capable stand as in the annotation guide, for 53 intents."""
    intents = office().intents.values()
    assert table(SIMPLE) == {i.id: (i.function, i.urgency) for i in intents if i.simple_capable}
    assert table(COMPLEX) == {
        i.id: (i.function, i.urgency) for i in intents if not i.simple_capable
    }
    assert len(office().intents) == 53


def test_crises() -> None:
    """Exactly the eight crises are crises."""
    assert set(CRISES) == {intent.id for intent in office().intents.values() if intent.crisis}


def test_labels() -> None:
    """Every label is German for the page: no code, no underscore, none used twice."""
    labels = [intent.label for intent in office().intents.values()]
    assert len(labels) == len(set(labels))
    assert not [label for label in labels if "_" in label or label.isupper()]
