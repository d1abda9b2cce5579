"""The office's configuration: packaged settings, an overlay, and every problem at once."""

import json
import pickle
import timeit
from pathlib import Path

import pytest

from postfach_triage.config.checking import check
from postfach_triage.config.loader import load
from postfach_triage.errors import ConfigError


def overlay(folder: Path, **files: str) -> Path:
    """Write the files of an office's folder; `office` stands for office.yaml."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    """Return the problems of an overlay as one line each, the folder left out."""
    with pytest.raises(ConfigError) as caught:
        load(folder)
    return [str(one).replace(f"{folder}/", "") for one in caught.value.problems]


def test_packaged() -> None:
    """The packaged office is whole: the example office, 53 intents, suggestions shown."""
    office = load()
    assert (office.name, len(office.intents)) == ("Jobcenter Musterstadt (Beispiel)", 53)
    assert {"vorschlag"} == {intent.stage for intent in office.intents.values()}
    assert office.settings.replies.accept_review == ("draft", "approved")
    assert (office.settings.lane.level, office.settings.lane.confidence) == (0.01, 0.95)
    assert office.calibrated_on == "constructed"
    assert not check().findings


def test_fast() -> None:
    """Loading takes less than 50 ms."""
    assert min(timeit.repeat(load, number=1, repeat=5)) < 0.05


def test_goes_to_workers() -> None:
    """An office survives the way to a worker process, cues included."""
    office = pickle.loads(pickle.dumps(load()))
    assert office.intents == load().intents
    assert office.routing.book.holds("wir haben ein baby", "kind")


def test_overlay_key_by_key(tmp_path: Path) -> None:
    """An overlay changes the keys it names and leaves all others."""
    folder = overlay(
        tmp_path,
        office="name: Jobcenter Beispielhausen\nlane: {level: 0.005}",
        teams="teams: {LG-N: {label: Leistung Nord}}\nfunctions: {LG: {catch_all: LG-N}}",
        taxonomy="intents: {krankmeldung: {simple_capable: false, stage: schatten}}",
    )
    office = load(folder)
    assert office.name == "Jobcenter Beispielhausen"
    assert (office.settings.lane.level, office.settings.lane.confidence) == (0.005, 0.95)
    assert (
        office.functions["LG"].catch_all,
        office.functions["LG"].label,
    ) == ("LG-N", "Leistungsgewährung")
    assert (
        office.intents["krankmeldung"].function,
        office.intents["krankmeldung"].simple_capable,
        office.intents["krankmeldung"].stage,
    ) == ("AV", False, "schatten")
    assert office.intents["auszahlung"].simple_capable


def test_empty_overlay(tmp_path: Path) -> None:
    """An empty folder and an empty file change nothing."""
    overlay(tmp_path, office="")
    assert load().intents == load(tmp_path).intents


def test_office_stage(tmp_path: Path) -> None:
    """The office's stage holds for every intent that has none of its own."""
    folder = overlay(
        tmp_path,
        office="stage: schatten",
        taxonomy="intents: {dank: {stage: vorschlag}}",
    )
    shown = [name for name, one in load(folder).intents.items() if one.stage == "vorschlag"]
    assert shown == ["dank"]


def test_switches(tmp_path: Path) -> None:
    """An intent that the page switched off is in the shadow, whatever else is set."""
    folder = overlay(
        tmp_path,
        taxonomy="intents: {dank: {stage: vorschlag}}",
        switches=(
            "intents: {dank: {by: a1, at: 2026-11-20T10:00:00+01:00}}\n"
            "replies: {wba_wie: {by: a1, at: 2026-11-20T10:00:00+01:00}}"
        ),
    )
    office = load(folder)
    assert office.intents["dank"].stage == "schatten"
    assert list(office.switches.replies) == ["wba_wie"]


def test_calibration(tmp_path: Path) -> None:
    """A calibration on an office's own sample is read from its folder."""
    made = {
        "model": "0" * 64,
        "threshold": 0.91,
        "counts": {"complex": 320},
        "drawn": "every tenth message of October",
        "calibrated_on": "2026-11-02",
    }
    (tmp_path / "calibration.json").write_text(json.dumps(made), encoding="utf-8")
    office = load(tmp_path)
    assert office.calibration is not None
    assert (office.calibration.threshold, office.calibrated_on) == (0.91, "own:2026-11-02")


