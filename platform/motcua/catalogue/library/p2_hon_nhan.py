"""1.004873 Cấp giấy xác nhận tình trạng hôn nhân (QĐ 163/QĐ-BTP).

3 working days, up to 23 when facts must be verified elsewhere. The amount of the fee is set by the
provincial council; 3,000 đ is the demonstration value.
"""

from motcua.catalogue.library import p2_process
from motcua.catalogue.library.building import (
    Data,
    call,
    choices,
    const,
    is_,
    kept,
    legal,
    page,
    paper,
    question,
    ref,
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

_RELATION = question(
    "nyc_quan_he",
    "single_choice",
    "Ông/bà xin giấy xác nhận cho ai?",
    options=choices(
        ("ban_than", "Cho chính mình"),
        ("duoc_uy_quyen", "Cho người đã ủy quyền cho tôi"),
    ),
)
_OTHER = is_("nyc_quan_he", "duoc_uy_quyen")
_EXEMPT = ("gia_dinh_co_cong", "ho_ngheo", "khuyet_tat")


def _subject() -> Data:
    name = full_name("ho_ten", "Họ, chữ đệm, tên người được xác nhận") | {"visible_if": _OTHER}
    return page(
        "nguoi_duoc_xac_nhan",
        "Người được xác nhận",
        [
            name,
            question("ngay_sinh", "date", "Ngày, tháng, năm sinh", when="past",
                     is_birth_date=True),
            sex("gioi_tinh"),
            ethnicity("dan_toc"),
            nationality("quoc_tich"),
            question(
                "so_dinh_danh", "personal_number", "Số định danh cá nhân", shown=_OTHER,
                birth_field="fld_ngay_sinh", sex_field="fld_gioi_tinh",
            ),
        ],
    )  # fmt: skip


def _residence() -> Data:
    return page(
        "noi_thuong_tru",
        "Nơi thường trú từ khi đủ tuổi kết hôn",
        [
            question(
                "thuong_tru_truoc",
                "group",
                "Những nơi đã đăng ký thường trú",
                help="Kể từ khi đủ 20 tuổi với nam, đủ 18 tuổi với nữ",
                inside=[
                    question("tt_tu", "date", "Từ", partial=True, when="today_or_past"),
                    question(
                        "tt_den", "date", "Đến", partial=True, when="today_or_past",
                        optional=True, help="Để trống nếu đang ở đây",
                    ),
                    question("tt_dia_chi", "address", "Địa chỉ", detail_required=False),
                ],
                min_rows=1,
                max_rows=15,
                row_label=vi("Nơi thường trú"),
            ),
        ],
    )  # fmt: skip


def _status() -> list[Data]:
    return [
        page(
            "tinh_trang",
            "Tình trạng hôn nhân hiện nay",
            [
                question(
                    "tinh_trang",
                    "single_choice",
                    "Tình trạng hôn nhân",
                    help="Tình trạng vào ngày ông/bà gửi tờ khai này",
                    options=choices(
                        ("chua_ket_hon", "Chưa đăng ký kết hôn với ai"),
                        ("dang_co_vo_chong", "Đang có vợ hoặc có chồng"),
                        ("da_ly_hon", "Đã ly hôn, chưa đăng ký kết hôn với ai khác"),
                        ("vo_chong_da_chet", "Vợ hoặc chồng đã chết, chưa đăng ký kết hôn lại"),
                    ),
                )
            ],
        ),
        page(
            "vo_chong",
            "Vợ hoặc chồng hiện nay",
            [
                full_name("vc_ho_ten", "Họ, chữ đệm, tên vợ hoặc chồng"),
                question("vc_so_ket_hon", "short_text", "Số Giấy chứng nhận kết hôn",
                         optional=True, max_length=30, width="short"),
                question("vc_ngay_ket_hon", "date", "Ngày đăng ký kết hôn", partial=True,
                         when="today_or_past"),
                question("vc_noi_ket_hon", "short_text", "Cơ quan đăng ký", max_length=200),
            ],
            shown=is_("tinh_trang", "dang_co_vo_chong"),
        ),
        page(
            "ly_hon",
            "Bản án hoặc quyết định ly hôn",
            [
                question("lh_so", "short_text", "Số bản án, quyết định", max_length=60,
                         width="medium"),
                question("lh_ngay", "date", "Ngày ban hành", when="today_or_past"),
                question("lh_toa_an", "short_text", "Tòa án đã giải quyết", max_length=200),
                question(
                    "tep_ly_hon", "file", "Bản án, quyết định ly hôn", optional=True, max_count=5,
                    help="Chỉ cần khi cơ sở dữ liệu không tra cứu được",
                ),
            ],
            shown=is_("tinh_trang", "da_ly_hon"),
        ),
        page(
            "khai_tu",
            "Khai tử của vợ hoặc chồng",
            [
                full_name("kt_ho_ten", "Họ, chữ đệm, tên người đã chết"),
                question("kt_so", "short_text", "Số Trích lục khai tử hoặc Giấy chứng tử",
                         optional=True, max_length=30, width="short"),
                question("kt_ngay", "date", "Ngày cấp", partial=True, when="today_or_past"),
                question("kt_noi", "short_text", "Cơ quan cấp", max_length=200),
            ],
            shown=is_("tinh_trang", "vo_chong_da_chet"),
        ),
    ]  # fmt: skip


def _purpose() -> Data:
    marrying = is_("muc_dich", "ket_hon")
    return page(
        "muc_dich",
        "Mục đích sử dụng",
        [
            question(
                "muc_dich", "single_choice", "Giấy xác nhận dùng để làm gì?",
                options=choices(
                    ("ket_hon", "Đăng ký kết hôn"),
                    ("mua_ban", "Mua bán, chuyển nhượng tài sản"),
                    ("vay_von", "Vay vốn"),
                    ("khac", "Mục đích khác"),
                ),
            ),
            question("muc_dich_khac", "short_text", "Mục đích cụ thể",
                     shown=is_("muc_dich", "khac"), max_length=200),
            full_name("ban_doi_ho_ten", "Họ, chữ đệm, tên người dự định kết hôn")
            | {"visible_if": marrying},
            question("ban_doi_ngay_sinh", "date", "Ngày, tháng, năm sinh người đó",
                     shown=marrying, partial=True, when="past"),
            question("noi_du_dinh", "short_text", "Nơi dự định đăng ký kết hôn",
                     shown=marrying, max_length=200),
        ],
    )  # fmt: skip


def _papers() -> Data:
    return page(
        "giay_to",
        "Giấy tờ kèm theo",
        [
            question("da_tung_cap", "yes_no",
                     "Người được xác nhận đã từng được cấp giấy này chưa?"),
            question("tep_giay_cu", "file", "Giấy xác nhận đã được cấp trước đây",
                     shown=is_("da_tung_cap", True), optional=True, max_count=3),
            question(
                "ly_do_khong_nop", "long_text", "Lý do không nộp lại được giấy đã cấp",
                shown=call("and", is_("da_tung_cap", True), call("empty", ref("tep_giay_cu"))),
                max_length=1_000, rows=3,
            ),
            question("tep_uy_quyen", "file", "Văn bản ủy quyền", shown=_OTHER, max_count=3),
            question(
                "doi_tuong", "multiple_choice", "Người được xác nhận thuộc diện nào sau đây?",
                help="Để được miễn lệ phí. Không thuộc diện nào thì để trống",
                optional=True,
                why="Để miễn lệ phí cho người thuộc diện được miễn.",
                options=choices(
                    ("gia_dinh_co_cong", "Gia đình có công với cách mạng"),
                    ("ho_ngheo", "Hộ nghèo"),
                    ("khuyet_tat", "Người khuyết tật"),
                ),
            ),
        ],
    )  # fmt: skip


def _copies() -> Data:
    return page(
        "so_ban",
        "Số bản và cách nhận",
        [
            question("so_ban", "number", "Số bản cần cấp", min=1, max=10, unit=vi("bản")),
            *receiving_questions(),
            undertaking(
                "Tôi cam đoan nội dung khai trên là đúng sự thật và chịu trách nhiệm trước "
                "pháp luật."
            ),
        ],
    )


def _fee() -> Data:
    return {
        "id": "fee_xac_nhan",
        "name": vi("Lệ phí cấp giấy xác nhận tình trạng hôn nhân"),
        "kind": "le_phi",
        "unit_minor": 3_000,
        "quantity_field": "fld_so_ban",
        "quantity_label": vi("bản", "copies"),
        "when": "before",
        "legal_basis": "Nghị quyết của Hội đồng nhân dân tỉnh; Thông tư 85/2019/TT-BTC",
        "waivers": [
            {
                "id": "wvr_doi_tuong",
                "condition": call(
                    "or", *[call("contains", ref("doi_tuong"), const(each)) for each in _EXEMPT]
                ),
                "percent": 100,
                "reason": vi(
                    "Miễn lệ phí cho gia đình có công với cách mạng, hộ nghèo, người khuyết tật"
                ),
                "legal_basis": "Thông tư 85/2019/TT-BTC",
            }
        ],
    }


def _components() -> list[Data]:
    return [
        paper(
            "giay_cu",
            "Giấy xác nhận tình trạng hôn nhân đã cấp trước đây",
            field="tep_giay_cu",
            required_if=call(
                "and", is_("da_tung_cap", True), call("empty", ref("ly_do_khong_nop"))
            ),
        ),
        paper("uy_quyen", "Văn bản ủy quyền", field="tep_uy_quyen", required_if=_OTHER),
        paper(
            "ly_hon",
            "Bản án, quyết định ly hôn, khi cơ sở dữ liệu không tra cứu được",
            field="tep_ly_hon",
            optional=True,
            originals=0,
            copies=1,
        ),
        paper("tuy_than", "Giấy tờ tùy thân, khi nộp trực tiếp", present=True, optional=True),
    ]


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "1.004873",
            "name": vi("Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"),
            "sector": vi("Hộ tịch", "Civil status"),
            "level": "commune",
            "decision": "163/QĐ-BTP",
            "kind": "delegated",
        },
        "service": {
            "slug": "xac-nhan-tinh-trang-hon-nhan",
            "name": vi("Cấp giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"),
            "summary": vi(
                "Xác nhận độc thân hoặc tình trạng hôn nhân để kết hôn, mua bán tài sản, vay vốn.",
                "Prove your marital status for a marriage, a sale or a loan.",
            ),
            "description": vi(
                "Ủy ban nhân dân cấp xã nơi cư trú cấp giấy xác nhận. Giấy có giá trị 6 tháng kể "
                "từ ngày cấp hoặc đến khi tình trạng hôn nhân thay đổi."
            ),
            "audience": ["citizen"],
            "level": "full",
            "assurance_level": 1,
            "channels": ["online", "counter", "post"],
            "keywords": ["độc thân", "hôn nhân", "kết hôn", "ly hôn", "xác nhận"],
            "life_events": ["Kết hôn"],
        },
        "execution": {
            "allows_proxy": True,
            "any_place": True,
            "return_methods": ["online", "counter", "post"],
        },
        "form": {
            "pages": [
                *requester_pages(_RELATION),
                _subject(),
                _residence(),
                *_status(),
                _purpose(),
                _papers(),
                _copies(),
            ]
        },
        "components": _components(),
        "fees": [_fee()],
        "process": {"steps": p2_process.steps()},
        "clock": {
            "unit": "working_days",
            "amount": 3,
            "extended_amount": 23,
            "supplement_mode": "pause",
            "supplement_working_days": 10,
            "note": vi("Trường hợp phải xác minh ở nơi khác: không quá 23 ngày làm việc."),
        },
        "notices": notices("confirmation_requested", "fee_due", "paid"),
        "result": p2_process.result(),
        "privacy": kept(0, "Lưu cùng sổ hộ tịch theo Luật Hộ tịch."),
        "legal_bases": legal(
            ("60/2014/QH13", "Luật Hộ tịch"),
            ("52/2014/QH13", "Luật Hôn nhân và gia đình"),
            ("123/2015/NĐ-CP", "Nghị định quy định chi tiết thi hành Luật Hộ tịch"),
            ("87/2020/NĐ-CP", "Nghị định về Cơ sở dữ liệu hộ tịch điện tử, đăng ký trực tuyến"),
            ("120/2025/NĐ-CP", "Nghị định phân định thẩm quyền của chính quyền địa phương 02 cấp"),
            ("85/2019/TT-BTC", "Thông tư về phí, lệ phí do Hội đồng nhân dân tỉnh quyết định"),
        ),
    }
