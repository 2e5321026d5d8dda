"""Writes the golden XLSForm workbooks of this folder; run it after changing one.

``python tests/golden/imports/build_workbooks.py``. Same input, same bytes: the zip has fixed times.
"""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent / "xlsform"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.spreadsheetml.sheet.main+xml"/>{sheets}</Types>'
)
_SHEET_TYPE = (
    '<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
)
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def column(number):
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_xml(rows):
    lines = []
    for at, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{column(index)}{at}" t="inlineStr"><is><t xml:space="preserve">'
            f"{escape(str(value))}</t></is></c>"
            for index, value in enumerate(row)
            if value not in ("", None)
        )
        lines.append(f'<row r="{at}">{cells}</row>')
    body = "".join(lines)
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    )


def workbook_bytes(sheets, extra=None):
    """``sheets`` is name to rows; ``extra`` puts other parts into the archive."""
    import io

    parts = {
        "[Content_Types].xml": _TYPES.format(
            sheets="".join(_SHEET_TYPE.format(n=n) for n in range(1, len(sheets) + 1))
        ),
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}"><Relationship '
        f'Id="rId1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in enumerate(sheets, start=1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
    }
    for n, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet_xml(rows)
    parts |= extra or {}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return stream.getvalue()


HOUSEHOLD = {
    "survey": [
        ["type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "hint::Tiếng Việt (vi)",
         "required", "relevant", "constraint", "calculation", "appearance", "repeat_count",
         "constraint_message::Tiếng Việt (vi)", "parameters", "read_only"],
        ["start", "start"],
        ["begin_group", "chu_ho", "Chủ hộ", "Head of household", "", "", "", "", "", "field-list"],
        ["text", "ho_ten", "Họ và tên", "Full name", "Ghi như trên giấy tờ", "yes", "",
         "string-length(.) <= 120"],
        ["date", "ngay_sinh", "Ngày sinh", "Date of birth", "", "yes", "", ". <= today()"],
        ["calculate", "tuoi", "", "", "", "", "", "",
         "int((today() - ${ngay_sinh}) div 365.25)"],
        ["select_one gioi_tinh", "gioi_tinh", "Giới tính", "Sex", "", "yes"],
        ["select_one yes_no", "co_viec", "Có việc làm không?", "Employed?", "", "yes",
         "${tuoi} >= 15"],
        ["text", "noi_lam", "Nơi làm việc", "Workplace", "", "${co_viec} = 'yes'",
         "${co_viec} = 'yes' and ${tuoi} >= 15"],
        ["integer", "thu_nhap", "Thu nhập mỗi tháng (nghìn đồng)", "Monthly income", "", "no",
         "selected(${co_viec}, 'yes')", ". >= 0 and . <= 1000000"],
        ["end_group"],
        ["begin_repeat", "thanh_vien", "Thành viên trong hộ", "Members"],
        ["text", "tv_ho_ten", "Họ và tên", "Full name", "", "yes"],
        ["integer", "tv_nam_sinh", "Năm sinh", "Year of birth", "", "yes", "",
         ". >= 1900 and . <= 2026"],
        ["select_multiple tro_cap", "tv_tro_cap", "Đang hưởng trợ cấp", "Allowances"],
        ["text", "tv_tro_cap_khac", "Ghi rõ trợ cấp khác", "Other allowance", "", "",
         "selected(${tv_tro_cap}, 'khac')"],
        ["decimal", "tv_dien_tich", "Diện tích đất canh tác (ha)", "Land", "", "", "", ". < 50"],
        ["end_repeat"],
        ["begin_group", "tong_hop", "Tổng hợp", "Summary"],
        ["calculate", "so_nguoi", "Số thành viên", "Members", "", "", "", "",
         "count(${thanh_vien})"],
        ["calculate", "tong_dat", "Tổng diện tích", "Total land", "", "", "", "",
         "sum(${tv_dien_tich})"],
        ["note", "luu_y", "Hộ có ${so_nguoi} người.", "The household has ${so_nguoi} people."],
        ["begin_group", "o_nuoc_ngoai", "Người ở nước ngoài", "Abroad", "", "",
         "${so_nguoi} > 0 or ${tong_dat} > 10"],
        ["select_one_from_file nuoc.csv", "nuoc", "Nước", "Country"],
        ["select_one yes_no or_other", "gui_tien", "Có gửi tiền về không?", "Remittances?"],
        ["end_group"],
        ["range", "hai_long", "Mức hài lòng", "Satisfaction", "", "", "", "", "", "", "", "",
         "start=1 end=5 step=1"],
        ["geopoint", "vi_tri", "Vị trí nhà", "Location"],
        ["audio", "ghi_am", "Ghi âm", "Recording"],
        ["image", "anh_nha", "Ảnh ngôi nhà", "Photo of the house"],
        ["text", "ma_ho", "Mã hộ", "Code", "", "", "", "regex(., '^[A-Z]{2}[0-9]{4}$')", "", "", "",
         "Mã gồm hai chữ và bốn số"],
        ["text", "ghi_chu", "Ghi chú", "Remarks", "", "", "pulldata('x', 'a', 'b', ${ma_ho}) = '1'",
         "", "", "multiline"],
        ["acknowledge", "cam_doan", "Tôi cam đoan khai đúng", "I declare this is true", "", "yes"],
        ["end_group"],
    ],
    "choices": [
        ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"],
        ["gioi_tinh", "nam", "Nam", "Male"],
        ["gioi_tinh", "nu", "Nữ", "Female"],
        ["yes_no", "yes", "Có", "Yes"],
        ["yes_no", "no", "Không", "No"],
        ["tro_cap", "nguoi_cao_tuoi", "Người cao tuổi", "Elderly"],
        ["tro_cap", "khuyet_tat", "Người khuyết tật", "Disability"],
        ["tro_cap", "khac", "Khác", "Other"],
    ],
    "settings": [
        ["form_title", "form_id", "default_language", "version", "style"],
        ["Phiếu khảo sát hộ gia đình", "khao_sat_ho", "Tiếng Việt (vi)", "20260601", "pages"],
    ],
}  # fmt: skip

