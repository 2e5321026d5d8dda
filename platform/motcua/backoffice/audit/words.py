"""What a broken link means, for people."""

from typing import Final

from django.utils.translation import gettext_lazy as _

WHY: Final = {
    "entry_changed": _("một dòng nhật ký bị sửa, xóa hoặc chèn thêm"),
    "end_cut_off": _("các dòng cuối của chuỗi đã bị xóa"),
    "subject_gone": _("cả chuỗi đã bị xóa mà không có quyết định xóa"),
    "chain_rewritten": _("cả chuỗi đã bị viết lại"),
    "digest_missing": _("thiếu bản niêm phong của một ngày trước đó"),
    "digest_not_chained": _("bản niêm phong không nối với ngày trước"),
    "digest_changed": _("bản niêm phong bị sửa"),
    "key_missing": _("khóa ký không còn hoặc đã bị thay"),
    "signature_wrong": _("chữ ký của bản niêm phong không đúng"),
    "digest_not_as_witnessed": _("bản niêm phong khác với bản đối chứng ngoài cơ quan"),
}
