"""Annotated messages are read strictly, split by person and written back unchanged."""

import json
import runpy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postfach_triage import annotations
from postfach_triage.errors import AnnotationError
from postfach_triage.records import EFFECTS, URGENCIES, Annotation, Span

DATA = Path(__file__).parents[2] / "data" / "annotated"
SECRET = "Geheimwort"
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LINE: dict[str, Any] = {
    "id": "x1",
    "text": f"Hallo {SECRET}",
    "intents": ["auszahlung"],
    "lane": "simple",
    "urgency": "U3",
    "effects": [],
    "style": "plain",
    "lang": "de",
    "spans": [{"start": 6, "end": 16, "label": "NAME"}],
}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


def message(id: str, **more: Any) -> Annotation:
    base = Annotation(id=id, text=id, intents=("dank",), lane="simple", urgency="U4")
    return replace(base, **more)


def person_of(*, dev: bool) -> str:
    """Return the first person of the wanted side, by the rule as the data sheet states it."""
    return next(
        person
        for person in (f"1-{number:03}" for number in range(100))
        if (int(sha256(person.encode()).hexdigest(), 16) % 5 == 0) is dev
    )


TEXTS = st.text(max_size=30)
FILLED = st.text(min_size=1, max_size=8).filter(str.strip)
LANES = st.sampled_from(["simple", "complex"])
OFFSETS = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@st.composite
def one(draw: st.DrawFn, number: int) -> Annotation:
    """Draw an annotation that keeps every rule; `number` makes its id unique."""
    trap = draw(st.sampled_from([None, "A", "L", "B", "grave", "similar"]))
    lane = {"A": "simple", "L": "simple", "B": "complex", "grave": "complex"}.get(trap or "")
    lane = lane or draw(LANES)
    text = draw(TEXTS)
    own = draw(st.booleans())
    return Annotation(
        id=f"{draw(FILLED)}-{number}",
        text=text,
        intents=tuple(
            draw(st.lists(FILLED, min_size=1, max_size=1 if lane == "simple" else 4, unique=True))
        ),
        lane=lane,
        urgency=draw(st.sampled_from(URGENCIES)),
        effects=tuple(draw(st.lists(st.sampled_from(EFFECTS), unique=True))),
        style=draw(st.sampled_from(annotations.STYLES)),
        lang=draw(st.sampled_from(["de", "uk", "nds"])),
        spans=(Span(draw(st.sampled_from(annotations.LABELS)), 0, len(text)),) if text else (),
        subject=draw(TEXTS),
        received_at=draw(st.none() | st.datetimes(timezones=OFFSETS)),
        attachments=draw(st.none() | st.integers(0, 9)),
        person=draw(st.none() | FILLED),
        group=f"{draw(FILLED)}-{number}" if trap in ("A", "L", "B") else None,
        trap=trap,
        function=draw(st.none() | FILLED),
        reply=draw(st.none() | FILLED),
        annotator=draw(FILLED),
        how=draw(st.sampled_from(["blind", "corrected", "accepted"])),
        source="own" if own else "constructed",
        annotated_on=draw(st.none() | st.dates()),
        redacted=own or draw(st.booleans()),
    )


@st.composite
def several(draw: st.DrawFn) -> list[Annotation]:
    """Draw a file's worth of annotations."""
    return [draw(one(number)) for number in range(draw(st.integers(0, 4)))]


@FEW
@given(several())
def test_written_annotations_read_back_equal(tmp_path: Path, rows: list[Annotation]) -> None:
    """What is written is read back as the same records, and written again as the same bytes."""
    path = tmp_path / "a.jsonl"
    annotations.dump(rows, path)
    assert annotations.load(path) == rows
    first = path.read_bytes()
    annotations.dump(annotations.load(path), path)
    assert path.read_bytes() == first


