"""Surveys to begin with: nobody should have to start from an empty page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.surveys.domain.building import ask, choose, has, is_one_of, page, words
from motcua.surveys.domain.checks import Settings
from motcua.surveys.domain.states import Audience

_USUAL: Final = Settings()


@dataclass(frozen=True, slots=True)
class Template:
    """``make`` gives the introduction and the form."""

    key: str
    label: str | Promise
    about: str | Promise
    make: Callable[[], tuple[dict[str, str], dict[str, Any]]]
    settings: Settings = _USUAL


_MARKS: Final = (
    ("5", "Rất hài lòng", "Very satisfied"),
    ("4", "Hài lòng", "Satisfied"),
    ("3", "Bình thường", "Neither"),
    ("2", "Không hài lòng", "Dissatisfied"),
    ("1", "Rất không hài lòng", "Very dissatisfied"),
)
_AGES: Final = (
    ("to_29", "Dưới 30", "Under 30"),
    ("30_44", "30 đến 44", "30 to 44"),
    ("45_59", "45 đến 59", "45 to 59"),
    ("from_60", "Từ 60 trở lên", "60 and over"),
)


_AFTER_A_RESULT: Final = words(
    "Ông/bà vừa nhận kết quả. Xin cho biết việc phục vụ thế nào, để chúng tôi làm tốt hơn. "
    "Trả lời mất khoảng 2 phút.",
    "You have just received a result. Please tell us how you were served, so that we can do "
    "better. It takes about 2 minutes.",
)


def _satisfaction() -> tuple[dict[str, str], dict[str, Any]]:
    pages = [
        page(
            "chung", ("Nhìn chung", "Overall"),
            choose("hai_long", ("Ông/bà hài lòng đến mức nào?", "How satisfied are you?"), _MARKS,
                   required=True),
            ask("vi_sao", "long_text", ("Điều gì làm ông/bà chưa hài lòng?",
                "What made you dissatisfied?"), when=is_one_of("hai_long", "2", "1"),
                hint=("Xin đừng ghi tên hay số điện thoại.",
                      "Please write no names or telephone numbers.")),
        ),
        page(
            "tung_viec", ("Từng việc", "In detail"),
            ask("muc_do", "matrix", ("Ông/bà đánh giá từng việc thế nào?", "How was each part?"),
                rows=[
                    {"key": "huong_dan", "label": words("Hướng dẫn, giấy tờ", "Guidance, papers")},
                    {"key": "thai_do", "label": words("Thái độ của cán bộ", "Courtesy")},
                    {"key": "thoi_gian", "label": words("Thời gian giải quyết", "Time taken")},
                    {"key": "chi_phi", "label": words("Phí, lệ phí rõ ràng", "Clear fees")},
                ],
                columns=[{
                    "key": "muc", "label": words("Mức độ", "Mark"), "kind": "choice",
                    "options": [{"value": v, "label": words(vi, en)} for v, vi, en in _MARKS],
                }]),
            ask("di_lai", "number", ("Ông/bà phải đến cơ quan mấy lần?",
                "How many times did you have to come?"), min=0, max=50),
            ask("phi_khac", "yes_no", ("Có ai gợi ý ông/bà đưa thêm tiền ngoài quy định không?",
                "Did anybody suggest paying more than the fee?")),
        ),
        page(
            "gop_y", ("Góp ý", "Suggestions"),
            ask("gop_y", "long_text", ("Ông/bà muốn chúng tôi thay đổi điều gì?",
                "What should we change?")),
        ),
    ]  # fmt: skip
    return _AFTER_A_RESULT, {"pages": pages}


def _policy() -> tuple[dict[str, str], dict[str, Any]]:
    intro = words(
        "Cơ quan đang lấy ý kiến về một dự thảo. Hãy ghi ở đây tên dự thảo, tóm tắt và địa chỉ "
        "đọc toàn văn.",
        "We ask for opinions on a draft. Write here its name, a summary and where to read it.",
    )
    views = (
        ("dong_y", "Đồng ý", "I agree"),
        ("mot_phan", "Đồng ý một phần", "I agree in part"),
        ("khong", "Không đồng ý", "I disagree"),
        ("khong_ro", "Chưa rõ", "I do not know"),
    )
    pages = [
        page(
            "y_kien", ("Ý kiến về dự thảo", "Opinion on the draft"),
            choose("quan_diem", ("Ông/bà có đồng ý với dự thảo không?", "Do you agree?"), views,
                   required=True),
            ask("phan_nao", "long_text", ("Ông/bà muốn sửa phần nào, sửa thế nào?",
                "What should be changed, and how?"),
                when=is_one_of("quan_diem", "mot_phan", "khong")),
            choose("anh_huong", ("Dự thảo ảnh hưởng đến ông/bà thế nào?",
                "How does it affect you?"),
                   (("tot", "Có lợi", "For the better"), ("xau", "Bất lợi", "For the worse"),
                    ("khong", "Không ảnh hưởng", "Not at all"))),
        ),
        page(
            "nguoi_tra_loi", ("Về ông/bà", "About you"),
            choose("la_ai", ("Ông/bà trả lời với tư cách nào?", "You answer as"),
                   (("ca_nhan", "Cá nhân", "A citizen"),
                    ("doanh_nghiep", "Doanh nghiệp, hộ kinh doanh", "A business"),
                    ("to_chuc", "Tổ chức, đoàn thể", "An organisation"))),
            choose("tuoi", ("Tuổi của ông/bà", "Your age"), _AGES),
        ),
    ]  # fmt: skip
    return intro, {"pages": pages}


def _needs() -> tuple[dict[str, str], dict[str, Any]]:
    intro = words(
        "Xã, phường muốn biết bà con cần gì nhất trong năm tới. Ý kiến được gộp lại và công khai; "
        "không ai biết ai đã trả lời.",
        "The commune wants to know what people need most next year. Answers are added up and made "
        "public; nobody knows who said what.",
    )
    topics = (
        ("duong", "Đường sá, chiếu sáng", "Roads, lighting"),
        ("nuoc", "Nước sạch, thoát nước", "Water, drainage"),
        ("rac", "Thu gom rác, môi trường", "Waste, environment"),
        ("truong", "Trường học, nhà trẻ", "Schools, nurseries"),
        ("y_te", "Trạm y tế", "Health station"),
        ("so", "Thủ tục, chuyển đổi số", "Procedures, digital services"),
        ("khac", "Việc khác", "Something else"),
    )
    pages = [
        page(
            "can_gi", ("Điều cần nhất", "What matters most"),
            choose("uu_tien", ("Năm tới nên làm việc nào trước?", "What should come first?"),
                   topics, several=True, required=True,
                   hint=("Chọn một hoặc nhiều việc.", "Choose one or more.")),
            ask("viec_khac", "short_text", ("Việc khác là việc gì?", "What else?"),
                when=has("uu_tien", "khac")),
            ask("o_dau", "long_text", ("Ở đâu, cần làm gì cụ thể?", "Where, and what exactly?")),
        ),
        page(
            "dich_vu", ("Làm thủ tục", "Procedures"),
            choose("cach_lam", ("Ông/bà thường làm thủ tục thế nào?", "How do you do procedures?"),
                   (("truc_tuyen", "Tự làm trên mạng", "Online by myself"),
                    ("nho", "Nhờ người khác làm trên mạng", "Online with help"),
                    ("den", "Đến bộ phận một cửa", "At the one-stop desk"))),
            ask("vi_sao_den", "long_text", ("Vì sao ông/bà chưa làm trên mạng?", "Why not online?"),
                when=is_one_of("cach_lam", "nho", "den")),
            choose("tuoi", ("Tuổi của ông/bà", "Your age"), _AGES),
        ),
    ]  # fmt: skip
    return intro, {"pages": pages}


def _empty() -> tuple[dict[str, str], dict[str, Any]]:
    return {}, {"pages": [page("mot", ("Câu hỏi", "Questions"))]}


TEMPLATES: Final = {
    each.key: each
    for each in (
        Template(
            "satisfaction",
            _("Hài lòng sau khi làm thủ tục"),
            _("Mời người vừa nhận kết quả: hài lòng chưa, vì sao, đi lại mấy lần."),
            _satisfaction,
            Settings(audience=Audience.FINISHED),
        ),
        Template(
            "policy",
            _("Lấy ý kiến dự thảo chính sách"),
            _("Đồng ý hay không, muốn sửa phần nào, ảnh hưởng ra sao."),
            _policy,
        ),
        Template(
            "needs",
            _("Nhu cầu của xã, phường"),
            _("Năm tới nên làm việc gì trước, ở đâu; bà con làm thủ tục thế nào."),
            _needs,
        ),
        Template("empty", _("Trang trắng"), _("Tự đặt mọi câu hỏi."), _empty),
    )
}
