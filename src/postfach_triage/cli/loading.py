"""Load the program's parts for a command by its options."""

import gc
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from postfach_triage.cli.options import config_folder, day, models_folder

if TYPE_CHECKING:
    from postfach_triage.triage import Triage


def load_triage(
    *, model: str | None, models: Path | None, config: Path | None, today: datetime | None
) -> "Triage":
    """Load model, settings and rules; the heavy libraries are imported here."""
    # All of it stays until the end: searching it for garbage costs a tenth of the start, and
    # later a tenth of the run.
    gc.disable()
    try:
        from postfach_triage.triage import Triage

        return Triage.load(
            today=day(today),
            models=models_folder(models),
            config=config_folder(config),
            version=model,
        )
    finally:
        gc.freeze()
        gc.enable()
