"""1.001612 Đăng ký thành lập hộ kinh doanh (QĐ 2353/QĐ-BTC): 3 working days.

The fee is set by the provincial council; 0 đ online and 100,000 đ on paper are demonstration
values after one province's resolution.
"""

from motcua.catalogue.library.building import (
    Data,
    choices,
    is_,
    kept,
    legal,
    outcome,
    page,
    paper,
    paragraph,
    question,
    refused,
    rows,
    step,
    vi,
)
from motcua.catalogue.library.notices import notices
from motcua.catalogue.library.people import (
    ethnicity,
    full_name,
    nationality,
    receiving_questions,
    requester_pages,
    sex,
    undertaking,
)
from motcua.catalogue.library.steps import (
    ask_supplement,
    handing_over,
    reception,
    signature,
    supplement,
)

_RELATION = question(
    "nyc_quan_he",
    "single_choice",
    "Ông/bà đăng ký với tư cách nào?",
    options=choices(
        ("chu_ho", "Chủ hộ kinh doanh"),
        ("thanh_vien", "Thành viên hộ gia đình được ủy quyền"),
        ("duoc_uy_quyen", "Người được chủ hộ kinh doanh ủy quyền"),
    ),
)
_PROXY = is_("nyc_quan_he", "duoc_uy_quyen")
_FAMILY = is_("chu_the", "ho_gia_dinh")


def _household() -> Data:
    return page(
        "ho_kinh_doanh",
        "Hộ kinh doanh",
        [
            question(
                "ten_ho",
                "short_text",
                "Tên hộ kinh doanh",
                help="Ví dụ: Tạp hóa Minh Tâm. Không cần ghi chữ “Hộ kinh doanh” ở đầu",
                max_length=200,
            ),
            question(
                "ten_viet_tat",
                "short_text",
                "Tên viết tắt",
                optional=True,
                max_length=60,
                width="medium",
            ),
            question("tru_so", "address", "Địa chỉ trụ sở"),
            question("dien_thoai_ho", "phone", "Điện thoại của hộ kinh doanh", optional=True),
            question("von", "money", "Vốn kinh doanh", help="Số tiền chủ hộ bỏ ra để kinh doanh"),
            question("lao_dong", "number", "Số người lao động", min=0, max=1_000),
            question("ngay_bat_dau", "date", "Ngày bắt đầu kinh doanh", optional=True),
        ],
    )


def _lines() -> Data:
    return page(
        "nganh_nghe",
        "Ngành, nghề kinh doanh",
        [
            question(
                "nganh_nghe",
                "group",
                "Các ngành, nghề",
                help="Ghi ngành chính trước",
                inside=[
                    question(
                        "nn_ten", "short_text", "Tên ngành, nghề", max_length=300,
                        help="Ví dụ: Bán lẻ lương thực, thực phẩm",
                    ),
                    question(
                        "nn_ma", "short_text", "Mã ngành", optional=True, max_length=10,
                        width="short", help="Bốn chữ số, không biết thì để trống",
                    ),
                    question("nn_chinh", "yes_no", "Đây là ngành chính?"),
                ],
                min_rows=1,
                max_rows=20,
                row_label=vi("Ngành"),
            ),
        ],
    )  # fmt: skip


def _owner() -> Data:
    return page(
        "chu_ho",
        "Chủ hộ kinh doanh",
        [
            full_name("ch_ho_ten"),
            question("ch_ngay_sinh", "date", "Ngày, tháng, năm sinh", when="past",
                     is_birth_date=True),
            sex("ch_gioi_tinh"),
            ethnicity("ch_dan_toc"),
            nationality("ch_quoc_tich"),
            question(
                "ch_so_dinh_danh", "personal_number", "Số định danh cá nhân",
                birth_field="fld_ch_ngay_sinh", sex_field="fld_ch_gioi_tinh",
            ),
            question("ch_noi_cu_tru", "address", "Nơi cư trú"),
            question("ch_dien_thoai", "phone", "Số điện thoại"),
            question("ch_email", "email", "Thư điện tử", optional=True),
        ],
    )  # fmt: skip


