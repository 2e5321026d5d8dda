"""The door to acting for others."""

from motcua.mandates.acting_session import acting, choose, has_chosen
from motcua.mandates.domain.codes import in_groups
from motcua.mandates.domain.relations import RELATIONS, ROLES
from motcua.mandates.domain.tax_codes import clean_tax_code
from motcua.mandates.domain.views import (
    ConsentView,
    DeedView,
    MandateView,
    NewCode,
    OrganisationView,
    PrincipalView,
    UseView,
)
from motcua.mandates.errors import (
    CodeWrong,
    ConsentMissing,
    HelpNotCovered,
    LastAdmin,
    MandateInvalid,
    MandateMissing,
    MandateOver,
    NotProven,
    ScopeInvalid,
)
from motcua.mandates.models import State
from motcua.mandates.operations.end_consent import end_consent, leave_consent, note_deed
from motcua.mandates.operations.end_mandate import change_role, end_mandate, end_paper, note_use
from motcua.mandates.operations.invite import (
    Proposal,
    answer_invitation,
    invite_member,
    propose_mandate,
)
from motcua.mandates.operations.make_code import CODE_LASTS, Scope, make_helper_code
from motcua.mandates.operations.papers import Claim, accept_paper, bring_paper, refuse_paper
from motcua.mandates.operations.redeem_code import HELP_LASTS, redeem_helper_code
from motcua.mandates.permissions import Permission
from motcua.mandates.queries.consents import (
    consent_in_force,
    list_consents,
)
from motcua.mandates.queries.mandates import (
    PAGE_SIZE,
    find_principal,
    invitations_for,
    my_mandates,
    organisation_ids,
    organisations_of,
    paper_here,
    papers_here,
    papers_of,
    whom_may_act_for,
)

__all__ = [
    "CODE_LASTS",
    "HELP_LASTS",
    "PAGE_SIZE",
    "RELATIONS",
    "ROLES",
    "Claim",
    "CodeWrong",
    "ConsentMissing",
    "ConsentView",
    "DeedView",
    "HelpNotCovered",
    "LastAdmin",
    "MandateInvalid",
    "MandateMissing",
    "MandateOver",
    "MandateView",
    "NewCode",
    "NotProven",
    "OrganisationView",
    "Permission",
    "PrincipalView",
    "Proposal",
    "Scope",
    "ScopeInvalid",
    "State",
    "UseView",
    "accept_paper",
    "acting",
    "answer_invitation",
    "bring_paper",
    "change_role",
    "choose",
    "clean_tax_code",
    "consent_in_force",
    "end_consent",
    "end_mandate",
    "end_paper",
    "find_principal",
    "has_chosen",
    "in_groups",
    "invitations_for",
    "invite_member",
    "leave_consent",
    "list_consents",
    "make_helper_code",
    "my_mandates",
    "note_deed",
    "note_use",
    "organisation_ids",
    "organisations_of",
    "paper_here",
    "papers_here",
    "papers_of",
    "propose_mandate",
    "redeem_helper_code",
    "refuse_paper",
    "whom_may_act_for",
]
