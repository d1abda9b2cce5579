"""Which messages show no word of theirs in lists: a screen in an office has many readers."""

from typing import Any

from postfach_triage.config.office import Office

_GUARDED = frozenset(
    {
        "health",
        "threat",
        "gewalt_im_haushalt",
        "suizid_aeusserung",
        "kindeswohl",
        "drohung_personal",
        "krankenversicherung_luecke",
    }
)


def is_guarded(result: dict[str, Any], office: Office) -> bool:
    """Say whether lists must not show subject and text.

    Health, violence, threats and children; what nobody could read; and what only the model
    takes for an emergency, for then no signal says which one.
    """
    kinds = {signal["kind"] for signal in result["signals"]}
    if kinds & _GUARDED or result["intent"] in _GUARDED or result["status"] == "failed":
        return True
    emergency = {office.intents[kind].function for kind in _GUARDED & office.intents.keys()}
    return result["function"] in emergency - {"LG"} and not kinds