@FEW
@given(
    st.binary(max_size=80)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | TEXTS,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(list(LINE)) | TEXTS, inner, max_size=3)
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_are_rows_or_an_annotation_error(tmp_path: Path, content: bytes) -> None:
    """A file of any bytes gives annotations or an AnnotationError, nothing else."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    try:
        annotations.load(path)
    except AnnotationError as error:
        assert "a.jsonl:" in str(error)


@FEW
@given(
    st.sampled_from([*LINE, "person", "trap", "attachments", "received_at", "redacted"]),
    st.none() | st.booleans() | st.integers() | st.lists(TEXTS) | st.dictionaries(TEXTS, TEXTS),
)
def test_a_wrong_type_is_an_annotation_error_or_fits(
    tmp_path: Path, field: str, value: object
) -> None:
    """A field of any JSON type is read or refused by name."""
    path = write(tmp_path / "a.jsonl", LINE | {"spans": []} | {field: value})
    try:
        annotations.load(path)
    except AnnotationError as error:
        assert field in str(error)


def test_constructed_lines_get_their_provenance(tmp_path: Path) -> None:
    """A line that says nothing of its origin is constructed, annotated blind by construct."""
    (row,) = annotations.load(write(tmp_path / "a.jsonl", LINE))
    assert (row.annotator, row.how, row.source, row.redacted) == (
        "construct", "blind", "constructed", False,
    )  # fmt: skip
    assert row.spans == (Span("NAME", 6, 16),)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("id", {"id": " "}),
        ("text", {"text": None}),
        ("line", {"text": f"{SECRET}\ud83d"}),
        ("intents", {"intents": []}),
        ("intents", {"intents": "auszahlung"}),
        ("intents", {"intents": ["dank", "dank"], "lane": "complex"}),
        ("intents", {"intents": ["a", "b", "c", "d", "e"], "lane": "complex"}),
        ("intents", {"intents": [SECRET]}),
        ("lane", {"lane": SECRET}),
        ("lane", {"intents": ["auszahlung", "dank"]}),
        ("urgency", {"urgency": "U5"}),
        ("effects", {"effects": [SECRET]}),
        ("style", {"style": ["plain"]}),
        ("lang", {"lang": "Deutsch"}),
        ("spans", {"spans": [{"start": 6, "end": 99, "label": "NAME"}]}),
        ("spans", {"spans": [{"start": 6, "end": 6, "label": "NAME"}]}),
        ("spans", {"spans": [{"start": True, "end": 6, "label": "NAME"}]}),
        ("spans", {"spans": [{"start": -1, "end": 6, "label": "NAME"}]}),
        ("spans", {"spans": [{"start": 0, "end": 6, "label": SECRET}]}),
        ("spans", {"spans": [{"start": 0, "end": 6, "label": "NAME", SECRET: 1}]}),
        ("spans", {"spans": [{"start": 0, "end": 6, "label": "NAME", "field": "subject"}]}),
        ("spans", {"spans": [SECRET]}),
        ("attachments", {"attachments": True}),
        ("received_at", {"received_at": "2026-11-02T08:00:00"}),
        ("annotated_on", {"annotated_on": SECRET}),
        ("how", {"how": "guessed"}),
        ("source", {"source": "Own"}),
        ("redacted", {"source": "own"}),
        ("redacted", {"redacted": 1}),
        ("trap", {"trap": "A"}),
        ("trap", {"group": "dank-01"}),
        ("trap", {"group": "dank-01", "trap": "grave", "lane": "complex"}),
        ("lane", {"group": "dank-01", "trap": "B"}),
        ("lane", {"group": "dank-01", "trap": "L", "lane": "complex"}),
        ("lane", {"trap": "grave"}),
        ("field 10", {SECRET: 1}),
    ],
)
def test_a_broken_line_is_named_without_its_words(
    tmp_path: Path, field: str, change: dict[str, Any]
) -> None:
    """An error names file, line and field, and repeats nothing of the line."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(LINE) + "\n" + json.dumps(LINE | {"id": "x2"} | change) + "\n")
    with pytest.raises(AnnotationError) as caught:
        annotations.load(path, intents={"auszahlung", "dank", "a", "b", "c", "d", "e"})
    assert str(caught.value).startswith(f"a.jsonl:2: {field} ")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("field", list(LINE))
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    """The nine fields of the guide are required."""
    row = {name: value for name, value in LINE.items() if name != field}
    with pytest.raises(AnnotationError, match=rf"a\.jsonl:1: {field} is missing"):
        annotations.load(write(tmp_path / "a.jsonl", row))


@pytest.mark.parametrize(
    "content",
    [
        b"\n",
        b"[]\n",
        b"{\n",
        b"\xff\n",
        b'{"id": "a", "id": "b"}\n',
        b"\xef\xbb\xbf{}\n",
        b"[" * 9999,
    ],
    ids=["blank", "list", "cut", "bytes", "twice", "mark", "deep"],
)
def test_a_line_that_is_no_object_is_refused(tmp_path: Path, content: bytes) -> None:
    """Every line is one JSON object that names each field once."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(AnnotationError, match=r"a\.jsonl:1: line must be one JSON object"):
        annotations.load(path)


@pytest.mark.parametrize(
    ("field", "second"),
    [("id", {"id": "x1"}), ("trap", {"id": "x2", "group": "g", "trap": "A"})],
)
def test_ids_and_places_in_a_set_occur_once(
    tmp_path: Path, field: str, second: dict[str, Any]
) -> None:
    """An id is unique in its file, and so is each of A, L, B in its set."""
    first = LINE | {"group": "g", "trap": "A"}
    with pytest.raises(AnnotationError, match=rf"a\.jsonl:2: {field} must not occur twice"):
        annotations.load(write(tmp_path / "a.jsonl", first, LINE | second))


def test_a_missing_file_is_an_annotation_error(tmp_path: Path) -> None:
    """A file that is not there is named, with what to do."""
    with pytest.raises(AnnotationError, match=r"gone\.jsonl: cannot be read .* Next: name another"):
        annotations.load(tmp_path / "gone.jsonl")


def test_a_refused_dump_leaves_the_file(tmp_path: Path) -> None:
    """Own text that is not redacted is not written, and what was there stays."""
    path = write(tmp_path / "a.jsonl", LINE)
    before = path.read_bytes()
    with pytest.raises(AnnotationError, match="redacted must be true"):
        annotations.dump([message("m1"), message("m2", source="own")], path)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.jsonl"]


def test_written_files_are_private(tmp_path: Path) -> None:
    """An annotated file can be read by its owner alone."""
    annotations.dump([message("m1")], tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").stat().st_mode & 0o777 == 0o600


def training_folder(folder: Path) -> Path:
    for stem, letter in annotations.TRAINING_FILES.items():
        write(folder / f"{stem}.jsonl", LINE | {"id": f"{letter}1"})
    return folder


def test_training_never_sees_calibration(tmp_path: Path) -> None:
    """Training reads its own files; the calibration file is read by its own function alone."""
    write(training_folder(tmp_path) / "calibration.jsonl", LINE | {"id": "c1"})
    found = annotations.load_training(tmp_path)
    assert [row.id for row in found] == ["i1", "p1", "t1", "g1", "m1"]
    assert [row.id for row in annotations.load_calibration(tmp_path)] == ["c1"]
    with pytest.raises(AnnotationError, match="risk control"):
        annotations.load(tmp_path / "calibration.jsonl")


def test_an_id_tells_its_file(tmp_path: Path) -> None:
    """An id with another file's letter is refused, for the dev rule reads it."""
    write(training_folder(tmp_path) / "rare.jsonl", LINE | {"id": "p2"})
    with pytest.raises(AnnotationError, match=r"rare\.jsonl:1: id must begin with g"):
        annotations.load_training(tmp_path)


