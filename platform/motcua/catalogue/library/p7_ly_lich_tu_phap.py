"""3.000333 Cấp phiếu lý lịch tư pháp (QĐ 1025/QĐ-BCA): 10 days, level 2 identity.

The fee of TT 244/2016/TT-BTC, halved for some groups, is not verified.
"""

from motcua.catalogue.library.building import (
    Data,
    call,
    choices,
    const,
    explanation,
    is_,
    kept,
    legal,
    negated,
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
    nationality,
    receiving_questions,
    requester_pages,
    sex,
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
    "Ông/bà xin phiếu cho ai?",
    options=choices(
        ("ban_than", "Cho chính mình"),
        ("duoc_uy_quyen", "Cho người đã ủy quyền cho tôi"),
        ("con_chua_thanh_nien", "Cho con chưa thành niên"),
    ),
)
_OTHER = negated(is_("nyc_quan_he", "ban_than"))
_PROXY = is_("nyc_quan_he", "duoc_uy_quyen")
_TYPE_2_BY_PROXY = call("and", is_("loai_phieu", "so_2"), _PROXY)
_RECORD = "Đối chiếu với cơ sở dữ liệu lý lịch tư pháp."
_REDUCED = ("hoc_sinh", "nguoi_co_cong", "cao_tuoi")


def _kind() -> Data:
    return page(
        "loai_phieu",
        "Loại phiếu",
        [
            question(
                "loai_phieu",
                "single_choice",
                "Ông/bà cần phiếu nào?",
                options=choices(
                    ("so_1", "Phiếu lý lịch tư pháp số 1"),
                    ("so_2", "Phiếu lý lịch tư pháp số 2"),
                ),
            ),
            explanation(
                "khong_uy_quyen",
                "Phiếu lý lịch tư pháp số 2 không được ủy quyền cho người khác làm thủ tục. Người "
                "cần phiếu phải tự nộp bằng tài khoản của mình.",
                style="warning",
                shown=_TYPE_2_BY_PROXY,
            ),
            question(
                "xac_nhan_cam",
                "yes_no",
                "Có yêu cầu xác nhận về việc bị cấm đảm nhiệm chức vụ, thành lập doanh nghiệp "
                "không?",
                shown=is_("loai_phieu", "so_1"),
            ),
            question(
                "muc_dich",
                "single_choice",
                "Phiếu dùng để làm gì?",
                options=choices(
                    ("xin_viec", "Xin việc làm"),
                    ("du_hoc", "Du học, lao động, định cư ở nước ngoài"),
                    ("con_nuoi", "Nhận con nuôi"),
                    ("quoc_tich", "Việc về quốc tịch"),
                    ("khac", "Việc khác"),
                ),
            ),
            question("muc_dich_khac", "short_text", "Việc cụ thể", shown=is_("muc_dich", "khac"),
                     max_length=200),
            question("so_ban", "number", "Số bản cần cấp", min=1, max=10, unit=vi("bản")),
        ],
    )  # fmt: skip


def _subject() -> Data:
    return page(
        "nguoi_duoc_cap",
        "Người được cấp phiếu",
        [
            full_name("ho_ten"),
            question("ten_khac", "short_text", "Tên gọi khác", optional=True, max_length=120),
            question("ngay_sinh", "date", "Ngày, tháng, năm sinh", when="past",
                     is_birth_date=True),
            sex("gioi_tinh"),
            question(
                "sinh_o_nuoc_ngoai", "yes_no", "Sinh ở nước ngoài?",
            ),
            question("noi_sinh", "address", "Nơi sinh", detail_required=False,
                     shown=is_("sinh_o_nuoc_ngoai", False)),
            question("noi_sinh_nuoc_ngoai", "short_text", "Nơi sinh ở nước ngoài",
                     shown=is_("sinh_o_nuoc_ngoai", True), max_length=200),
            nationality("quoc_tich"),
            ethnicity("dan_toc"),
            question("so_dinh_danh", "personal_number", "Số định danh cá nhân",
                     birth_field="fld_ngay_sinh", sex_field="fld_gioi_tinh"),
            question("thuong_tru", "address", "Nơi thường trú"),
            question("co_tam_tru", "yes_no", "Có đang tạm trú ở nơi khác không?"),
            question("tam_tru", "address", "Nơi tạm trú", shown=is_("co_tam_tru", True)),
        ],
    )  # fmt: skip


