"""1.000894 Đăng ký kết hôn (QĐ 163/QĐ-BTP): same day, five working days when facts are verified.

Both must come and sign, so the service is "một phần".
"""

from motcua.catalogue.library.building import (
    Data,
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
    wait_until,
)
from motcua.catalogue.library.notices import notices
from motcua.catalogue.library.people import (
    ethnicity,
    full_name,
    nationality,
    requester_pages,
    undertaking,
)
from motcua.catalogue.library.steps import (
    ask_supplement,
    consult,
    handing_over,
    reception,
    signature,
    supplement,
)

_RELATION = question(
    "nyc_quan_he",
    "single_choice",
    "Ông/bà là bên nào?",
    options=choices(("nam", "Bên nam"), ("nu", "Bên nữ")),
)
_ABROAD = is_("da_o_nuoc_ngoai", True)


def _side(key: str, who: str, age: int) -> Data:
    """One of the two. Too young is said at once, where the birth date stands."""
    birth = f"{key}_ngay_sinh"
    return page(
        f"ben_{key}",
        f"Bên {who}",
        [
            full_name(f"{key}_ho_ten", f"Họ, chữ đệm, tên bên {who}"),
            question(birth, "date", "Ngày, tháng, năm sinh", when="past", is_birth_date=True),
            explanation(
                f"{key}_chua_du_tuoi",
                f"Bên {who} chưa đủ {age} tuổi nên chưa được đăng ký kết hôn. Hồ sơ như vậy sẽ "
                "bị từ chối.",
                style="warning",
                shown=call("lt", call("age", ref(birth)), const(age)),
            ),
            ethnicity(f"{key}_dan_toc"),
            nationality(f"{key}_quoc_tich"),
            question(
                f"{key}_so_dinh_danh",
                "personal_number",
                "Số định danh cá nhân",
                birth_field=f"fld_{birth}",
            ),
            question(f"{key}_ngay_cap", "date", "Ngày cấp giấy tờ", optional=True, when="past"),
            question(f"{key}_noi_cap", "short_text", "Nơi cấp", optional=True, max_length=200),
            question(f"{key}_noi_cu_tru", "address", "Nơi cư trú"),
            question(
                f"{key}_lan_ket_hon",
                "number",
                "Kết hôn lần thứ mấy?",
                help="Chưa từng kết hôn thì ghi 1",
                min=1,
                max=20,
            ),
            question(
                f"{key}_cham_dut",
                "single_choice",
                "Cuộc hôn nhân trước đã chấm dứt như thế nào?",
                shown=call("gt", ref(f"{key}_lan_ket_hon"), const(1)),
                options=choices(
                    ("ly_hon", "Đã ly hôn"), ("vo_chong_da_chet", "Vợ hoặc chồng đã chết")
                ),
            ),
        ],
    )


def _meeting() -> Data:
    return page(
        "hen_ky",
        "Hẹn ngày cùng đến ký",
        [
            explanation(
                "cung_co_mat",
                "Khi đăng ký kết hôn, hai bên phải cùng có mặt tại trụ sở Ủy ban nhân dân cấp xã, "
                "mang theo giấy tờ tùy thân, cùng ký vào Sổ đăng ký kết hôn và Giấy chứng nhận.",
            ),
            question("ngay_hen", "date", "Ngày hai bên có thể cùng đến", when="today_or_future"),
            question(
                "buoi_hen",
                "single_choice",
                "Buổi",
                options=choices(("sang", "Buổi sáng"), ("chieu", "Buổi chiều")),
            ),
            question(
                "can_ho_tro",
                "long_text",
                "Có điều gì cần hỗ trợ khi đến không?",
                help="Ví dụ: xe lăn, phiên dịch tiếng dân tộc hoặc ngôn ngữ ký hiệu",
                optional=True,
                max_length=500,
                rows=3,
            ),
        ],
    )


