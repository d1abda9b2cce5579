"""Which reply is chosen for a message."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reply_catalogue import TODAY, catalogue, document, message, prediction

from postfach_triage.records import CRISES, Level, Prediction, Span
from postfach_triage.replies.ranking import crises, rank

# Constructed messages: intent, text, the reply that answers it.
CHOICES = [
    ("dank", "Vielen Dank und schönes Wochenende", "keine_antwort"),
    ("weiterbewilligung", "Wo finde ich den Antrag zum Verlängern?", "wba_wie"),
    ("weiterbewilligung", "möchte bitte weiter leistung", "wba_wie"),
    ("weiterbewilligung", "ab wann darf ich den Folgeantrag stellen", "wba_wann"),
    ("weiterbewilligung", "Wie früh kann man verlängern?", "wba_wann"),
    ("weiterbewilligung", "Können Sie mir das Formular mit der Post schicken?", "wba_papier"),
    ("weiterbewilligung", "habe kein internet, verlängerung auf papier bitte", "wba_papier"),
    ("weiterbewilligung", "Anbei mein Weiterbewilligungsantrag", "wba_eingang"),
    ("weiterbewilligung", "hab den wba gestern abgeschickt", "wba_eingang"),
    ("bearbeitungsstand", "Gibt es was Neues zu meinem Antrag?", "stand_bearbeitung"),
    ("bearbeitungsstand", "Sind meine Kontoauszüge angekommen?", "stand_unterlagen"),
    ("bearbeitungsstand", "papiere bekomen?", "stand_unterlagen"),
    ("bearbeitungsstand", "wie lange dauert ein Antrag bei euch", "stand_dauer"),
    ("unterlagen_nachreichen", "Hier der Mietvertrag", "unterlagen_danke"),
    ("unterlagen_nachreichen", "anbei meine lohnabrechnung oktober", "einkommen_nachweis"),
    ("unterlagen_nachreichen", "Wie kann ich Unterlagen hochladen?", "unterlagen_hochladen"),
    ("unterlagen_nachreichen", "Die Seite reiche ich morgen nach", "unterlagen_angekuendigt"),
    ("unterlagen_nachreichen", "hab alles in den Briefkasten geworfen", "unterlagen_papier"),
    ("unterlagen_nachreichen", "Welches Formular brauche ich dafür?", "formular"),
    ("unterlagen_nachreichen", "welche unterlagen brauchen sie noch", "unterlagen_welche"),
    ("bescheinigung", "brauche nachweis für sozialticket", "bescheinigung_bezug"),
    ("bescheinigung", "Bescheid bitte noch einmal schicken", "bescheid_kopie"),
    ("bescheinigung", "Nachweis für die GEZ", "bescheinigung_rundfunk"),
    ("auszahlung", "wann kommt das geld", "zahltermin"),
    ("einkommen_arbeit", "mein Lohn kommt diesmal erst am 20.", "lohn_spaeter"),
    ("einkommen_arbeit", "Ich fange am Montag bei einer Bäckerei an", "arbeit_beginn"),
    ("einkommen_arbeit", "Lohnzettel Mai, 450 netto", "einkommen_nachweis"),
    ("einkommen_arbeit", "ab März 25 statt 20 Stunden", "einkommen_aenderung"),
    ("unterkunftskosten", "Miete ab Mai 20 Euro mehr", "miete_aenderung"),
    ("unterkunftskosten", "Heizkostenabrechnung mit Nachzahlung anbei", "nebenkosten_abrechnung"),
    ("unterkunftskosten", "Zahlen Sie auch Strom?", "heizung_strom_frage"),
    ("krankmeldung", "AU bis Freitag anbei", "au_eingang"),
    ("krankmeldung", "schickt die Praxis das automatisch zu Ihnen?", "au_elektronisch"),
    ("krankmeldung", "bin wieder gesund", "gesund"),
    ("krankmeldung", "bin krank, wie schicke ich die krankmeldung", "au_schicken"),
    ("krankenkasse_wechsel", "Jetzt AOK, Bescheinigung anbei", "krankenkasse_eingang"),
    ("krankenkasse_wechsel", "bin ab januar bei der barmer", "krankenkasse_papier"),
    ("bildung_teilhabe", "Klassenfahrt kostet 240 Euro", "but_klassenfahrt"),
    ("bildung_teilhabe", "Mittagessen in der Kita", "but_mittagessen"),
    ("bildung_teilhabe", "Fußballverein für meinen Sohn", "but_verein"),
    ("bildung_teilhabe", "Nachhilfe in Mathe", "but_schule"),
    ("bildung_teilhabe", "Wie beantrage ich Bildung und Teilhabe?", "but_antrag"),
    ("termin_vereinbaren", "ich brauche einen termin", "termin_online"),
    ("termin_vereinbaren", "Kann ich ohne Termin kommen?", "besuch_ohne_termin"),
    ("termin_vereinbaren", "Geht das Gespräch auch per Video?", "termin_video"),
    ("ansprechpartner_rueckruf", "Wer ist jetzt für mich zuständig?", "ansprechpartner"),
    ("ansprechpartner_rueckruf", "bitte zurückrufen, vormittags", "rueckruf"),
    ("ansprechpartner_rueckruf", "Ich habe eine neue Handynummer", "telefon_neu"),
    ("bewerbung_profil", "Anbei meine fünf Bewerbungen", "bewerbungen_eingang"),
    ("bewerbung_profil", "neuer Lebenslauf fürs Profil", "lebenslauf_eingang"),
    ("bewerbung_profil", "Die Stelle war schon vergeben", "stelle_rueckmeldung"),
    ("zugang_technik", "passwort vergessen", "zugang_passwort"),
    ("zugang_technik", "neues Handy, Code-App weg", "zugang_zweiter_faktor"),
    ("zugang_technik", "Freischaltcode ist nicht gekommen", "zugang_freischaltcode"),
    ("zugang_technik", "Wie registriere ich mich?", "zugang_konto"),
    ("zugang_technik", "Ich komme mit dem Portal nicht zurecht", "zugang_hilfe"),
    ("zugang_technik", "Hochladen geht nicht, Datei zu groß", "zugang_hochladen"),
    ("zugang_technik", "Wo finde ich meinen alten Bescheid im Portal?", "zugang_bescheid_finden"),
    ("zugang_technik", "die App stürzt immer ab", "zugang_app"),
    ("zugang_technik", "Die Seite zeigt eine Fehlermeldung", "zugang_stoerung"),
    ("zugang_technik", "Ich möchte meine Briefe lieber auf Papier", "zugang_briefe"),
    ("zugang_technik", "wie kann ich alte nachrichten löschen", "zugang_bedienung"),
    ("zugang_technik", "Wo stelle ich die App auf Ukrainisch um?", "zugang_bedienung"),
]
HOLDING = [
    ("widerspruch", "eingang_widerspruch"),
    ("ueberpruefungsantrag", "eingang_widerspruch"),
    ("anhoerung_minderung", "eingang_anhoerung"),
    ("termin_absagen", "eingang_termin"),
    ("ortsabwesenheit", "eingang_ortsabwesenheit"),
    ("umzug_zusicherung", "eingang_umzug"),
    ("adresse_umzug_gemeldet", "eingang_umzug"),
    ("bankverbindung", "eingang_konto"),
    ("haushalt_familie", "eingang_haushalt"),
    ("neuantrag", "eingang_neuantrag"),
    ("bescheid_erklaeren", "eingang_bescheid"),
    ("fristverlaengerung", "eingang_frist"),
    ("foerderung", "eingang_foerderung"),
    ("mehrbedarf_einmal", "eingang_foerderung"),
    ("darlehen", "eingang_foerderung"),
    ("massnahme_kooplan", "eingang_massnahme"),
    ("rueckforderung_raten", "eingang_rueckforderung"),
    ("beschwerde", "eingang_beschwerde"),
    ("datenschutz_akte", "eingang_datenschutz"),
    ("vertretung_dritte", "eingang_vertretung"),
    ("fehlgeleitet", "eingang_fehlgeleitet"),
    ("unklar", "rueckfrage"),
    ("leer_nur_anhang", "rueckfrage"),
    ("abmeldung", "eingang_abmeldung"),
    ("auszahlung", "eingang_geld_fehlt"),
    ("unterhalt", "eingang"),
    ("klage_eilantrag", "eingang"),
    ("krankmeldung", "eingang"),
]


def ranked(text: str, given: Prediction, lane: str, **parts: object) -> list[str]:
    """Return the replies of one lane, best first."""
    read = document(text, **parts)  # type: ignore[arg-type]
    found = rank(read, message(text), given, catalogue(), today=TODAY)
    return [candidate.reply for candidate in found if candidate.holding == (lane == "H")]


@pytest.mark.parametrize(("intent", "text", "reply"), CHOICES, ids=[text for _, text, _ in CHOICES])
def test_words_choose_between_the_replies_of_an_intent(intent: str, text: str, reply: str) -> None:
    """Given the intent, the words choose the reply that answers what was asked."""
    assert ranked(text, prediction((intent, 1.0)), "S")[0] == reply


@pytest.mark.parametrize(("intent", "reply"), HOLDING)
def test_the_main_intent_chooses_the_holding_reply(intent: str, reply: str) -> None:
    """A message that a person handles gets the holding reply of its main intent."""
    given = prediction((intent, 0.9), presence=(intent,))
    assert ranked("Bitte lesen Sie das", given, "H")[0] == reply


def test_a_near_second_intent_gives_good_alternatives() -> None:
    """With two intents close together, both have their best reply among the first three."""
    given = prediction(("unterlagen_nachreichen", 0.5), ("krankmeldung", 0.45))
    best = ranked("AU bis Freitag anbei", given, "S")[:3]
    assert {"au_eingang", "unterlagen_danke"} <= set(best)


def test_words_speak_for_the_intent_itself() -> None:
    """An intent whose cues are found gains on one whose cues are not."""
    given = prediction(("weiterbewilligung", 0.5), ("bildung_teilhabe", 0.4))
    assert ranked("klassenfahrt von meinem sohn", given, "S")[0] == "but_klassenfahrt"
    assert ranked("folgeantrag auf papier", given, "S")[0] == "wba_papier"


def test_the_main_intent_holds_whatever_the_words_say() -> None:
    """A cue of another intent never changes what a message is held with."""
    given = prediction(("widerspruch", 0.6), ("auszahlung", 0.4))
    assert ranked("Text", given, "H", signals=("money_missing",))[0] == "eingang_widerspruch"


@pytest.mark.parametrize("kind", CRISES)
def test_no_reply_in_a_crisis(kind: str) -> None:
    """A crisis gets no reply, whether a rule, the model's threshold or its first intent says so."""
    text = "wann kommt das geld"
    calm = prediction(("auszahlung", 0.9))
    seen = Prediction((("auszahlung", 0.9),), (), 0.5, crises=((kind, "hint"),))
    assert ranked(text, calm, "S", signals=(kind,)) == []
    assert ranked(text, seen, "H") == []
    assert ranked(text, prediction((kind, 0.4)), "H") == []
    assert ranked(text, prediction(("dank", 0.9), presence=(kind,)), "S") == []


