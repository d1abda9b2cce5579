"""Words learned for replies, with the cues that people wrote as teacher."""

from dataclasses import replace

from reply_catalogue import catalogue, document, templates

from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.records import Annotation
from postfach_triage.replies.catalogue import Catalogue, build_catalogue
from postfach_triage.training.examples import Example
from postfach_triage.training.reply_cues import Learned, learn

WHEN, HOW = "ab wann darf ich verlängern", "wie und wo kann ich verlängern"


def by_hand(learned: Learned | None = None) -> Catalogue:
    """Give the catalogue with the cues that people wrote, and these learned words alone."""
    shared = templates().shared.model_copy(update={"learned": learned or {}})
    return build_catalogue(replace(templates(), shared=shared), load_office_texts(), fold_for_model)


def examples(when: str, *, writers: int = 9, lane: str = "simple") -> list[Example]:
    """Let as many people ask when, with further words, and how, without."""
    return [
        Example(
            Annotation(f"m{number}", text, ("weiterbewilligung",), lane, "U3", person=f"w{number}"),
            document(text),
        )
        for number in range(writers)
        for text in (f"{WHEN} {when}", HOW)
    ]


def test_what_stands_beside_the_cues_is_learned_and_speaks_alone() -> None:
    """A word no person thought of tells the reply where every cue is missing."""
    learned = learn(examples("lieber zauberwort"), by_hand())
    assert learned["weiterbewilligung"]["wba_wann"]["zauberwort"] > 0
    words = by_hand().cues.read(["zauberwort"])
    variants, taught = by_hand().simple, by_hand(learned)
    evidence, before = by_hand().weigh(variants["weiterbewilligung"], words)
    same, after = taught.weigh(taught.simple["weiterbewilligung"], words)
    assert after["wba_wann"] > before["wba_wann"]
    assert abs(sum(after.values()) - 1) < 1e-9
    assert same == evidence, "learned words say nothing of the intent"


def test_words_of_few_writers_and_words_that_tell_gender_are_not_learned() -> None:
    """Four people's habit is no request, and no reply hangs on Frau or Herr."""
    assert "zauberwort" not in str(learn(examples("zauberwort", writers=4), by_hand()))
    assert "tochter" not in str(learn(examples("meine tochter", writers=9), by_hand()))


def test_only_simple_messages_teach() -> None:
    """A complex message gets no standard reply, whatever its words."""
    assert learn(examples("zauberwort", lane="complex"), by_hand()) == {}


def test_a_reply_without_learned_words_is_weighed_by_its_cues() -> None:
    """So an office's own replies lose nothing."""
    cues = by_hand()
    other = by_hand({"weiterbewilligung": {"wba_wann": {"zauberwort": 1.0}}})
    words = cues.cues.read(HOW.split())
    assert cues.weigh(cues.simple["weiterbewilligung"], words) == other.weigh(
        other.simple["weiterbewilligung"], words
    )


def test_the_packaged_words_are_for_replies_that_may_answer_the_intent() -> None:
    """A renamed reply would leave its words behind."""
    simple = catalogue().simple
    for intent, replies in templates().shared.learned.items():
        assert set(replies) <= set(simple[intent].ids), intent
