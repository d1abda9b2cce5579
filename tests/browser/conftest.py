"""The page as people meet it: the real command, a real database, a real browser."""

import os
from collections.abc import Iterator

import pytest
from messages import CASES
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from walking import CHROMIUM, DESKTOP, OFFICE, WAIT, Open, Served, Site, command, log_in

from databases import database
from hand_made import write_export, write_results


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
        with Served(environ, folder) as served:
            yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


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
