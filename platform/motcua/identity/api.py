"""The door to identity."""

from motcua.identity.applicants.operations.applicants import erase_applicant, upsert_applicant
from motcua.identity.applicants.operations.leave import settle_leavers
from motcua.identity.applicants.operations.organisations import note_organisation
from motcua.identity.applicants.operations.walk_ins import WalkIn, register_walk_in
from motcua.identity.applicants.queries.accounts import account_subjects, applicant_of_account
from motcua.identity.applicants.queries.applicants import (
    ApplicantMissing,
    ApplicantView,
    applicant_actor,
    applicant_from_request,
    applicant_of_subject,
    get_applicant,
    number_index,
    proven_applicant,
    remember_applicant,
    signed_in_actor,
)
from motcua.identity.applicants.queries.by_number import find_by_number
from motcua.identity.applicants.relying_party.registration import follow_domains
from motcua.identity.assisted_session import (
    AssistedForm,
    assisted_form,
    begin_assisted,
    begin_helping,
    end_assisted,
)
from motcua.identity.assurance import PROVEN, SELF_REGISTERED, UNKNOWN
from motcua.identity.citizens.operations.ask_to_close import (
    GRACE,
    OperatorStays,
    request_closure,
)
from motcua.identity.citizens.operations.correct_profile import (
    AttributeInvalid,
    AttributeProven,
    correct_profile,
)
from motcua.identity.citizens.operations.create_citizen import EmailTaken, create_citizen
from motcua.identity.citizens.queries.claims import (
    ProvenPerson,
    account_email,
    account_is_open,
    account_of_personal_number,
    citizen_claims,
    proven_person,
)
from motcua.identity.citizens.queries.people import CitizenView, find_citizen
from motcua.identity.citizens.queries.profile import BY_CODE, TYPED, Attribute, attributes_of
from motcua.identity.events import WalkInAdopted
from motcua.identity.leaving import AccountPart, Held, account_parts
from motcua.identity.models import Account
from motcua.identity.registry import ProbeStep, StaffProvider, staff_providers
from motcua.identity.roles import ROLES, Role, RoleMissing, get_role
from motcua.identity.second_factor_gate import note_second_factor
from motcua.identity.sign_in_guard import count_attempt
from motcua.identity.staff.models import Admits, AgencyKind
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
from motcua.identity.staff.operations.providers import (
    remove_provider,
    save_provider,
    switch_provider,
    try_provider,
)
from motcua.identity.staff.operations.roles import assign_role, withdraw_role
from motcua.identity.staff.operations.second_factor import (
    begin_second_factor,
    has_second_factor,
    reset_second_factor,
    use_code,
)
from motcua.identity.staff.operations.sign_in_policy import keep_password, switch_passwords
from motcua.identity.staff.operations.substitutions import (
    SubstitutionInvalid,
    SubstitutionNotYours,
    SubstitutionOverlaps,
    cancel_substitution,
    name_substitute,
)
from motcua.identity.staff.operations.upstream_sign_in import (
    ask_upstream,
    begin_upstream,
    finish_upstream,
)
from motcua.identity.staff.provider_errors import (
    PasswordWrong,
    ProviderMissing,
    ProviderNeeded,
    ProviderOptionsInvalid,
    ProviderUnreachable,
    UpstreamRefused,
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
from motcua.identity.staff.queries.providers import (
    ProviderField,
    ProviderView,
    empty_fields,
    get_provider,
    keeps_password,
    list_password_keepers,
    list_providers,
    may_use_password,
    passwords_are_off,
)
from motcua.identity.staff.queries.substitutions import (
    SubstitutionMissing,
    SubstitutionView,
    list_substitutions,
    stand_ins,
)
from motcua.identity.staff.role_rules import RoleRule
from motcua.identity.staff.totp import address_of as totp_address
from motcua.identity.staff.upstream_session import end_upstream_sessions, open_upstream_session

__all__ = [
    "BY_CODE",
    "GRACE",
    "PROVEN",
    "ROLES",
    "SELF_REGISTERED",
    "TYPED",
    "UNKNOWN",
    "Account",
    "AccountPart",
    "Admits",
    "AgencyCodeTaken",
    "AgencyKind",
    "AgencyMissing",
    "AgencyView",
    "ApplicantMissing",
    "ApplicantView",
    "AssignmentView",
    "AssistedForm",
    "Attribute",
    "AttributeInvalid",
    "AttributeProven",
    "CitizenView",
    "EmailTaken",
    "Held",
    "OperatorStays",
    "PasswordLinkUsed",
    "PasswordWeak",
    "PasswordWrong",
    "ProbeStep",
    "ProvenPerson",
    "ProviderField",
    "ProviderMissing",
    "ProviderNeeded",
    "ProviderOptionsInvalid",
    "ProviderUnreachable",
    "ProviderView",
    "Role",
    "RoleMissing",
    "RoleRule",
    "StaffMissing",
    "StaffProvider",
    "StaffView",
    "SubstitutionInvalid",
    "SubstitutionMissing",
    "SubstitutionNotYours",
    "SubstitutionOverlaps",
    "SubstitutionView",
    "UpstreamRefused",
    "UsernameTaken",
    "WalkIn",
    "WalkInAdopted",
    "account_email",
    "account_is_open",
    "account_of_personal_number",
    "account_parts",
    "account_subjects",
    "actor_from_request",
    "applicant_actor",
    "applicant_from_request",
    "applicant_of_account",
    "applicant_of_subject",
    "ask_upstream",
    "assign_role",
    "assisted_form",
    "attributes_of",
    "begin_assisted",
    "begin_helping",
    "begin_second_factor",
    "begin_upstream",
    "cancel_substitution",
    "change_staff",
    "check_password_link",
    "citizen_claims",
    "correct_profile",
    "count_attempt",
    "create_agency",
    "create_citizen",
    "create_staff",
    "disable_staff",
    "empty_fields",
    "enable_staff",
    "end_assisted",
    "end_upstream_sessions",
    "erase_applicant",
    "find_agency",
    "find_by_number",
    "find_citizen",
    "find_staff",
    "finish_upstream",
    "follow_domains",
    "get_agency",
    "get_applicant",
    "get_provider",
    "get_role",
    "get_staff",
    "has_second_factor",
    "keep_password",
    "keeps_password",
    "list_agencies",
    "list_everybody",
    "list_password_keepers",
    "list_providers",
    "list_staff",
    "list_substitutions",
    "make_password_link",
    "may_use_password",
    "name_substitute",
    "note_organisation",
    "note_second_factor",
    "number_index",
    "open_upstream_session",
    "passwords_are_off",
    "proven_applicant",
    "proven_person",
    "register_walk_in",
    "remember_applicant",
    "remove_provider",
    "request_closure",
    "reset_second_factor",
    "save_provider",
    "set_password_by_link",
    "settle_leavers",
    "signed_in_actor",
    "staff_account",
    "staff_providers",
    "stand_ins",
    "switch_passwords",
    "switch_provider",
    "totp_address",
    "try_provider",
    "upsert_applicant",
    "use_code",
    "withdraw_role",
]
