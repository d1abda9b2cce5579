"""The page as people meet it: the real command, a real database, a real browser."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from messages import BAD, CASES
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from databases import database, free_port
from hand_made import write_export, write_results

CHROMIUM = "/usr/bin/chromium"
PROGRAM = Path(sys.executable).with_name("postfach-triage")
PASSWORD = "Sehr-sicher-2026"
WAIT = 20_000
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


@pytest.fixture(scope="session")
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Load the messages and serve the page until all tests are over."""
    folder = tmp_path_factory.mktemp("site")
    office = folder / "office"
    office.mkdir()
    for name, content in OFFICE.items():
        (office / name).write_text(content, encoding="utf-8")
    with database(request.config.getoption("--database")) as address:
        environ = {
            **os.environ,
            "POSTFACH_TRIAGE_REVIEW_DIR": str(folder / "page"),
            "POSTFACH_TRIAGE_CONFIG": str(office),
            "DATABASE_URL": address,
        }
        rows = [case.row for case in CASES]
        export = write_export(folder, rows, "<img src=x onerror=alert(1)>.csv")
        results = write_results(export, rows, [case.judgement for case in CASES])
        loaded = command(environ, folder, "review", "load", results, "--messages", export)
        assert loaded.returncode == 0, loaded.stderr
        with _served(environ, folder) as served:
            yield served


class _served:
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


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


@pytest.fixture(scope="session")
def people(site: Site, browser: Browser) -> dict[str, str]:
    """Let the admin add two case workers and a lead; give each one's saved login."""
    states = {"admin": str(site.folder / "admin.json")}
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    log_in(page, site, "admin", site.one_time_password)
    context.storage_state(path=states["admin"])
    for username, role, teams in (
        ("anna", "Sachbearbeitung", ("Leistungsgewährung", "Widerspruchsstelle", "Notfallteam")),
        ("ben", "Sachbearbeitung", ("Leistungsgewährung",)),
        ("cem", "Sachbearbeitung", ("Arbeitsvermittlung",)),
        ("lena", "Teamleitung", ()),
    ):
        page.goto(f"{site.url}/personen/neu/")
        page.get_by_label("Benutzername").fill(username)
        page.get_by_label("Vorname").fill(username.title())
        page.get_by_label("Nachname").fill("Muster")
        page.get_by_label(role).check()
        for team in teams:
            page.get_by_label(team, exact=True).check()
        page.get_by_role("button", name="Hinzufügen").click()
        secret = page.locator(".secret").inner_text()
        theirs = browser.new_context(locale="de-DE")
        log_in(theirs.new_page(), site, username, secret)
        states[username] = str(site.folder / f"{username}.json")
        theirs.storage_state(path=states[username])
        theirs.close()
    context.close()
    return states


Open = Callable[..., Page]


@pytest.fixture
def as_person(browser: Browser, site: Site, people: dict[str, str]) -> Iterator[Open]:
    """Give a function that opens a browser of one person; nothing in it may go wrong."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_browser(name: str = "anna", **options: object) -> Page:
        options.setdefault("viewport", DESKTOP)
        context = browser.new_context(
            storage_state=people[name], locale="de-DE", base_url=site.url, **options
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", lambda line: wrong.append(line.text) if _policy(line.text) else None)
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on("request", lambda one: None if _ours(one.url, site) else wrong.append(one.url))
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert wrong == []


def _policy(text: str) -> bool:
    return "Content Security Policy" in text


def _ours(url: str, site: Site) -> bool:
    return url.startswith((site.url, "data:"))


def find(page: Page, word: str, **filters: str) -> Page:
    """Open the message with this word by the search."""
    extra = "".join(f"&{name}={value}" for name, value in filters.items())
    page.goto(f"/postfach/?suche={word}{extra}")
    page.locator(".entry__link").first.click()
    page.wait_for_url("**/nachricht/**")
    return page
