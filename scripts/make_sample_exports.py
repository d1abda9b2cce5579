"""Write the sample exports in tests/data: constructed messages, with the ugliness portals produce.

python scripts/make_sample_exports.py [FOLDER]
"""

import csv
import io
import json
import sys
from pathlib import Path

DATA = Path(__file__).parents[1] / "tests" / "data"
COLUMNS = ("message_id", "received_at", "subject", "text", "category", "thread_id", "sender_ref",
           "attachments", "channel", "direction")  # fmt: skip
GERMAN = ("Nachrichten-ID", "Eingang", "Betreff", "Nachricht", "Kategorie", "Vorgang", "Kunde",
          "Anlagen", "Kanal")  # fmt: skip

# (subject, text, category, attachments): the day's post of the demo.
EVERYDAY = [
    ("AU", "Guten Tag, anbei meine Krankmeldung bis Freitag. MfG T. Muster", "Krankmeldung", 1),
    ("Termin", "Hallo, am Dienstag um 9 kann ich leider nicht, da ist Elternabend vom Kurs. "
     "Ginge es am Mittwoch?", "Termin", 0),
    ("", "lohnzettel oktober im anhang", "Unterlagen einreichen", 1),
    ("Bescheid", "Können Sie mir den letzten Bescheid noch einmal schicken? Meiner ist beim Umzug "
     "verschwunden.", "Sonstiges", 0),
    ("Bescheinigung", "brauche fürs sozialticket eine bescheinigung dass ich leistungen kriege",
     "Sonstiges", 0),
    ("AW: Ihre Nachricht", "Vielen Dank für die schnelle Antwort!", "Sonstiges", 0),
    ("WBA", "wo ich finde Antrag für weiter bezahlen? Ich suche lange in Portal", "Leistung", 0),
    ("Umzug", "Wir bekommen zum 1.2. eine größere Wohnung, 3 Zimmer, 612 warm. Vertrag soll "
     "ich bis Montag unterschreiben. Zahlen Sie auch die Kaution?", "Veränderung mitteilen", 2),
    ("WICHTIG", "morgen früh stellen die uns den strom ab!! hab zwei kleine kinder hier und die "
     "flaschen müssen warm. was soll ich machen", "Sonstiges", 1),
    ("", "Ich schaff das alles nicht mehr. Manchmal denke ich, es wäre besser, ich würde morgen "
     "nicht mehr aufwachen.", "Sonstiges", 0),
    ("Bescheid vom 9.11.", "Gegen den Bescheid vom 9.11. lege ich Widerspruch ein. Sie haben den "
     "Lohn doppelt angerechnet. Begründung folgt.", "Leistung", 0),
    ("Anhörung", "Zu Ihrem Schreiben: Den Termin habe ich nicht vergessen, der Brief lag beim "
     "Nachbarn. Er kann das bestätigen.", "Termin", 0),
    ("Miete", "Die Mietbescheinigung hat der Vermieter jetzt unterschrieben, sie hängt an.",
     "Unterlagen einreichen", 1),
    ("Nebenkosten", "Nachzahlung Heizung 214,30 Euro, fällig am 15.12. Übernehmen Sie das?",
     "Leistung", 3),
    ("Technik", "die app sagt immer falsches passwort, hab es schon dreimal neu gemacht",
     "Technische Frage", 0),
    ("Arbeit", "Guten Tag, ich habe Arbeit gefunden in Bäckerei ab 1 Dezember. Welche Papier ich "
     "muss schicken?", "Veränderung mitteilen", 0),
    ("", "Termin morgen nicht kommen, Sohn hat Fieber. Bitte neue Termin. Danke", "Termin", 0),
    ("Klassenfahrt", "Meine Tochter fährt im März mit der 7b an die Nordsee, 289 Euro. Der Zettel "
     "der Schule ist dabei.", "Leistung", 1),
    ("Geld", "Heute ist der 3. und es ist immer noch nichts auf dem Konto!", "Leistung", 0),
    ("Konto", "Ich habe eine neue Bankverbindung, sie steht auf dem Blatt im Anhang.",
     "Veränderung mitteilen", 1),
    ("Urlaub", "Darf ich vom 21. bis 28.12. zu meinen Eltern nach Usedom fahren?", "Sonstiges", 0),
    ("Schwanger", "Bin in der 14. Woche, Mutterpass als Foto. Gibt es da was dazu?", "Leistung", 1),
    ("Auszüge", "Kontoauszüge August bis Oktober wie gewünscht.", "Unterlagen einreichen", 4),
    ("Hello", "Good morning, my German is not good. I got a letter about an appointment and I do "
     "not understand it. Can somebody call me?", "Sonstiges", 0),
    ("Beschwerde", "Zum dritten Mal schreibe ich jetzt wegen der Fahrkosten. Es antwortet einfach "
     "niemand.", "Sonstiges", 0),
    ("", "NA", "Sonstiges", 0),
    ("Ausbildung", "Vertrag für die Ausbildung beim Maler ist da, Beginn 1. August. Reicht Ihnen "
     "eine Kopie?", "Veränderung mitteilen", 1),
]  # fmt: skip
# What a portal does to rows: each of these is one line in the table of outcomes.
UGLY = [
    ("", "", "Unterlagen einreichen", 2),
    ("Frage", "   \n\t ", "Sonstiges", 0),
    ("", '=SUMME(A1:A9) sagt die Tabelle, stimmt das?', "Sonstiges", 0),
    ("Anruf", 'Er sagte "kommt; sicher",\naber dann\r\n"nichts".\n\nWas gilt?', "Sonstiges", 0),
    ("", "<b>Wann</b> kommt das Geld & wie viel?", "Leistung", 0),
    ("Post", "KÃ¶nnen Sie mir die Unterlagen zurÃ¼ckschicken? GrÃ¼ÃŸe", "Sonstiges", 0),
    ("", "👍👍", "Sonstiges", 0),
    ("", "W\u200bider\u200bspruch gegen die Kürzung vom 2.11.", "Leistung", 0),
    ("", "\u202e!tlak tsi se\u202c Heizung geht seit Sonntag nicht, Öl ist alle", "Sonstiges", 0),
]  # fmt: skip