ERRORS = [
    (
        {"office": "lane: {level: 1.4}"},
        "office.yaml: lane -> level: Input should be less than 1. Got 1.4.",
    ),
    (
        {"office": "lane: {levle: 0.02}"},
        "office.yaml: lane -> levle: Extra inputs are not permitted. Got 0.02.",
    ),
    (
        {"office": "stage: gross"},
        "office.yaml: stage: Input should be 'schatten' or 'vorschlag'. Got 'gross'.",
    ),
    (
        {"office": "timezone: Europa/Berlin"},
        "office.yaml: timezone: Value error, must be a time zone name such as Europe/Berlin."
        " Got 'Europa/Berlin'.",
    ),
    (
        {"office": "expected_mix: {dank: 0.5}"},
        "office.yaml: Value error, expected_mix must add up to 1, adds up to 1.4700. Got dict.",
    ),
    (
        {"office": "name: a: b"},
        "office.yaml:1: broken YAML (mapping values are not allowed in this context)."
        " Next: mend this line.",
    ),
    ({"office": "- a"}, "office.yaml: must hold keys and values. Got list."),
    (
        {"taxonomy": "intents: {dank: {function: QQ}}"},
        "taxonomy.yaml: intents -> dank -> function: unknown function. Got QQ. Allowed: EZ, LG,"
        " AV, FM, WS, UH, FO, AGS, BUT, KRM, DS, TS, WO, NT, SI, BM, XB.",
    ),
    (
        {"taxonomy": "intents: {widerspruch: {simple_capable: true}}"},
        "taxonomy.yaml: intents -> widerspruch -> simple_capable: can only be taken away."
        " Got true. Allowed: false.",
    ),
    (
        {"routing": "signals: {threat: {explicit: {urgency: U3}}}"},
        "routing.yaml: signals -> threat -> explicit: does less than the packaged table."
        " Got U3, no effect. Allowed: U2 or stricter, any.",
    ),
    (
        {"routing": "signals: {wohnungsverlust: {explicit: {worse: null}}}"},
        "routing.yaml: signals -> wohnungsverlust -> explicit: does less than the packaged table."
        " Got U1, no effect. Allowed: U1 or stricter, any.",
    ),
    (
        {"routing": "cases: {x: {intents: [dank], urgency: U2, when: [{cues: [y]}], reason: z}}"},
        "routing.yaml: cases -> x: unknown cue. Got y. Allowed: ",
    ),
    (
        {"routing": "raises: {datum_nah: {except_intents: [urlaub]}}"},
        "routing.yaml: raises -> datum_nah: unknown intent. Got urlaub. Allowed: ",
    ),
    (
        {"routing": "signals: {laerm: {label: Lärm}}"},
        "routing.yaml: signals -> laerm: unknown signal kind. Got laerm. Allowed: ",
    ),
    (
        {"routing": "cues: {kind: [Kinder]}"},
        "routing.yaml: cues -> kind: Value error, must be folded",
    ),
    (
        {"switches": "intents: {urlaub: {by: a1, at: 2026-11-20T10:00:00+01:00}}"},
        "switches.yaml: intents -> urlaub: unknown intent. Got urlaub. Allowed: ",
    ),
    (
        {"teams": "functions: {LG: {catch_all: LX}}"},
        "teams.yaml: functions -> LG -> catch_all: unknown team. Got LX. Allowed: EZ, LG,",
    ),
    (
        {"teems": "teams: {}"},
        "teems.yaml: unknown settings file. Allowed: office.yaml, taxonomy.yaml, teams.yaml,"
        " routing.yaml, crisis_notes.yaml, switches.yaml, calibration.json, office_texts.yaml,"
        " gates.yaml, plain_language.yaml, taxonomy_changes.yaml, rules/, replies/.",
    ),
]


@pytest.mark.parametrize(("files", "line"), ERRORS, ids=[line[:60] for _, line in ERRORS])
def test_error(tmp_path: Path, files: dict[str, str], line: str) -> None:
    """A problem names the office's file and the key, the value got and what is allowed."""
    found = problems(overlay(tmp_path, **files))
    assert len(found) == 1
    assert line == found[0][: len(line)]


def test_all_at_once(tmp_path: Path) -> None:
    """All problems of all files are told in one go."""
    folder = overlay(tmp_path, office="stage: x", teams="functions: {LG: {colour: red}}", other="a")
    assert len(problems(folder)) == 3
    assert len(check(folder).findings) == 3


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is said to be missing, with the command that writes one."""
    expected = "none: no such folder. Next: postfach-triage init DIR."
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "none")
    assert expected == str(caught.value.problems[0]).replace(f"{tmp_path}/", "")


def test_values_with_origin(tmp_path: Path) -> None:
    """Every value is listed with the file it comes from: the office's where it is set there."""
    folder = overlay(tmp_path, office="lane: {level: 0.02}")
    places = {(one.file, one.key): (one.value, Path(one.origin)) for one in check(folder).values}
    assert (0.02, tmp_path / "office.yaml") == places["office.yaml", "lane -> level"]
    assert places["office.yaml", "lane -> confidence"][1].parent.name == "config"
    assert len(places) > 300
