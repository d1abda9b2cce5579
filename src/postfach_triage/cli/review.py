"""`postfach-triage review`: the page case workers use."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postfach_triage.cli.border import FAILED, guarded, say
from postfach_triage.cli.options import AsJson, Config, config_folder
from postfach_triage.cli.score import mapping_of
from postfach_triage.cli.score_options import Mapping
from postfach_triage.errors import TriageError

if TYPE_CHECKING:
    from postfach_triage.records import Review

app = typer.Typer(help="The page case workers use.", no_args_is_help=True, rich_markup_mode=None)


class Content(StrEnum):
    """What `export` writes."""

    annotations = "annotations"
    reviews = "reviews"


@app.callback()
def review() -> None:
    """Serve the page, fill it, check it, take decisions out of it.

    Its database is DATABASE_URL, by default SQLite in $POSTFACH_TRIAGE_REVIEW_DIR (./review).
    """


@app.command("serve", short_help="Serve the page.")
@guarded
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    config: Config = None,
) -> None:
    """Serve the page; the first start makes the database and prints a one-time admin password.

    For more than this machine put a web server with https in front and set
    POSTFACH_TRIAGE_REVIEW_ORIGIN to the address people open.
    """
    _require_packages()
    from postfach_triage.review.office import the_office
    from postfach_triage.review.serving import allow, require_free
    from postfach_triage.review.serving import serve as run
    from postfach_triage.review.starting import ADMIN, first_admin, make_database

    allow(host)
    require_free(host, port)
    _start(config)
    the_office()  # a wrong setting ends the start, not the first click
    make_database()
    password = first_admin()
    if password:
        say(f"First start. Log in as {ADMIN} with the one-time password {password}")
    shown = f"[{host}]" if ":" in host else host
    run(host, port, ready=lambda: say(f"The page is at http://{shown}:{port}/ (stop: Ctrl-C)"))


@app.command("load", short_help="Load results beside their messages.")
@guarded
def load(
    results: Annotated[Path, typer.Argument(metavar="RESULTS", help="Results of `score`.")],
    messages: Annotated[
        Path, typer.Option("--messages", metavar="EXPORT", help="The export they were made from.")
    ],
    mapping: Mapping = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Load results beside their messages; what a person decided is never overwritten.

    Refused where the two do not belong together. The same results again change nothing.
    """
    _require_packages()
    _start(config)
    from postfach_triage.cli.progress import shown
    from postfach_triage.review.clock import now
    from postfach_triage.review.loading import load as run
    from postfach_triage.review.office import the_office
    from postfach_triage.review.starting import make_database

    make_database()
    with shown() as progress:
        loaded = run(
            results,
            messages,
            the_office(),
            now=now(),
            mapping=mapping_of(mapping),
            progress=progress,
        )
    if as_json:
        typer.echo(json.dumps(asdict(loaded)))
        return
    say(
        f"{loaded.rows:,} rows: {loaded.new:,} new ({loaded.resent:,} sent again), "
        f"{loaded.updated:,} judged anew, {loaded.kept:,} left as a person decided, "
        f"{loaded.same:,} already there"
    )


@app.command("export", short_help="Write decisions as training data.")
@guarded
def export(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="JSONL file. Default: stdout.")
    ] = None,
    content: Annotated[
        Content,
        typer.Option("--as", help="annotations for training, reviews for `replies stats`."),
    ] = Content.annotations,
    config: Config = None,
) -> None:
    """Write what was decided as redacted annotations, one JSON object a line.

    Off until office.yaml sets learning.enabled and learning.legal_basis.
    """
    _require_packages()
    _start(config)
    from postfach_triage.annotations import dump
    from postfach_triage.review import exporting
    from postfach_triage.review.office import the_office
    from postfach_triage.review.starting import make_database

    make_database()
    exporting.require_learning(the_office())
    with TemporaryDirectory() as folder:
        made = Path(folder) / "export.jsonl"
        if content is Content.annotations:
            dump(exporting.annotations(the_office()), made)
        else:
            made.write_bytes(b"".join(_lines(exporting.reviews(the_office()))))
        data = made.read_bytes()
    if out is None or out == Path("-"):
        sys.stdout.buffer.write(data)
    else:
        from postfach_triage.exports.placing import into_place

        with into_place(out) as stream:
            stream.write(data)
    lines = data.count(b"\n")
    say(f"{lines:,} {content.value}, pseudonymised, not anonymous")


@app.command("check", short_help="Check that the page is safe and complete.")
@guarded
def check(config: Config = None) -> None:
    """Check settings, database and style sheets; exit code 1 if something must be mended."""
    _require_packages()
    _start(config)
    from postfach_triage.review.checking import check_page

    checked = check_page()
    for remark in checked.remarks:
        say(remark)
    for problem in checked.problems:
        say(f"postfach-triage: {problem}")
    if checked.problems:
        raise typer.Exit(FAILED)
    say("nothing is wrong")


def _lines(reviews: "Iterable[Review]") -> Iterable[bytes]:
    for one in reviews:
        yield json.dumps(asdict(one), ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    return str(value.isoformat())


def _start(config: Path | None) -> None:
    from postfach_triage.review.starting import start

    start(config_folder(config))


def _require_packages() -> None:
    if find_spec("django") is None:
        raise TriageError(
            "the packages of the page are not installed",
            where="review",
            next_step="pip install 'postfach-triage[review]'",
        )
