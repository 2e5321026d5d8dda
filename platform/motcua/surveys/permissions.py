from enum import StrEnum


class Permission(StrEnum):
    EDIT = "surveys.edit"
    PUBLISH = "surveys.publish"
    READ = "surveys.read"
