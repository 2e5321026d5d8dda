"""1.013133 Đăng ký nghĩa vụ quân sự lần đầu (QĐ 6375/QĐ-BQP), Ministry of Defence.

One working day at the counter, two hours online; free. Papers: the health self-declaration, here
filled in as questions, and a copy of the identity card when the population database has none.
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
from motcua.catalogue.library.people import ethnicity, full_name, undertaking
from motcua.catalogue.library.steps import (
    ask_supplement,
    handing_over,
    reception,
    signature,
    supplement,
)

_HEALTH = "Để sơ tuyển sức khỏe nghĩa vụ quân sự; chỉ hội đồng khám sức khỏe được xem."


def _citizen() -> list[Data]:
    return [
        page(
            "cong_dan",
            "Công dân đăng ký",
            [
                full_name("ho_ten", prefill=True),
                question("ten_goi_khac", "short_text", "Tên gọi khác", optional=True,
                         form="person_name", max_length=120),
                question("ngay_sinh", "date", "Ngày, tháng, năm sinh", prefill="birth_date",
                         when="past", is_birth_date=True),
                question(
                    "so_dinh_danh", "personal_number", "Số định danh cá nhân",
                    prefill="personal_number", belongs_to_applicant=True,
                    birth_field="fld_ngay_sinh",
                ),
                ethnicity("dan_toc"),
                question("ton_giao", "short_text", "Tôn giáo", optional=True, max_length=100,
                         why="Ghi vào lý lịch nghĩa vụ quân sự.",
                         help="Không theo tôn giáo nào thì để trống"),
            ],
            intro="Dành cho công dân nam đủ 17 tuổi trong năm.",
        ),
        page(
            "noi_o",
            "Nơi ở và cách liên hệ",
            [
                question("que_quan", "address", "Quê quán", detail_required=False),
                question("thuong_tru", "address", "Nơi thường trú", prefill="address"),
                question("khac_thuong_tru", "yes_no",
                         "Hiện nay công dân ở nơi khác nơi thường trú?"),
                question("noi_o_hien_nay", "address", "Nơi ở hiện nay",
                         shown=is_("khac_thuong_tru", True)),
                question("dien_thoai", "phone", "Số điện thoại", prefill="phone"),
                question("email", "email", "Thư điện tử", prefill="email", optional=True),
            ],
        ),
    ]  # fmt: skip


def _schooling() -> Data:
    return page(
        "hoc_van",
        "Học vấn và công việc",
        [
            question(
                "trinh_do", "single_choice", "Trình độ văn hóa",
                options=choices(
                    ("thcs", "Đang học hoặc đã học xong trung học cơ sở"),
                    ("thpt_dang_hoc", "Đang học trung học phổ thông"),
                    ("thpt", "Đã tốt nghiệp trung học phổ thông"),
                    ("trung_cap", "Đang học hoặc đã tốt nghiệp trung cấp, cao đẳng"),
                    ("dai_hoc", "Đang học đại học"),
                    ("khac", "Khác"),
                ),
            ),
            question(
                "dang_lam_gi", "single_choice", "Hiện nay công dân đang làm gì?",
                options=choices(
                    ("di_hoc", "Đi học"), ("di_lam", "Đi làm"), ("o_nha", "Chưa đi học, đi làm"),
                ),
            ),
            question("truong", "short_text", "Tên trường, lớp",
                     shown=is_("dang_lam_gi", "di_hoc"), max_length=200),
            question("nghe_nghiep", "short_text", "Nghề nghiệp",
                     shown=is_("dang_lam_gi", "di_lam"), max_length=100),
            question("noi_lam_viec", "short_text", "Nơi làm việc",
                     shown=is_("dang_lam_gi", "di_lam"), max_length=200),
            question(
                "doan_dang", "single_choice", "Đoàn thể",
                options=choices(
                    ("khong", "Chưa tham gia"),
                    ("doan", "Đoàn viên Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
                    ("dang", "Đảng viên"),
                ),
                why="Ghi vào lý lịch nghĩa vụ quân sự.",
            ),
        ],
    )  # fmt: skip


def _family() -> Data:
    return page(
        "gia_dinh",
        "Gia đình",
        [
            full_name("cha_ho_ten", "Họ, chữ đệm, tên cha") | {"required": False},
            question("cha_nam_sinh", "date", "Năm sinh của cha", optional=True, partial=True,
                     when="past"),
            question("cha_nghe", "short_text", "Nghề nghiệp của cha", optional=True,
                     max_length=100),
            full_name("me_ho_ten", "Họ, chữ đệm, tên mẹ") | {"required": False},
            question("me_nam_sinh", "date", "Năm sinh của mẹ", optional=True, partial=True,
                     when="past"),
            question("me_nghe", "short_text", "Nghề nghiệp của mẹ", optional=True,
                     max_length=100),
            question(
                "anh_chi_em", "group", "Anh, chị, em ruột", optional=True, max_rows=15,
                row_label=vi("Anh, chị, em"),
                inside=[
                    full_name("ace_ho_ten"),
                    question("ace_nam_sinh", "date", "Năm sinh", partial=True, when="past"),
                    question("ace_nghe", "short_text", "Nghề nghiệp, nơi làm việc",
                             optional=True, max_length=200),
                ],
            ),
        ],
        intro="Không rõ thông tin về cha hoặc mẹ thì để trống.",
    )  # fmt: skip


def _health() -> Data:
    def told(key: str, label: str, detail: str) -> list[Data]:
        return [
            question(key, "yes_no", label, why=_HEALTH),
            question(f"{key}_chi_tiet", "long_text", detail, shown=is_(key, True),
                     max_length=1_000, rows=3, why=_HEALTH),
        ]  # fmt: skip

    return page(
        "suc_khoe",
        "Phiếu tự khai sức khỏe nghĩa vụ quân sự",
        [
            question("chieu_cao", "number", "Chiều cao", min=100, max=230, unit=vi("cm"),
                     why=_HEALTH),
            question("can_nang", "number", "Cân nặng", min=25, max=200, unit=vi("kg"),
                     decimals=1, why=_HEALTH),
            question("deo_kinh", "yes_no", "Công dân có đeo kính cận, viễn hoặc loạn thị không?",
                     why=_HEALTH),
            question("so_kinh", "short_text", "Số kính hai mắt", shown=is_("deo_kinh", True),
                     max_length=60, width="short", why=_HEALTH,
                     help="Ví dụ: mắt phải -1,5; mắt trái -2"),
            *told("tien_su_benh", "Công dân từng mắc bệnh phải điều trị dài ngày không?",
                  "Bệnh gì, năm nào, điều trị ở đâu?"),
            *told("phau_thuat", "Công dân từng phẫu thuật không?",
                  "Phẫu thuật gì, năm nào, ở đâu?"),
            *told("dang_dieu_tri", "Hiện nay công dân có đang điều trị bệnh không?",
                  "Bệnh gì, đang dùng thuốc gì?"),
            question(
                "benh_gia_dinh", "multiple_choice", "Trong gia đình có ai mắc các bệnh sau không?",
                optional=True, why=_HEALTH,
                options=choices(
                    ("tim_mach", "Tim mạch"), ("tieu_duong", "Tiểu đường"),
                    ("hen", "Hen"), ("dong_kinh", "Động kinh"),
                    ("tam_than", "Tâm thần"), ("ung_thu", "Ung thư"), ("lao", "Lao"),
                ),
            ),
        ],
        intro="Khai trung thực; nội dung này chỉ dùng để sơ tuyển sức khỏe.",
    )  # fmt: skip


def _papers() -> Data:
    return page(
        "giay_to",
        "Giấy tờ và cam đoan",
        [
            question(
                "tep_can_cuoc", "file", "Ảnh chụp thẻ căn cước", optional=True, max_count=2,
                help="Chỉ cần khi cơ quan quân sự báo không tra cứu được trong Cơ sở dữ liệu quốc "
                "gia về dân cư",
            ),
            question("tep_suc_khoe", "file", "Giấy tờ khám, chữa bệnh liên quan", optional=True,
                     max_count=5, why=_HEALTH),
            undertaking(
                "Tôi cam đoan những điều khai trên là đúng sự thật và chịu trách nhiệm trước "
                "pháp luật."
            ),
        ],
    )  # fmt: skip


def _steps() -> list[Data]:
    return [
        reception("kiem_tra", name="Tiếp nhận phiếu đăng ký", minutes=30),
        step(
            "kiem_tra",
            "Kiểm tra, ghi Sổ danh sách công dân nam đủ 17 tuổi",
            "review",
            "specialist",
            60,
            outcome("dat", "Trình ký giấy chứng nhận", "stp_ky"),
            ask_supplement(),
            refused("Không thuộc diện đăng ký"),
            instructions="Đối chiếu Cơ sở dữ liệu quốc gia về dân cư; đủ thông tin thì không yêu "
            "cầu ảnh căn cước.",
        ),
        supplement("kiem_tra", 2_400, name="Công dân bổ sung thông tin"),
        signature(
            "Ký Giấy chứng nhận đăng ký nghĩa vụ quân sự",
            40,
            back_to="kiem_tra",
            back="Trả lại kiểm tra",
        ),
        handing_over(20, name="Chuyển giấy chứng nhận cho công dân"),
    ]


def _result() -> Data:
    return {
        "code": "KQ.1.013133",
        "name": vi("Giấy chứng nhận đăng ký nghĩa vụ quân sự", "Military registration certificate"),
        "title": vi("GIẤY CHỨNG NHẬN\nĐĂNG KÝ NGHĨA VỤ QUÂN SỰ"),
        "signer_title": vi("CHỈ HUY TRƯỞNG"),
        "blocks": [
            paragraph("mo_dau", "{agency.name} chứng nhận:", align="left"),
            rows(
                "cong_dan",
                ("Họ, chữ đệm, tên", "{form.ho_ten}"),
                ("Ngày, tháng, năm sinh", "{form.ngay_sinh}"),
                ("Số định danh cá nhân", "{form.so_dinh_danh}"),
                ("Dân tộc", "{form.dan_toc}"),
                ("Quê quán", "{form.que_quan}"),
                ("Nơi thường trú", "{form.thuong_tru}"),
            ),
            paragraph(
                "noi_dung",
                "Đã đăng ký nghĩa vụ quân sự lần đầu theo hồ sơ {case.code}.",
            ),
        ],
    }


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "1.013133",
            "name": vi("Thủ tục đăng ký nghĩa vụ quân sự lần đầu"),
            "sector": vi("Nghĩa vụ quân sự", "Military service"),
            "level": "commune",
            "decision": "6375/QĐ-BQP",
            "kind": "delegated",
            "conditions": vi("Công dân nam đủ 17 tuổi trong năm, đã được gọi đăng ký."),
        },
        "service": {
            "slug": "dang-ky-nghia-vu-quan-su-lan-dau",
            "name": vi("Đăng ký nghĩa vụ quân sự lần đầu", "First military registration"),
            "summary": vi(
                "Công dân nam đủ 17 tuổi đăng ký nghĩa vụ quân sự, không phải đến trụ sở.",
                "Men turning 17 register for military service without visiting an office.",
            ),
            "description": vi(
                "Ban Chỉ huy quân sự cấp xã chuyển lệnh gọi trước ngày đăng ký 05 ngày. Sau khi "
                "nhận lệnh gọi, công dân đăng ký trực tuyến hoặc trực tiếp. Hồ sơ trực tuyến được "
                "giải quyết trong 2 giờ làm việc."
            ),
            "audience": ["citizen"],
            "level": "full",
            "assurance_level": 1,
            "channels": ["online", "counter"],
            "keywords": ["nghĩa vụ quân sự", "nhập ngũ", "17 tuổi", "quân đội"],
            "life_events": ["Đến tuổi trưởng thành"],
        },
        "execution": {"accepts_paper": True, "return_methods": ["online", "counter"]},
        "form": {"pages": [*_citizen(), _schooling(), _family(), _health(), _papers()]},
        "components": [
            paper(
                "tu_khai",
                "Phiếu tự khai sức khỏe nghĩa vụ quân sự",
                note="Nộp trực tuyến thì khai ngay trong biểu mẫu, không phải nộp bản giấy.",
            ),
            paper(
                "can_cuoc",
                "Bản chụp thẻ căn cước, khi không tra cứu được",
                field="tep_can_cuoc",
                optional=True,
                originals=0,
                copies=1,
            ),
        ],
        "fees": [],
        "process": {"steps": _steps()},
        "clock": {
            "unit": "working_days",
            "amount": 1,
            "online_unit": "working_hours",
            "online_amount": 2,
            "supplement_mode": "recount",
            "supplement_working_days": 5,
            "note": vi("Trực tuyến: 2 giờ làm việc. Trực tiếp: 1 ngày làm việc."),
        },
        "notices": notices(),
        "result": _result(),
        "privacy": kept(27, "Lưu đến khi công dân hết tuổi phục vụ trong ngạch dự bị."),
        "legal_bases": legal(
            ("78/2015/QH13", "Luật Nghĩa vụ quân sự"),
            ("13/2016/NĐ-CP", "Nghị định về đăng ký và chế độ khám, kiểm tra sức khỏe nghĩa vụ"),
            ("220/2025/NĐ-CP", "Nghị định sửa đổi trong lĩnh vực quốc phòng, quân sự"),
            ("104/2022/NĐ-CP", "Nghị định về việc nộp, xuất trình sổ hộ khẩu, sổ tạm trú giấy"),
        ),
    }
