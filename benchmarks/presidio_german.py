"""Presidio with every recogniser it has for German, around a blank spaCy pipeline.

There is no German model for names in it: Presidio finds persons by a spaCy model that is
downloaded from elsewhere, which a house without Internet does not have, so NAME is never found.
Streets, dates of birth, file numbers, benefit file and client numbers have no recogniser.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

Found = tuple[str, int, int]

LANGUAGE = "de"
# Below this score stand shapes without any word beside them: every five digits a postcode.
THRESHOLD = 0.3
LABELS = {
    "IBAN_CODE": "IBAN",
    "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL",
    "DE_SOCIAL_SECURITY": "RVNR",
    "DE_TAX_ID": "STEUERID",
    "DE_TAX_NUMBER": "STEUERID",
    "DE_HEALTH_INSURANCE": "KVNR",
    "DE_KFZ": "PLATE",
    "DE_PLZ": "PLZ_ORT",
}
GERMAN = (
    "DeBsnrRecognizer", "DeFuehrerscheinRecognizer", "DeHandelsregisterRecognizer",
    "DeHealthInsuranceRecognizer", "DeIdCardRecognizer", "DeKfzRecognizer", "DeLanrRecognizer",
    "DePassportRecognizer", "DePlzRecognizer", "DeSocialSecurityRecognizer", "DeTaxIdRecognizer",
    "DeTaxNumberRecognizer", "DeVatIdRecognizer",
)  # fmt: skip
# The packaged list of suffixes; the newest one would be asked from the Internet.
tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())


class BlankEngine(NlpEngine):
    """Presidio's view of spacy.blank("de"): tokens, no entities."""

    def __init__(self) -> None:
        self.load()

    def load(self) -> None:
        """Make the pipeline."""
        self.nlp = spacy.blank(LANGUAGE)

    def is_loaded(self) -> bool:
        """Say that the pipeline is there."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Tokenize a text; what stands for lemmas are the words in small letters."""
        doc = self.nlp(text)
        places = [token.idx for token in doc]
        return NlpArtifacts([], doc, places, [token.lower_ for token in doc], self, language)

    def process_batch(
        self, texts: Iterable[str], language: str, **_: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Tokenize many texts."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Ask spaCy's list."""
        return bool(self.nlp.vocab[word].is_stop)

    def is_punct(self, word: str, language: str) -> bool:
        """Ask spaCy."""
        return bool(self.nlp.vocab[word].is_punct)

    def get_supported_entities(self) -> list[str]:
        """Return none: there is no model."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Return German."""
        return [LANGUAGE]


def _engine() -> AnalyzerEngine:
    recognizers = [getattr(predefined_recognizers, n)(supported_language="de") for n in GERMAN]
    recognizers += [
        predefined_recognizers.IbanRecognizer(supported_language=LANGUAGE),
        predefined_recognizers.EmailRecognizer(supported_language=LANGUAGE),
        predefined_recognizers.PhoneRecognizer(
            supported_language=LANGUAGE, supported_regions=("DE",)
        ),
    ]
    return AnalyzerEngine(
        registry=RecognizerRegistry(recognizers, supported_languages=[LANGUAGE]),
        nlp_engine=BlankEngine(),
        supported_languages=[LANGUAGE],
        default_score_threshold=THRESHOLD,
    )


_ENGINE = _engine()


def find(text: str) -> list[Found]:
    """Return what Presidio finds, under our labels where there is one."""
    results = _ENGINE.analyze(text, LANGUAGE)
    return [(LABELS.get(r.entity_type, r.entity_type), r.start, r.end) for r in results]
