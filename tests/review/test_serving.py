"""Starting the page: where it may listen."""

import socket

import pytest

from postfach_triage.errors import TriageError
from postfach_triage.review.serving import require_free


def test_a_busy_port_is_named_before_anything_starts() -> None:
    """One line tells the address and the way out; a free port passes."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(TriageError) as refused:
            require_free("127.0.0.1", port)
        assert str(port) in str(refused.value) and "--port" in refused.value.next_step
    require_free("127.0.0.1", port)


def test_an_unknown_host_is_refused() -> None:
    """A name that leads nowhere ends in an error, not in a traceback."""
    with pytest.raises(TriageError, match="cannot listen"):
        require_free("nirgends.invalid", 8000)
