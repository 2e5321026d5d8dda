"""2.000635 Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh (QĐ 163/QĐ-BTP).

Same day, next working day after 15:00. 8,000 đ a copy; free from 15/08/2026 to 28/02/2027 for
accounts of level 2 (TT 117/2026/TT-BTC).
"""

from motcua.catalogue.library.building import (
    Data,
    among,
    call,
    choices,
    const,
    explanation,
    heading,
    is_,
    kept,
    legal,
    outcome,
    page,
    paper,
    paragraph,
    question,
    ref,
    refused,
    rows,
    step,
    vi,
)
from motcua.catalogue.library.notices import notices
from motcua.catalogue.library.people import (
    ethnicity,
    full_name,
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
    "Ông/bà là ai đối với người đã đăng ký hộ tịch?",
    options=choices(
        ("ban_than", "Chính người đó"),
        ("cha_me", "Cha hoặc mẹ"),
        ("vo_chong", "Vợ hoặc chồng"),
        ("con", "Con"),
        ("ong_ba_anh_chi_em", "Ông, bà, cháu, anh, chị, em ruột"),
        ("duoc_uy_quyen", "Người được ủy quyền"),
        ("to_chuc", "Đại diện cơ quan, tổ chức"),
    ),
)


def copy_fee(field: str = "so_ban_sao") -> Data:
    """Phí khai thác cơ sở dữ liệu hộ tịch: the same for every copy of a civil-status extract."""
    return {
        "id": "fee_ban_sao",
        "name": vi("Phí cấp bản sao trích lục hộ tịch", "Fee for copies of civil-status extracts"),
        "kind": "phi",
        "unit_minor": 8_000,
        "quantity_field": f"fld_{field}",
        "quantity_label": vi("bản", "copies"),
        "when": "before",
        "legal_basis": "Thông tư 281/2016/TT-BTC",
        "waivers": [
            {
                "id": "wvr_dinh_danh_muc_2",
                "from_date": "2026-08-15",
                "until_date": "2027-02-28",
                "condition": call("ge", {"profile": "assurance"}, const(2)),
                "percent": 100,
                "reason": vi(
                    "Miễn phí cho người có tài khoản định danh điện tử mức độ 2",
                    "Free for holders of a level 2 electronic identity",
                ),
                "legal_basis": "Thông tư 117/2026/TT-BTC",
            }
        ],
    }


