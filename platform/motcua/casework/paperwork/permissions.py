"""Who changes how papers look: who writes services and who publishes them, nobody new."""

from typing import Final

from motcua.catalogue.api import CataloguePermission
from motcua.kernel.actors import Actor

CONFIGURE: Final = "tenant.configure"
EDIT: Final = (CataloguePermission.EDIT, CataloguePermission.PUBLISH, CONFIGURE)
PUBLISH: Final = (CataloguePermission.PUBLISH, CONFIGURE)


def may_edit(by: Actor) -> bool:
    return any(by.may(each) for each in EDIT)


def may_publish(by: Actor) -> bool:
    return any(by.may(each) for each in PUBLISH)


def require_edit(by: Actor) -> None:
    """Raises ``Forbidden``."""
    if not may_edit(by):
        by.require(EDIT[0])


def require_publish(by: Actor) -> None:
    """Raises ``Forbidden``."""
    if not may_publish(by):
        by.require(PUBLISH[0])
