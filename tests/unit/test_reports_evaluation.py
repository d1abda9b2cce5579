"""The evaluation report: one page and one JSON that need nothing beside them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from measured import FULL_META, SECRET, line, measured, write_folder, write_lines, write_model

from postfach_triage.measuring import Evaluation
from postfach_triage.reports.evaluation_page import evaluation_page
from postfach_triage.reports.pictures import learning_picture
from postfach_triage.reports.plain import evaluation_json

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """Collects tags with their attributes, and notes every end that has no beginning."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.broken: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a beginning."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the latest beginning, which must be of the same kind."""
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)

    def of(self, name: str) -> list[dict[str, str | None]]:
        """Give the attributes of all tags of one name."""
        return [attributes for tag, attributes in self.tags if tag == name]


def _page(found: Evaluation) -> str:
    return evaluation_page(found.assessment, found.background, found.verdicts, level=0.01)


def _json(found: Evaluation) -> dict[str, Any]:
    plain = evaluation_json(found.assessment, found.background, found.verdicts)
    text = json.dumps(plain, allow_nan=False)
    read: dict[str, Any] = json.loads(text)
    return read


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Give an evaluation on dev of a model that knows everything of itself."""
    folder = tmp_path_factory.mktemp("dev")
    models = write_model(folder / "models", "fake", [], **FULL_META)
    return measured(write_folder(folder / "annotated"), models)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Give an evaluation on one own message of a model that knows nothing of itself."""
    folder = tmp_path_factory.mktemp("own")
    lines = [line("x1", "w1", "auszahlung", lane="complex", source="own", redacted=True)]
    models = write_model(folder / "models", "fake", [])
    return measured(write_lines(folder / "own.jsonl", lines), models)


@pytest.fixture(scope="module")
def dev_page(dev: Evaluation) -> str:
    """Give the page on dev."""
    return _page(dev)


@pytest.fixture(scope="module")
def own_page(own: Evaluation) -> str:
    """Give the page on an office's own file."""
    return _page(own)


def test_the_page_needs_nothing_beside_it(dev_page: str) -> None:
    """Pictures lie inside, and there is no address a browser could follow to the outside."""
    page = Page(dev_page)
    assert not re.search(r"https?:|//[a-z]|<script|@import|url\(", dev_page)
    sources = [str(image["src"]) for image in page.of("img")]
    assert len(sources) == 6
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
    assert all(str(link["href"]).startswith("#") for link in page.of("a"))


def test_the_page_can_be_read_without_seeing_it(dev_page: str) -> None:
    """Language, alternative texts, captions and heads of tables; each link has its target."""
    page = Page(dev_page)
    assert not page.broken and not page.open
    assert page.of("html") == [{"lang": "en"}]
    assert all(len(str(image["alt"])) > 40 for image in page.of("img"))
    assert len(page.of("caption")) == len(page.of("table")) > 10
    assert all("scope" in head for head in page.of("th"))
    targets = {attributes.get("id") for _, attributes in page.tags}
    assert {str(link["href"])[1:] for link in page.of("a")} <= targets
    assert len([tag for tag, _ in page.tags if tag == "h1"]) == 1


def test_constructed_text_is_said_first(dev_page: str) -> None:
    """Whoever opens the page reads it before any figure."""
    assert dev_page.index("Constructed text.") < dev_page.index("<h2")


def test_constructed_messages_are_quoted_and_safe(dev_page: str) -> None:
    """A text is shown as text, whatever stands in it."""
    assert SECRET in dev_page
    assert "&lt;b&gt;" in dev_page and "<b>" not in dev_page


def test_own_messages_are_named_by_id_alone(own: Evaluation, own_page: str) -> None:
    """No text, no person, in neither the page nor the JSON."""
    assert "x1" in own_page and "messages are named by id alone" in own_page
    for written in (own_page, json.dumps(_json(own))):
        assert SECRET not in written and "w1" not in written


def test_what_a_model_lacks_is_said(own_page: str) -> None:
    """A model of an earlier program has no curve, no baselines, no bounds."""
    for words in (
        "train --learning-curve",
        "hold no baselines",
        "hold no bounds",
        "hold no cross-fitted figures",
        "No second labels",
    ):
        assert words in own_page


def test_equal_figures_give_the_same_picture(dev: Evaluation) -> None:
    """There is no date and no chance in it."""
    curve = dev.background.learning_curve
    assert learning_picture(curve) == learning_picture(curve)


def test_the_json_holds_the_same_figures(dev: Evaluation) -> None:
    """A share is k, n and both ends of its interval; texts follow the page's rule."""
    found = _json(dev)
    assert found["version"] == "fake" and found["data"]["messages"] == 4
    k, n, low, high = found["dev"]["main intent first"]
    assert (k, n) == (1, 4) and 0 < low < 0.25 < high < 1
    assert found["crossfitted"]["main intent first"][:2] == [3, 4]
    assert {gate["figure"] for gate in found["gates"] if gate["stops"]} == {
        "complex in the simple lane",
        "crises raised to U0 or U1",
        "objections marked",
    }
    figures = {figure["name"]: figure for figure in found["measured"]["figures"]}
    assert figures["main intent first"]["persons"] == 2
    assert "material" not in found["measured"] and "learning_curve" in found["background"]


def test_the_page_is_part_of_the_package() -> None:
    """Templates and style sheet lie beside the code."""
    from postfach_triage.reports import evaluation_page as module

    folder = Path(module.__file__).parent / "templates"
    assert (folder / "report.css").is_file() and (folder / "evaluation.html").is_file()