def test_a_mere_hint_of_the_model_keeps_the_replies_where_the_portal_is_safe() -> None:
    """Not in a crisis the office keeps out of the portal, nor once a rule or the model is sure."""
    open_to_all = replace(catalogue(), closed=frozenset({"kindeswohl"}))

    def answered(kind: str, level: Level, *signals: str) -> bool:
        given = Prediction((("auszahlung", 0.9),), (), 0.5, crises=((kind, level),))
        read = document("wann kommt das geld", signals=signals)
        return bool(rank(read, message(), given, open_to_all, today=TODAY))

    assert answered("energiesperre", "hint")
    assert not answered("kindeswohl", "hint")
    assert not answered("energiesperre", "explicit")
    assert not answered("energiesperre", "hint", "energiesperre")


def test_the_kinds_of_crisis_come_from_rules_and_model() -> None:
    """Each kind once, rules first, so that the note for each can be shown."""
    found = document("x", signals=("energiesperre", "money_missing", "mittellosigkeit"))
    model = Prediction(
        (("kindeswohl", 0.9), ("dank", 0.1)),
        ("kindeswohl", "wohnungsverlust"),
        0.5,
        crises=(("mittellosigkeit", "hint"),),
    )
    assert crises(found.signals, model) == [
        *("energiesperre", "mittellosigkeit", "kindeswohl", "wohnungsverlust")
    ]
    assert crises(found.signals, None) == ["energiesperre", "mittellosigkeit"]


