"""Language: foreign messages are found, German ones in any spelling are not taken for foreign."""

import re

import pytest

from postfach_triage.preprocess.language import evidence, language_of

FOREIGN = """
pl|Cześć, kiedy będą pieniądze? Nie mam z czego zapłacić czynszu.
pl|Witam, przesyłam umowę o pracę.
fr|Bonjour, je n'ai pas reçu mon argent ce mois-ci
it|Buongiorno, non ho ricevuto il pagamento
es|Hola, necesito una cita por favor
tr|Merhaba param yatmadı ne yapmam lazım
tr|Elektrik kesildi bu sabah, acil yardım lazım
ru|zdravstvuyte, ya ne poluchila dengi v etom mesyace
ru|Спасибо, я не понимаю письмо
uk|Добрий день, мені не прийшли гроші
uk|дякую дуже
bg|Здравейте, не съм получил парите
bg|моля за помощ, имам въпрос
sr|Поштовани, љубазно молим за помоћ
ro|buna ziua nu am primit banii luna asta
ar|salam alaykum ma ijani fulus had shahr
ar|bade2t shoghol jdeed fi mat3am
ar|قطعوا الكهرباء عندي من يومين
fa|سلام، پول من نیامده است
sq|Pershendetje, nuk i kam marre parate kete muaj
sr|Dobar dan, nisam dobio novac ovaj mjesec
en|I got your letter. I can not come tomorrow
en|thank you so much
el|Καλημέρα, δεν πήρα τα χρήματα
am|ሰላም እንዴት ናችሁ
ru|Заболел, Krankenschein до пятницы, в четверг на Maßnahme не приду
tr|Kağıdı ekledim, Jobcenter ve Jugendamt için
hu|Elvesztettem a munkahelyemet tegnap délután sajnos
"""
GERMAN = """
Geld da?
Danke!
Miete 450
Ok
merci
Termin morgen geht nicht
wo is geld
kan nich komen
i hob koa göid mea
ick hab keen jeld mehr
Bescheid nix verstehe
Bewerbung Lagerhelfer Firma Müller Absage
Kontoauszüge Juni Juli August September Oktober November
Merhaba, anbei meine Lohnabrechnung
Sir my Termin ist morgen, ich kann nicht kommen, please
Mein Name ist Ayşe Gündoğan, ich wohne jetzt in Köln
Ja verstanden!!
супер, aber ich habe noch eine Frage zu meinem Bescheid
2026 450,00 !!
"""
FOREIGN_CASES = [line.split("|") for line in FOREIGN.strip().splitlines()]


def language(text: str) -> str:
    """Tell the language of a text cut as spaCy would cut it."""
    words = re.findall(r"[^\W_]+(?:'\w+)?|[^\w\s]", text)
    return language_of([evidence(word) for word in words], lambda: words)


@pytest.mark.parametrize(("code", "text"), FOREIGN_CASES, ids=[c[1] for c in FOREIGN_CASES])
def test_foreign_messages_are_told(code: str, text: str) -> None:
    """Script or small words give the language away, also among German nouns."""
    assert language(text) == code


@pytest.mark.parametrize("text", GERMAN.strip().splitlines(), ids=str)
def test_german_is_never_taken_for_foreign(text: str) -> None:
    """Short, misspelled, dialect and mixed messages are German or unknown."""
    assert language(text) in ("de", "unknown")


@pytest.mark.parametrize("text", ["", "???", "450,00", "Bescheid"], ids=repr)
def test_a_text_without_small_words_is_unknown(text: str) -> None:
    """Where nothing gives the language away, none is named."""
    assert language(text) == "unknown"
