"""Questions about people that most services share."""

from motcua.catalogue.library.building import (
    Data,
    among,
    choices,
    is_,
    negated,
    page,
    question,
)
from motcua.kernel.text import fold

_ETHNIC_GROUPS = (
    "Kinh", "Tày", "Thái", "Mường", "Khmer", "Hoa", "Nùng", "Mông", "Dao", "Gia Rai", "Ê Đê",
    "Ba Na", "Sán Chay", "Chăm", "Cơ Ho", "Xơ Đăng", "Sán Dìu", "Hrê", "Ra Glai", "Mnông",
    "Thổ", "Xtiêng", "Khơ Mú", "Bru - Vân Kiều", "Cơ Tu", "Giáy", "Tà Ôi", "Mạ", "Gié Triêng",
    "Co", "Chơ Ro", "Xinh Mun", "Hà Nhì", "Chu Ru", "Lào", "La Chí", "Kháng", "Phù Lá", "La Hủ",
    "La Ha", "Pà Thẻn", "Lự", "Ngái", "Chứt", "Lô Lô", "Mảng", "Cơ Lao", "Bố Y", "Cống", "Si La",
    "Pu Péo", "Rơ Măm", "Brâu", "Ơ Đu",
)  # fmt: skip


def ethnicity(key: str, label: str = "Dân tộc", *, shown: Data | None = None) -> Data:
    pairs = [(fold(name).replace(" - ", "_").replace(" ", "_"), name) for name in _ETHNIC_GROUPS]
    return question(
        key,
        "single_choice",
        label,
        display="select",
        shown=shown,
        why="Ghi vào giấy tờ hộ tịch, sổ đăng ký theo mẫu nhà nước quy định.",
        options=choices(*pairs, ("khac", "Khác hoặc không rõ")),
    )


def nationality(key: str, label: str = "Quốc tịch", *, shown: Data | None = None) -> Data:
    return question(
        key,
        "short_text",
        label,
        help="Ví dụ: Việt Nam",
        shown=shown,
        max_length=100,
        width="medium",
    )


def full_name(key: str, label: str = "Họ, chữ đệm, tên", *, prefill: bool = False) -> Data:
    return question(
        key,
        "short_text",
        label,
        help="Ghi như trên giấy tờ tùy thân, có dấu",
        prefill="full_name" if prefill else None,
        form="person_name",
        max_length=120,
        autocomplete="name" if prefill else "",
    )


def sex(key: str, label: str = "Giới tính", *, prefill: bool = False) -> Data:
    return question(
        key,
        "single_choice",
        label,
        prefill="sex" if prefill else None,
        options=choices(("male", "Nam"), ("female", "Nữ")),
    )


def requester_pages(relation: Data | None = None) -> list[Data]:
    """Người yêu cầu: who files, prefilled from the account, then where they live.

    The block is the one common to all civil-status forms (domain reference 6.3).
    """
    identity = [
        full_name("nyc_ho_ten", prefill=True),
        question(
            "nyc_so_dinh_danh",
            "personal_number",
            "Số định danh cá nhân",
            help="12 số trên thẻ căn cước",
            prefill="personal_number",
            belongs_to_applicant=True,
        ),
        question(
            "nyc_loai_giay_to",
            "single_choice",
            "Giấy tờ tùy thân",
            options=choices(
                ("can_cuoc", "Thẻ căn cước hoặc căn cước công dân"),
                ("can_cuoc_dien_tu", "Căn cước điện tử"),
                ("giay_chung_nhan", "Giấy chứng nhận căn cước"),
                ("ho_chieu", "Hộ chiếu"),
            ),
        ),
        question(
            "nyc_so_giay_to",
            "short_text",
            "Số giấy tờ",
            shown=among("nyc_loai_giay_to", "giay_chung_nhan", "ho_chieu"),
            max_length=30,
            width="medium",
        ),
        question("nyc_ngay_cap", "date", "Ngày cấp", when="today_or_past", optional=True),
        question("nyc_noi_cap", "short_text", "Nơi cấp", optional=True, max_length=200),
    ]
    contact = [
        question(
            "nyc_loai_cu_tru",
            "single_choice",
            "Ông/bà đang cư trú theo hình thức nào?",
            options=choices(
                ("thuong_tru", "Thường trú"),
                ("tam_tru", "Tạm trú"),
                ("noi_o_hien_tai", "Nơi ở hiện tại, chưa đăng ký thường trú, tạm trú"),
                ("nuoc_ngoai", "Đang ở nước ngoài"),
            ),
        ),
        question(
            "nyc_noi_cu_tru",
            "address",
            "Nơi cư trú",
            prefill="address",
            shown=negated(is_("nyc_loai_cu_tru", "nuoc_ngoai")),
        ),
        question(
            "nyc_noi_o_nuoc_ngoai",
            "long_text",
            "Nơi ở tại nước ngoài",
            shown=is_("nyc_loai_cu_tru", "nuoc_ngoai"),
            max_length=500,
            rows=3,
        ),
        question("nyc_dien_thoai", "phone", "Số điện thoại", prefill="phone"),
        question(
            "nyc_email",
            "email",
            "Thư điện tử",
            help="Thông báo về hồ sơ được gửi tới địa chỉ này",
            prefill="email",
            optional=True,
        ),
    ]
    return [
        page("nguoi_yeu_cau", "Người yêu cầu", [*identity, *([relation] if relation else [])]),
        page("lien_he", "Nơi cư trú và cách liên hệ", contact),
    ]


def parent_page(key: str, prefix: str, who: str, *, shown: Data) -> Data:
    """Mother or father of a child."""
    return page(
        key,
        f"Thông tin về {who}",
        [
            full_name(f"{prefix}_ho_ten", f"Họ, chữ đệm, tên {who}"),
            question(
                f"{prefix}_nam_sinh",
                "date",
                "Ngày, tháng, năm sinh",
                help="Nếu không nhớ ngày, tháng thì chỉ ghi năm",
                partial=True,
                when="past",
                is_birth_date=True,
            ),
            ethnicity(f"{prefix}_dan_toc"),
            nationality(f"{prefix}_quoc_tich"),
            question(
                f"{prefix}_so_dinh_danh",
                "personal_number",
                "Số định danh cá nhân",
                optional=True,
                birth_field=f"fld_{prefix}_nam_sinh",
            ),
            question(f"{prefix}_ngay_cap", "date", "Ngày cấp giấy tờ", optional=True, when="past"),
            question(f"{prefix}_noi_cap", "short_text", "Nơi cấp", optional=True, max_length=200),
            question(f"{prefix}_noi_cu_tru", "address", "Nơi cư trú"),
        ],
        shown=shown,
    )


def receiving_questions() -> list[Data]:
    """How the citizen wants the result."""
    return [
        question(
            "cach_nhan",
            "single_choice",
            "Ông/bà muốn nhận kết quả bằng cách nào?",
            options=choices(
                ("dien_tu", "Bản điện tử trên cổng dịch vụ công"),
                ("truc_tiep", "Tại bộ phận một cửa"),
                ("buu_chinh", "Qua bưu chính công ích"),
            ),
        ),
        question(
            "dia_chi_nhan",
            "address",
            "Địa chỉ nhận kết quả",
            shown=is_("cach_nhan", "buu_chinh"),
        ),
    ]


def undertaking(text: str) -> Data:
    return question(
        "cam_doan",
        "multiple_choice",
        "Cam đoan",
        options=choices(("dong_y", text)),
        min_selected=1,
    )
