"""The worst mistakes, confusions and the comparison of two models."""

from dataclasses import replace

from scored_messages import FUNCTIONS, scored

from postfach_triage.evaluation.comparison import differences
from postfach_triage.evaluation.confusion import confusions
from postfach_triage.evaluation.figures import marks
from postfach_triage.evaluation.mistakes import SHOWN, mistakes, reply_mistakes
from postfach_triage.evaluation.shares import Share

SLIPPED = {"lane": "simple"}


def test_the_worst_mistake_comes_first() -> None:
    """Complex messages in the lane are sorted by how sure the program was; the right ones lack."""
    messages = [
        scored("a", lane="complex", found=SLIPPED, p_simple=0.91),
        scored("b", lane="complex", found=SLIPPED, p_simple=0.99),
        scored("c", lane="complex"),
    ]
    found = mistakes(messages, texts=True)["complex in the simple lane"]
    assert (found.count, [one.id for one in found.worst]) == (2, ["b", "a"])


def test_all_are_counted_and_few_are_shown() -> None:
    """A report does not grow without end."""
    messages = [scored(f"m{n}", found={"intent": "dank"}) for n in range(SHOWN + 5)]
    found = mistakes(messages, texts=True)["wrong main intent, the most certain first"]
    assert (found.count, len(found.worst)) == (SHOWN + 5, SHOWN)


def test_each_kind_is_found() -> None:
    """A missed crisis, a missed objection, an urgency far too low and a simple one kept out."""
    messages = [
        scored("a", "energiesperre", lane="complex", urgency="U0", found={"urgency": "U3"}),
        scored("b", lane="complex", effects=("may_be_objection",), found={"effects": ()}),
        scored("c", found={"lane": "complex"}),
    ]
    found = {
        name: [one.id for one in kind.worst]
        for name, kind in mistakes(messages, texts=False).items()
    }
    assert found == {
        "complex in the simple lane": [],
        "crises not raised": ["a"],
        "objections not marked": ["b"],
        "urgency too low by two steps or more": ["a"],
        "wrong main intent, the most certain first": [],
        "simple kept out, the most certain first": ["c"],
    }


def test_only_constructed_texts_are_quoted() -> None:
    """A client's text is not, nor any text of an office's own file."""
    messages = [
        scored("a", found={"intent": "dank"}, text="erfunden"),
        scored("b", found={"intent": "dank"}, text="echt", source="own", redacted=True),
    ]
    kind = "wrong main intent, the most certain first"
    assert [one.text for one in mistakes(messages, texts=True)[kind].worst] == ["erfunden", None]
    assert [one.text for one in mistakes(messages, texts=False)[kind].worst] == [None, None]


def test_confusions_are_counted() -> None:
    """Rows are gold, columns found; the mistakes are named by how often they happen."""
    messages = [scored(), scored(found={"intent": "dank", "urgency": "U1"})]
    found = confusions(messages, FUNCTIONS)
    assert found["intent"].labels == ("auszahlung", "dank")
    assert found["intent"].counts == ((1, 1), (0, 0))
    assert found["intent"].mistakes(5) == [("auszahlung", "dank", 1)]
    assert found["urgency"].counts[3] == (0, 1, 0, 1, 0)
    assert found["lane"].counts == ((2, 0), (0, 0))


def test_two_models_are_compared_message_by_message() -> None:
    """What one hits and the other misses is counted for both sides."""
    wrong = {"intent": "dank"}
    ours = marks([scored("a"), scored("b"), scored("c", found=wrong)], FUNCTIONS)
    theirs = marks([scored("a", found=wrong), scored("b", found=wrong), scored("c")], FUNCTIONS)
    found = {one.name: one for one in differences(ours, theirs, ["a", "b", "c"])}
    main = found["main intent first"]
    assert (main.ours, main.theirs) == (Share(2, 3), Share(1, 3))
    assert (main.only_ours, main.only_theirs) == (2, 1)
    assert main.value > 0 and main.interval and main.interval[0] < main.value < main.interval[1]
    assert found["function"].interval is None


def test_every_reply_that_was_not_first_is_listed() -> None:
    """Those come first whose right reply was not offered at all; the right ones lack."""
    messages = [
        replace(scored("a", reply="dank_allgemein"), replies=("dank_allgemein",)),
        replace(scored("b", reply="dank_allgemein"), replies=("termin", "dank_allgemein")),
        replace(scored("c", reply="dank_allgemein"), replies=("termin",)),
        replace(scored("d", reply="dank_allgemein", lane="complex"), replies=()),
        replace(scored("e"), replies=("termin",)),
    ]
    found = reply_mistakes(messages)
    assert [(one.id, one.offered) for one in found] == [
        ("c", ("termin",)),
        ("b", ("termin", "dank_allgemein")),
    ]
