from motcua.identity.staff.models.agency import Agency, AgencyKind
from motcua.identity.staff.models.profile import StaffProfile
from motcua.identity.staff.models.role_assignment import RoleAssignment

__all__ = ["Agency", "AgencyKind", "RoleAssignment", "StaffProfile"]
