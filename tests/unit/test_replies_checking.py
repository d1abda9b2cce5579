"""`replies check`: the shipped replies pass, and no bad reply slips in."""

import pytest
from reply_catalogue import templates

from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.plain_language import Exempt, load_plain_language
from postfach_triage.config.reply_templates import ReplyTemplate, Slot, Templates
from postfach_triage.replies.checking import Check, check_replies

RULES = load_plain_language()
TEXTS = load_office_texts()
GOOD = templates().replies["wba_papier"]
BODY = "wir lesen das gern.\n\nBei Fragen rufen Sie uns an: {phone}."


def reply(body: str = BODY, /, **head: object) -> ReplyTemplate:
    """Return a reply with this text between greeting and signature, and all slots it names."""
    text = f"{{salutation}}{{name}},\n\n{body}\n\n{{signature}}"
    slots = {n: s for n, s in templates().shared.slots.items() if f"{{{n}}}" in text}
    own = {"text": text, "slots": slots, "eservice": None, "intents": {"dank": 0.0}, "id": "eigene"}
    return GOOD.model_copy(update={**own, **head})


def check(*replies: ReplyTemplate) -> Check:
    """Check a catalogue of these replies alone."""
    return check_replies(
        Templates({one.id: one for one in replies}, templates().shared), TEXTS, RULES
    )


def spoilt(sentence: str) -> ReplyTemplate:
    """Return the good body with one bad sentence in it."""
    return reply(f"wir lesen das gern. {sentence}\n\nBei Fragen rufen Sie uns an: {{phone}}.")


STEP = "Öffnen Sie {portal_name} und tippen Sie auf "
HELP = "\n\nOhne Internet: Rufen Sie uns an unter {phone}."
# name: (reply, what the message says, what was got)
BAD = {
    "long sentence": (
        spoilt("Wir lesen es heute gern und dann lesen wir auch den Rest von Ihnen und warten."),
        "sentence 2: Satzlänge",
        "16",
    ),
    "hard words": (
        reply("Unterhaltsvorschussangelegenheiten vereinfachen. Rufen Sie an: {phone}."),
        "Lesbarkeit nach Flesch",
        "",
    ),
    "too long": (reply("Wir lesen das gern. " * 40 + "{phone}"), "Länge einer Antwort", "8"),
    "three tasks": (
        reply("Bitte lesen Sie das.\n\nBitte rufen Sie an: {phone}.\n\nBitte warten Sie dann."),
        "Aufgaben für die Person",
        "3",
    ),
    "passive": (spoilt("Ihr Antrag wird heute geprüft."), "Passiv", "wird heute geprüft"),
    "passive infinitive": (spoilt("Das Papier ist zu unterschreiben."), "Passiv", "ist zu unter"),
    "nominal style": (spoilt("Das gilt zwecks Klärung."), "Hauptwort-Stil", "zwecks"),
    "Konjunktiv": (spoilt("Sie könnten uns schreiben."), "Möglichkeitsform", "könnten"),
    "double negation": (spoilt("Das ist nicht unmöglich."), "Verneinung", "nicht unmöglich"),
    "genitive chain": (spoilt("Das ist der Name des Chefs Ihrer Firma."), "Wesfällen", "des Chefs"),
    "abbreviation": (spoilt("Rufen Sie ggf. an."), "Abkürzung", "ggf."),
    "office word": (spoilt("Uns fehlt der Nachweis."), "Amtswort", "Nachweis"),
    "gender sign": (spoilt("Fragen Sie unsere Mitarbeiter*innen."), "Sonderzeichen", "r*innen"),
    "blame": (spoilt("Leider haben Sie nichts geschickt."), "Vorwurf", "Leider haben Sie"),
    "threat": (spoilt("Sonst kürzen wir Ihr Geld."), "Drohung", "Sonst"),
    "deadline": (spoilt("Antworten Sie spätestens am Montag."), "Frist", "spätestens"),
    "promise": (spoilt("Sie bekommen das Geld bald."), "Zusage", "Sie bekommen"),
    "asks for a secret": (spoilt("Schicken Sie uns Ihr Passwort."), "Geheimnis", "Passwort"),
    "paragraph": (spoilt("Das steht in § 22."), "Paragraf", "§"),
    "old name": (spoilt("Ihr Bürgergeld läuft weiter."), "Alter Name", "Bürgergeld"),
    "amount": (spoilt("Das sind 563 Euro."), "Betrag", "563 Euro"),
    "legal period": (spoilt("Sie haben einen Monat Zeit."), "Zeitraum", "einen Monat"),
    "phone number": (spoilt("Die Nummer ist 030 23125."), "Zahl, Adresse", "030 23125"),
    "link": (spoilt("Lesen Sie www.amt.example dazu."), "Zahl, Adresse", "www."),
    "two e-services": (
        reply(f"{STEP}{{path_upload}}. {STEP}{{path_change}}.{HELP}", eservice="hochladen"),
        "more than one e-service",
        "path_upload, path_change",
    ),
    "e-service in a quarrel": (
        reply(f"{STEP}{{path_upload}}.{HELP}", eservice="hochladen", intents={"beschwerde": 0.0}),
        "in grief, quarrel or missing money",
        "hochladen",
    ),
    "e-service at length": (
        reply(f"Das geht. Das ist gut. {STEP}{{path_upload}}.{HELP}", eservice="hochladen"),
        "too many sentences",
        "3",
    ),
    "e-service unsaid": (reply(f"{STEP}{{path_upload}}.{HELP}"), "without saying so", "path_up"),
    "e-service unknown": (reply(eservice="fax"), "unknown e-service", "fax"),
    "e-service without step": (reply(eservice="termin"), "does not show the first step", "termin"),
    "no greeting": (reply(text=f"{BODY}\n\n{{signature}}"), "no greeting", "first paragraph"),
    "no signature": (reply(text=f"{{salutation}},\n\n{BODY}"), "no signature", "last paragraph"),
    "no way without internet": (reply("wir lesen das gern."), "no way without internet", "none"),
    "slot without a label": (
        reply(
            BODY + " {stand}",
            slots={**reply().slots, "stand": Slot(kind="text", by="caseworker", example="Gut.")},
        ),
        "label and example",
        "stand",
    ),
}  # fmt: skip


