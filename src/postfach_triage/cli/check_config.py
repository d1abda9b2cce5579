"""`postfach-triage check-config`: every setting with its origin, every mistake with its place."""

import json
from pathlib import Path

import typer

from postfach_triage.cli.border import FAILED, say
from postfach_triage.cli.options import AsJson, Config, config_folder, day
from postfach_triage.errors import ConfigError, TriageError


def check_config(config: Config = None, as_json: AsJson = False) -> None:
    """Check the office's settings, rules and replies; print each value with its origin."""
    from postfach_triage.config.checking import check

    folder = config_folder(config)
    report = check(folder)
    findings = [str(finding) for finding in report.findings or _faults_of_use(folder)]
    if as_json:
        values = [
            {"file": v.file, "key": v.key, "value": v.value, "origin": v.origin}
            for v in report.values
        ]
        plain = {"findings": findings, "values": values}
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1, default=str))
    else:
        for value in report.values:
            typer.echo(f"{value.file}: {value.key} = {value.value}  [{value.origin}]")
    for finding in findings:
        say(f"postfach-triage: {finding}")
    if findings:
        raise typer.Exit(FAILED)
    say(f"{len(report.values):,} values, nothing wrong")


def _faults_of_use(folder: Path | None) -> list[TriageError]:
    """Build all that scoring builds from the settings: some faults only show there."""
    from postfach_triage.config.loader import load
    from postfach_triage.routing.lane import LaneThresholds
    from postfach_triage.triage import Triage

    blank = LaneThresholds(score=1.0, sentence=0.0, familiarity=1.0)
    try:
        Triage.build(load(folder), folder, day(None), None, blank)
    except ConfigError as error:
        return error.problems
    return []
