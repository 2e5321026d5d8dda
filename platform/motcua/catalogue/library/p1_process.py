"""1.001193 Đăng ký khai sinh: the parts about steps and the certificate."""

from motcua.catalogue.library.building import (
    Data,
    call,
    heading,
    late_watch,
    outcome,
    paragraph,
    ref,
    refused,
    rows,
    step,
    vi,
)
from motcua.catalogue.library.steps import (
    ask_supplement,
    consult,
    handing_over,
    reception,
    signature,
    supplement,
)


def steps() -> list[Data]:
    return [
        reception("tham_tra"),
        step(
            "tham_tra",
            "Thẩm tra, tra cứu và lập dự thảo Giấy khai sinh",
            "review",
            "specialist",
            180,
            outcome("dat", "Gửi dự thảo cho công dân", "stp_xac_nhan"),
            outcome(
                "hoi_xa", "Đề nghị xã khác xác minh kết hôn", "stp_xac_minh_ket_hon", kind="verify"
            ),
            ask_supplement(),
            refused(),
            instructions="Tra cứu việc kết hôn của cha mẹ; nơi đăng ký kết hôn ở xã khác thì đề "
            "nghị xác minh, trả lời trong 3 ngày làm việc.",
            **late_watch(30),
        ),
        consult(
            "xac_minh_ket_hon",
            "Xác minh việc kết hôn của cha mẹ ở xã khác",
            1_440,
            outcome("co_ket_hon", "Có đăng ký kết hôn", "stp_lap_du_thao"),
            outcome("khong_co", "Không có đăng ký kết hôn", "stp_lap_du_thao"),
            outcome("khong_tra_loi", "Hết hạn mà không trả lời", "stp_lap_du_thao"),
            silence="khong_tra_loi",
            shown=["pag_hon_nhan_cha_me", "pag_me", "pag_cha"],
            instructions="Trả lời trong 3 ngày làm việc. Không trả lời thì cho cha mẹ lập văn bản "
            "cam đoan.",
        ),
        step(
            "lap_du_thao",
            "Lập dự thảo Giấy khai sinh sau xác minh",
            "draft",
            "officer:stp_tham_tra",
            60,
            outcome("gui", "Gửi dự thảo cho công dân", "stp_xac_nhan"),
            refused(),
        ),
        supplement("tham_tra", 3_360),
        step(
            "xac_nhan",
            "Công dân kiểm tra dự thảo",
            "citizen",
            "applicant",
            480,
            outcome("dong_y", "Đồng ý", "stp_vao_so", kind="confirm"),
            outcome("sua", "Đề nghị sửa", "stp_tham_tra", kind="back", reason=True),
            timeout="out_dong_y",
            instructions="Quá một ngày không có ý kiến thì coi như đồng ý.",
        ),
        step(
            "vao_so",
            "Ghi Sổ đăng ký khai sinh, lấy số định danh cá nhân",
            "draft",
            "officer:stp_tham_tra",
            60,
            outcome("trinh", "Trình ký", "stp_ky"),
        ),
        signature("Ký Giấy khai sinh", 60, back_to="tham_tra"),
        handing_over(),
    ]


def result() -> Data:
    return {
        "code": "KQ.1.001193",
        "name": vi("Giấy khai sinh", "Birth certificate"),
        "title": vi("GIẤY KHAI SINH"),
        "signer_title": vi("NGƯỜI KÝ GIẤY KHAI SINH"),
        "blocks": [
            rows(
                "tre",
                ("Họ, chữ đệm, tên", "{form.con_ho_ten}"),
                ("Ngày, tháng, năm sinh", "{form.con_ngay_sinh}"),
                ("Ghi bằng chữ", "{form.con_ngay_sinh_chu}"),
                ("Giới tính", "{form.con_gioi_tinh}"),
                ("Dân tộc", "{form.con_dan_toc}"),
                ("Quốc tịch", "{form.con_quoc_tich}"),
                ("Nơi sinh", "{form.con_noi_sinh}"),
                ("Quê quán", "{form.con_que_quan}"),
            ),
            heading("me_tieu_de", "Mẹ") | {"visible_if": call("filled", ref("me_ho_ten"))},
            _parent("me"),
            heading("cha_tieu_de", "Cha") | {"visible_if": call("filled", ref("cha_ho_ten"))},
            _parent("cha"),
            paragraph(
                "nguoi_khai",
                "Người đi khai sinh: {form.nyc_ho_ten}, số định danh {form.nyc_so_dinh_danh}.",
            ),
        ],
    }


def _parent(prefix: str) -> Data:
    return rows(
        prefix,
        ("Họ, chữ đệm, tên", f"{{form.{prefix}_ho_ten}}"),
        ("Năm sinh", f"{{form.{prefix}_nam_sinh}}"),
        ("Dân tộc", f"{{form.{prefix}_dan_toc}}"),
        ("Quốc tịch", f"{{form.{prefix}_quoc_tich}}"),
        ("Nơi cư trú", f"{{form.{prefix}_noi_cu_tru}}"),
        shown=call("filled", ref(f"{prefix}_ho_ten")),
    )
