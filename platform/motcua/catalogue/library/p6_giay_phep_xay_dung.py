"""1.013225 Giấy phép xây dựng mới, nhà ở riêng lẻ (QĐ 1077/QĐ-BXD): 7 working days for a house.

The longer term is for cases with other agencies' opinions. Fee by the provincial council; 75,000 đ
is the demonstration value.
"""

from motcua.catalogue.library.building import (
    Data,
    call,
    choices,
    const,
    explanation,
    is_,
    kept,
    late_watch,
    legal,
    outcome,
    page,
    paper,
    paragraph,
    parallel,
    question,
    ref,
    refused,
    rows,
    step,
    vi,
)
from motcua.catalogue.library.notices import notices
from motcua.catalogue.library.people import receiving_questions, requester_pages, undertaking
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
    "Ông/bà là ai đối với công trình?",
    options=choices(
        ("chu_dau_tu", "Chủ đầu tư, người sử dụng đất"),
        ("duoc_uy_quyen", "Người được chủ đầu tư ủy quyền"),
    ),
)
_PROXY = is_("nyc_quan_he", "duoc_uy_quyen")
_ADJACENT = is_("lien_ke", True)
_TALL = call("ge", ref("so_tang"), const(7))


def _land() -> Data:
    return page(
        "thua_dat",
        "Thửa đất",
        [
            question("so_thua", "short_text", "Thửa đất số", max_length=20, width="short"),
            question("to_ban_do", "short_text", "Tờ bản đồ số", max_length=20, width="short"),
            question("dien_tich_dat", "number", "Diện tích thửa đất", decimals=2, min=1,
                     max=1_000_000, unit=vi("m²")),
            question("dia_chi_dat", "address", "Địa chỉ thửa đất"),
            question(
                "giay_to_dat", "single_choice", "Loại giấy tờ về đất",
                options=choices(
                    ("gcn", "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản"),
                    ("khac", "Giấy tờ hợp pháp khác về đất đai"),
                ),
            ),
            question("so_giay_to_dat", "short_text", "Số giấy tờ về đất", max_length=60,
                     width="medium"),
            question("lo_gioi", "number", "Lộ giới", optional=True, decimals=1, min=0, max=200,
                     unit=vi("m"), help="Bề rộng đường theo quy hoạch, nếu biết"),
        ],
    )  # fmt: skip


def _work() -> Data:
    return page(
        "cong_trinh",
        "Công trình",
        [
            question(
                "loai_nha", "single_choice", "Loại nhà ở",
                options=choices(
                    ("rieng_le", "Nhà ở riêng lẻ của hộ gia đình, cá nhân"),
                    ("ket_hop", "Nhà ở kết hợp kinh doanh"),
                ),
            ),
            question(
                "cap_cong_trinh", "single_choice", "Cấp công trình",
                options=choices(("cap_4", "Cấp IV"), ("cap_3", "Cấp III"), ("cap_2", "Cấp II")),
            ),
            question("so_tang", "number", "Số tầng", min=1, max=60,
                     help="Không kể tầng hầm, tầng lửng và tum"),
            question("dien_tich_xay_dung", "number", "Diện tích xây dựng tầng 1", decimals=2,
                     min=1, max=100_000, unit=vi("m²")),
            question("tong_dien_tich_san", "number", "Tổng diện tích sàn", decimals=2, min=1,
                     max=1_000_000, unit=vi("m²")),
            question("chieu_cao", "number", "Chiều cao công trình", decimals=2, min=1, max=300,
                     unit=vi("m")),
            question("co_tang_ham", "yes_no", "Công trình có tầng hầm không?"),
            question("so_tang_ham", "number", "Số tầng hầm", shown=is_("co_tang_ham", True),
                     min=1, max=6),
            question("khoang_lui", "number", "Khoảng lùi", decimals=2, min=0, max=100,
                     unit=vi("m"), optional=True),
            question("mat_do", "number", "Mật độ xây dựng", decimals=2, optional=True,
                     unit=vi("%"), help="Được tính từ diện tích đã khai")
            | {
                "calculate": call(
                    "round",
                    call(
                        "mul",
                        call("div", ref("dien_tich_xay_dung"), ref("dien_tich_dat")),
                        const(100),
                    ),
                    const(2),
                )
            },
            explanation(
                "vuot_dien_tich",
                "Diện tích xây dựng lớn hơn diện tích thửa đất. Đề nghị kiểm tra lại.",
                style="warning",
                shown=call("gt", ref("dien_tich_xay_dung"), ref("dien_tich_dat")),
            ),
            question("lien_ke", "yes_no", "Công trình có liền kề nhà bên cạnh không?"),
        ],
    )  # fmt: skip


