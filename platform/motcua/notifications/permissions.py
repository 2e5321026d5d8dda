from enum import StrEnum


class Permission(StrEnum):
    CONFIGURE = "tenant.configure"
