"""The word fields are well-formed, and the look-up finds words in whatever shape they come."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.classify.fields import FieldLookup, sound
from postfach_triage.config.word_fields import WordFields, load_word_fields
from postfach_triage.errors import ConfigError
from postfach_triage.preprocess.normalise import fold

FIELDS = load_word_fields()
LOOKUP = FieldLookup(FIELDS, fold)
WORDS = sorted({e.strip("!=*") for entries in FIELDS.fields.values() for e in entries})


def small(**fields: str) -> FieldLookup:
    """Return a look-up over a few small fields."""
    return FieldLookup(WordFields(fields={n: tuple(e.split()) for n, e in fields.items()}), fold)


def write(folder: Path, text: str, name: str = "a.yaml") -> Path:
    """Write one file of fields and return its folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_there_are_enough_fields() -> None:
    """The packaged thesaurus covers the life of the people who write."""
    assert 150 <= len(FIELDS.fields) <= 230


def test_no_field_is_tiny_or_huge() -> None:
    """A field holds enough words to mean something, and few enough to be read."""
    sizes = {name: len(entries) for name, entries in FIELDS.fields.items()}
    assert {name: size for name, size in sizes.items() if not 15 <= size <= 150} == {}


def test_entries_stay_apart_when_folded() -> None:
    """Two entries of one field differ in more than the spelling of their umlauts."""
    folded = {n: Counter(fold(e).replace("-", "") for e in es) for n, es in FIELDS.fields.items()}
    assert [(name, e) for name, found in folded.items() for e in found if found[e] > 1] == []


def test_each_entry_finds_itself() -> None:
    """Each entry finds its own letters in its field, unless another takes that very word out."""
    missed = []
    for name, entries in FIELDS.fields.items():
        taken = {entry.strip("!=*") for entry in entries if entry.startswith("!")}
        own = {entry.strip("=*") for entry in entries if not entry.startswith("!")}
        missed += [(name, e) for e in own - taken if name not in LOOKUP.fields_of(fold(e))]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: wort wort", "named twice"),
        ("a: ab", "too short"),
        ("a: '*b*'", "too short"),
        ("a: wo*rt", "is no entry"),
        ("a: ''", "at least 1 character"),
        ("A-b: wort", "match pattern"),
        ("a: [wort]", "valid string"),
        ("[wort]", "valid dict"),
    ],
)
def test_bad_file_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    """A field with a wrong name or a wrong entry stops the loading with its place."""
    with pytest.raises(ConfigError, match=problem):
        load_word_fields(write(tmp_path, text))


def test_name_is_used_once(tmp_path: Path) -> None:
    """A field is defined in one file only."""
    write(tmp_path, "geld: lohn")
    with pytest.raises(ConfigError, match=r"b\.yaml: word field defined twice"):
        load_word_fields(write(tmp_path, "geld: gehalt", "b.yaml"))


def test_short_word_may_be_exact(tmp_path: Path) -> None:
    """An entry of two letters is allowed where nothing is added to it."""
    assert load_word_fields(write(tmp_path, "geld: =eu")).fields == {"geld": ("=eu",)}


