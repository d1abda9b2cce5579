"""Claims, acts, conflicts and undo."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hand_made import COMPLEX, NOW, SIMPLE, VIOLENCE, message
from postfach_triage.review import acting
from postfach_triage.review.access import visible
from postfach_triage.review.acting import Conflict, changing
from postfach_triage.review.answering import OpenGaps, begin, dismiss, finish, keep
from postfach_triage.review.claims import HELD, claim, holder, next_free, take_over
from postfach_triage.review.models.history import Event
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person, Role
from postfach_triage.review.models.work import Draft, Review
from postfach_triage.review.office import the_office
from postfach_triage.review.suggestions import suggestions

Load = Callable[..., Any]
TODAY = NOW.date()


@pytest.fixture
def one(load: Load) -> Message:
    """Give a standard request."""
    load([message(1, "Wann kommt das Geld?")], [SIMPLE])
    return Message.objects.get()


def test_of_two_people_one_holds_a_message(one: Message, anna: Person, ben: Person) -> None:
    """The second gets nothing until the time is over."""
    assert claim(one, anna, NOW)
    assert not claim(one, ben, NOW)
    assert claim(one, ben, NOW + HELD + timedelta(seconds=1))


def test_holding_goes_on_while_somebody_types(one: Message, anna: Person, ben: Person) -> None:
    """Each claim of the holder begins the time anew."""
    claim(one, anna, NOW)
    claim(one, anna, NOW + HELD / 2)
    assert not claim(one, ben, NOW + HELD + timedelta(seconds=1))


def test_opening_the_next_message_sets_an_untouched_one_free(load: Load, anna: Person) -> None:
    """A draft keeps its message."""
    load([message(n, f"Frage {n}") for n in (1, 2, 3)], [SIMPLE] * 3)
    first, second, third = Message.objects.order_by("id")
    claim(first, anna, NOW)
    begin(first, anna, "", "")
    claim(second, anna, NOW)
    claim(third, anna, NOW)
    held = Message.objects.filter(claimed_by=anna).order_by("id")
    assert list(held) == [first, third]


def test_the_next_message_is_one_nobody_holds(load: Load, anna: Person, ben: Person) -> None:
    """Two people who go through one list never meet."""
    load([message(n, f"Frage {n}") for n in (1, 2)], [SIMPLE] * 2)
    first, second = Message.objects.order_by("id")
    claim(first, anna, NOW)
    assert next_free([Message.objects.all()], ben, NOW) == second
    assert next_free([Message.objects.all()], anna, NOW, after=first) == second


def test_a_save_on_an_older_state_is_refused(one: Message, anna: Person, ben: Person) -> None:
    """Optimistic locking: the second of two savers is told who was quicker."""
    with changing(one, anna, one.version, NOW) as current:
        acting.correct(current, anna, the_office(), NOW, urgency=1)
    with pytest.raises(Conflict) as refused, changing(one, ben, one.version, NOW):
        raise AssertionError("the lock did not hold")
    assert refused.value.other == anna


def test_nobody_saves_what_somebody_else_holds(one: Message, anna: Person, ben: Person) -> None:
    """Taking over on purpose turns the tables."""
    claim(one, anna, NOW)
    with pytest.raises(Conflict), changing(one, ben, one.version, NOW):
        raise AssertionError("the claim did not hold")
    take_over(one, ben, NOW)
    with pytest.raises(Conflict), changing(one, anna, one.version, NOW):
        raise AssertionError("the claim did not hold")


def test_opening_unpins_and_handing_over_pins_again(load: Load, anna: Person) -> None:
    """The new team sees it as not opened."""
    load([message(1, "Mein Mann schlägt mich")], [VIOLENCE])
    one = Message.objects.get()
    acting.opened(one, anna, NOW)
    assert Message.objects.get().pin == 1
    acting.hand_over(one, anna, "FM", "Bitte übernehmen", NOW)
    again = Message.objects.get()
    assert (again.pin, again.opened_at, again.team) == (0, None, "FM")


@pytest.mark.parametrize("act", ["done", "corrected", "misplaced", "handed over", "dismissed"])
def test_undo_puts_everything_back(one: Message, anna: Person, act: str) -> None:
    """Fields are as they were; the history keeps both acts."""
    office = the_office()
    before = Message.objects.values().get()
    event = {
        "done": lambda: finish(one, anna, office, NOW, TODAY),
        "corrected": lambda: acting.correct(one, anna, office, NOW, urgency=0, team="AV"),
        "misplaced": lambda: acting.misplaced(one, anna, NOW),
        "handed over": lambda: acting.hand_over(one, anna, "AV", "Notiz", NOW),
        "dismissed": lambda: dismiss(
            one, anna, ["zahltermin"], "anderer Grund", office, NOW, TODAY
        ),
    }[act]()
    assert event is not None and Message.objects.values().get() != before
    acting.undo(one, event, anna, NOW)
    after = Message.objects.values().get()
    assert {k: v for k, v in after.items() if k != "version"} == {
        k: v for k, v in before.items() if k != "version"
    }
    assert Event.objects.count() == 2
    assert not Review.objects.filter(undone=False).exists()


def test_only_the_latest_act_of_the_person_can_be_undone(
    one: Message, anna: Person, ben: Person
) -> None:
    """Nobody takes back what a colleague did, a team lead may."""
    event = acting.misplaced(one, anna, NOW)
    assert acting.undoable(one, anna) == event
    assert acting.undoable(one, ben) is None
    ben.role = Role.LEAD
    assert acting.undoable(one, ben) == event


def test_an_event_is_never_changed_or_taken_out(one: Message, anna: Person) -> None:
    """The history can be trusted."""
    event = acting.misplaced(one, anna, NOW)
    assert event is not None
    event.note = "anders"
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


def test_a_case_worker_sees_the_messages_of_their_teams_alone(load: Load, ben: Person) -> None:
    """A lead sees all."""
    load([message(1, "Geld?"), message(2, "Einspruch!")], [SIMPLE, COMPLEX])
    assert [m.team for m in visible(ben)] == ["LG"]
    ben.role = Role.LEAD
    assert visible(ben).count() == 2


def test_a_suggestion_is_taken_if_its_text_is_unchanged(one: Message, anna: Person) -> None:
    """The verdict comes from the text, blanks do not count."""
    shown = suggestions(one, the_office(), TODAY)[0]
    begin(one, anna, shown.reply, shown.text)
    keep(one, anna, shown.text + "\n", {})
    finish(one, anna, the_office(), NOW, TODAY)
    review = Review.objects.get()
    assert (review.verdict, review.reply, review.how) == ("taken", "zahltermin", "accepted")


def test_a_changed_text_is_adapted_and_a_correction_is_noted(one: Message, anna: Person) -> None:
    """`how` says that the person corrected the judgement."""
    shown = suggestions(one, the_office(), TODAY)[0]
    acting.correct(one, anna, the_office(), NOW, intent="bearbeitungsstand")
    begin(one, anna, shown.reply, shown.text)
    keep(one, anna, shown.text.replace("Guten Tag", "Hallo"), {})
    finish(one, anna, the_office(), NOW, TODAY)
    review = Review.objects.get()
    assert (review.verdict, review.how, review.intent) == (
        "adapted",
        "corrected",
        "bearbeitungsstand",
    )


def test_nothing_is_done_while_a_gap_is_open(one: Message, anna: Person) -> None:
    """The names of the open gaps are told."""
    begin(one, anna, "stand_bearbeitung", "Stand: {stand}")
    with pytest.raises(OpenGaps) as gaps:
        finish(one, anna, the_office(), NOW, TODAY)
    assert gaps.value.names == ["stand"]
    keep(one, anna, "Stand: {stand}", {"stand": "Wir prüfen."})
    finish(one, anna, the_office(), NOW, TODAY)
    assert Review.objects.get().text == "Stand: Wir prüfen."


def test_done_without_the_suggestion_counts_as_not_used(one: Message, anna: Person) -> None:
    """A phone call instead of a reply is told apart from a suggestion that fits."""
    finish(one, anna, the_office(), NOW, TODAY)
    review = Review.objects.get()
    assert (review.verdict, review.reason) == ("dismissed", "ohne Vorschlag erledigt")


def test_a_draft_outlives_its_claim(one: Message, anna: Person, ben: Person) -> None:
    """It is still there when somebody else has the message."""
    begin(one, anna, "", "Angefangen")
    claim(one, ben, NOW + HELD * 2)
    assert Draft.objects.get().text == "Angefangen"
    assert holder(Message.objects.get(), anna, NOW + HELD * 2) == ben


def test_what_was_sent_again_is_done_with_the_first(load: Load, anna: Person) -> None:
    """And open again with it."""
    rows = [message(1, "Geld?"), message(1, "geld??", message_id="M-2")]
    load(rows, [SIMPLE, SIMPLE])
    first = Message.objects.get(listed=True)
    event = finish(first, anna, the_office(), NOW, TODAY)
    assert Message.objects.filter(done_at=NOW).count() == 2
    acting.undo(first, event, anna, NOW)
    assert Message.objects.filter(done_at=None).count() == 2


def test_an_office_in_the_shadow_stage_sees_no_suggestion(load: Load, anna: Person) -> None:
    """Neither lane nor suggestion, and what is decided there is blind."""
    load([message(1, "Geld?")], [{**SIMPLE, "stage": "schatten"}])
    one = Message.objects.get()
    assert not one.is_standard and suggestions(one, the_office(), TODAY) == []
    finish(one, anna, the_office(), NOW, TODAY)
    assert Review.objects.get().how == "blind"