def _family() -> Data:
    def relative(prefix: str, who: str, shown: Data | None = None) -> list[Data]:
        name = full_name(f"{prefix}_ho_ten", f"Họ, chữ đệm, tên {who}")
        return [
            name | {"visible_if": shown, "required": False},
            question(f"{prefix}_ngay_sinh", "date", f"Ngày sinh {who}", partial=True, when="past",
                     optional=True, is_birth_date=True, shown=shown),
        ]  # fmt: skip

    return page(
        "gia_dinh",
        "Cha, mẹ, vợ hoặc chồng",
        [
            *relative("cha", "cha"),
            *relative("me", "mẹ"),
            question("da_ket_hon", "yes_no", "Đã kết hôn?"),
            *relative("vc", "vợ hoặc chồng", is_("da_ket_hon", True)),
        ],
        intro="Không biết thì để trống.",
    )


def _residence() -> Data:
    return page(
        "cu_tru",
        "Quá trình cư trú từ khi đủ 14 tuổi",
        [
            question(
                "qua_trinh",
                "group",
                "Những nơi đã ở",
                help="Ghi lần lượt từ khi đủ 14 tuổi đến nay",
                inside=[
                    question("qt_tu", "date", "Từ", partial=True, when="today_or_past"),
                    question("qt_den", "date", "Đến", partial=True, when="today_or_past",
                             optional=True, help="Để trống nếu đang ở đây"),
                    question("qt_noi", "address", "Nơi thường trú hoặc tạm trú",
                             detail_required=False),
                    question("qt_nghe", "short_text", "Nghề nghiệp", max_length=120),
                    question("qt_noi_lam_viec", "short_text", "Nơi làm việc", optional=True,
                             max_length=200),
                ],
                min_rows=1,
                max_rows=30,
                row_label=vi("Thời gian"),
            ),
        ],
    )  # fmt: skip


def _record() -> Data:
    return page(
        "an_tich",
        "Án tích và diện được giảm phí",
        [
            question("co_an_tich", "yes_no", "Người được cấp phiếu có án tích không?",
                     why=_RECORD),
            question("an_tich", "long_text", "Nội dung án tích", shown=is_("co_an_tich", True),
                     help="Tội danh, bản án số, ngày, tòa án", max_length=2_000, rows=5,
                     why=_RECORD),
            question(
                "doi_tuong", "single_choice", "Người được cấp phiếu thuộc diện nào?",
                why="Để giảm, miễn phí cho người thuộc diện được giảm, miễn.",
                options=choices(
                    ("khong", "Không thuộc diện nào dưới đây"),
                    ("hoc_sinh", "Học sinh, sinh viên"),
                    ("nguoi_co_cong", "Người có công với cách mạng và thân nhân"),
                    ("cao_tuoi", "Người cao tuổi"),
                    ("ho_ngheo", "Hộ nghèo, người khuyết tật, trẻ em"),
                ),
            ),
            question("tep_doi_tuong", "file", "Giấy tờ chứng minh thuộc diện giảm, miễn phí",
                     shown=call("and", call("filled", ref("doi_tuong")),
                                negated(is_("doi_tuong", "khong"))), max_count=3),
            question("tep_uy_quyen", "file", "Văn bản ủy quyền có công chứng, chứng thực",
                     shown=_PROXY, max_count=3),
            *receiving_questions(),
            undertaking(
                "Tôi cam đoan những lời khai trên là đúng sự thật và chịu trách nhiệm về lời khai "
                "của mình."
            ),
        ],
    )  # fmt: skip


def _steps() -> list[Data]:
    return [
        reception("tra_cuu"),
        step(
            "tra_cuu",
            "Tra cứu, xác minh thông tin án tích",
            "review",
            "specialist",
            1_200,
            outcome("du", "Đủ thông tin, lập phiếu", "stp_lap_phieu"),
            outcome("xac_minh", "Cần xác minh ở nơi khác", "stp_xac_minh", kind="verify"),
            ask_supplement(),
            refused("Từ chối cấp phiếu"),
            instructions="Tra cứu cơ sở dữ liệu lý lịch tư pháp; cần thì xác minh tại công an nơi "
            "đã cư trú.",
        ),
        consult(
            "xac_minh",
            "Công an nơi đã cư trú xác minh án tích",
            2_400,
            outcome("da_xac_minh", "Đã có kết quả xác minh", "stp_lap_phieu"),
            outcome("hoi_lai", "Cần tra cứu lại", "stp_tra_cuu", kind="back", reason=True),
            instructions="Trả lời trong 5 ngày làm việc.",
        ),
        supplement("tra_cuu", 4_800),
        step(
            "lap_phieu",
            "Lập phiếu lý lịch tư pháp",
            "draft",
            "officer:stp_tra_cuu",
            240,
            outcome("trinh", "Trình ký", "stp_ky"),
        ),
        signature("Ký phiếu lý lịch tư pháp", 480, back_to="tra_cuu", back="Trả lại tra cứu"),
        handing_over(),
    ]