def _pages() -> list[Data]:
    registered = page(
        "nguoi_duoc_dang_ky",
        "Người đã đăng ký hộ tịch",
        [
            full_name("ho_ten"),
            question(
                "ngay_sinh",
                "date",
                "Ngày, tháng, năm sinh",
                help="Nếu không rõ ngày, tháng thì chỉ ghi năm",
                partial=True,
                when="today_or_past",
                is_birth_date=True,
            ),
            sex("gioi_tinh"),
            ethnicity("dan_toc"),
            question(
                "so_dinh_danh",
                "personal_number",
                "Số định danh cá nhân",
                optional=True,
                birth_field="fld_ngay_sinh",
                sex_field="fld_gioi_tinh",
            ),
        ],
        intro="Người có tên trong sổ hộ tịch cần cấp bản sao.",
    )
    record = page(
        "viec_ho_tich",
        "Giấy tờ cần cấp bản sao",
        [
            question(
                "loai_giay",
                "single_choice",
                "Ông/bà cần bản sao của giấy tờ nào?",
                options=choices(
                    ("khai_sinh", "Giấy khai sinh"),
                    ("tl_ket_hon", "Trích lục kết hôn"),
                    ("tl_khai_tu", "Trích lục khai tử"),
                    ("tl_nhan_cha_me_con", "Trích lục nhận cha, mẹ, con"),
                    ("tl_thay_doi", "Trích lục thay đổi, cải chính hộ tịch"),
                    ("tl_giam_ho", "Trích lục giám hộ"),
                ),
            ),
            question(
                "ten_vo_chong",
                "short_text",
                "Họ, chữ đệm, tên vợ hoặc chồng",
                shown=is_("loai_giay", "tl_ket_hon"),
                form="person_name",
                max_length=120,
            ),
            question(
                "noi_dang_ky",
                "short_text",
                "Cơ quan đã đăng ký",
                help="Ví dụ: Ủy ban nhân dân xã Đơn Dương",
                max_length=200,
            ),
            question("so_dang_ky", "short_text", "Số", optional=True, max_length=30, width="short"),
            question(
                "quyen_so", "short_text", "Quyển số", optional=True, max_length=30, width="short"
            ),
            question(
                "ngay_dang_ky",
                "date",
                "Ngày đăng ký",
                optional=True,
                partial=True,
                when="today_or_past",
            ),
        ],
        intro="Ghi theo giấy tờ cũ nếu còn giữ. Không nhớ số, quyển số thì để trống.",
    )
    papers = page(
        "giay_to",
        "Giấy tờ kèm theo",
        [
            explanation(
                "huong_dan_giay_to",
                "Không phải nộp giấy tờ tùy thân hoặc giấy tờ về nơi cư trú: cơ quan đăng ký hộ "
                "tịch tra cứu trong Cơ sở dữ liệu quốc gia về dân cư.",
            ),
            question(
                "tep_uy_quyen",
                "file",
                "Văn bản ủy quyền",
                help="Ảnh chụp rõ nét hoặc tệp PDF, tối đa 10 MB",
                shown=among("nyc_quan_he", "duoc_uy_quyen"),
                max_count=3,
            ),
            question(
                "tep_van_ban_de_nghi",
                "file",
                "Văn bản đề nghị của cơ quan, tổ chức",
                help="Nêu rõ lý do đề nghị cấp bản sao",
                shown=is_("nyc_quan_he", "to_chuc"),
                max_count=3,
            ),
            question(
                "tep_giay_cu",
                "file",
                "Ảnh giấy tờ hộ tịch cũ, nếu còn",
                help="Giúp tra cứu nhanh hơn",
                optional=True,
                max_count=5,
            ),
        ],
    )
    copies = page(
        "so_ban",
        "Số bản sao và cách nhận",
        [
            question(
                "so_ban_sao",
                "number",
                "Số bản sao cần cấp",
                min=1,
                max=50,
                unit=vi("bản"),
            ),
            question("muc_dich", "short_text", "Mục đích sử dụng", optional=True, max_length=200),
            *receiving_questions(),
            undertaking(
                "Tôi cam đoan nội dung khai trên là đúng sự thật và chịu trách nhiệm trước "
                "pháp luật."
            ),
        ],
    )
    return [*requester_pages(_RELATION), registered, record, papers, copies]


def _steps() -> list[Data]:
    return [
        reception(
            "tham_tra",
            instructions="Kiểm tra hồ sơ đầy đủ, hợp lệ. Sau 15 giờ thì hẹn sang ngày làm việc kế.",
        ),
        step(
            "tham_tra",
            "Thẩm tra và in bản sao",
            "review",
            "specialist",
            150,
            outcome("dat", "Đủ điều kiện, trình ký", "stp_ky"),
            ask_supplement(),
            refused(),
            instructions="Tra cứu Cơ sở dữ liệu hộ tịch điện tử theo thông tin đã khai.",
        ),
        supplement("tham_tra", 4_800),
        signature("Ký bản sao trích lục", 60, back_to="tham_tra"),
        handing_over(30),
    ]


