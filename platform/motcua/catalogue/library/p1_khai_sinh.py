"""1.001193 Đăng ký khai sinh (QĐ 163/QĐ-BTP): the parts about form and papers.

Same day, next working day after 15:00; free within 60 days of birth. The draft goes to the citizen
to confirm, silence for a day means agreement.
"""

from motcua.catalogue.library import p1_process
from motcua.catalogue.library.building import (
    Data,
    among,
    call,
    choices,
    const,
    explanation,
    is_,
    kept,
    legal,
    negated,
    page,
    paper,
    question,
    ref,
    vi,
)
from motcua.catalogue.library.notices import notices
from motcua.catalogue.library.p4_trich_luc import copy_fee
from motcua.catalogue.library.people import (
    ethnicity,
    full_name,
    nationality,
    parent_page,
    receiving_questions,
    requester_pages,
    sex,
    undertaking,
)

_RELATION = question(
    "nyc_quan_he",
    "single_choice",
    "Ông/bà là ai đối với trẻ?",
    options=choices(
        ("me", "Mẹ"),
        ("cha", "Cha"),
        ("ong_ba", "Ông hoặc bà"),
        ("than_thich", "Người thân thích khác"),
        ("duoc_uy_quyen", "Người được cha, mẹ ủy quyền"),
        ("nuoi_duong", "Người hoặc tổ chức đang nuôi dưỡng trẻ"),
    ),
)
_MOTHER_KNOWN = negated(among("loai_khai_sinh", "bi_bo_roi", "chua_xac_dinh_me"))
_FATHER_KNOWN = negated(among("loai_khai_sinh", "bi_bo_roi", "chua_xac_dinh_cha"))
_LATE = call("gt", call("days_between", ref("con_ngay_sinh"), call("today")), const(60))


def _child() -> Data:
    return page(
        "tre_em",
        "Thông tin về trẻ",
        [
            full_name("con_ho_ten", "Họ, chữ đệm, tên trẻ"),
            question("con_ngay_sinh", "date", "Ngày, tháng, năm sinh", when="today_or_past"),
            question(
                "con_ngay_sinh_chu",
                "short_text",
                "Ngày, tháng, năm sinh ghi bằng chữ",
                help="Ví dụ: Ngày mười lăm, tháng sáu, năm hai nghìn không trăm hai mươi sáu",
                max_length=200,
            ),
            sex("con_gioi_tinh"),
            ethnicity("con_dan_toc"),
            nationality("con_quoc_tich"),
            question(
                "loai_khai_sinh",
                "single_choice",
                "Trường hợp khai sinh",
                options=choices(
                    ("thong_thuong", "Trẻ có đủ cha và mẹ"),
                    ("chua_xac_dinh_cha", "Chưa xác định được cha"),
                    ("chua_xac_dinh_me", "Chưa xác định được mẹ"),
                    ("mang_thai_ho", "Sinh ra do mang thai hộ"),
                    ("bi_bo_roi", "Trẻ bị bỏ rơi"),
                ),
            ),
        ],
    )


def _birth_place() -> Data:
    return page(
        "noi_sinh",
        "Nơi sinh và quê quán",
        [
            question(
                "con_co_so_y_te",
                "short_text",
                "Cơ sở y tế nơi sinh",
                help="Nếu sinh ngoài cơ sở y tế thì để trống",
                optional=True,
                max_length=200,
            ),
            question("con_noi_sinh", "address", "Nơi sinh", detail_required=False),
            question("con_que_quan", "address", "Quê quán", detail_required=False),
        ],
        intro="Ghi tên xã, phường, đặc khu và tỉnh, thành phố hiện nay.",
    )


def _marriage() -> Data:
    return page(
        "hon_nhan_cha_me",
        "Đăng ký kết hôn của cha mẹ",
        [
            question(
                "da_ket_hon", "yes_no", "Cha mẹ của trẻ đã đăng ký kết hôn chưa?",
                yes=vi("Đã đăng ký"), no=vi("Chưa đăng ký"),
            ),
            question(
                "kh_so", "short_text", "Số Giấy chứng nhận kết hôn", optional=True,
                shown=is_("da_ket_hon", True), max_length=30, width="short",
            ),
            question(
                "kh_ngay", "date", "Ngày đăng ký kết hôn", shown=is_("da_ket_hon", True),
                partial=True, when="today_or_past",
            ),
            question(
                "kh_noi", "short_text", "Cơ quan đăng ký kết hôn",
                shown=is_("da_ket_hon", True), max_length=200,
            ),
        ],
        shown=among("loai_khai_sinh", "thong_thuong", "mang_thai_ho"),
    )  # fmt: skip


