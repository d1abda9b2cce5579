"""The expected failures: each says what, where, what was got, what is allowed, what to do next.

Never put message text, a name or an identifier of a person into one of these:
errors end on terminals and in logs.
"""


class TriageError(Exception):
    """Say in one line what a person can mend."""

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        got: str = "",
        allowed: str = "",
        next_step: str = "",
    ) -> None:
        self.what = what
        self.where = where
        self.got = got
        self.allowed = allowed
        self.next_step = next_step
        super().__init__(self._render())

    def _render(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.got:
            parts.append(f"Got {self.got}.")
        if self.allowed:
            parts.append(f"Allowed: {self.allowed}.")
        if self.next_step:
            parts.append(f"Next: {self.next_step}.")
        head = parts[0] if parts[0].endswith((".", "!", "?")) else parts[0] + "."
        return " ".join([head, *parts[1:]])


class ConfigError(TriageError):
    """Reject an office setting. `problems` holds every finding, so that all are mended at once."""

    def __init__(self, problems: list[TriageError]) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more: postfach-triage check-config)"
        super().__init__(str(problems[0]) + (more if len(problems) > 1 else ""))

    def __reduce__(self) -> tuple[type["ConfigError"], tuple[list[TriageError]]]:
        """Come whole out of a worker process."""
        return type(self), (self.problems,)


class ExportError(TriageError):
    """Reject an export file as a whole (a single bad row never raises)."""


class RunError(TriageError):
    """Reject a runs folder, or a run that cannot begin or go on."""


class AnnotationError(TriageError):
    """Reject an annotated data file; names file, line and field, never the text."""


class RegistryError(TriageError):
    """Reject a model that is missing, was tampered with or belongs to another version."""


class TrainingError(TriageError):
    """Reject data that cannot be trained or evaluated on."""


class GateError(TriageError):
    """Say which figure fell short; the command ends with exit code 3."""
