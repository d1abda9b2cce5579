"""The pictures of the evaluation report, each as one address that holds the picture itself.

Colours are told apart by colour-blind people too (Okabe and Ito 2008), and no picture says
anything that a table beside it does not say.
"""

import base64
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from postfach_triage.evaluation.assessment import Figure as Measured
from postfach_triage.evaluation.calibration_error import Reliability
from postfach_triage.evaluation.confusion import Confusion
from postfach_triage.evaluation.curves import Point, RiskCoverage
from postfach_triage.evaluation.learning import LearningPoint
from postfach_triage.evaluation.shares import Share

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#8a8a8a"
INK = "#222222"
# Without a date, without addresses and with fixed ids, so that equal figures give equal bytes.
STYLE: Any = {
    "svg.hashsalt": "postfach-triage",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e4e4e4",
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def figures_picture(figures: Sequence[Measured], aims: Mapping[str, float]) -> str:
    """Draw every share with its interval, and the aim where there is one."""
    with _style():
        figure, axes = _canvas(8, 0.36 * len(figures) + 1)
        for row, one in enumerate(reversed(figures)):
            low, high = one.interval or one.share.interval
            axes.plot([low, high], [row, row], color=BLUE, linewidth=2)
            axes.plot(one.share.value, row, "o", color=BLUE)
            if one.name in aims:
                axes.plot(aims[one.name], row, "|", color=ORANGE, markersize=16, markeredgewidth=2)
        axes.set_yticks(range(len(figures)), [one.name for one in reversed(figures)])
        axes.set_xlim(-0.02, 1.02)
        _percent(axes, "x")
        return _address(figure)


def risk_coverage_picture(curve: RiskCoverage, level: float) -> str:
    """Draw the share of complex against that of simple messages in the lane."""
    with _style():
        figure, axes = _canvas(7, 4.2)
        coverage = [point.coverage.value for point in curve.points]
        risks = [point.risk for point in curve.points]
        _band(axes, coverage, risks, BLUE)
        axes.plot(coverage, [risk.value for risk in risks], color=BLUE, drawstyle="steps-post")
        axes.axhline(level, color=ORANGE, linestyle="--", label=f"promised: {level:.1%}")
        _in_use(axes, curve.chosen)
        axes.set_xlabel("simple messages in the simple lane (coverage)")
        axes.set_ylabel("complex messages in the simple lane (risk)")
        # What lies far above the promise is of no use to anybody.
        axes.set_ylim(0, max(5 * level, 1.3 * curve.chosen.risk.value))
        axes.set_xlim(0, 1)
        axes.legend(loc="upper left", frameon=False)
        _percent(axes, "x")
        _percent(axes, "y")
        return _address(figure)


def reliability_picture(found: Reliability, says: str, happened: str) -> str:
    """Draw what came true against the probability, bin by bin."""
    with _style():
        figure, axes = _canvas(4.6, 4.4)
        axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1)
        for one in found.bins:
            axes.plot([one.probability] * 2, one.share.interval, color=BLUE, alpha=0.5)
        axes.plot(
            [one.probability for one in found.bins],
            [one.share.value for one in found.bins],
            "o",
            color=BLUE,
        )
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-0.02, 1.02)
        axes.set_aspect("equal")
        axes.set_xlabel(says)
        axes.set_ylabel(happened)
        _percent(axes, "x")
        _percent(axes, "y")
        return _address(figure)


def confusion_picture(found: Confusion) -> str:
    """Draw the table of intents as a map; each row is shaded by its share."""
    from matplotlib.colors import PowerNorm

    with _style():
        n = len(found.labels)
        size = max(3.0, 0.19 * n + 2.2)
        figure, axes = _canvas(size, size)
        shares = [[count / max(1, sum(row)) for count in row] for row in found.counts]
        # The square root shows rare mistakes that a straight scale would leave white.
        axes.imshow(shares, cmap="Blues", norm=PowerNorm(0.5, 0, 1), interpolation="nearest")
        axes.set_xticks(range(n), found.labels, rotation=90, fontsize=7)
        axes.set_yticks(range(n), found.labels, fontsize=7)
        axes.set_xlabel("found")
        axes.set_ylabel("annotated")
        axes.grid(visible=False)
        return _address(figure)


def learning_picture(points: Sequence[LearningPoint]) -> str:
    """Draw each figure against the number of training messages."""
    with _style():
        figure, axes = _canvas(7, 3.8)
        sizes = [point.messages for point in points]
        names = list(points[0].shares)
        for name, colour, marker in zip(names, (BLUE, ORANGE, INK), "os^", strict=False):
            shares = [point.shares[name] for point in points]
            axes.plot(sizes, [s.value for s in shares], color=colour, marker=marker, label=name)
            _band(axes, sizes, shares, colour)
        axes.set_xscale("log", base=2)
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axes.minorticks_off()
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("training messages")
        axes.legend(loc="lower right", frameon=False, fontsize=8)
        _percent(axes, "y")
        return _address(figure)


def _band(axes: "Axes", places: Sequence[float], shares: Sequence[Share], colour: str) -> None:
    """Shade the intervals of shares."""
    low, high = ([share.interval[end] for share in shares] for end in (0, 1))
    axes.fill_between(places, low, high, color=colour, alpha=0.14, linewidth=0)


def _in_use(axes: "Axes", chosen: Point) -> None:
    """Mark the threshold in use, in front of everything and over the edge of the axes."""
    place = chosen.coverage.value, chosen.risk.value
    label = "threshold in use"
    axes.plot(*place, "o", color=INK, markersize=9, clip_on=False, zorder=5, label=label)


def _style() -> AbstractContextManager[None]:
    # Imported late: the program starts without it.
    from matplotlib import rc_context

    return rc_context(STYLE)


def _canvas(width: float, height: float) -> "tuple[Figure, Axes]":
    """Give an empty picture of so many inches, with one pair of axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def _percent(axes: "Axes", which: str) -> None:
    from matplotlib.ticker import PercentFormatter

    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_formatter(PercentFormatter(1, decimals=None))


def _address(figure: "Figure") -> str:
    """Write the picture as SVG into a data address: no file and no network is needed."""
    stream = BytesIO()
    figure.savefig(stream, format="svg", metadata=NO_METADATA)
    return "data:image/svg+xml;base64," + base64.b64encode(stream.getvalue()).decode()
