"""Look for plain strings: many times faster than the patterns they open the door to."""


def holds(text: str, cues: tuple[str, ...]) -> bool:
    """Say whether a text holds one of the strings."""
    for cue in cues:  # noqa: SIM110 - any() with a generator costs three times as much
        if cue in text:
            return True
    return False