def test_spam_gets_no_reply() -> None:
    """Advertising and phishing are not answered."""
    assert ranked("Gewinnen Sie jetzt", prediction(("spam_phishing", 0.8)), "H") == []


def test_several_requests_are_held_together() -> None:
    """Two requests get the holding reply for several ones; thanks is no request."""
    two = prediction(("foerderung", 0.6), presence=("foerderung", "unterhalt"))
    polite = prediction(("foerderung", 0.6), presence=("foerderung", "dank"))
    assert ranked("Text", two, "H")[0] == "eingang_mehrere"
    assert ranked("Text", polite, "H")[0] == "eingang_foerderung"


MATTERS = [
    ("widerspruch", "auszahlung", "eingang_widerspruch"),
    ("auszahlung", "widerspruch", "eingang_widerspruch"),
    ("anhoerung_minderung", "widerspruch", "eingang_widerspruch"),
    ("einkommen_arbeit", "widerspruch", "eingang_widerspruch"),
    ("anhoerung_minderung", "auszahlung", "eingang_anhoerung"),
    ("bearbeitungsstand", "auszahlung", "eingang_geld_fehlt"),
    ("widerspruch", "bankverbindung", "eingang_mehrere"),
    ("auszahlung", "bankverbindung", "eingang_mehrere"),
]


@pytest.mark.parametrize(("first", "second", "reply"), MATTERS)
def test_a_dispute_and_what_it_is_about_are_one_matter(first: str, second: str, reply: str) -> None:
    """A disputed cut is held as a dispute, missing money as missing money, in either order."""
    given = prediction((first, 0.6), (second, 0.3), presence=(first, second))
    assert ranked("ihr habt zu wenig gezahlt", given, "H", signals=("money_missing",))[0] == reply


