"""The border: exceptions become one line and an exit code; nothing below it prints or exits."""

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from postfach_triage.errors import GateError, TriageError

DONE, FAILED, GATE, SOME_ROWS_FAILED = 0, 1, 3, 4
INTERRUPTED, TERMINATED = 130, 143
DISK = "Next: check the path, its rights and the space on the disk."
P = ParamSpec("P")
R = TypeVar("R")


class Terminated(BaseException):
    """SIGTERM arrived; raised by the handler that `main` installs."""


def guarded(command: Callable[P, R], *, again: str = "to start over") -> Callable[P, R]:
    """Turn what a command raises into its exit code (ARCHITECTURE.md has the table).

    `again` says what the same command does after an interruption.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            result = command(*args, **kwargs)
            if sys.stdout is not None:  # a job may be started without one
                sys.stdout.flush()
            return result
        except TriageError as error:
            say(f"postfach-triage: {error}")
            raise typer.Exit(GATE if isinstance(error, GateError) else FAILED) from None
        except BrokenPipeError:
            _leave_quietly()
            raise typer.Exit(DONE) from None
        except OSError as error:
            say(f"postfach-triage: {error.filename or 'output'}: {error.strerror}. {DISK}")
            _leave_quietly()
            raise typer.Exit(FAILED) from None
        except KeyboardInterrupt:
            say(f"postfach-triage: stopped. Run the same command again {again}.")
            raise typer.Exit(INTERRUPTED) from None
        except Terminated:
            say(f"postfach-triage: told to stop. Run the same command again {again}.")
            raise typer.Exit(TERMINATED) from None

    return run


def say(line: str) -> None:
    """Print for people, beside the data: to stderr."""
    typer.echo(line, err=True)


def _leave_quietly() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        # Python flushes stdout once more when it ends and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
