from enum import StrEnum


class Permission(StrEnum):
    READ = "ratings.read"
    MODERATE = "ratings.moderate"