def test_dev_is_a_fifth_of_the_persons_of_one_file() -> None:
    """Only constructed messages of by_person.jsonl are dev, by their person's hash."""
    dev, train = person_of(dev=True), person_of(dev=False)
    assert annotations.is_dev(message("p1", person=dev))
    assert not annotations.is_dev(message("p1", person=train))
    assert not annotations.is_dev(message("p1"))
    assert not annotations.is_dev(message("g1", person=dev))
    assert not annotations.is_dev(message("p1", person=dev, source="own", redacted=True))


@FEW
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["Ok.", "ok", "Nein", "!", "?"]))))
def test_split_keeps_persons_whole_and_wordings_apart(drawn: list[tuple[int, str]]) -> None:
    """No person and no wording is on both sides, and growing data move nobody."""
    rows = [
        message(f"p{number}", person=f"1-{person:03}", text=text)
        for number, (person, text) in enumerate(drawn)
    ]
    train, dev = annotations.split(rows)
    assert not {row.person for row in train} & {row.person for row in dev}
    assert not {row.text.casefold().strip(".") for row in train} & {
        row.text.casefold().strip(".") for row in dev
    }
    assert annotations.split(rows[: len(rows) // 2])[1] == dev[: sum(
        row in dev for row in rows[: len(rows) // 2]
    )]  # fmt: skip


def test_split_leaves_out_what_dev_says_too() -> None:
    """A training message worded like one of dev is dropped, whatever its case and marks."""
    dev = message("p1", person=person_of(dev=True), text="Vielen DANK für alles!")
    same = message("i1", text="vielen dank fuer alles")
    other = message("i2", text="vielen Dank")
    assert annotations.split([same, dev, other]) == ([other], [dev])


def test_fold_group_names_what_stays_together() -> None:
    """A contrast set stays together, then a person, then each message is its own group."""
    assert annotations.fold_group(message("t1", group="g-01", person="1-001", trap="A")) == "g-01"
    assert annotations.fold_group(message("p1", person="1-001")) == "1-001"
    assert annotations.fold_group(message("i1")) == "i1"


def test_times_keep_their_offset(tmp_path: Path) -> None:
    """A time of arrival is aware when it is read."""
    row = LINE | {"received_at": "2026-11-02T08:00:00+00:00"}
    (found,) = annotations.load(write(tmp_path / "a.jsonl", row))
    assert found.received_at == datetime(2026, 11, 2, 8, tzinfo=UTC)


def test_the_bundled_files_come_back_byte_for_byte(tmp_path: Path) -> None:
    """The training files load, write back unchanged, and hold whole contrast sets."""
    for stem in annotations.TRAINING_FILES:
        annotations.dump(annotations.load(DATA / f"{stem}.jsonl"), tmp_path / "a.jsonl")
        assert (tmp_path / "a.jsonl").read_bytes() == (DATA / f"{stem}.jsonl").read_bytes()
    places: dict[str | None, set[str | None]] = {}
    for row in annotations.load(DATA / "contrast.jsonl"):
        places.setdefault(row.group, set()).add(row.trap)
    assert set(map(frozenset, places.values())) == {frozenset("ALB")}


def test_the_data_sheet_counts_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    """The tables of the data sheet are what its script prints."""
    runpy.run_path(str(DATA.parents[1] / "scripts" / "data_sheet.py"), run_name="__main__")
    assert (DATA / "README.md").read_text(encoding="utf-8").endswith(capsys.readouterr().out)
