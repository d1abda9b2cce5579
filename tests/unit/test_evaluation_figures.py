"""The figures of the house: which messages count, and which hit."""

import pytest
from scored_messages import FUNCTIONS, scored

from postfach_triage.evaluation.figures import Scored, figures, in_order, marks
from postfach_triage.evaluation.shares import Share

RIGHT = scored()
CASES = [
    (scored(found={"intent": "dank"}), "main intent first", False),
    (scored(found={"intent": "dank"}), "main intent among three", True),
    (scored(found={"function": "EZ"}), "function", False),
    (scored(function="EZ", found={"function": "EZ"}), "function", True),
    (RIGHT, "complex in the simple lane", None),
    (scored(lane="complex"), "complex in the simple lane", False),
    (scored(lane="complex", found={"lane": "simple"}), "complex in the simple lane", True),
    (scored(lane="complex"), "of those grave (U0, U1 or legal effect)", None),
    (scored(lane="complex", urgency="U1"), "of those grave (U0, U1 or legal effect)", False),
    (RIGHT, "simple in the simple lane", True),
    (scored(found={"lane": "complex"}), "simple in the simple lane", False),
    (scored(found={"lane": "complex"}), "simple lane truly simple", None),
    (scored(lane="complex", found={"lane": "simple"}), "simple lane truly simple", False),
    (scored(found={"urgency": "U2"}), "urgency, five levels", False),
    (RIGHT, "crises raised to U0 or U1", None),
    (scored(intent="energiesperre", urgency="U1"), "crises raised to U0 or U1", True),
    (scored(intent="energiesperre", urgency="U2"), "crises raised to U0 or U1", False),
    (scored(found={"urgency": "U1"}), "not urgent, raised to U0 or U1", True),
    (scored(urgency="U1"), "not urgent, raised to U0 or U1", None),
    (scored(found={"urgency": "U1"}), "not urgent, raised to U0", False),
    (scored(effects=("may_be_objection",), found={"effects": ()}), "objections marked", False),
    (RIGHT, "objections marked", None),
    (scored(found={"effects": ("may_be_objection",)}), "others marked as objection", True),
]


@pytest.mark.parametrize(("one", "figure", "mark"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_one_message_counts_for_a_figure_or_not(
    one: Scored, figure: str, mark: bool | None
) -> None:
    """Each figure asks its own messages alone; None means that the message does not count."""
    assert marks([one], FUNCTIONS)[figure] == [mark]


def test_a_reply_counts_first_or_among_three() -> None:
    """Simple messages with a gold reply count; a complex one has no right reply."""
    found = {"replies": ("unterlagen_danke", "zahltermin")}
    golds = [scored(reply="zahltermin", found=found), scored(found=found)]
    golds.append(scored(reply="zahltermin", lane="complex", found=found))
    shares = figures(golds, FUNCTIONS)
    assert shares["right reply first, simple messages"] == Share(0, 1)
    assert shares["right reply among three"] == Share(1, 1)


def test_a_figure_counts_its_marks() -> None:
    """Messages that do not count are in neither k nor n."""
    found = figures([RIGHT, scored(lane="complex"), scored(found={"lane": "complex"})], FUNCTIONS)
    assert found["simple in the simple lane"] == Share(1, 2)


def test_stored_shares_come_back_in_the_order_of_the_figures() -> None:
    """JSON sorts names; the page does not, and keeps what it does not know at the end."""
    stored = {
        "a new figure": Share(1, 1),
        "function": Share(1, 1),
        "main intent first": Share(1, 1),
    }
    assert list(in_order(stored)) == ["main intent first", "function", "a new figure"]
