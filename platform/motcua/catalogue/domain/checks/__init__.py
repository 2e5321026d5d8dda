"""Everything the catalogue itself can say about a document, area by area."""

from motcua.catalogue.domain.checks.eligibility import check_eligibility
from motcua.catalogue.domain.checks.form import check_form_section
from motcua.catalogue.domain.checks.money import check_fees
from motcua.catalogue.domain.checks.papers import check_components, check_result
from motcua.catalogue.domain.checks.texts import check_notices, check_texts
from motcua.catalogue.domain.checks.times import check_clock, check_process

ALL = (
    check_texts,
    check_eligibility,
    check_form_section,
    check_components,
    check_fees,
    check_process,
    check_clock,
    check_notices,
    check_result,
)

__all__ = ["ALL"]