def _papers() -> Data:
    ended = call(
        "or",
        is_("nam_cham_dut", "ly_hon"),
        is_("nu_cham_dut", "ly_hon"),
    )
    return page(
        "giay_to",
        "Giấy tờ kèm theo",
        [
            question(
                "tep_ly_hon",
                "file",
                "Bản án, quyết định ly hôn đã có hiệu lực",
                help="Chỉ cần khi cơ sở dữ liệu không tra cứu được",
                shown=ended,
                optional=True,
                max_count=3,
            ),
            question(
                "da_o_nuoc_ngoai",
                "yes_no",
                "Có bên nào đang công tác, học tập, lao động có thời hạn ở nước ngoài không?",
            ),
            question(
                "tep_dai_dien",
                "file",
                "Giấy xác nhận tình trạng hôn nhân do Cơ quan đại diện Việt Nam cấp",
                help="Giấy nói rõ người đó hiện chưa có vợ hoặc chồng, do đại sứ quán hoặc lãnh sự "
                "quán Việt Nam ở nước đó cấp",
                shown=_ABROAD,
                max_count=3,
            ),
            undertaking(
                "Chúng tôi cam đoan lời khai trên là đúng sự thật, việc kết hôn là tự nguyện, "
                "không vi phạm quy định của Luật Hôn nhân và gia đình."
            ),
        ],
    )


def _steps() -> list[Data]:
    return [
        reception("kiem_tra"),
        step(
            "kiem_tra",
            "Kiểm tra điều kiện kết hôn",
            "review",
            "specialist",
            180,
            outcome("dat", "Đủ điều kiện, hẹn hai bên đến ký", "stp_cho_ngay_hen"),
            outcome("xac_minh", "Cần xác minh ở nơi khác", "stp_xac_minh", kind="verify"),
            ask_supplement(),
            refused("Không đủ điều kiện kết hôn"),
            instructions="Tra cứu tình trạng hôn nhân hai bên. Cần xác minh ở nơi khác thì thời "
            "hạn không quá 5 ngày làm việc.",
        ),
        consult(
            "xac_minh",
            "Xác minh tình trạng hôn nhân ở nơi khác",
            1_440,
            outcome("du_dieu_kien", "Đủ điều kiện kết hôn", "stp_cho_ngay_hen"),
            outcome("chua_ro", "Chưa rõ", "stp_kiem_tra", kind="back", reason=True),
            instructions="Trả lời trong 3 ngày làm việc; cả thủ tục không quá 5 ngày làm việc.",
        ),
        supplement("kiem_tra", 4_800),
        wait_until("cho_ngay_hen", "Chờ ngày hai bên hẹn đến", "ngay_hen", to="ky_so"),
        step(
            "ky_so",
            "Hai bên có mặt, ký Sổ đăng ký kết hôn",
            "review",
            "officer:stp_kiem_tra",
            120,
            outcome("da_ky", "Hai bên đã ký sổ", "stp_ky"),
            outcome("khong_den", "Hai bên không đến", "end:stopped", kind="stop", reason=True),
            refused("Một bên không tự nguyện"),
            instructions="Đối chiếu giấy tờ tùy thân, hỏi ý chí tự nguyện của hai bên.",
        ),
        signature("Ký Giấy chứng nhận kết hôn", 60, back_to="kiem_tra"),
        handing_over(30, name="Trao Giấy chứng nhận kết hôn cho hai bên"),
    ]


def _person(key: str, who: str) -> list[Data]:
    return [
        heading(key, who),
        rows(
            f"{key}_nhan_than",
            ("Họ, chữ đệm, tên", f"{{form.{key}_ho_ten}}"),
            ("Ngày, tháng, năm sinh", f"{{form.{key}_ngay_sinh}}"),
            ("Dân tộc", f"{{form.{key}_dan_toc}}"),
            ("Quốc tịch", f"{{form.{key}_quoc_tich}}"),
            ("Nơi cư trú", f"{{form.{key}_noi_cu_tru}}"),
            ("Số định danh cá nhân", f"{{form.{key}_so_dinh_danh}}"),
        ),
    ]


