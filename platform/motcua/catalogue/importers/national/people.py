"""Who files: the applicant's block of a draft, for persons, organisations, or either."""

from typing import Final

from motcua.catalogue.importers.drafting import Data, FormDraft
from motcua.catalogue.library.building import choices, is_, page, question
from motcua.catalogue.library.people import (
    full_name,
    receiving_questions,
    requester_pages,
    undertaking,
)

PEOPLE: Final = frozenset({"citizen", "overseas", "foreigner", "household"})
_PARTY: Final = "tu_cach"
NAME_OF_PERSON: Final = "nyc_ho_ten"
NAME_OF_BODY: Final = "to_chuc_ten"


def applicant_pages(form: FormDraft, audience: list[str]) -> str:
    """Put the block on ``form``; returns the key of the question with the applicant's name."""
    persons = not audience or bool(PEOPLE & set(audience))
    bodies = bool({"enterprise", "organisation"} & set(audience))
    pages: list[Data] = []
    if persons and bodies:
        pages.append(_party())
    if persons:
        pages.extend(requester_pages())
    if bodies:
        pages.append(_body(shown=is_(_PARTY, "to_chuc") if persons else None))
    if persons and bodies:
        for each in pages[1:-1]:
            each["visible_if"] = is_(_PARTY, "ca_nhan")
    _add(form, pages)
    if persons and bodies:
        return ""
    return NAME_OF_PERSON if persons else NAME_OF_BODY


def closing_page(form: FormDraft) -> None:
    """How to receive the result, and the undertaking."""
    words = "Tôi cam đoan những nội dung khai trên là đúng và chịu trách nhiệm trước pháp luật."
    _add(
        form,
        [
            page(
                "ket_thuc", "Nhận kết quả và cam đoan", [*receiving_questions(), undertaking(words)]
            )
        ],
    )


def request_page(form: FormDraft, *, name: str) -> str:
    """One open question in place of the declaration the record does not hold; its id."""
    asked = question(
        "noi_dung_de_nghi",
        "long_text",
        "Nội dung đề nghị",
        help="Ghi rõ việc ông/bà đề nghị giải quyết",
        max_length=5_000,
    )
    _add(form, [page("noi_dung", "Nội dung đề nghị giải quyết", [asked], intro=name)])
    return "fld_noi_dung_de_nghi"


def _add(form: FormDraft, pages: list[Data]) -> None:
    for each in pages:
        for asked in each["fields"]:
            form.adopt(asked)
        form.reserve_page(each["id"])
        form.pages.append(each)


def _party() -> Data:
    return page(
        "tu_cach",
        "Tư cách người nộp hồ sơ",
        [
            question(
                _PARTY,
                "single_choice",
                "Ông/bà nộp hồ sơ với tư cách nào?",
                options=choices(("ca_nhan", "Cá nhân"), ("to_chuc", "Tổ chức, doanh nghiệp")),
            )
        ],
    )


def _body(*, shown: Data | None) -> Data:
    return page(
        "to_chuc",
        "Tổ chức nộp hồ sơ",
        [
            question(NAME_OF_BODY, "short_text", "Tên tổ chức, doanh nghiệp", max_length=300),
            question(
                "to_chuc_ma_so",
                "short_text",
                "Mã số thuế hoặc mã số doanh nghiệp",
                help="10 hoặc 13 số, ví dụ 0100233488",
                form="tax_code",
                width="medium",
                optional=True,
            ),
            question("to_chuc_dia_chi", "address", "Địa chỉ trụ sở"),
            full_name("to_chuc_dai_dien", "Người đại diện", prefill=True),
            question("to_chuc_chuc_vu", "short_text", "Chức vụ", optional=True, max_length=120),
            question("to_chuc_dien_thoai", "phone", "Số điện thoại", prefill="phone"),
            question("to_chuc_email", "email", "Thư điện tử", prefill="email", optional=True),
        ],
        shown=shown,
    )