def _fee() -> Data:
    return {
        "id": "fee_phieu",
        "name": vi("Phí cung cấp thông tin lý lịch tư pháp"),
        "kind": "phi",
        "unit_minor": 200_000,
        "when": "before",
        "legal_basis": "Thông tư 244/2016/TT-BTC",
        "waivers": [
            {
                "id": "wvr_giam",
                "condition": call("in", ref("doi_tuong"), *[const(each) for each in _REDUCED]),
                "percent": 50,
                "reason": vi("Giảm một nửa cho học sinh, sinh viên, người có công, người cao tuổi"),
                "legal_basis": "Thông tư 244/2016/TT-BTC",
            },
            {
                "id": "wvr_mien",
                "condition": is_("doi_tuong", "ho_ngheo"),
                "percent": 100,
                "reason": vi("Miễn phí cho trẻ em, người khuyết tật, người thuộc hộ nghèo"),
                "legal_basis": "Thông tư 244/2016/TT-BTC",
            },
        ],
    }


def _result() -> Data:
    return {
        "code": "KQ.3.000333",
        "name": vi("Phiếu lý lịch tư pháp", "Criminal record certificate"),
        "title": vi("PHIẾU LÝ LỊCH TƯ PHÁP"),
        "copies_field": "fld_so_ban",
        "signer_title": vi("GIÁM ĐỐC"),
        "blocks": [
            rows(
                "nguoi",
                ("Loại phiếu", "{form.loai_phieu}"),
                ("Họ, chữ đệm, tên", "{form.ho_ten}"),
                ("Ngày, tháng, năm sinh", "{form.ngay_sinh}"),
                ("Giới tính", "{form.gioi_tinh}"),
                ("Quốc tịch", "{form.quoc_tich}"),
                ("Số định danh cá nhân", "{form.so_dinh_danh}"),
                ("Nơi thường trú", "{form.thuong_tru}"),
            ),
            paragraph("noi_dung", "Tình trạng án tích theo kết quả tra cứu của cơ quan cấp phiếu."),
        ],
    }


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "3.000333",
            "name": vi("Cấp phiếu lý lịch tư pháp cho công dân Việt Nam"),
            "sector": vi("Lý lịch tư pháp", "Criminal records"),
            "level": "province",
            "decision": "1025/QĐ-BCA",
            "kind": "by_law",
        },
        "service": {
            "slug": "cap-phieu-ly-lich-tu-phap",
            "name": vi("Cấp phiếu lý lịch tư pháp", "Criminal record certificate"),
            "summary": vi(
                "Xin phiếu lý lịch tư pháp số 1 hoặc số 2 để đi làm, du học, định cư, nhận con "
                "nuôi.",
                "Get a criminal record certificate for work, study, settling or adoption.",
            ),
            "description": vi(
                "Công an cấp tỉnh cấp phiếu trong 10 ngày. Phiếu số 2 không được ủy quyền. Cần "
                "tài khoản định danh điện tử mức độ 2."
            ),
            "audience": ["citizen"],
            "level": "full",
            "assurance_level": 2,
            "channels": ["online", "counter", "post"],
            "keywords": ["lý lịch tư pháp", "án tích", "xin việc", "du học", "phiếu số 2"],
            "life_events": ["Tìm việc làm", "Ra nước ngoài"],
        },
        "execution": {
            "allows_proxy": True,
            "any_place": True,
            "return_methods": ["online", "counter", "post"],
        },
        "form": {
            "pages": [
                *requester_pages(_RELATION),
                _kind(),
                _subject(),
                _family(),
                _residence(),
                _record(),
            ]
        },
        "components": [
            paper("doi_tuong", "Giấy tờ chứng minh thuộc diện giảm, miễn phí",
                  field="tep_doi_tuong", optional=True, originals=0, copies=1),
            paper("uy_quyen", "Văn bản ủy quyền có công chứng, chứng thực", field="tep_uy_quyen",
                  required_if=_PROXY),
        ],
        "fees": [_fee()],
        "process": {"steps": _steps()},
        "clock": {
            "unit": "working_days",
            "amount": 10,
            "supplement_mode": "pause",
            "supplement_working_days": 10,
        },
        "notices": notices("fee_due", "paid"),
        "result": _result(),
        "privacy": kept(10, "Lưu theo quy định về hồ sơ lý lịch tư pháp."),
        "legal_bases": legal(
            ("28/2009/QH12", "Luật Lý lịch tư pháp"),
            ("111/2010/NĐ-CP", "Nghị định hướng dẫn Luật Lý lịch tư pháp"),
            ("244/2016/TT-BTC", "Thông tư về phí cung cấp thông tin lý lịch tư pháp"),
        ),
    }  # fmt: skip
