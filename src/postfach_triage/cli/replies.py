"""`postfach-triage replies`: the catalogue of replies, checked, listed and counted."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from postfach_triage.cli.border import guarded, say
from postfach_triage.cli.options import AsJson, Config, Today, config_folder, day

app = typer.Typer(help="The catalogue of replies.", no_args_is_help=True, rich_markup_mode=None)


class Layout(StrEnum):
    """What `list` writes."""

    text = "text"
    zammad = "zammad-csv"
    markdown = "markdown"


@app.callback()
def replies() -> None:
    """Check, list and count the replies."""


@app.command("check", short_help="Check every reply.")
@guarded
def check(config: Config = None, as_json: AsJson = False) -> None:
    """Check every reply for plain language, form and what may not stand in it.

    Exit code 3: something falls short; each finding names reply, place, value, bound, next step.
    """
    from postfach_triage.config.office_texts import load_office_texts
    from postfach_triage.config.plain_language import load_plain_language
    from postfach_triage.config.reply_templates import load_templates
    from postfach_triage.errors import GateError
    from postfach_triage.replies.checking import check_replies

    folder = config_folder(config)
    templates = load_templates(folder / "replies" if folder else None)
    found = check_replies(templates, load_office_texts(folder), load_plain_language(folder))
    problems = [str(problem) for problem in found.problems]
    if as_json:
        plain = {"problems": problems, "reading_ease": found.reading_ease}
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    for problem in problems:
        say(f"postfach-triage: {problem}")
    count, mean = len(found.reading_ease), found.mean_reading_ease
    if problems:
        fault = f"replies check: {len(problems)} findings in {count} replies"
        raise GateError(fault, next_step="mend them and run it again")
    say(f"{count} replies, nothing falls short; mean reading ease (Flesch-Amstad) {mean:.1f}")


@app.command("list", short_help="List the replies.")
@guarded
def list_replies(
    config: Config = None,
    today: Today = None,
    as_json: AsJson = False,
    layout: Annotated[
        Layout, typer.Option("--format", help="text, text modules for Zammad, or a German page.")
    ] = Layout.text,
) -> None:
    """List the replies and whether each may be shown as a suggestion."""
    from postfach_triage.config.loader import load
    from postfach_triage.config.office_texts import load_office_texts
    from postfach_triage.config.reply_templates import load_templates
    from postfach_triage.replies.listing import json_rows, markdown, zammad_csv
    from postfach_triage.replies.showing import hidden_because
    from postfach_triage.replies.texts import is_ready, with_office_texts

    folder = config_folder(config)
    office, texts = load(folder), load_office_texts(folder)
    templates = load_templates(folder / "replies" if folder else None)
    catalogue = templates.replies
    bodies = {name: with_office_texts(reply, texts) for name, reply in catalogue.items()}
    ready = {name for name, reply in catalogue.items() if is_ready(reply, texts)}
    hidden = {
        name: hidden_because(reply, office, ready, today=day(today))
        for name, reply in catalogue.items()
    }
    if as_json:
        rows = json_rows(catalogue, bodies, hidden)
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif layout is Layout.zammad:
        typer.echo(zammad_csv(catalogue, bodies, hidden), nl=False)
    elif layout is Layout.markdown:
        typer.echo(markdown(catalogue, bodies, office.crisis_notes, templates.sheets), nl=False)
    else:
        for reply in catalogue.values():
            typer.echo(
                f"{reply.id:24} {reply.lane}  {hidden[reply.id] or 'shown':24} {reply.title}"
            )


@app.command("stats", short_help="Count what became of suggestions.")
@guarded
def stats(
    reviews: Annotated[Path, typer.Argument(metavar="REVIEWS", help="Exported reviews (JSONL).")],
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Count how often each reply was suggested, taken, adapted and dismissed, and why.

    Counted over replies, never over persons. Dead: nobody took or adapted it.
    """
    from postfach_triage.config.reply_templates import load_templates
    from postfach_triage.replies.usage import usage
    from postfach_triage.reviews import load_reviews

    folder = config_folder(config)
    catalogue = load_templates(folder / "replies" if folder else None).replies
    rows = usage(load_reviews(reviews), catalogue)
    if as_json:
        plain = [{**asdict(row), "dead": row.dead} for row in rows]
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{'reply':24} suggested taken adapted (changed) dismissed  why")
    for row in rows:
        if row.suggested:
            changed = "" if row.changed is None else f"({row.changed:.0%})"
            why = ", ".join(f"{reason} {count}" for reason, count in row.reasons)
            typer.echo(
                f"{row.reply:24} {row.suggested:9} {row.taken:5} {row.adapted:7} {changed:9} "
                f"{row.dismissed:9}  {why}".rstrip()
            )
    unused = [row.reply for row in rows if row.dead and row.suggested]
    never = [row.reply for row in rows if not row.suggested]
    typer.echo(f"Dead, suggested but never used ({len(unused)}): {', '.join(unused) or 'none'}")
    typer.echo(f"Never suggested ({len(never)}): {', '.join(never) or 'none'}")
