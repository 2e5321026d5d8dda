"""Six invented people. Numbers are well-formed and belong to nobody (domain reference 7.2)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SyntheticPerson:
    """``level`` 1 registered by themselves, 2 in person with biometrics."""

    key: str
    level: int
    full_name: str
    personal_number: str
    sex: str
    birth_date: str
    address: str
    phone: str
    email: str

    def claims(self) -> dict[str, str]:
        """As the national service names them (domain reference 7.1)."""
        return {
            "sub": f"vneid-{self.key}",
            "TechID": f"SIM{self.key.upper().replace('-', '')}",
            "LoaiTaiKhoan": "1",
            "HoVaTen": self.full_name,
            "SoDinhDanh": self.personal_number,
            "GioiTinh": self.sex,
            "NgaySinh": self.birth_date,
            "DiaChi": self.address,
            "SoDienThoai": self.phone,
            "ThuDienTu": self.email,
        }


PEOPLE: Final[dict[str, SyntheticPerson]] = {
    person.key: person
    for person in (
        SyntheticPerson(
            "hoa", 2, "Trần Thị Hoa", "001190000123", "Nữ", "17/05/1990",
            "Số 12, đường Thử Nghiệm, Phường Xuân Hương - Đà Lạt, tỉnh Lâm Đồng",
            "0912000001", "hoa@example.vn",
        ),
        SyntheticPerson(
            "minh", 2, "Nguyễn Văn Minh", "079203001234", "Nam", "02/09/2003",
            "Tổ 3, Phường Mẫu, Thành phố Hồ Chí Minh", "0912000002", "minh@example.vn",
        ),
        SyntheticPerson(
            "lan", 2, "Lê Thị Lan", "038301005678", "Nữ", "20/11/2001",
            "Thôn 5, Xã Mẫu, tỉnh Thanh Hóa", "0912000003", "lan@example.vn",
        ),
        SyntheticPerson(
            "cu-duc", 2, "Phạm Văn Đức", "068042000777", "Nam", "1942",
            "Thôn 1, Xã Đơn Dương, tỉnh Lâm Đồng", "", "",
        ),
        SyntheticPerson(
            "binh", 1, "Hoàng Quốc Bình", "068095002468", "Nam", "08/03/1995",
            "Phường 1 Bảo Lộc, tỉnh Lâm Đồng", "0912000005", "binh@example.vn",
        ),
        SyntheticPerson(
            "y-moan", 1, "Y Moan Ê Ban", "066088001357", "Nam", "06/1988",
            "Buôn Mẫu, tỉnh Đắk Lắk", "0912000006", "ymoan@example.vn",
        ),
    )
}  # fmt: skip