def _designer() -> Data:
    return page(
        "thiet_ke",
        "Đơn vị thiết kế và thời gian thi công",
        [
            question("tk_ten", "short_text", "Tên tổ chức, cá nhân thiết kế", max_length=200),
            question("tk_chung_chi", "short_text", "Số chứng chỉ năng lực hoặc hành nghề",
                     max_length=60, width="medium"),
            question("tk_chu_tri", "group", "Chủ nhiệm, chủ trì thiết kế",
                     inside=[
                         question("ct_ho_ten", "short_text", "Họ tên", form="person_name",
                                  max_length=120),
                         question("ct_bo_mon", "short_text", "Bộ môn", max_length=60),
                         question("ct_chung_chi", "short_text", "Số chứng chỉ", max_length=60),
                     ],
                     optional=True, max_rows=10, row_label=vi("Người")),
            question("thoi_gian", "number", "Dự kiến thời gian hoàn thành", min=1, max=120,
                     unit=vi("tháng")),
        ],
    )  # fmt: skip


def _papers() -> Data:
    return page(
        "giay_to",
        "Bản vẽ và giấy tờ kèm theo",
        [
            question("tep_dat", "file", "Giấy tờ chứng minh quyền sử dụng đất", max_count=5),
            question("tep_vi_tri", "file", "Bản vẽ mặt bằng công trình trên lô đất, sơ đồ vị trí",
                     max_count=5, max_size_mb=50),
            question("tep_kien_truc", "file", "Bản vẽ các tầng, các mặt đứng, mặt cắt chính",
                     max_count=10, max_size_mb=50),
            question("tep_mong", "file", "Bản vẽ móng và sơ đồ đấu nối hạ tầng kỹ thuật",
                     max_count=10, max_size_mb=50),
            question("tep_pccc", "file", "Văn bản thẩm duyệt phòng cháy, chữa cháy", shown=_TALL,
                     max_count=5),
            question("tep_tham_tra", "file", "Báo cáo kết quả thẩm tra thiết kế", shown=_TALL,
                     max_count=5),
            question("tep_lien_ke", "file", "Bản cam kết bảo đảm an toàn công trình liền kề",
                     shown=_ADJACENT, max_count=5),
            question("tep_uy_quyen", "file", "Văn bản ủy quyền", shown=_PROXY, max_count=3),
            *receiving_questions(),
            undertaking(
                "Tôi cam đoan làm theo đúng giấy phép được cấp và chịu hoàn toàn trách nhiệm về "
                "nội dung hồ sơ."
            ),
        ],
    )  # fmt: skip


def _steps() -> list[Data]:
    return [
        reception("tham_dinh"),
        step(
            "tham_dinh",
            "Thẩm định hồ sơ",
            "review",
            "specialist",
            480,
            outcome("dat", "Hồ sơ đạt, kiểm tra thực địa và lấy ý kiến", "stp_lay_y_kien"),
            ask_supplement(),
            refused("Không đủ điều kiện cấp phép"),
            instructions="Chỉ thông báo bổ sung một lần, nêu hết các nội dung, trong 7 ngày làm "
            "việc.",
            **late_watch(120),
        ),
        supplement("tham_dinh", 2_400),
        parallel(
            "lay_y_kien",
            "Kiểm tra thực địa và lấy ý kiến cùng lúc",
            "thuc_dia",
            "quy_hoach",
            "phong_chay",
            to="tong_hop",
        ),
        *_opinions(),
        step(
            "tong_hop",
            "Tổng hợp ý kiến, lập dự thảo giấy phép",
            "draft",
            "officer:stp_tham_dinh",
            240,
            outcome("trinh", "Trình ký", "stp_ky"),
            outcome("lam_lai", "Thẩm định lại", "stp_tham_dinh", kind="back", reason=True),
            refused("Không đủ điều kiện cấp phép"),
        ),
        signature("Ký giấy phép xây dựng", 360, back_to="tham_dinh", back="Trả lại thẩm định"),
        handing_over(name="Trả giấy phép và bản vẽ đã đóng dấu"),
    ]


def _opinions() -> list[Data]:
    """Three branches that run together; silence of an agency is its consent."""
    join = "join:stp_lay_y_kien"
    agreed = outcome("dong_y", "Đồng ý", join)
    against = outcome("khong_dong_y", "Có ý kiến khác", join, reason=True)
    words = "Quá thời hạn mà không trả lời thì coi như đồng ý."
    shown = ["pag_thua_dat", "pag_cong_trinh", "pag_thiet_ke", "pag_giay_to"]
    return [
        step(
            "thuc_dia",
            "Kiểm tra thực địa, lập biên bản",
            "review",
            "officer:stp_tham_dinh",
            480,
            outcome("phu_hop", "Hiện trạng phù hợp", join),
            outcome("khac", "Hiện trạng khác hồ sơ", join, reason=True),
        ),
        consult(
            "quy_hoach", "Ý kiến về quy hoạch, kiến trúc", 1_440, agreed, against,
            silence="dong_y", shown=shown, instructions=words,
        ),
        consult(
            "phong_chay", "Ý kiến về phòng cháy, chữa cháy", 1_440, agreed, against,
            silence="dong_y", shown=shown, instructions=words,
        ),
    ]  # fmt: skip


