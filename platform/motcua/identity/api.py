"""The door to identity."""

from motcua.identity.applicants.operations.applicants import erase_applicant, upsert_applicant
from motcua.identity.applicants.queries.applicants import (
    ApplicantMissing,
    ApplicantView,
    applicant_actor,
    applicant_from_request,
    get_applicant,
    remember_applicant,
    signed_in_actor,
)
from motcua.identity.assurance import PROVEN, SELF_REGISTERED, UNKNOWN
from motcua.identity.citizens.operations.create_citizen import EmailTaken, create_citizen
from motcua.identity.citizens.queries.people import CitizenView, find_citizen
from motcua.identity.roles import ROLES, Role, RoleMissing, get_role
from motcua.identity.staff.models import AgencyKind
from motcua.identity.staff.operations.agencies import AgencyCodeTaken, create_agency
from motcua.identity.staff.operations.people import UsernameTaken, create_staff, disable_staff
from motcua.identity.staff.operations.roles import assign_role, withdraw_role
from motcua.identity.staff.queries.actor import actor_from_request
from motcua.identity.staff.queries.agencies import (
    AgencyMissing,
    AgencyView,
    find_agency,
    get_agency,
    list_agencies,
)
from motcua.identity.staff.queries.people import (
    AssignmentView,
    StaffMissing,
    StaffView,
    find_staff,
    get_staff,
    list_staff,
)

__all__ = [
    "PROVEN",
    "ROLES",
    "SELF_REGISTERED",
    "UNKNOWN",
    "AgencyCodeTaken",
    "AgencyKind",
    "AgencyMissing",
    "AgencyView",
    "ApplicantMissing",
    "ApplicantView",
    "AssignmentView",
    "CitizenView",
    "EmailTaken",
    "Role",
    "RoleMissing",
    "StaffMissing",
    "StaffView",
    "UsernameTaken",
    "actor_from_request",
    "applicant_actor",
    "applicant_from_request",
    "assign_role",
    "create_agency",
    "create_citizen",
    "create_staff",
    "disable_staff",
    "erase_applicant",
    "find_agency",
    "find_citizen",
    "find_staff",
    "get_agency",
    "get_applicant",
    "get_role",
    "get_staff",
    "list_agencies",
    "list_staff",
    "remember_applicant",
    "signed_in_actor",
    "upsert_applicant",
    "withdraw_role",
]
