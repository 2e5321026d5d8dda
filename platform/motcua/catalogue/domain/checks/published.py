"""Checks of form rather than of fact: can everybody read it, use it, and trust it.

A new one is one file with a ``PublishCheck`` and a line here; apps above register their own.
"""

from typing import Final

from motcua.catalogue.domain.checks.abbreviations import Abbreviations
from motcua.catalogue.domain.checks.alternatives import Alternatives
from motcua.catalogue.domain.checks.contrast import Contrast
from motcua.catalogue.domain.checks.jargon import Jargon
from motcua.catalogue.domain.checks.legal_terms import LegalTerms
from motcua.catalogue.domain.checks.long_sentences import LongSentences
from motcua.catalogue.domain.checks.readable_labels import ReadableLabels
from motcua.catalogue.domain.checks.reading_order import ReadingOrder
from motcua.catalogue.domain.checks.rule_logic import RuleLogic
from motcua.catalogue.domain.checks.senses import Senses
from motcua.catalogue.domain.checks.sensitive_data import SensitiveData
from motcua.catalogue.domain.checks.size import Size
from motcua.catalogue.registry import PublishCheck

PUBLISH_CHECKS: Final[tuple[type[PublishCheck], ...]] = (
    Abbreviations,
    Alternatives,
    Contrast,
    Jargon,
    LegalTerms,
    LongSentences,
    ReadableLabels,
    ReadingOrder,
    RuleLogic,
    Senses,
    SensitiveData,
    Size,
)
