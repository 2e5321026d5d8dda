from enum import StrEnum


class Permission(StrEnum):
    READ = "privacy.read"
    HANDLE = "privacy.handle"


# Terms and what citizens are told of readers are settings of the agency.
CONFIGURE = "tenant.configure"
