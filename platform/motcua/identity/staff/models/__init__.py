from motcua.identity.staff.models.agency import Agency, AgencyKind
from motcua.identity.staff.models.identity_provider import (
    Admits,
    IdentityProvider,
    SignInPolicy,
    UpstreamAccount,
)
from motcua.identity.staff.models.profile import StaffProfile
from motcua.identity.staff.models.role_assignment import RoleAssignment
from motcua.identity.staff.models.second_factor import SecondFactor
from motcua.identity.staff.models.substitution import Substitution

__all__ = [
    "Admits",
    "Agency",
    "AgencyKind",
    "IdentityProvider",
    "RoleAssignment",
    "SecondFactor",
    "SignInPolicy",
    "StaffProfile",
    "Substitution",
    "UpstreamAccount",
]
