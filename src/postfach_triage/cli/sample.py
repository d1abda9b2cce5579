"""`postfach-triage sample`: choose the messages to annotate next."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from postfach_triage.cli.border import say
from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import Config, Models, ModelVersion, Today, models_folder
from postfach_triage.cli.score import export_file, mapping_of
from postfach_triage.cli.score_options import Export, Mapping

if TYPE_CHECKING:
    from postfach_triage.evaluation.stability import Stability
    from postfach_triage.records import Row
    from postfach_triage.sampling import Sample

STDOUT = Path("-")


def sample(
    pool: Export,
    n: Annotated[int, typer.Option("--n", min=1, metavar="N", help="How many to choose.")] = 200,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Write them here. Default: stdout.")
    ] = STDOUT,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Write JSONL with redacted texts, to be annotated.")
    ] = False,
    own: Annotated[
        list[Path] | None,
        typer.Option("--own", metavar="FILE", help="Annotations that are there already (JSONL)."),
    ] = None,
    mapping: Mapping = None,
    model: ModelVersion = None,
    models: Models = None,
    config: Config = None,
    today: Today = None,
) -> None:
    """Choose from an export the messages whose annotation would teach the model most.

    What it is unsure of, unlike each other, rare requests first, near-duplicates left out. Writes
    the ids, one a line. Never measure on such a sample: it is made of what the model gets wrong.
    """
    from postfach_triage.assembly import word_fields
    from postfach_triage.exports.placing import into_place
    from postfach_triage.exports.reading import read_rows
    from postfach_triage.sampling import Models as Folder
    from postfach_triage.sampling import sample as choose
    from postfach_triage.training_data import load_own

    triage = load_triage(model=model, models=models, config=config, today=today)
    folder = Folder(models_folder(models), word_fields())
    columns = mapping_of(mapping)
    with export_file(pool) as (path, name):
        rows = read_rows(path, mapping=columns, name=name)
        found = choose(rows, triage, folder, n, load_own(own or ()))
        again = read_rows(path, mapping=columns, name=name) if with_text else iter(())
        lines = _with_text(found, again) if with_text else _ids(found)
        data = b"".join(line.encode(errors="replace") + b"\n" for line in lines)
    if out == STDOUT:
        sys.stdout.buffer.write(data)
    else:
        with into_place(out) as stream:
            stream.write(data)
    say(
        f"{len(found.chosen):,} of {found.pool:,} messages chosen; left out before: "
        f"{found.left_out:,} (trained on, empty, outgoing or unreadable)"
    )
    say(_advice(found.stability))


def _ids(found: "Sample") -> Iterator[str]:
    for one in found.chosen:
        yield one.message_id


def _with_text(found: "Sample", rows: "Iterator[Row]") -> Iterator[str]:
    """Give the chosen messages, best first, with redacted texts."""
    from postfach_triage.preprocess.redaction import redact

    wanted = {one.row for one in found.chosen}
    messages = {row.key: row.message for row in rows if row.key in wanted}
    for one in found.chosen:
        text, _ = redact(messages[one.row])
        values = {"message_id": one.message_id, "text": text}
        yield json.dumps(values, ensure_ascii=False)


def _advice(found: "Stability | None") -> str:
    if found is None:
        return "There is no earlier model to tell by whether more labels still change much."
    said = (
        f"{found.now} and {found.before}, the one before, see the same main intent in "
        f"{found.equal} of these messages (kappa {found.kappa:.3f})."
    )
    if found.stable:
        return f"{said} More labels of this kind hardly pay: read the mistakes (evaluate --report)."
    return f"{said} More labels still change what the model says."