def _members() -> Data:
    return page(
        "thanh_vien",
        "Người thành lập",
        [
            question(
                "chu_the",
                "single_choice",
                "Ai thành lập hộ kinh doanh?",
                options=choices(
                    ("ca_nhan", "Một cá nhân"),
                    ("ho_gia_dinh", "Các thành viên hộ gia đình"),
                ),
            ),
            question(
                "thanh_vien",
                "group",
                "Các thành viên hộ gia đình",
                shown=_FAMILY,
                inside=[
                    full_name("tv_ho_ten"),
                    question("tv_ngay_sinh", "date", "Ngày, tháng, năm sinh", when="past",
                             is_birth_date=True),
                    question("tv_so_dinh_danh", "personal_number", "Số định danh cá nhân"),
                    question("tv_quan_he", "short_text", "Quan hệ với chủ hộ", max_length=60),
                ],
                min_rows=1,
                max_rows=20,
                row_label=vi("Thành viên"),
            ),
        ],
    )  # fmt: skip


def _tax() -> Data:
    return page(
        "thue",
        "Thông tin đăng ký thuế",
        [
            question(
                "dia_chi_thue_khac",
                "yes_no",
                "Địa chỉ nhận thông báo thuế có khác địa chỉ trụ sở không?",
            ),
            question(
                "dia_chi_thue",
                "address",
                "Địa chỉ nhận thông báo thuế",
                shown=is_("dia_chi_thue_khac", True),
            ),
            question(
                "tai_khoan", "short_text", "Số tài khoản ngân hàng", optional=True, max_length=30
            ),
            question(
                "dia_diem_khac",
                "group",
                "Địa điểm kinh doanh khác ngoài trụ sở",
                inside=[
                    question("dd_ten", "short_text", "Tên địa điểm", max_length=200),
                    question("dd_dia_chi", "address", "Địa chỉ"),
                ],
                optional=True,
                max_rows=10,
                row_label=vi("Địa điểm"),
            ),
        ],
    )


def _papers() -> Data:
    return page(
        "giay_to",
        "Giấy tờ và cam kết",
        [
            question(
                "tep_uy_quyen_gia_dinh",
                "file",
                "Bản sao văn bản ủy quyền của các thành viên hộ gia đình",
                help="Bản có công chứng hoặc chứng thực",
                shown=_FAMILY,
                max_count=3,
            ),
            question("tep_uy_quyen", "file", "Văn bản ủy quyền nộp hồ sơ", shown=_PROXY,
                     max_count=3),
            *receiving_questions(),
            undertaking(
                "Tôi cam kết tính trung thực, chính xác của hồ sơ; trụ sở thuộc quyền sử dụng hợp "
                "pháp và được dùng đúng mục đích."
            ),
        ],
    )  # fmt: skip


def _steps() -> list[Data]:
    return [
        reception("kiem_tra"),
        step(
            "kiem_tra",
            "Kiểm tra hồ sơ, tra cứu trùng tên",
            "review",
            "specialist",
            600,
            outcome("hop_le", "Hồ sơ hợp lệ, chuyển thông tin thuế", "stp_ma_so"),
            ask_supplement(),
            refused(),
            instructions="Tên không trùng trong phạm vi cấp xã; người thành lập không đang là chủ "
            "hộ kinh doanh khác.",
        ),
        supplement("kiem_tra", 4_800),
        step(
            "ma_so",
            "Trao đổi với cơ quan thuế, nhận mã số hộ kinh doanh",
            "draft",
            "officer:stp_kiem_tra",
            360,
            outcome("co_ma", "Đã có mã số", "stp_ky"),
            outcome("thue_tra", "Cơ quan thuế trả lại", "stp_kiem_tra", kind="back", reason=True),
        ),
        signature("Ký Giấy chứng nhận đăng ký hộ kinh doanh", 240, back_to="kiem_tra"),
        handing_over(),
    ]


def _fee() -> Data:
    return {
        "id": "fee_dang_ky",
        "name": vi("Lệ phí đăng ký hộ kinh doanh"),
        "kind": "le_phi",
        "unit_minor": 100_000,
        "online_unit_minor": 0,
        "when": "before",
        "legal_basis": "Nghị quyết của Hội đồng nhân dân tỉnh; Thông tư 85/2019/TT-BTC",
    }