def _papers() -> Data:
    born = negated(is_("loai_khai_sinh", "bi_bo_roi"))
    return page(
        "giay_to",
        "Giấy tờ kèm theo",
        [
            question(
                "loai_chung_sinh",
                "single_choice",
                "Giấy tờ về việc sinh",
                shown=born,
                options=choices(
                    ("dien_tu", "Giấy chứng sinh điện tử, cơ sở y tế đã gửi lên hệ thống"),
                    ("giay", "Giấy chứng sinh bản giấy"),
                    ("lam_chung", "Văn bản của người làm chứng về việc sinh"),
                    ("cam_doan", "Giấy cam đoan về việc sinh"),
                ),
            ),
            question(
                "tep_chung_sinh",
                "file",
                "Giấy chứng sinh hoặc giấy tờ thay thế",
                help="Ảnh chụp rõ nét hoặc tệp PDF, tối đa 10 MB",
                shown=call(
                    "and", born, call("filled", ref("loai_chung_sinh")),
                    negated(is_("loai_chung_sinh", "dien_tu")),
                ),
                max_count=3,
            ),
            question(
                "tep_bo_roi", "file", "Biên bản về việc trẻ bị bỏ rơi",
                shown=is_("loai_khai_sinh", "bi_bo_roi"), max_count=3,
            ),
            question(
                "tep_mang_thai_ho", "file", "Văn bản xác nhận của cơ sở y tế về việc mang thai hộ",
                shown=is_("loai_khai_sinh", "mang_thai_ho"), max_count=3,
            ),
            question(
                "tep_uy_quyen", "file", "Văn bản ủy quyền",
                shown=is_("nyc_quan_he", "duoc_uy_quyen"), max_count=3,
            ),
            explanation(
                "huong_dan_giay_to",
                "Giấy tờ tùy thân, giấy tờ về nơi cư trú và Giấy chứng nhận kết hôn của cha mẹ "
                "được tra cứu trong cơ sở dữ liệu, ông/bà không phải tải lên.",
            ),
        ],
    )  # fmt: skip


def _copies() -> Data:
    return page(
        "so_ban",
        "Bản sao và cách nhận",
        [
            question(
                "so_ban_sao", "number", "Số bản sao Giấy khai sinh cần thêm",
                help="Bản chính được cấp miễn phí. Không cần bản sao thì ghi 0",
                min=0, max=20, unit=vi("bản"),
            ),
            *receiving_questions(),
            undertaking(
                "Tôi cam đoan nội dung khai trên là đúng sự thật, đã được sự thỏa thuận nhất trí "
                "của các bên liên quan và chịu trách nhiệm trước pháp luật."
            ),
        ],
    )  # fmt: skip


def _pages() -> list[Data]:
    return [
        *requester_pages(_RELATION),
        _child(),
        _birth_place(),
        parent_page("me", "me", "mẹ", shown=_MOTHER_KNOWN),
        parent_page("cha", "cha", "cha", shown=_FATHER_KNOWN),
        _marriage(),
        _papers(),
        _copies(),
    ]


