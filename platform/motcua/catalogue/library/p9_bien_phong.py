"""1.013591 Biên phòng điện tử cửa khẩu đất liền, công dân Việt Nam (QĐ 4534/QĐ-BQP).

Declared three hours before arrival at the latest; answered within an hour; free.
"""

from motcua.catalogue.library.building import (
    Data,
    choices,
    explanation,
    is_,
    kept,
    late_watch,
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
from motcua.catalogue.library.people import full_name, nationality, sex, undertaking
from motcua.catalogue.library.steps import ask_supplement, handing_over, reception, supplement

_VEHICLE = is_("co_phuong_tien", True)
_GROUP = is_("co_nguoi_di_cung", True)


def _traveller() -> Data:
    return page(
        "nguoi_di",
        "Người xuất cảnh, nhập cảnh",
        [
            full_name("ho_ten", prefill=True),
            question("ngay_sinh", "date", "Ngày, tháng, năm sinh", when="past",
                     is_birth_date=True, prefill="birth_date"),
            sex("gioi_tinh", prefill=True),
            nationality("quoc_tich"),
            question("so_dinh_danh", "personal_number", "Số định danh cá nhân",
                     prefill="personal_number", belongs_to_applicant=True,
                     birth_field="fld_ngay_sinh", sex_field="fld_gioi_tinh"),
            question("noi_cu_tru", "address", "Nơi cư trú", prefill="address"),
            question("dien_thoai", "phone", "Số điện thoại", prefill="phone"),
            question("email", "email", "Thư điện tử", prefill="email", optional=True),
        ],
    )  # fmt: skip


def _passport() -> Data:
    return page(
        "giay_to_di_lai",
        "Hộ chiếu hoặc giấy thông hành",
        [
            question(
                "loai_giay_to", "single_choice", "Loại giấy tờ",
                options=choices(
                    ("ho_chieu", "Hộ chiếu phổ thông"),
                    ("cong_vu", "Hộ chiếu công vụ, ngoại giao"),
                    ("thong_hanh", "Giấy thông hành"),
                    ("cu_dan", "Chứng minh thư biên giới của cư dân"),
                ),
            ),
            question("so_giay_to", "short_text", "Số giấy tờ", max_length=30, width="medium"),
            question("ngay_cap", "date", "Ngày cấp", when="past"),
            question("ngay_het_han", "date", "Có giá trị đến", when="today_or_future"),
            question("tep_giay_to", "file", "Ảnh trang nhân thân", max_count=2),
        ],
    )  # fmt: skip


def _journey() -> Data:
    return page(
        "chuyen_di",
        "Chuyến đi",
        [
            question(
                "chieu", "single_choice", "Chiều đi",
                options=choices(("xuat", "Xuất cảnh"), ("nhap", "Nhập cảnh")),
            ),
            question(
                "cua_khau", "single_choice", "Cửa khẩu", display="select",
                options=choices(
                    ("huu_nghi", "Hữu Nghị (Lạng Sơn)"),
                    ("mong_cai", "Móng Cái (Quảng Ninh)"),
                    ("lao_cai", "Lào Cai (Lào Cai)"),
                    ("cau_treo", "Cầu Treo (Hà Tĩnh)"),
                    ("lao_bao", "Lao Bảo (Quảng Trị)"),
                    ("bo_y", "Bờ Y (Quảng Ngãi)"),
                    ("moc_bai", "Mộc Bài (Tây Ninh)"),
                    ("ha_tien", "Hà Tiên (An Giang)"),
                ),
            ),
            question("ngay_qua", "date", "Ngày qua cửa khẩu", when="today_or_future"),
            question("gio_qua", "number", "Khoảng mấy giờ", min=0, max=23, unit=vi("giờ"),
                     help="Khai trước khi đến cửa khẩu ít nhất 3 giờ"),
            explanation(
                "truoc_ba_gio",
                "Hồ sơ được trả lời chậm nhất một giờ sau khi gửi.",
            ),
            question(
                "muc_dich", "single_choice", "Mục đích chuyến đi",
                options=choices(
                    ("du_lich", "Du lịch, thăm thân"), ("lam_viec", "Làm việc, học tập"),
                    ("buon_ban", "Buôn bán, giao nhận hàng"), ("khac", "Việc khác"),
                ),
            ),
            question("co_phuong_tien", "yes_no", "Có đi bằng phương tiện riêng không?"),
            question("bien_so", "short_text", "Biển số phương tiện", shown=_VEHICLE,
                     max_length=15, width="short"),
            question(
                "loai_phuong_tien", "single_choice", "Loại phương tiện", shown=_VEHICLE,
                options=choices(
                    ("xe_con", "Xe con"), ("xe_khach", "Xe khách"), ("xe_tai", "Xe tải"),
                    ("xe_may", "Xe máy"),
                ),
            ),
        ],
    )  # fmt: skip


def _companions() -> Data:
    return page(
        "nguoi_di_cung",
        "Người đi cùng và cam đoan",
        [
            question("co_nguoi_di_cung", "yes_no", "Có trẻ em hoặc người đi cùng không?"),
            question(
                "nguoi_di_cung", "group", "Người đi cùng", shown=_GROUP,
                inside=[
                    full_name("dc_ho_ten"),
                    question("dc_ngay_sinh", "date", "Ngày, tháng, năm sinh", when="past",
                             is_birth_date=True),
                    question("dc_so_giay_to", "short_text", "Số hộ chiếu hoặc giấy tờ",
                             max_length=30, width="medium"),
                    question("dc_quan_he", "short_text", "Quan hệ với người khai", max_length=60),
                ],
                min_rows=1, max_rows=20, row_label=vi("Người"),
            ),
            undertaking("Tôi cam đoan nội dung khai là đúng và chịu trách nhiệm trước pháp luật."),
        ],
    )  # fmt: skip


def _steps() -> list[Data]:
    return [
        reception("kiem_tra", name="Tiếp nhận tờ khai", minutes=3),
        step(
            "kiem_tra",
            "Kiểm tra giấy tờ, đối chiếu danh sách",
            "review",
            "specialist",
            10,
            outcome("dat", "Đủ điều kiện", "stp_xac_nhan"),
            ask_supplement(),
            refused("Chưa được xuất cảnh, nhập cảnh"),
            **late_watch(5, to="leader"),
        ),
        supplement("kiem_tra", 480, name="Công dân bổ sung tờ khai"),
        step(
            "xac_nhan",
            "Trạm trưởng xác nhận thủ tục",
            "approve",
            "leader",
            5,
            outcome("xac_nhan", "Xác nhận", "stp_tra_ket_qua"),
            outcome("tra_lai", "Trả lại kiểm tra", "stp_kiem_tra", kind="back", reason=True),
        ),
        handing_over(2, name="Gửi xác nhận cho công dân"),
    ]


def _result() -> Data:
    return {
        "code": "KQ.1.013591",
        "name": vi("Xác nhận hoàn thành thủ tục biên phòng điện tử", "Border clearance"),
        "title": vi("XÁC NHẬN HOÀN THÀNH\nTHỦ TỤC BIÊN PHÒNG ĐIỆN TỬ"),
        "signer_title": vi("TRẠM TRƯỞNG"),
        "blocks": [
            rows(
                "nguoi",
                ("Họ, chữ đệm, tên", "{form.ho_ten}"),
                ("Ngày, tháng, năm sinh", "{form.ngay_sinh}"),
                ("Quốc tịch", "{form.quoc_tich}"),
                ("Số giấy tờ", "{form.so_giay_to}"),
                ("Chiều đi", "{form.chieu}"),
                ("Cửa khẩu", "{form.cua_khau}"),
                ("Ngày qua cửa khẩu", "{form.ngay_qua}"),
                ("Biển số phương tiện", "{form.bien_so}"),
            ),
            paragraph("luu_y", "Xuất trình xác nhận này cùng giấy tờ tại cửa khẩu."),
        ],
    }


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "1.013591",
            "name": vi(
                "Thủ tục biên phòng điện tử cửa khẩu biên giới đất liền đối với công dân Việt Nam "
                "xuất cảnh, nhập cảnh"
            ),
            "sector": vi("Quản lý biên giới", "Border management"),
            "level": "central",
            "decision": "4534/QĐ-BQP",
            "kind": "by_law",
        },
        "service": {
            "slug": "bien-phong-dien-tu-cua-khau-dat-lien",
            "name": vi(
                "Biên phòng điện tử cửa khẩu đất liền", "Electronic clearance at land borders"
            ),
            "summary": vi(
                "Khai trước khi đến cửa khẩu ít nhất 3 giờ, nhận trả lời trong 1 giờ, miễn phí.",
                "Declare at least 3 hours before you arrive, get an answer within the hour.",
            ),
            "description": vi(
                "Công dân Việt Nam khai thông tin xuất cảnh, nhập cảnh qua cửa khẩu đường bộ. Đồn "
                "biên phòng cửa khẩu trả lời chậm nhất một giờ sau khi nhận đủ thông tin."
            ),
            "audience": ["citizen"],
            "level": "full",
            "assurance_level": 1,
            "channels": ["online", "counter"],
            "keywords": ["biên phòng", "cửa khẩu", "xuất cảnh", "nhập cảnh", "hộ chiếu"],
            "life_events": ["Ra nước ngoài"],
        },
        "execution": {"accepts_paper": False, "return_methods": ["online"]},
        "form": {"pages": [_traveller(), _passport(), _journey(), _companions()]},
        "components": [
            paper("giay_to", "Hộ chiếu hoặc giấy thông hành", field="tep_giay_to", originals=0,
                  copies=1),
        ],
        "fees": [],
        "process": {"steps": _steps()},
        "clock": {
            "unit": "hours",
            "amount": 1,
            "supplement_mode": "recount",
            "supplement_working_days": 1,
            "note": vi("Trả lời chậm nhất một giờ sau khi nhận đủ thông tin."),
        },
        "notices": notices(),
        "result": _result(),
        "privacy": kept(5, "Lưu theo quy định về quản lý xuất cảnh, nhập cảnh."),
        "legal_bases": legal(
            ("49/2019/QH14", "Luật Xuất cảnh, nhập cảnh của công dân Việt Nam"),
            ("112/2014/NĐ-CP", "Nghị định về quản lý cửa khẩu biên giới đất liền"),
        ),
    }  # fmt: skip
