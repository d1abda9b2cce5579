"""The files of an export."""

import gzip
import hashlib
import io
import os
import stat
from pathlib import Path

import pytest

from postfach_triage.errors import ExportError
from postfach_triage.exports.sources import (
    Source,
    Steady,
    file_format,
    input_sha256,
    readable,
    sources,
    spool,
)


def test_a_folder_is_read_by_name_without_our_own_files(tmp_path: Path) -> None:
    """Exports of a folder come in order of their names; results and other files are left out."""
    names = ["b.csv", "a.jsonl", "c.parquet", "d.xlsx", "e.csv.gz", "B.TSV"]
    ours = ["b.results.jsonl", "b.1a2b.results.csv", "results.jsonl", "results.1a2b.csv"]
    for name in [*names, *ours, "urgent.jsonl", "README.md", ".b.csv.part", "manifest.json"]:
        (tmp_path / name).touch()
    (tmp_path / "sub.csv").mkdir()
    assert [source.name for source in sources(tmp_path)] == sorted(names)


@pytest.mark.parametrize("given", ["file", "folder"])
def test_a_name_that_is_no_utf8_can_be_written(tmp_path: Path, given: str) -> None:
    """A file name of another encoding opens its file, and its rows carry a name fit to write."""
    path = tmp_path / os.fsdecode(b"\xe4.csv")
    path.write_bytes(b"message_id,text\n")
    (source,) = sources(path if given == "file" else tmp_path)
    assert source.name.encode() == "\ufffd.csv".encode()
    with source.open() as stream:
        assert stream.read(10) == b"message_id"


def test_a_folder_without_exports_is_an_error(tmp_path: Path) -> None:
    """An empty folder is no finished run."""
    with pytest.raises(ExportError, match="no export in this folder"):
        sources(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"{", "csv"),
        ("a.jsonl", b"", "jsonl"),
        ("a.jsonl.gz", gzip.compress(b"", mtime=0), "jsonl"),
        ("stdin", b' \n{"text": ""}', "jsonl"),
        ("stdin", b"\xef\xbb\xbfmessage_id,text\n", "csv"),
        ("stdin", b"PAR1", "parquet"),
        ("a.csv", b"PK\x03\x04", "xlsx"),
        ("A.CSV.GZ", gzip.compress(b"message_id", mtime=0), "csv"),
    ],
)
def test_the_format_is_known(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    """First bytes, suffix and first character tell the format, packed or not."""
    path = tmp_path / "x"
    path.write_bytes(content)
    assert file_format(Source(path, name)) == kind


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", b"", "the file is empty"),
        ("stdin", b"", "the file is empty"),
        ("a.xlsx", b"message_id", "no xlsx file"),
        ("a.parquet", b"message_id", "no parquet file"),
    ],
)
def test_a_file_that_is_not_its_format_is_an_error(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    """Zero bytes and a wrong suffix are said before anything is read."""
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(ExportError, match=what):
        file_format(Source(path, name))


def test_a_change_while_reading_is_an_error(tmp_path: Path) -> None:
    """Another size or time at the end means that the portal was still writing."""
    path = tmp_path / "a.csv"
    path.write_text("a")
    with (
        pytest.raises(ExportError, match="changed while it was read"),
        readable(Source(path, "a.csv")),
    ):
        path.write_text("ab")
    with (
        pytest.raises(ExportError, match="changed while it was read"),
        readable(Source(path, "a.csv")),
    ):
        os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("change", ["content", "time", "gone", "more"])
def test_a_change_between_two_looks_is_an_error(tmp_path: Path, change: str) -> None:
    """A folder is looked at as a whole: its files, their sizes and times."""
    path = tmp_path / "a.csv"
    path.write_text("a")
    (tmp_path / "b.csv").touch()
    steady = Steady(tmp_path)
    steady.check()
    (tmp_path / "results.jsonl").touch()
    steady.check()
    if change == "content":
        path.write_text("ab")
    elif change == "time":
        os.utime(path, ns=(1, 1))
    elif change == "gone":
        path.unlink()
    else:
        (tmp_path / "c.csv").touch()
    with pytest.raises(ExportError, match="changed while it was read"):
        steady.check()


@pytest.mark.parametrize("error", [EOFError(), gzip.BadGzipFile(), PermissionError(13, "denied")])
def test_what_the_disk_says_is_an_export_error(tmp_path: Path, error: Exception) -> None:
    """Broken archives and missing rights name the file."""
    path = tmp_path / "a.csv"
    path.touch()
    with pytest.raises(ExportError, match=r"a\.csv"), readable(Source(path, "a.csv")):
        raise error


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """A path that leads nowhere says so."""
    with pytest.raises(ExportError, match="file not found"), readable(Source(tmp_path / "x", "x")):
        pass


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    """A file's hash is sha256 of its bytes; a folder's changes with each of its exports."""
    (tmp_path / "a.csv").write_bytes(b"abc")
    assert input_sha256(tmp_path / "a.csv") == hashlib.sha256(b"abc").hexdigest()
    before = input_sha256(tmp_path)
    (tmp_path / "results.jsonl").write_bytes(b"ours")
    assert input_sha256(tmp_path) == before
    (tmp_path / "b.csv").write_bytes(b"")
    assert input_sha256(tmp_path) != before
    with pytest.raises(ExportError, match="file not found"):
        input_sha256(tmp_path / "none.csv")


def test_stdin_is_copied_for_the_owner_alone(tmp_path: Path) -> None:
    """The copy of stdin has mode 0600 and the same bytes."""
    spool(io.BytesIO(b"x" * 3_000_000), tmp_path / "stdin")
    assert (tmp_path / "stdin").stat().st_size == 3_000_000
    assert stat.S_IMODE((tmp_path / "stdin").stat().st_mode) == 0o600