def _components() -> list[Data]:
    born_on_paper = call(
        "and",
        negated(is_("loai_khai_sinh", "bi_bo_roi")),
        negated(is_("loai_chung_sinh", "dien_tu")),
    )
    return [
        paper(
            "chung_sinh",
            "Giấy chứng sinh, văn bản của người làm chứng hoặc giấy cam đoan về việc sinh",
            field="tep_chung_sinh",
            required_if=born_on_paper,
        ),
        paper(
            "bo_roi",
            "Biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập",
            field="tep_bo_roi",
            required_if=is_("loai_khai_sinh", "bi_bo_roi"),
        ),
        paper(
            "mang_thai_ho",
            "Văn bản xác nhận của cơ sở y tế về kỹ thuật mang thai hộ",
            field="tep_mang_thai_ho",
            required_if=is_("loai_khai_sinh", "mang_thai_ho"),
        ),
        paper(
            "uy_quyen",
            "Văn bản ủy quyền",
            field="tep_uy_quyen",
            required_if=is_("nyc_quan_he", "duoc_uy_quyen"),
            note="Ông, bà, người thân thích khác không cần văn bản ủy quyền nhưng phải thống nhất "
            "với cha, mẹ về nội dung khai sinh.",
        ),
        paper("tuy_than", "Giấy tờ tùy thân, khi nộp trực tiếp", present=True, optional=True),
        paper(
            "cu_tru",
            "Giấy tờ về nơi cư trú, khi cơ sở dữ liệu không tra cứu được",
            present=True,
            optional=True,
        ),
    ]


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "1.001193",
            "name": vi("Thủ tục đăng ký khai sinh"),
            "sector": vi("Hộ tịch", "Civil status"),
            "level": "commune",
            "decision": "163/QĐ-BTP",
            "kind": "delegated",
        },
        "service": {
            "slug": "dang-ky-khai-sinh",
            "name": vi("Đăng ký khai sinh", "Register a birth"),
            "summary": vi(
                "Đăng ký khai sinh cho trẻ, nhận Giấy khai sinh và số định danh cá nhân.",
                "Register a newborn child and get the birth certificate and personal number.",
            ),
            "description": vi(
                "Trong thời hạn 60 ngày kể từ ngày sinh, cha hoặc mẹ có trách nhiệm đăng ký khai "
                "sinh cho con. Cha, mẹ không thể đi đăng ký thì ông, bà, người thân thích khác "
                "hoặc tổ chức đang nuôi dưỡng trẻ thực hiện."
            ),
            "audience": ["citizen"],
            "level": "full",
            "assurance_level": 1,
            "channels": ["online", "counter", "post"],
            "keywords": ["khai sinh", "giấy khai sinh", "trẻ em", "sinh con", "con mới sinh"],
            "life_events": ["Sinh con"],
        },
        "execution": {
            "allows_proxy": True,
            "any_place": True,
            "return_methods": ["online", "counter", "post"],
        },
        "form": {"pages": _pages()},
        "components": _components(),
        "fees": [
            {
                "id": "fee_qua_han",
                "name": vi("Lệ phí đăng ký khai sinh quá hạn"),
                "kind": "le_phi",
                "unit_minor": 5_000,
                "condition": _LATE,
                "when": "before",
                "legal_basis": "Nghị quyết của Hội đồng nhân dân tỉnh; Thông tư 85/2019/TT-BTC",
            },
            copy_fee(),
        ],
        "process": {"steps": p1_process.steps()},
        "clock": {
            "unit": "same_day",
            "cut_off": "15:00",
            "extended_amount": 4,
            "supplement_mode": "recount",
            "supplement_working_days": 7,
            "note": vi(
                "Tiếp nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo; cần xác minh "
                "ở nơi khác thì có phiếu hẹn lại."
            ),
        },
        "notices": notices("confirmation_requested", "fee_due", "paid"),
        "result": p1_process.result(),
        "privacy": kept(0, "Lưu cùng sổ hộ tịch theo Luật Hộ tịch."),
        "legal_bases": legal(
            ("60/2014/QH13", "Luật Hộ tịch"),
            ("123/2015/NĐ-CP", "Nghị định quy định chi tiết thi hành Luật Hộ tịch"),
            ("87/2020/NĐ-CP", "Nghị định về Cơ sở dữ liệu hộ tịch điện tử, đăng ký trực tuyến"),
            ("07/2025/NĐ-CP", "Nghị định sửa đổi các nghị định về hộ tịch, quốc tịch, chứng thực"),
            ("120/2025/NĐ-CP", "Nghị định phân định thẩm quyền của chính quyền địa phương 02 cấp"),
            ("04/2020/TT-BTP", "Thông tư hướng dẫn Luật Hộ tịch"),
        ),
    }
