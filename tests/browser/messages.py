"""The messages of the browser tests: each test has its own, found by a word nobody else uses."""

from typing import Any, NamedTuple

from hand_made import COMPLEX, SIMPLE, VIOLENCE, Values, message

BAD = '<script>window.boese = 1</script><img src=x onerror="window.boese = 2">'


class Case(NamedTuple):
    """A row of the export and its judgement."""

    row: dict[str, Any]
    judgement: Values


def _case(number: int, word: str, judgement: Values, **values: Any) -> Case:
    text = values.pop("text", f"{word}: Guten Tag, wann kommt das Geld? Danke!")
    values.setdefault("BG-Nummer", f"12345BG00{number:05}")
    return Case(message(number, text, **values), judgement)


_WORDS = (
    "Tastenweg", "Ohneskript", "Handyweg", "Zweibrowser", "Nacheinander", "Entwurfweg",
    "Passtnicht", "Weitergabe", "Rueckweg", "Exportweg", "Sprachweg", "Lueckenweg", "Falschweg",
    "Abgeschaltet", "Zuordnung", "Kopierweg", "Gehalten", "Fertig", "Barrierefrei",
)  # fmt: skip
CASES = [
    *(_case(number, word, SIMPLE) for number, word in enumerate(_WORDS, 1)),
    _case(51, "Persoenlich", COMPLEX, text="Persoenlich: Ich bin nicht einverstanden."),
    _case(52, "Gewaltwort", VIOLENCE, text="Gewaltwort: Mein Mann schlägt mich.", subject="Hilfe"),
    _case(53, "Doppelt", SIMPLE, sender_ref="kd"),
    _case(54, "Doppelt", SIMPLE, sender_ref="kd"),
    _case(55, "Boeswort", SIMPLE, text=f"Boeswort {BAD}", subject=BAD, team="XX"),
    _case(56, "Gespraech", SIMPLE, thread_id="V-G"),
    _case(57, "Antwortwort", {"status": "out", "run_id": "a"}, thread_id="V-G", direction="out",
          text="Bitte laden Sie die Papiere hoch. <b>Danke</b>",
          received_at="2026-11-18T10:00:00+01:00"),
    *(_case(60 + n, f"Fuellung{n}", SIMPLE) for n in range(60)),
]  # fmt: skip
