"""The two demonstration tenants, their units and the people who work there."""

from dataclasses import dataclass
from typing import Any, Final

PASSWORD: Final = "thu-nghiem-2026"  # noqa: S105 -- public on purpose
"""Of every demonstration account; printed by ``make demo`` and good for nothing else."""


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    kind: str
    parent: str | None = None
    commune_code: str = ""
    is_reception_point: bool = False
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """``unit`` empty: works for the whole tenant."""

    username: str
    full_name: str
    role: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DemoTenant:
    slug: str
    name: str
    short_name: str
    kind: str
    agency_code: str
    theme: dict[str, Any]
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    dossier_count: int


def _people(head: str) -> tuple[Person, ...]:
    """One account for every role of the domain reference, 4.1."""
    return (
        Person("tiepnhan", "Nguyễn Thị Tiếp", "receptionist", "Cán bộ tiếp nhận"),
        Person("chuyenvien", "Lê Văn Thụ", "specialist", "Chuyên viên"),
        Person("truongphong", "Trần Quốc Phòng", "division_head", "Trưởng phòng"),
        Person("lanhdao", "Phạm Minh Ký", "leader", head),
        Person("vanthu", "Đỗ Thị Văn", "clerk_office", "Văn thư"),
        Person("thuphi", "Hoàng Thị Ngân", "cashier", "Kế toán"),
        Person("traketqua", "Vũ Thị Trả", "returner", "Cán bộ trả kết quả"),
        Person("kiemsoat", "Bùi Văn Soát", "procedure_control", "Kiểm soát thủ tục"),
        Person("thietke", "Đặng Thị Soạn", "builder", "Người thiết kế dịch vụ"),
        Person("congbo", "Ngô Văn Duyệt", "publisher", "Người duyệt công bố"),
        Person("quantri", "Dương Văn Trị", "tech_admin", "Quản trị kỹ thuật"),
        Person("bientap", "Cao Thị Biên", "editor", "Cán bộ truyền thông"),
        Person("duyetbai", "Hồ Văn Bài", "chief_editor", "Phụ trách cổng"),
        Person("thanhtra", "Lý Thị Tra", "inspector", "Thanh tra"),
    )


DEMO_TENANTS: Final = (
    DemoTenant(
        slug="lam-dong",
        name="Ủy ban nhân dân tỉnh Lâm Đồng",
        short_name="Lâm Đồng",
        kind="province",
        agency_code="H36",
        theme={"brand": "#0b5d3b", "accent": "#0b5cad", "emblem": "province"},
        units=(
            Unit("H36", "Ủy ban nhân dân tỉnh Lâm Đồng", "province"),
            Unit(
                "H36.01",
                "Ủy ban nhân dân phường Xuân Hương - Đà Lạt",
                "commune",
                parent="H36",
                commune_code="24781",
                is_reception_point=True,
                phone="0263 3000 001",
                address="Số 1, đường Thử Nghiệm, phường Xuân Hương - Đà Lạt",
            ),
            Unit(
                "H36.02",
                "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng",
                "centre",
                parent="H36",
                is_reception_point=True,
                phone="0263 3000 002",
                address="Số 36, đường Thử Nghiệm, phường Xuân Hương - Đà Lạt",
            ),
            Unit(
                "H36.03",
                "Phòng Kinh tế, Hạ tầng và Đô thị phường Xuân Hương - Đà Lạt",
                "department",
                parent="H36.01",
            ),
            Unit("H36.04", "Công an phường Xuân Hương - Đà Lạt", "department", parent="H36.01"),
            Unit("H36.05", "Ủy ban nhân dân xã Mẫu", "commune", parent="H36"),
        ),
        people=_people("Chủ tịch Ủy ban nhân dân phường"),
        dossier_count=150,
    ),
    DemoTenant(
        slug="bqp",
        name="Bộ Quốc phòng",
        short_name="Bộ Quốc phòng",
        kind="ministry",
        agency_code="G11",
        theme={"brand": "#7a1420", "accent": "#7a4b00", "emblem": "ministry"},
        units=(
            Unit("G11", "Bộ Quốc phòng", "ministry"),
            Unit(
                "G11.01",
                "Ban Chỉ huy quân sự phường Mẫu",
                "bureau",
                parent="G11",
                is_reception_point=True,
                phone="069 000 001",
                address="Số 2, đường Thử Nghiệm",
            ),
        ),
        people=_people("Chỉ huy trưởng"),
        dossier_count=50,
    ),
)