def _result() -> Data:
    return {
        "code": "KQ.1.001612",
        "name": vi("Giấy chứng nhận đăng ký hộ kinh doanh", "Business household certificate"),
        "title": vi("GIẤY CHỨNG NHẬN\nĐĂNG KÝ HỘ KINH DOANH"),
        "signer_title": vi("CHỦ TỊCH"),
        "blocks": [
            rows(
                "ho",
                ("Tên hộ kinh doanh", "{form.ten_ho}"),
                ("Tên viết tắt", "{form.ten_viet_tat}"),
                ("Địa chỉ trụ sở", "{form.tru_so}"),
                ("Vốn kinh doanh", "{form.von}"),
            ),
            {
                "id": "blk_nganh",
                "kind": "group_table",
                "group_field": "fld_nganh_nghe",
                "columns": ["fld_nn_ma", "fld_nn_ten", "fld_nn_chinh"],
            },
            rows(
                "chu_ho",
                ("Chủ hộ kinh doanh", "{form.ch_ho_ten}"),
                ("Ngày sinh", "{form.ch_ngay_sinh}"),
                ("Số định danh cá nhân", "{form.ch_so_dinh_danh}"),
                ("Nơi cư trú", "{form.ch_noi_cu_tru}"),
            ),
            paragraph("ghi_chu", "Cấp theo hồ sơ {case.code}."),
        ],
    }


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "1.001612",
            "name": vi("Đăng ký thành lập hộ kinh doanh"),
            "sector": vi("Thành lập và hoạt động của hộ kinh doanh", "Business households"),
            "level": "commune",
            "decision": "2353/QĐ-BTC",
            "kind": "by_law",
        },
        "service": {
            "slug": "dang-ky-thanh-lap-ho-kinh-doanh",
            "name": vi("Đăng ký thành lập hộ kinh doanh", "Register a household business"),
            "summary": vi(
                "Mở cửa hàng, quán ăn, cơ sở sản xuất nhỏ: đăng ký kinh doanh và thuế một lần.",
                "Open a shop or small workshop: business and tax registration in one go.",
            ),
            "description": vi(
                "Cá nhân hoặc các thành viên hộ gia đình đăng ký tại Ủy ban nhân dân cấp xã nơi "
                "đặt trụ sở. Thông tin được chuyển sang cơ quan thuế để cấp mã số."
            ),
            "audience": ["citizen", "household"],
            "level": "full",
            "assurance_level": 1,
            "channels": ["online", "counter", "post"],
            "keywords": [
                "hộ kinh doanh",
                "mở cửa hàng",
                "quán",
                "giấy phép kinh doanh",
                "buôn bán",
            ],
            "life_events": ["Mở cửa hàng"],
        },
        "execution": {"allows_proxy": True, "return_methods": ["online", "counter", "post"]},
        "form": {
            "pages": [
                *requester_pages(_RELATION),
                _household(),
                _lines(),
                _members(),
                _owner(),
                _tax(),
                _papers(),
            ]
        },
        "components": [
            paper(
                "de_nghi",
                "Giấy đề nghị đăng ký hộ kinh doanh (mẫu của Thông tư 68/2025/TT-BTC)",
                note="Nộp trực tuyến thì khai ngay trong biểu mẫu, không phải nộp bản giấy.",
            ),
            paper(
                "uy_quyen_gia_dinh",
                "Bản sao văn bản ủy quyền của các thành viên hộ gia đình",
                field="tep_uy_quyen_gia_dinh",
                required_if=_FAMILY,
                originals=0,
                copies=1,
            ),
            paper(
                "uy_quyen",
                "Văn bản ủy quyền cho người nộp hồ sơ",
                field="tep_uy_quyen",
                required_if=_PROXY,
            ),
        ],
        "fees": [_fee()],
        "process": {"steps": _steps()},
        "clock": {
            "unit": "working_days",
            "amount": 3,
            "supplement_mode": "recount",
            "supplement_working_days": 10,
        },
        "notices": notices("fee_due", "paid"),
        "result": _result(),
        "privacy": kept(10, "Lưu trong thời gian hộ kinh doanh hoạt động và 10 năm sau đó."),
        "legal_bases": legal(
            ("59/2020/QH14", "Luật Doanh nghiệp"),
            ("168/2025/NĐ-CP", "Nghị định về đăng ký doanh nghiệp"),
            ("68/2025/TT-BTC", "Thông tư ban hành biểu mẫu đăng ký doanh nghiệp, hộ kinh doanh"),
        ),
    }
