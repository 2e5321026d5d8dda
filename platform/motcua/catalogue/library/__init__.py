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
    p3_ket_hon,
    p4_trich_luc,
    p5_ho_kinh_doanh,
    p6_giay_phep_xay_dung,
    p7_ly_lich_tu_phap,
    p8_nghia_vu_quan_su,
    p9_bien_phong,
)
from motcua.catalogue.library.building import Data
from motcua.catalogue.library.english import with_english

TenantKind = Literal["province", "ministry"]

_SERVICES: Final[dict[str, tuple[Callable[[], Data], ...]]] = {
    "province": (
        p4_trich_luc.build,
        p1_khai_sinh.build,
        p2_hon_nhan.build,
        p3_ket_hon.build,
        p5_ho_kinh_doanh.build,
        p6_giay_phep_xay_dung.build,
        p7_ly_lich_tu_phap.build,
    ),
    "ministry": (p8_nghia_vu_quan_su.build, p9_bien_phong.build),
}


def demo_services(kind: TenantKind, *, count: int | None = None) -> list[ServiceDocument]:
    """The services a demonstration tenant of this kind offers; the first ``count`` of them."""
    return [parse_document(with_english(build())) for build in _SERVICES[kind][:count]]


__all__ = ["demo_services"]
