from enum import StrEnum


class CataloguePermission(StrEnum):
    READ = "catalogue.read"
    EDIT = "catalogue.edit"
    PUBLISH = "catalogue.publish"


FINDING = "portal.edit"
"""Who looks after the portal's pages also says which words lead to which service."""