def test_every_shipped_reply_passes() -> None:
    """Nothing falls short, and the mean reading ease is 65 or better."""
    found = check_replies(templates(), TEXTS, RULES)
    assert [str(problem) for problem in found.problems] == []
    assert len(found.reading_ease) == len([r for r in templates().replies.values() if r.text])
    assert found.mean_reading_ease >= 65


def test_the_good_reply_of_these_tests_is_good() -> None:
    """What is spoilt below is the only thing wrong."""
    assert check(reply()).problems == ()


@pytest.mark.parametrize(("bad", "what", "got"), BAD.values(), ids=BAD)
def test_a_bad_reply_is_told_with_place_value_bound_and_next_step(
    bad: ReplyTemplate, what: str, got: str
) -> None:
    """The message names the reply's file, what is wrong, the value, the bound, what to do."""
    found = [problem for problem in check(bad).problems if what in str(problem)]
    assert found, [str(problem) for problem in check(bad).problems]
    assert found[0].where.startswith("replies/eigene.yaml")
    assert got in found[0].got
    assert found[0].allowed and found[0].next_step


def test_the_mean_of_all_replies_has_a_bound_of_its_own() -> None:
    """Replies that each just pass may still be too hard together."""
    hard = reply("Unterlagen hochladen: Papiere schicken. Rufen Sie bitte heute an: {phone}.")
    (problem,) = [p for p in check(hard).problems if "all replies" in str(p)]
    assert problem.allowed == "at least 65"


def test_an_exception_names_its_reason_and_must_be_needed() -> None:
    """A listed finding is let through; a listed exception without a finding is a problem."""
    listed = (Exempt(reply="eigene", kind="passive", reason="Zitat aus dem Bescheid"),)
    rules = RULES.model_copy(update={"exceptions": listed})
    bad, good = spoilt("Ihr Antrag wird heute geprüft."), reply()

    def told(one: ReplyTemplate) -> list[str]:
        found = check_replies(Templates({one.id: one}, templates().shared), TEXTS, rules)
        return [problem.what for problem in found.problems]

    assert told(bad) == []
    assert told(good) == ["exception that nothing needs"]
