"""What the browser tests share: the running page, logging in, finding a message."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from messages import BAD
from playwright.sync_api import Page

from databases import free_port

CHROMIUM = "/usr/bin/chromium"
PROGRAM = Path(sys.executable).with_name("postfach-triage")
PASSWORD = "Sehr-sicher-2026"
WAIT = 20_000
Open = Callable[..., Page]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
OFFICE = {
    "office.yaml": (
        "name: Jobcenter Musterstadt (Beispiel)\n"
        "learning: {enabled: true, legal_basis: Dienstvereinbarung vom 1.11.2026}\n"
        "page: {portal_link: 'https://portal.example/postfach/{message_id}'}\n"
    ),
    "teams.yaml": f"teams: {{XX: {{label: '{BAD}'}}}}\n",
    "office_texts.yaml": f"signature: 'Freundliche Grüße {BAD}'\n",
}


@dataclass(frozen=True)
class Site:
    """A running page: its address, its surroundings, the admin's first password."""

    url: str
    folder: Path
    environ: dict[str, str]
    one_time_password: str

    def command(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run the program beside the page."""
        return command(self.environ, self.folder, *words)


def command(
    environ: dict[str, str], folder: Path, *words: object
) -> subprocess.CompletedProcess[str]:
    """Run the program; what it says is in the answer."""
    return subprocess.run(
        [str(PROGRAM), *map(str, words)],
        env=environ, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


class Served:
    """The page, served by its own command as long as it is entered."""

    def __init__(self, environ: dict[str, str], folder: Path) -> None:
        self.environ, self.folder, self.port = environ, folder, free_port()

    def __enter__(self) -> Site:
        words = [str(PROGRAM), "review", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            words, env=self.environ, cwd=self.folder, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr is not None
        said = ""
        for line in self.process.stderr:
            said += line
            if "The page is at" in line:
                break
        found = re.search(r"one-time password (\S+)", said)
        assert found, said
        return Site(f"http://127.0.0.1:{self.port}", self.folder, self.environ, found[1])

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        assert self.process.stderr is not None
        with self.process.stderr as said:
            rest = said.read()
            assert "ERROR" not in rest, rest


def log_in(page: Page, site: Site, username: str, password: str = PASSWORD) -> None:
    """Log in; a one-time password is replaced at once."""
    page.goto(f"{site.url}/anmelden/")
    page.get_by_label("Benutzername").fill(username)
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("button", name="Anmelden").click()
    if page.url.endswith("/passwort/"):
        page.get_by_label("Bisheriges Passwort").fill(password)
        page.get_by_label("Neues Passwort (mindestens").fill(PASSWORD)
        page.get_by_label("Neues Passwort noch einmal").fill(PASSWORD)
        page.get_by_role("button", name="Passwort speichern").click()
    page.wait_for_url("**/postfach/")


def find(page: Page, word: str, **filters: str) -> Page:
    """Open the message with this word by the search."""
    extra = "".join(f"&{name}={value}" for name, value in filters.items())
    page.goto(f"/postfach/?suche={word}{extra}")
    page.locator(".entry__link").first.click()
    page.wait_for_url("**/nachricht/**")
    return page
