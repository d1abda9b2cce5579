"""Lay an office's settings over the packaged ones, key by key."""

from collections.abc import Iterator, Mapping
from typing import Any

ARROW = " -> "


def merged(base: Any, over: Any) -> Any:
    """Return `over` laid on `base`: mappings key by key, everything else replaced whole.

    >>> merged({"a": {"x": 1, "y": [1, 2]}}, {"a": {"y": [3]}, "b": 4})
    {'a': {'x': 1, 'y': [3]}, 'b': 4}
    """
    if not (isinstance(base, Mapping) and isinstance(over, Mapping)):
        return over
    laid = {key: merged(base[key], value) if key in base else value for key, value in over.items()}
    return {**base, **laid}


def leaves(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield (key path, value) of every value that is no mapping, or an empty one."""
    if isinstance(data, Mapping) and data:
        for key, value in data.items():
            yield from leaves(value, (*path, str(key)))
    else:
        yield ARROW.join(path), data
