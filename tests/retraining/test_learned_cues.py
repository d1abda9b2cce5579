"""Learning the replies' cues again gives the committed file."""

import pytest
from scripts.learn_cues import learned

from postfach_triage.config.reply_templates import load_templates

# Weights are rounded to hundredths; another processor may end a step away.
TOLERANCE = 0.05


def test_learned_words_come_out_again() -> None:
    """After a change of cues or messages: python scripts/learn_cues.py"""
    again, committed = learned(), load_templates().shared.learned
    assert again.keys() == committed.keys()
    for intent, replies in again.items():
        assert replies.keys() == committed[intent].keys(), intent
        for reply, words in replies.items():
            before = committed[intent][reply]
            for word in {*words, *before}:
                found = words.get(word, 0.0)
                assert found == pytest.approx(before.get(word, 0.0), abs=TOLERANCE), word
