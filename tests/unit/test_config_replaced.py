"""Settings follow intents that an office has renamed, merged or split."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.config.loader import load
from postfach_triage.config.replaced import TaxonomyChanges, load_changes, write_changes
from postfach_triage.config.reply_templates import load_templates
from postfach_triage.errors import ConfigError

NEW = {"label": "Neu", "function": "LG", "urgency": "U3", "simple_capable": True}
CHAIN = TaxonomyChanges(replaced={"a": ("b",), "b": ("c", "d"), "x": ("c",)})
IDS = st.sampled_from("abcdx")


@pytest.mark.parametrize(
    ("intent", "heirs"), [("a", ("c", "d")), ("x", ("c",)), ("z", ("z",))], ids=str
)
def test_changes_of_changes_are_followed(intent: str, heirs: tuple[str, ...]) -> None:
    """What was renamed and then split stands for the parts; others stand for themselves."""
    assert CHAIN.heirs(intent) == heirs


def test_a_part_may_keep_the_old_name() -> None:
    """Splitting a into a and b leaves both."""
    assert TaxonomyChanges(replaced={"a": ("a", "b")}).heirs("a") == ("a", "b")


@given(st.dictionaries(IDS, st.lists(IDS, min_size=1, max_size=3).map(tuple)), IDS)
def test_there_is_an_end_to_every_change(replaced: dict[str, tuple[str, ...]], name: str) -> None:
    """However an office goes to and fro, something stands for each intent."""
    assert TaxonomyChanges(replaced=replaced).heirs(name)


def test_shares_of_the_mix_stay_whole() -> None:
    """Merged ones add up, split ones are divided."""
    found = CHAIN.shares({"a": 0.4, "x": 0.1, "z": 0.5})
    assert found == pytest.approx({"c": 0.3, "d": 0.2, "z": 0.5})


def test_an_own_value_goes_before_an_inherited_one() -> None:
    """Whoever writes the new name has said what it is."""
    assert CHAIN.keys({"a": 1, "c": 2}) == {"c": 2, "d": 1}


def test_routing_mix_and_replies_follow(tmp_path: Path) -> None:
    """The packaged files name the old id; the office loads without a problem."""
    write_changes(
        tmp_path, TaxonomyChanges(intents={"beleg": NEW}, replaced={"auszahlung": ("beleg",)})
    )
    assert load_changes(tmp_path).replaced == {"auszahlung": ("beleg",)}
    before, office = load(None), load(tmp_path)
    assert "auszahlung" not in office.intents and office.intents["beleg"].label == "Neu"
    mix = (before.settings.expected_mix["auszahlung"], office.settings.expected_mix["beleg"])
    assert mix[0] == mix[1]
    templates = load_templates(tmp_path / "replies")
    assert "beleg" in templates.replies["zahltermin"].intents
    assert not any("auszahlung" in reply.intents for reply in templates.replies.values())
    assert {one.intent for one in templates.shared.matters} & {"beleg", "auszahlung"} == {"beleg"}


def test_what_may_not_be_promoted_stays_so(tmp_path: Path) -> None:
    """No e-service for an objection, whatever it is called."""
    write_changes(
        tmp_path, TaxonomyChanges(intents={"streit": NEW}, replaced={"widerspruch": ("streit",)})
    )
    assert "streit" in load_templates(tmp_path / "replies").shared.eservices.never_for
    assert load(tmp_path).routing.effects["may_be_objection"].intents == ("streit",)


def test_a_broken_file_is_a_problem_of_the_office(tmp_path: Path) -> None:
    """It names the file."""
    (tmp_path / "taxonomy_changes.yaml").write_text("replaced: 3")
    with pytest.raises(ConfigError, match="taxonomy_changes"):
        load(tmp_path)


def test_learned_words_follow_their_intents(tmp_path: Path) -> None:
    """What was learned for an intent speaks for what stands for it today."""
    changes = TaxonomyChanges(replaced={"krankmeldung": ("attest",)})
    write_changes(tmp_path, changes)
    learned = load_templates(tmp_path / "replies").shared.learned
    assert "krankmeldung" not in learned
    assert learned["attest"] == load_templates().shared.learned["krankmeldung"]