def _eligibility() -> list[Data]:
    return [
        {
            "id": "elg_nuoc_ngoai",
            "text": vi("Có bên nào là người nước ngoài không?"),
            "options": [
                {"value": "khong", "label": vi("Không, cả hai là công dân Việt Nam")},
                {
                    "value": "co",
                    "label": vi("Có"),
                    "fits": False,
                    "reason": vi("Kết hôn có yếu tố nước ngoài là một thủ tục khác."),
                    "advice": vi(
                        "Đề nghị chọn thủ tục đăng ký kết hôn có yếu tố nước ngoài, hoặc hỏi bộ "
                        "phận một cửa nơi cư trú."
                    ),
                },
            ],
        }
    ]


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "1.000894",
            "name": vi("Thủ tục đăng ký kết hôn"),
            "sector": vi("Hộ tịch", "Civil status"),
            "level": "commune",
            "decision": "163/QĐ-BTP",
            "kind": "delegated",
            "conditions": vi(
                "Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi; tự nguyện; không mất năng lực hành vi dân "
                "sự; không thuộc trường hợp cấm kết hôn."
            ),
        },
        "service": {
            "slug": "dang-ky-ket-hon",
            "name": vi("Đăng ký kết hôn", "Register a marriage"),
            "summary": vi(
                "Khai trước trên mạng, hẹn ngày, rồi hai bên cùng đến ký và nhận giấy chứng nhận.",
                "Declare online, choose a day, then come together, sign and take the certificate.",
            ),
            "description": vi(
                "Hai bên đăng ký tại Ủy ban nhân dân cấp xã nơi một trong hai bên cư trú. Kết quả "
                "trả ngay trong ngày; cần xác minh thì không quá 5 ngày làm việc. Miễn lệ phí."
            ),
            "audience": ["citizen"],
            "level": "partial",
            "assurance_level": 1,
            "channels": ["online", "counter"],
            "keywords": ["kết hôn", "cưới", "hôn nhân", "vợ chồng", "giấy chứng nhận kết hôn"],
            "life_events": ["Kết hôn"],
        },
        "execution": {"return_methods": ["counter"]},
        "eligibility": _eligibility(),
        "form": {
            "pages": [
                *requester_pages(_RELATION),
                _side("nam", "nam", 20),
                _side("nu", "nữ", 18),
                _papers(),
                _meeting(),
            ]
        },
        "components": [
            paper(
                "ly_hon",
                "Trích lục ghi chú ly hôn hoặc bản án, khi không tra cứu được",
                field="tep_ly_hon",
                optional=True,
                originals=0,
                copies=1,
            ),
            paper(
                "dai_dien",
                "Giấy xác nhận tình trạng hôn nhân do Cơ quan đại diện Việt Nam cấp",
                field="tep_dai_dien",
                required_if=_ABROAD,
            ),
            paper("tuy_than", "Giấy tờ tùy thân của hai bên, khi đến ký", present=True),
        ],
        "fees": [],
        "process": {"steps": _steps()},
        "clock": {
            "unit": "same_day",
            "cut_off": "15:00",
            "extended_amount": 5,
            "supplement_mode": "recount",
            "supplement_working_days": 10,
            "note": vi(
                "Tiếp nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo; cần xác minh "
                "thì không quá 5 ngày làm việc."
            ),
        },
        "notices": notices(),
        "result": {
            "code": "KQ.1.000894",
            "name": vi("Giấy chứng nhận kết hôn", "Marriage certificate"),
            "title": vi("GIẤY CHỨNG NHẬN KẾT HÔN"),
            "signer_title": vi("NGƯỜI KÝ GIẤY CHỨNG NHẬN KẾT HÔN"),
            "blocks": [
                *_person("nu", "Vợ"),
                *_person("nam", "Chồng"),
                paragraph(
                    "hieu_luc", "Giấy chứng nhận kết hôn này có giá trị kể từ ngày ghi vào Sổ."
                ),
            ],
        },
        "privacy": kept(0, "Lưu cùng sổ hộ tịch theo Luật Hộ tịch."),
        "legal_bases": legal(
            ("60/2014/QH13", "Luật Hộ tịch"),
            ("52/2014/QH13", "Luật Hôn nhân và gia đình"),
            ("123/2015/NĐ-CP", "Nghị định quy định chi tiết thi hành Luật Hộ tịch"),
            ("87/2020/NĐ-CP", "Nghị định về Cơ sở dữ liệu hộ tịch điện tử, đăng ký trực tuyến"),
            ("120/2025/NĐ-CP", "Nghị định phân định thẩm quyền của chính quyền địa phương 02 cấp"),
        ),
    }