def test_money_must_be_missing_to_be_held_as_missing() -> None:
    """A question about the pay day beside another request is held as several requests."""
    given = prediction(("auszahlung", 0.6), presence=("auszahlung", "bearbeitungsstand"))
    assert ranked("Text", given, "H")[0] == "eingang_mehrere"


def test_the_matters_name_intents_that_have_a_holding_reply() -> None:
    """A misspelt intent in _matters.yaml would never be found."""
    named = {name for one in catalogue().matters for name in (one.intent, *one.belongs)}
    assert named <= catalogue().holding.keys()


def test_writing_for_another_person_comes_first() -> None:
    """A reply that lists requests would show that the office knows the other person."""
    given = prediction(("foerderung", 0.6), presence=("foerderung", "vertretung_dritte"))
    assert ranked("Text", given, "H")[0] == "eingang_vertretung"


def test_who_writes_for_another_person_gets_no_answer_on_the_matter() -> None:
    """Not even as an alternative: a standard reply would show what the office knows."""
    second = prediction(("bescheinigung", 0.6), presence=("bescheinigung", "vertretung_dritte"))
    main = prediction(("vertretung_dritte", 0.6), ("bescheinigung", 0.3))
    assert ranked("Nachweis für die Kita", second, "S") == []
    assert ranked("Nachweis für die Kita", main, "S") == []


def test_a_further_simple_intent_is_answered_not_held() -> None:
    """Behind the reply that holds the main intent stand the standard replies of the others."""
    given = prediction(("widerspruch", 0.6), ("bescheinigung", 0.4))
    text = "brauch den bescheid nochmal"
    read = document(text)
    found = rank(read, message(text), given, catalogue(), today=TODAY)
    assert [c.reply for c in found[:2]] == ["eingang_widerspruch", "bescheid_kopie"]


def test_another_language_comes_before_all() -> None:
    """A message in another language gets its own holding reply; unknown counts as German."""
    given = prediction(("widerspruch", 0.6), presence=("widerspruch", "foerderung"))
    assert ranked("Text", given, "H", language="uk")[0] == "eingang_fremdsprache"
    assert ranked("Text", given, "H", language="unknown")[0] == "eingang_widerspruch"


def test_missing_money_shows_through_other_intents() -> None:
    """The signal for missing money chooses that holding reply for a question of state, too."""
    given = prediction(("bearbeitungsstand", 0.9))
    assert ranked("Text", given, "H", signals=("money_missing",))[0] == "eingang_geld_fehlt"


def test_nothing_is_promoted_in_grief() -> None:
    """When somebody died, the plain holding reply comes first."""
    given = prediction(("haushalt_familie", 0.9))
    assert ranked("meine mutter ist gestorben", given, "H")[0] == "eingang"


def test_a_phone_number_counts_as_a_cue() -> None:
    """Identifiers and attachments are marks that cues may name."""
    phone = (Span("PHONE", 0, 4),)
    given = prediction(("ansprechpartner_rueckruf", 1.0))
    plain = rank(document("bitte"), message(), given, catalogue(), today=TODAY)
    marked = rank(document("bitte", identifiers=phone), message(), given, catalogue(), today=TODAY)
    score = {c.reply: c.score for c in plain}["rueckruf"]
    assert {c.reply: c.score for c in marked}["rueckruf"] > score


def test_attachments_speak_for_papers_sent() -> None:
    """A sick message with an attachment sends the note; the number of files does not matter."""
    given = prediction(("krankmeldung", 1.0))
    read = document("krank bis freitag")
    scores = [
        {
            c.reply: c.score
            for c in rank(read, message(attachments=n), given, catalogue(), today=TODAY)
        }["au_eingang"]
        for n in (0, 1, 3)
    ]
    assert scores[0] < scores[1] == scores[2]


@given(
    st.lists(
        st.tuples(st.sampled_from([intent for intent, _, _ in CHOICES]), st.floats(0, 1)),
        min_size=1,
        max_size=4,
        unique_by=lambda item: item[0],
    ),
    st.text(alphabet="abwnieor lange?", max_size=40),
)
def test_scores_are_shares(intents: list[tuple[str, float]], text: str) -> None:
    """Every candidate is a known reply, listed once, its score between 0 and the sum given."""
    given_intents = sorted(intents, key=lambda item: -item[1])
    found = rank(
        document(text), message(text), prediction(*given_intents), catalogue(), today=TODAY
    )
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert len({candidate.reply for candidate in found}) == len(found)
    assert all(0 <= score <= sum(p for _, p in intents) + 1e-9 for score in scores)