COMPLAINT = {
    "survey": [
        ["type", "name", "label", "hint", "required", "relevant", "constraint", "calculation",
         "default", "choice_filter"],
        ["text", "tieu_de", "Tiêu đề phản ánh", "", "yes", "", "string-length(.) >= 5"],
        ["select_one linh vuc", "linh_vuc", "Lĩnh vực", "", "yes"],
        ["select_multiple linh vuc", "lien_quan", "Lĩnh vực liên quan", "", "", "",
         "count-selected(.) <= 2"],
        ["date", "tu_ngay", "Từ ngày", "", "yes", "", ". <= today()"],
        ["date", "den_ngay", "Đến ngày", "", "yes", "", ". >= ${tu_ngay}"],
        ["calculate", "so_ngay", "Số ngày", "", "", "", "", "${den_ngay} - ${tu_ngay} + 1"],
        ["calculate", "muc", "Mức độ", "", "", "", "", "if(${so_ngay} > 30, 'cao', 'thấp')"],
        ["text", "ly_do_lau", "Vì sao kéo dài?", "", "yes", "${muc} = 'cao'"],
        ["integer", "so_ho", "Số hộ bị ảnh hưởng", "", "", "not(selected(${lien_quan}, 'dat_dai'))",
         ". > 0 and . < 10000", "", "1"],
        ["decimal", "thiet_hai", "Thiệt hại (triệu đồng)", "", "", "${so_ho} != ''", ". >= 0"],
        ["calculate", "binh_quan", "Thiệt hại mỗi hộ", "", "", "", "",
         "round(${thiet_hai} div ${so_ho}, 2)"],
        ["datetime", "luc_nao", "Vào lúc nào", "", "", "${binh_quan} > 5"],
        ["xml-external", "du_lieu"],
    ],
    "choices": [
        ["list name", "name", "label"],
        ["linh", "Đất đai", "Đất đai"],
        ["linh", "moi_truong", "Môi trường"],
    ],
    "settings": [["form_title", "form_id"], ["Phiếu phản ánh, kiến nghị", "phan_anh"]],
}  # fmt: skip
COMPLAINT["survey"][2][0] = "select_one linh"
COMPLAINT["survey"][3][0] = "select_multiple linh"
COMPLAINT["choices"][1:] = [["linh", "dat_dai", "Đất đai"], ["linh", "môi_trường", "Môi trường"]]

WORKBOOKS = {"ho_gia_dinh": HOUSEHOLD, "phan_anh": COMPLAINT}


def main():
    HERE.mkdir(parents=True, exist_ok=True)
    for name, sheets in WORKBOOKS.items():
        (HERE / f"{name}.xlsx").write_bytes(workbook_bytes(sheets))


if __name__ == "__main__":
    main()