def _result() -> Data:
    return {
        "code": "KQ.2.000635",
        "name": vi("Bản sao trích lục hộ tịch", "Copy of a civil-status extract"),
        "title": vi("TRÍCH LỤC HỘ TỊCH\n(BẢN SAO)"),
        "copies_field": "fld_so_ban_sao",
        "signer_title": vi("NGƯỜI KÝ TRÍCH LỤC"),
        "blocks": [
            rows(
                "nguoi",
                ("Loại giấy tờ", "{form.loai_giay}"),
                ("Họ, chữ đệm, tên", "{form.ho_ten}"),
                ("Ngày, tháng, năm sinh", "{form.ngay_sinh}"),
                ("Giới tính", "{form.gioi_tinh}"),
                ("Dân tộc", "{form.dan_toc}"),
                ("Số định danh cá nhân", "{form.so_dinh_danh}"),
            ),
            rows(
                "vo_chong",
                ("Vợ hoặc chồng", "{form.ten_vo_chong}"),
                shown=call("filled", ref("ten_vo_chong")),
            ),
            heading("dang_ky", "Đã đăng ký"),
            rows(
                "noi_dang_ky",
                ("Tại", "{form.noi_dang_ky}"),
                ("Số, quyển số", "{form.so_dang_ky} / {form.quyen_so}"),
                ("Ngày đăng ký", "{form.ngay_dang_ky}"),
            ),
            paragraph(
                "cap_cho",
                "Cấp {result.copies} bản theo hồ sơ {case.code} cho ông/bà {case.applicant_name}.",
            ),
        ],
    }


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "2.000635",
            "name": vi("Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh"),
            "sector": vi("Hộ tịch", "Civil status"),
            "level": "commune",
            "decision": "163/QĐ-BTP",
            "kind": "by_law",
        },
        "service": {
            "slug": "cap-ban-sao-trich-luc-ho-tich",
            "name": vi(
                "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh",
                "Copies of civil-status extracts and birth certificates",
            ),
            "summary": vi(
                "Xin bản sao giấy khai sinh, trích lục kết hôn, khai tử và các việc hộ tịch khác.",
                "Get copies of birth certificates and of marriage, death and other extracts.",
            ),
            "description": vi(
                "Cá nhân có quyền xin cấp bản sao về sự kiện hộ tịch của mình đã được đăng ký, ở "
                "bất kỳ nơi nào quản lý cơ sở dữ liệu hộ tịch, không phụ thuộc nơi cư trú. Kết "
                "quả trả ngay trong ngày; hồ sơ tiếp nhận sau 15 giờ thì trả trong ngày làm việc "
                "tiếp theo."
            ),
            "audience": ["citizen", "overseas", "organisation"],
            "level": "full",
            "assurance_level": 1,
            "channels": ["online", "counter", "post"],
            "keywords": ["khai sinh", "trích lục", "bản sao", "kết hôn", "khai tử", "giấy tờ"],
            "life_events": ["Giấy tờ hộ tịch"],
        },
        "execution": {
            "allows_proxy": True,
            "any_place": True,
            "return_methods": ["online", "counter", "post"],
        },
        "form": {"pages": _pages()},
        "components": [
            paper(
                "uy_quyen",
                "Văn bản ủy quyền (trường hợp ủy quyền)",
                field="tep_uy_quyen",
                required_if=is_("nyc_quan_he", "duoc_uy_quyen"),
                note="Không phải chứng thực nếu người được ủy quyền là ông, bà, cha, mẹ, con, vợ, "
                "chồng, anh, chị, em ruột của người ủy quyền.",
            ),
            paper(
                "van_ban_de_nghi",
                "Văn bản đề nghị của cơ quan, tổ chức, nêu rõ lý do",
                field="tep_van_ban_de_nghi",
                required_if=is_("nyc_quan_he", "to_chuc"),
            ),
            paper(
                "giay_cu",
                "Giấy tờ hộ tịch đã được cấp trước đây (nếu còn)",
                field="tep_giay_cu",
                optional=True,
                originals=0,
                copies=1,
            ),
            paper("tuy_than", "Giấy tờ tùy thân, khi nộp trực tiếp", present=True, optional=True),
        ],
        "fees": [copy_fee()],
        "process": {"steps": _steps()},
        "clock": {
            "unit": "same_day",
            "cut_off": "15:00",
            "supplement_mode": "recount",
            "supplement_working_days": 10,
            "note": vi("Tiếp nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo."),
        },
        "notices": notices("fee_due", "paid"),
        "result": _result(),
        "privacy": kept(0, "Lưu cùng sổ hộ tịch theo Luật Hộ tịch."),
        "legal_bases": legal(
            ("60/2014/QH13", "Luật Hộ tịch"),
            ("123/2015/NĐ-CP", "Nghị định quy định chi tiết thi hành Luật Hộ tịch"),
            ("87/2020/NĐ-CP", "Nghị định về Cơ sở dữ liệu hộ tịch điện tử, đăng ký trực tuyến"),
            ("120/2025/NĐ-CP", "Nghị định phân định thẩm quyền của chính quyền địa phương 02 cấp"),
            ("281/2016/TT-BTC", "Thông tư về phí khai thác cơ sở dữ liệu hộ tịch"),
            ("117/2026/TT-BTC", "Thông tư về miễn phí có thời hạn"),
        ),
    }
