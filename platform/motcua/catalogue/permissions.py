from enum import StrEnum


class CataloguePermission(StrEnum):
    READ = "catalogue.read"
    EDIT = "catalogue.edit"
    PUBLISH = "catalogue.publish"
