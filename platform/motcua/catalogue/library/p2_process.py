"""1.004873 Giấy xác nhận tình trạng hôn nhân: the parts about steps and the certificate."""

from motcua.catalogue.library.building import (
    Data,
    is_,
    late_watch,
    negated,
    outcome,
    paragraph,
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
            "Thẩm tra hồ sơ",
            "review",
            "specialist",
            480,
            outcome("dat", "Gửi dự thảo cho công dân", "stp_xac_nhan"),
            outcome("xac_minh", "Cần xác minh ở nơi khác", "stp_xac_minh", kind="verify"),
            ask_supplement(),
            refused(),
            instructions="Đối chiếu tình trạng hôn nhân tại từng nơi thường trú đã khai.",
            **late_watch(120),
        ),
        consult(
            "xac_minh",
            "Xác minh tại nơi thường trú trước đây",
            9_600,
            outcome("da_xac_minh", "Đã có kết quả xác minh", "stp_ket_luan"),
            outcome("khong_ro", "Không xác minh được", "stp_ket_luan"),
            outcome("khong_tra_loi", "Hết hạn mà không trả lời", "stp_ket_luan"),
            silence="khong_tra_loi",
            instructions="Ủy ban nhân dân nơi thường trú trước đây trả lời trong 20 ngày làm việc.",
        ),
        step(
            "ket_luan",
            "Kết luận sau xác minh",
            "draft",
            "officer:stp_tham_tra",
            240,
            outcome("du_can_cu", "Đủ căn cứ, gửi dự thảo", "stp_xac_nhan"),
            outcome("cam_doan", "Người yêu cầu lập văn bản cam đoan", "stp_xac_nhan"),
            outcome("khong_dung", "Khai không đúng", "end:refused", kind="refuse", reason=True),
        ),
        supplement("tham_tra", 4_800),
        step(
            "xac_nhan",
            "Công dân kiểm tra dự thảo",
            "citizen",
            "applicant",
            480,
            outcome("dong_y", "Đồng ý", "stp_ky", kind="confirm"),
            outcome("sua", "Đề nghị sửa", "stp_tham_tra", kind="back", reason=True),
            timeout="out_dong_y",
            instructions="Quá một ngày không có ý kiến thì coi như đồng ý.",
        ),
        signature("Ký giấy xác nhận", 240, back_to="tham_tra"),
        handing_over(),
    ]


def result() -> Data:
    return {
        "code": "KQ.1.004873",
        "name": vi("Giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"),
        "title": vi("GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"),
        "copies_field": "fld_so_ban",
        "signer_title": vi("CHỦ TỊCH"),
        "blocks": [
            paragraph("mo_dau", "{agency.name} xác nhận:", align="left"),
            rows(
                "ban_than",
                ("Họ, chữ đệm, tên", "{form.nyc_ho_ten}"),
                ("Số định danh cá nhân", "{form.nyc_so_dinh_danh}"),
                shown=is_("nyc_quan_he", "ban_than"),
            ),
            rows(
                "nguoi_khac",
                ("Họ, chữ đệm, tên", "{form.ho_ten}"),
                ("Số định danh cá nhân", "{form.so_dinh_danh}"),
                shown=negated(is_("nyc_quan_he", "ban_than")),
            ),
            rows(
                "nhan_than",
                ("Ngày, tháng, năm sinh", "{form.ngay_sinh}"),
                ("Giới tính", "{form.gioi_tinh}"),
                ("Dân tộc", "{form.dan_toc}"),
                ("Quốc tịch", "{form.quoc_tich}"),
                ("Tình trạng hôn nhân", "{form.tinh_trang}"),
            ),
            {
                "id": "blk_thuong_tru",
                "kind": "group_table",
                "group_field": "fld_thuong_tru_truoc",
                "columns": ["fld_tt_tu", "fld_tt_den", "fld_tt_dia_chi"],
            },
            paragraph("muc_dich", "Giấy này được sử dụng để: {form.muc_dich}."),
            paragraph("gia_tri", "Giấy này có giá trị 06 tháng kể từ ngày cấp."),
        ],
    }
