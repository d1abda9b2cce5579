"""Turn what was measured into plain JSON values."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from postfach_triage.evaluation.assessment import Assessment
from postfach_triage.evaluation.background import Background
from postfach_triage.evaluation.gate import Verdict
from postfach_triage.evaluation.shares import Share


def evaluation_json(
    found: Assessment, background: Background, verdicts: Sequence[Verdict]
) -> dict[str, Any]:
    """Give everything that was measured; a share is [k, n, low, high] of its 95 % interval.

    `dev` (or `own`) and `crossfitted` hold the shares alone, `measured` the rest.
    """
    material = found.material
    # The material holds the messages themselves.
    rest = {f.name for f in fields(found)} - {"version", "macro_f1", "material"}
    return {
        "version": found.version,
        "data": {
            "name": material.name,
            "origin": material.origin,
            "messages": len(material.golds),
            "constructed": all(gold.source == "constructed" for gold in material.golds),
        },
        "macro_f1": found.macro_f1,
        material.name: plain(found.shares()),
        "crossfitted": plain(background.crossfitted),
        "measured": {name: plain(getattr(found, name)) for name in sorted(rest)},
        "background": plain(background),
        "gates": [_verdict(one) for one in verdicts],
    }


def plain(value: Any) -> Any:
    """Turn records, mappings and sequences into JSON values, all the way down."""
    if isinstance(value, Share):
        return [value.k, value.n, *value.interval]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _verdict(one: Verdict) -> dict[str, Any]:
    return {
        "figure": one.gate.figure,
        "part": one.gate.part,
        "bound": one.gate.bound,
        "stops": one.gate.stops,
        "share": plain(one.share),
        "passed": one.passed,
    }
