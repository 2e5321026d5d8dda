"""The door to identity."""

from motcua.identity.applicants.operations.applicants import erase_applicant, upsert_applicant
from motcua.identity.applicants.operations.walk_ins import WalkIn, register_walk_in
from motcua.identity.applicants.queries.applicants import (
    ApplicantMissing,
    ApplicantView,
    applicant_actor,
    applicant_from_request,
    get_applicant,
    number_index,
    proven_applicant,
    remember_applicant,
    signed_in_actor,
)
from motcua.identity.applicants.queries.by_number import find_by_number
from motcua.identity.assisted_session import (
    AssistedForm,
    assisted_form,
    begin_assisted,
    end_assisted,
)
from motcua.identity.assurance import PROVEN, SELF_REGISTERED, UNKNOWN
from motcua.identity.citizens.operations.create_citizen import EmailTaken, create_citizen
from motcua.identity.citizens.queries.people import CitizenView, find_citizen
from motcua.identity.models import Account
from motcua.identity.roles import ROLES, Role, RoleMissing, get_role
from motcua.identity.second_factor_gate import note_second_factor
from motcua.identity.staff.models import AgencyKind
from motcua.identity.staff.operations.agencies import AgencyCodeTaken, create_agency
from motcua.identity.staff.operations.change_people import (
    PasswordLinkUsed,
    PasswordWeak,
    change_staff,
    check_password_link,
    enable_staff,
    make_password_link,
    set_password_by_link,
)
from motcua.identity.staff.operations.people import UsernameTaken, create_staff, disable_staff
from motcua.identity.staff.operations.roles import assign_role, withdraw_role
from motcua.identity.staff.operations.second_factor import (
    begin_second_factor,
    has_second_factor,
    reset_second_factor,
    use_code,
)
from motcua.identity.staff.operations.substitutions import (
    SubstitutionInvalid,
    SubstitutionNotYours,
    SubstitutionOverlaps,
    cancel_substitution,
    name_substitute,
)
from motcua.identity.staff.queries.actor import actor_from_request, staff_account
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
    list_everybody,
    list_staff,
)
from motcua.identity.staff.queries.substitutions import (
    SubstitutionMissing,
    SubstitutionView,
    list_substitutions,
    stand_ins,
)
from motcua.identity.staff.totp import address_of as totp_address

__all__ = [
    "PROVEN",
    "ROLES",
    "SELF_REGISTERED",
    "UNKNOWN",
    "Account",
    "AgencyCodeTaken",
    "AgencyKind",
    "AgencyMissing",
    "AgencyView",
    "ApplicantMissing",
    "ApplicantView",
    "AssignmentView",
    "AssistedForm",
    "CitizenView",
    "EmailTaken",
    "PasswordLinkUsed",
    "PasswordWeak",
    "Role",
    "RoleMissing",
    "StaffMissing",
    "StaffView",
    "SubstitutionInvalid",
    "SubstitutionMissing",
    "SubstitutionNotYours",
    "SubstitutionOverlaps",
    "SubstitutionView",
    "UsernameTaken",
    "WalkIn",
    "actor_from_request",
    "applicant_actor",
    "applicant_from_request",
    "assign_role",
    "assisted_form",
    "begin_assisted",
    "begin_second_factor",
    "cancel_substitution",
    "change_staff",
    "check_password_link",
    "create_agency",
    "create_citizen",
    "create_staff",
    "disable_staff",
    "enable_staff",
    "end_assisted",
    "erase_applicant",
    "find_agency",
    "find_by_number",
    "find_citizen",
    "find_staff",
    "get_agency",
    "get_applicant",
    "get_role",
    "get_staff",
    "has_second_factor",
    "list_agencies",
    "list_everybody",
    "list_staff",
    "list_substitutions",
    "make_password_link",
    "name_substitute",
    "note_second_factor",
    "number_index",
    "proven_applicant",
    "register_walk_in",
    "remember_applicant",
    "reset_second_factor",
    "set_password_by_link",
    "signed_in_actor",
    "staff_account",
    "stand_ins",
    "totp_address",
    "upsert_applicant",
    "use_code",
    "withdraw_role",
]
