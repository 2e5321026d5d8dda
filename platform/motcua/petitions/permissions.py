from enum import StrEnum


class Permission(StrEnum):
    READ = "petitions.read"
    HANDLE = "petitions.handle"