def _row(number: int, message: tuple[str, str, str, int], **changed: str) -> dict[str, str]:
    subject, text, category, attachments = message
    row = {
        "message_id": f"MP-2026-{number:06}",
        "received_at": f"{19 + number % 2}.11.2026 {number % 24:02}:{number * 7 % 60:02}",
        "subject": subject,
        "text": text,
        "category": category,
        "thread_id": f"V{number // 2:05}",
        "sender_ref": f"k{number % 23:04x}",
        "attachments": str(attachments),
        "channel": ("Portal", "App")[number % 2],
        "direction": "in",
    }
    return row | changed


def demo() -> list[dict[str, str]]:
    """Build the forty rows of portal_beispiel.csv."""
    rows = [_row(number, message) for number, message in enumerate(EVERYDAY + UGLY, 1)]
    answer = "Guten Tag, bitte laden Sie die Bescheinigung unter Unterlagen hoch."
    rows[6:6] = [_row(90, ("Ihre Nachricht", answer, "", 0), thread_id="V00002", direction="out")]
    note = ("", "Hallo, ich habe keine Nummer bekommen. Ist mein Antrag da?", "Sonstiges", 0)
    rows += [
        _row(91, note, message_id=""),
        _row(92, ("AU", "anbei die Folgebescheinigung", "Krankmeldung", 1),
             received_at="31.02.2026 25:99"),
        _row(1, ("", "dieselbe Nummer noch einmal", "Sonstiges", 0)),
        _row(93, ("", "Passt, bis Donnerstag!", "Termin", 0), received_at=""),
    ]  # fmt: skip
    return rows


def _table(rows: list[dict[str, str]], columns: tuple[str, ...], delimiter: str = ",") -> str:
    stream = io.StringIO()
    lines = csv.writer(stream, delimiter=delimiter)
    lines.writerow(columns)
    lines.writerows(list(row.values())[: len(columns)] for row in rows)
    return stream.getvalue()


def _torn(rows: list[dict[str, str]]) -> str:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    noise = _row(70, ("", "\x00\x01 Foto kommt noch \x02", "Sonstiges", 1))
    lines.insert(2, json.dumps(noise))
    lines.insert(4, '{"message_id": "MP-2026-000071", "text": "Die Wohnung ist gekündigt und ich')
    return "\n".join([*lines, '["keine", "Nachricht"]']) + "\n"


def _open_quote(rows: list[dict[str, str]]) -> str:
    lines = _table(rows, COLUMNS[:4]).split("\r\n")
    lines.insert(4, 'MP-2026-000080,20.11.2026 04:00,,"er meinte ich soll warten und dann')
    lines.insert(9, "MP-2026-000081,zu wenig Spalten")
    return "\r\n".join(lines)


def files() -> dict[str, bytes]:
    """Name every sample with its bytes."""
    rows = demo()
    plain, ugly = [_row(i, m) for i, m in enumerate(EVERYDAY[:9], 1)], rows[28:38]
    quoted = [_row(20, UGLY[3]), _row(21, EVERYDAY[13]), _row(22, UGLY[5])]
    return {
        "portal_beispiel.csv": _table(rows, COLUMNS).encode(),
        "portal_cp1252.csv": _table(plain[:5] + quoted, GERMAN, ";").encode("cp1252"),
        "portal_utf8_bom.csv": _table(ugly, GERMAN).encode("utf-8-sig"),
        "portal_utf16.tsv": _table(plain, COLUMNS, "\t").encode("utf-16"),
        "portal_torn.jsonl": _torn(plain[:4]).encode(),
        "portal_open_quote.csv": _open_quote(plain).encode(),
    }


def main() -> None:
    """Write all samples into the folder given, by default tests/data."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
