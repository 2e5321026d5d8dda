"""The door to acting for others."""

from motcua.mandates.domain.codes import in_groups
from motcua.mandates.domain.views import ConsentView, DeedView, NewCode
from motcua.mandates.errors import CodeWrong, ConsentMissing, HelpNotCovered, ScopeInvalid
from motcua.mandates.operations.end_consent import end_consent, leave_consent, note_deed
from motcua.mandates.operations.make_code import CODE_LASTS, Scope, make_helper_code
from motcua.mandates.operations.redeem_code import HELP_LASTS, redeem_helper_code
from motcua.mandates.queries.consents import (
    consent_in_force,
    consents_of_helper,
    list_consents,
)

__all__ = [
    "CODE_LASTS",
    "HELP_LASTS",
    "CodeWrong",
    "ConsentMissing",
    "ConsentView",
    "DeedView",
    "HelpNotCovered",
    "NewCode",
    "Scope",
    "ScopeInvalid",
    "consent_in_force",
    "consents_of_helper",
    "end_consent",
    "in_groups",
    "leave_consent",
    "list_consents",
    "make_helper_code",
    "note_deed",
    "redeem_helper_code",
]