def _result() -> Data:
    return {
        "code": "KQ.1.013225",
        "name": vi("Giấy phép xây dựng", "Building permit"),
        "title": vi("GIẤY PHÉP XÂY DỰNG"),
        "signer_title": vi("CHỦ TỊCH"),
        "blocks": [
            paragraph("cap_cho", "Cấp cho: {case.applicant_name}"),
            rows(
                "cong_trinh",
                ("Được phép xây dựng", "{form.loai_nha}, {form.cap_cong_trinh}"),
                ("Địa điểm", "Thửa số {form.so_thua}, tờ bản đồ số {form.to_ban_do}"),
                ("Địa chỉ", "{form.dia_chi_dat}"),
                ("Diện tích xây dựng tầng 1", "{form.dien_tich_xay_dung}"),
                ("Tổng diện tích sàn", "{form.tong_dien_tich_san}"),
                ("Chiều cao công trình", "{form.chieu_cao}"),
                ("Số tầng", "{form.so_tang}"),
                ("Mật độ xây dựng", "{form.mat_do}"),
                ("Đơn vị thiết kế", "{form.tk_ten}"),
            ),
            paragraph(
                "hieu_luc",
                "Giấy phép này có hiệu lực khởi công trong thời hạn 12 tháng kể từ ngày cấp; quá "
                "thời hạn trên thì phải đề nghị gia hạn.",
            ),
        ],
    }


def build() -> Data:
    return {
        "schema_version": 1,
        "procedure": {
            "code": "1.013225",
            "name": vi("Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"),
            "sector": vi("Hoạt động xây dựng", "Construction"),
            "level": "commune",
            "decision": "1077/QĐ-BXD",
            "kind": "by_law",
        },
        "service": {
            "slug": "cap-giay-phep-xay-dung-nha-o",
            "name": vi("Cấp giấy phép xây dựng nhà ở riêng lẻ", "Permit to build a house"),
            "summary": vi(
                "Xin phép xây mới nhà ở: khai thửa đất, công trình và gửi bản vẽ trên mạng.",
                "Apply to build a house: describe the plot and the work, send the drawings.",
            ),
            "description": vi(
                "Chủ đầu tư gửi hồ sơ tới Ủy ban nhân dân cấp xã nơi có thửa đất. Cơ quan cấp "
                "phép kiểm tra thực địa, thông báo bổ sung một lần nếu thiếu, rồi cấp giấy phép."
            ),
            "audience": ["citizen", "household"],
            "level": "full",
            "assurance_level": 1,
            "channels": ["online", "counter", "post"],
            "keywords": ["xây nhà", "giấy phép xây dựng", "nhà ở", "bản vẽ", "xây dựng"],
            "life_events": ["Xây nhà, sửa nhà"],
        },
        "execution": {"allows_proxy": True, "return_methods": ["online", "counter", "post"]},
        "form": {
            "pages": [
                *requester_pages(_RELATION),
                _land(),
                _work(),
                _designer(),
                _papers(),
            ]
        },
        "components": [
            paper(
                "don",
                "Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 01)",
                note="Nộp trực tuyến thì khai ngay trong biểu mẫu, không phải nộp bản giấy.",
            ),
            paper("dat", "Giấy tờ chứng minh quyền sử dụng đất", field="tep_dat", originals=0,
                  copies=1),
            paper("vi_tri", "Bản vẽ mặt bằng công trình kèm sơ đồ vị trí", field="tep_vi_tri",
                  originals=2),
            paper("kien_truc", "Bản vẽ mặt bằng các tầng, mặt đứng, mặt cắt", field="tep_kien_truc",
                  originals=2),
            paper("mong", "Bản vẽ móng kèm sơ đồ đấu nối hạ tầng", field="tep_mong", originals=2),
            paper("pccc", "Văn bản thẩm duyệt phòng cháy, chữa cháy", field="tep_pccc",
                  required_if=_TALL),
            paper("tham_tra", "Báo cáo kết quả thẩm tra thiết kế", field="tep_tham_tra",
                  required_if=_TALL),
            paper("lien_ke", "Cam kết bảo đảm an toàn công trình liền kề", field="tep_lien_ke",
                  required_if=_ADJACENT),
            paper("uy_quyen", "Văn bản ủy quyền", field="tep_uy_quyen", required_if=_PROXY),
        ],
        "fees": [
            {
                "id": "fee_cap_phep",
                "name": vi("Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ"),
                "kind": "le_phi",
                "unit_minor": 75_000,
                "when": "after",
                "legal_basis": "Nghị quyết của Hội đồng nhân dân tỉnh; Thông tư 85/2019/TT-BTC",
            }
        ],
        "process": {"steps": _steps()},
        "clock": {
            "unit": "working_days",
            "amount": 7,
            "extended_amount": 10,
            "supplement_mode": "pause",
            "supplement_working_days": 5,
            "note": vi("Nhà ở riêng lẻ: 7 ngày làm việc; công trình khác: 10 ngày làm việc."),
        },
        "notices": notices("fee_due", "paid"),
        "result": _result(),
        "privacy": kept(20, "Lưu theo hồ sơ công trình."),
        "legal_bases": legal(
            ("50/2014/QH13", "Luật Xây dựng"),
            ("62/2020/QH14", "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng"),
            ("217/2026/NĐ-CP", "Nghị định về quản lý hoạt động xây dựng"),
        ),
    }  # fmt: skip
