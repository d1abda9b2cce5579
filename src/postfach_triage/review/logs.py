"""Log lines that say where something broke, never what a message or a person said."""

import logging
import traceback
from types import TracebackType


class WithoutWords(logging.Formatter):
    """Format an error by its kind and place; its own words may quote a message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Name the kind of error and the places it came through."""
        kind, _, trace = ei
        places = [f"{f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__ if kind else "error", *places])