@pytest.mark.parametrize(
    ("entries", "word", "found"),
    [
        ("tochter", "Töchter", True),
        ("tochter", "Töchtern", True),
        ("lehrer", "Lehrerinnen", True),
        ("kündigen", "kündigt", True),
        ("kündigen", "kündigte", True),
        ("=kur", "Kurs", False),
        ("=kur", "Kur", True),
        ("miet*", "Mietvertrag", True),
        ("*platz", "Kitaplatz", True),
        ("*platz", "Kitaplätzen", True),
        ("*platz", "Platz", True),
        ("*platz", "Platzwunde", False),
        ("*schaden*", "Wasserschadensmeldung", True),
        ("betrieb* !betriebskosten*", "Betriebskostenabrechnung", False),
        ("betrieb* !betriebskosten*", "Betriebsrat", True),
        ("p-schein", "P-Schein", True),
        ("p-schein", "pschein", True),
        ("asthma*", "Asthma-Spray", True),
        ("widerspruch", "Wiederspruch", True),
        ("klassenfahrt", "Klasenfart", True),
        ("miete", "Mitte", False),
        ("judo anzug", "Judoanzug", True),
        ("spray anzug", "Judoanzug", False),
        ("kinderwagen", "Xylokinderwagen", True),
        ("brauchen", "verbrauchen", False),
    ],
)
def test_notation(entries: str, word: str, *, found: bool) -> None:
    """Each mark of the notation finds what it promises, and nothing beside it."""
    assert small(feld=entries).fields_of(fold(word)) == (("feld",) if found else ())


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("Enkelkinder", "verwandte_kind"),
        ("Schwiegermama", "eltern"),
        ("Hebammen", "geburt_schwangerschaft"),
        ("Todesfall", "tod_trauer"),
        ("Jugendweihe", "jugendfeier"),
        ("Kitagebühren", "kita_betreuung"),
        ("Schulranzen", "schulsachen"),
        ("Klassenfahrten", "ausflug_klassenfahrt"),
        ("Trompetenunterricht", "verein_sport_musik"),
        ("Estrichleger", "beruf_handwerk_industrie"),
        ("Zimmermädchen", "beruf_dienstleistung"),
        ("Lohnzettel", "lohn_abrechnung"),
        ("Trinkgelder", "nebenverdienst"),
        ("geerbt", "erbe_schenkung"),
        ("Grundstücks", "immobilie_grundstueck"),
        ("Witwenrente", "rente"),
        ("Pflegezeit", "pflegegeld_pflege"),
        ("Sehnenscheidenentzündung", "krankheit_diagnose"),
        ("Asthma-Spray", "medikament_hilfsmittel"),
        ("Treppenlift", "medikament_hilfsmittel"),
        ("Gehörlosengeld", "behinderung"),
        ("Folgebescheinigung", "krankschreibung"),
        ("Mieterhöhung", "miete"),
        ("Nebenkostenabrechnung", "nebenkosten"),
        ("Brennholz", "heizung_brennstoff"),
        ("Stromsperre", "sperre_abstellen"),
        ("Räumungsklage", "raeumung"),
        ("Hochstuhl", "babyausstattung"),
        ("Kühlschränke", "haushaltsgeraet"),
        ("Sparkasse", "konto_bank"),
        ("Ratenzahlung", "rate"),
        ("Lohnpfändung", "inkasso_vollstreckung"),
        ("Sozialgericht", "gericht_anwalt"),
        ("Meldeversäumnis", "anhoerung_sanktion"),
        ("Akteneinsicht", "akte_datenschutz"),
        ("Weiterbewilligungsantrag", "weiterbewilligung"),
        ("Marokko", "reise_ferne"),
        ("P-Schein", "auto_fuehrerschein"),
        ("Schnuppertag", "praktikum_probearbeit"),
        ("Bewerbungsfotos", "bewerbung_stelle"),
        ("Freischaltcode", "passwort_login"),
        ("Frauenhaus", "gewalt"),
        ("Selbstmordgedanken", "suizid"),
        ("Inobhutnahme", "kindesschutz"),
        ("больничный", "krankschreibung"),
    ],
)
def test_packaged_fields_know_the_word(word: str, field: str) -> None:
    """Inflected, compound and foreign words of daily life are found in their field."""
    assert field in LOOKUP.fields_of(fold(word))


def test_word_may_have_several_fields() -> None:
    """The names come in alphabetical order, each once."""
    lookup = small(wohnen="miete", geld="miet*", leer="strom")
    assert lookup.fields_of("mieten") == lookup.fields_of("miete") == ("geld", "wohnen")


def test_look_up_forgets_when_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of words is bounded; answers stay the same."""
    monkeypatch.setattr("postfach_triage.classify.fields._KEPT", 2)
    lookup = small(geld="lohn")
    assert [lookup.fields_of(word) for word in ("a", "b", "lohn", "lohn")][2:] == [("geld",)] * 2


@given(st.sampled_from(WORDS))
def test_spelling_does_not_matter(word: str) -> None:
    """Case and the spelling of umlauts change nothing, given the fold."""
    plain = LOOKUP.fields_of(fold(word))
    umlauts = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    assert LOOKUP.fields_of(fold(word.upper())) == plain
    if fold(umlauts) == fold(word):
        assert LOOKUP.fields_of(fold(umlauts.title())) == plain


@given(st.text(max_size=40))
def test_any_word_gets_known_names(word: str) -> None:
    """Whatever the word, the answer holds names of fields only, sorted."""
    names = LOOKUP.fields_of(fold(word))
    assert list(names) == sorted(FIELDS.fields.keys() & set(names))


@pytest.mark.parametrize("word", ["x" * 100_000, "kinder" * 20])
def test_endless_word_has_no_field(word: str) -> None:
    """A pasted heap of letters is no word and costs no time."""
    assert LOOKUP.fields_of(word) == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("widerspruch", "wiederspruch"),
        ("vermieter", "fermiter"),
        ("bescheid", "bescheit"),
        ("physiotherapie", "fisioterapi"),
        ("quittung", "kuitunk"),
    ],
)
def test_misspellings_sound_alike(right: str, wrong: str) -> None:
    """Common misspellings come down to the same sound."""
    assert sound(right) == sound(wrong)
