"""`postfach-triage explain`: one message, and why the program sees it so."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import AsJson, Config, Models, ModelVersion, Today

if TYPE_CHECKING:
    from postfach_triage.records import Document, Result
    from postfach_triage.triage import Triage

ROW = "explain#1"
SHOWN_INTENTS = 3


def explain(
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="The message in quotes, or - to read it from stdin."),
    ],
    subject: Annotated[
        str, typer.Option("--subject", metavar="TEXT", help="The subject line.")
    ] = "",
    attachments: Annotated[
        int, typer.Option("--attachments", min=0, metavar="N", help="How many.")
    ] = 0,
    model: ModelVersion = None,
    models: Models = None,
    config: Config = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Explain one message: intents, signals, lane with its reasons, suggested reply."""
    from postfach_triage.records import Message, Row

    words = sys.stdin.buffer.read().decode("utf-8", errors="replace") if text == "-" else text
    triage = load_triage(model=model, models=models, config=config, today=today)
    message = Message(id=ROW, text=words.strip("\n"), subject=subject, attachments=attachments)
    result = next(triage.run_rows([Row(ROW, message)]))
    document = triage.preprocessor.prepare(message)
    if as_json:
        row = _row(result, triage, words) | {"text_for_model": document.text_for_model}
        typer.echo(json.dumps(row, ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(_lines(result, document, triage)))


def _row(result: "Result", triage: "Triage", words: str) -> dict[str, Any]:
    from hashlib import sha256

    from postfach_triage.config.fingerprint import config_fingerprint
    from postfach_triage.exports.columns import RunInfo, result_row

    assert triage.model is not None
    run = RunInfo(
        input_sha256=sha256(words.encode("utf-8", "replace")).hexdigest(),
        calibrated_on=triage.office.calibrated_on,
        model_version=triage.model.version,
        rules_version=config_fingerprint(triage.office)[:12],
        run_id="",
    )
    return result_row(result, run, with_text=True)


def _lines(result: "Result", document: "Document", triage: "Triage") -> Iterator[str]:
    decision, prediction, suggestion = result.decision, result.prediction, result.suggestion
    assert decision is not None
    function = triage.office.functions[decision.function]
    yield f"Lane       {decision.lane}"
    yield f"Urgency    {decision.urgency}"
    yield f"Team       {decision.team} ({decision.function}: {function.label})"
    if prediction is not None:
        yield f"Intents    {_intents(prediction.intents, triage)}"
        yield (
            f"Simple     probability {prediction.simple_probability:.3f}, "
            f"threshold {triage.thresholds.score:.3f} (on constructed text)"
        )
    yield "Signals    " + (", ".join(_signals(result)) or "none")
    if decision.effects:
        yield "Effects    " + ", ".join(decision.effects)
    yield f"Language   {document.language}"
    for number, reason in enumerate(decision.reasons):
        yield f"{'' if number else 'Reasons':11}{reason}"
    yield f"Model read {document.text_for_model}"
    if result.error:
        yield f"Failed     {result.error}"
    if suggestion is not None:
        yield from _reply(result, triage)


def _intents(intents: tuple[tuple[str, float], ...], triage: "Triage") -> str:
    best = intents[:SHOWN_INTENTS]
    return ", ".join(f"{triage.office.intents[name].label} {p:.2f} ({name})" for name, p in best)


def _signals(result: "Result") -> Iterator[str]:
    assert result.decision is not None
    for signal in result.decision.signals:
        found = getattr(result.message, signal.field)[signal.start : signal.end]
        yield f'{signal.kind} ({signal.level}: "{" ".join(found.split())}")'


def _crisis_notes(result: "Result", triage: "Triage") -> Iterator[str]:
    from postfach_triage.replies.ranking import crises

    notes = triage.office.crisis_notes
    signals = result.decision.signals if result.decision else ()
    for kind in crises(signals, result.prediction):
        for number, line in enumerate(notes.lines(kind)):
            yield f"{'' if number else 'Note':11}{line}"


def _reply(result: "Result", triage: "Triage") -> Iterator[str]:
    suggestion = result.suggestion
    assert suggestion is not None
    yield from _crisis_notes(result, triage)
    if suggestion.reply is None:
        yield f"Reply      none: {suggestion.why}"
        return
    from postfach_triage.replies.showing import hidden_because

    template = triage.catalogue.templates[suggestion.reply]
    hidden = hidden_because(template, triage.office, triage.catalogue.ready, today=triage.today)
    yield f"Reply      {suggestion.reply} ({template.title})"
    if hidden:
        yield f"           not shown as a suggestion: {hidden}"
    yield from (f"           | {line}".rstrip() for line in suggestion.text.splitlines())
    if suggestion.open_slots:
        yield "           to fill in: " + ", ".join(suggestion.open_slots)
    if suggestion.alternatives:
        yield "           or: " + ", ".join(suggestion.alternatives)
