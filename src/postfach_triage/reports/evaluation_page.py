"""The evaluation report: one HTML file that needs nothing beside it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from postfach_triage.evaluation.assessment import Assessment
from postfach_triage.evaluation.background import Background
from postfach_triage.evaluation.figures import COVERED
from postfach_triage.evaluation.gate import Verdict
from postfach_triage.evaluation.slices import ENOUGH, coverage_gap
from postfach_triage.reports import pictures
from postfach_triage.reports.formats import FILTERS

TEMPLATES = Path(__file__).parent / "templates"
TOP_CONFUSIONS = 25


def evaluation_page(
    found: Assessment, background: Background, verdicts: Sequence[Verdict], *, level: float
) -> str:
    """Write the report as HTML; `level` is the risk that the simple lane promises."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment.get_template("evaluation.html").render(
        found=found,
        background=background,
        verdicts=verdicts,
        level=level,
        marked=sum(gold.source == "constructed" for gold in found.material.golds),
        aims=_aims(verdicts),
        matched_aims=_aims(verdicts, "matched"),
        covered=COVERED,
        enough=ENOUGH,
        top_confusions=found.confusions["intent"].mistakes(TOP_CONFUSIONS),
        gaps={name: coverage_gap(parts) for name, parts in found.slices.items()},
        pictures=_pictures(found, background, verdicts, level),
        style=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
    )


def _pictures(
    found: Assessment, background: Background, verdicts: Sequence[Verdict], level: float
) -> dict[str, str]:
    bounds = {
        name: float(one.gate.at_least or one.gate.at_most or 0)
        for name, one in _aims(verdicts).items()
    }
    drawn = {
        "figures": pictures.figures_picture(found.figures, bounds),
        "lane": pictures.risk_coverage_picture(found.risk_coverage, level),
        "intents": pictures.confusion_picture(found.confusions["intent"]),
        "intent_reliability": pictures.reliability_picture(
            found.intent_reliability,
            "probability of the intent put first",
            "it was the main intent",
        ),
        "lane_reliability": pictures.reliability_picture(
            found.lane_reliability, "simple probability", "the message was simple"
        ),
    }
    if background.learning_curve:
        drawn["learning"] = pictures.learning_picture(background.learning_curve)
    return drawn


def _aims(verdicts: Sequence[Verdict], part: str = "measured") -> Mapping[str, Verdict]:
    """Give the aim of each figure of a part."""
    return {one.gate.figure: one for one in verdicts if one.gate.part == part}
