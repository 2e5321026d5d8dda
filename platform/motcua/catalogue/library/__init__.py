"""Ready services of this product, written from the national procedures, to start from.

They are ordinary documents: ``create_service(document=...)`` takes them. Times of single steps are
demonstration values; terms, papers and fees follow the announced procedures.
"""

from collections.abc import Callable
from typing import Final, Literal

from motcua.catalogue.domain.document import ServiceDocument, parse_document
from motcua.catalogue.library import (
    p1_khai_sinh,
    p2_hon_nhan,
    p4_trich_luc,
    p8_nghia_vu_quan_su,
)
from motcua.catalogue.library.building import Data

TenantKind = Literal["province", "ministry"]

_SERVICES: Final[dict[str, tuple[Callable[[], Data], ...]]] = {
    "province": (p4_trich_luc.build, p1_khai_sinh.build, p2_hon_nhan.build),
    "ministry": (p8_nghia_vu_quan_su.build,),
}


def demo_services(kind: TenantKind) -> list[ServiceDocument]:
    """The services a demonstration tenant of this kind offers."""
    return [parse_document(build()) for build in _SERVICES[kind]]


__all__ = ["demo_services"]
