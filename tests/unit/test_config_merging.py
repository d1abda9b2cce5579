"""An office's settings over the packaged ones."""

from hypothesis import given
from hypothesis import strategies as st

from postfach_triage.config.merging import leaves, merged

TREES = st.recursive(
    st.integers() | st.lists(st.integers(), max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=8,
)


def test_key_by_key() -> None:
    """Mappings are laid over each other key by key, lists are replaced as a whole."""
    base = {"lane": {"level": 0.01, "confidence": 0.95}, "days": [1, 2]}
    over = {"lane": {"level": 0.02}, "days": [3], "name": "X"}
    expected = {"lane": {"level": 0.02, "confidence": 0.95}, "days": [3], "name": "X"}
    assert expected == merged(base, over)


def test_leaves() -> None:
    """A value is named by the path of its keys; a list is one value."""
    found = list(leaves({"a": {"b": 1, "c": {}}, "d": [1, 2]}))
    assert found == [("a -> b", 1), ("a -> c", {}), ("d", [1, 2])]


@given(TREES, TREES)
def test_overlay_holds(base: object, over: object) -> None:
    """Every value of the overlay is in the result, and merging it again changes nothing."""
    once = merged(base, over)
    assert once == merged(once, over)
    kept = dict(leaves(once))
    assert all(kept.get(path, value) == value for path, value in leaves(over) if value != {})


@given(TREES)
def test_nothing_over(tree: object) -> None:
    """An empty overlay leaves a mapping as it is."""
    if isinstance(tree, dict):
        assert tree == merged(tree, {})
