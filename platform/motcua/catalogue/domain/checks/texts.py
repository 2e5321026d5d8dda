from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from motcua.catalogue.domain.checks.form import all_fields
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.placeholders import CASE_NAMES, broken_braces, names_in
from motcua.catalogue.domain.problems import Problem
from motcua.kernel.i18n import DEFAULT_LANGUAGE


def has_vietnamese(text: Mapping[str, str]) -> bool:
    return bool(text.get(DEFAULT_LANGUAGE, "").strip())


def check_texts(document: ServiceDocument) -> Iterator[Problem]:
    """What the public page and the list cannot do without."""
    service, procedure = document.service, document.procedure
    if not procedure.code:
        yield Problem(
            "procedure/code", "no_code", _("Dịch vụ chưa có mã thủ tục hành chính, ví dụ 1.001193.")
        )
    for path, text, message in (
        ("service/name", service.name, _("Dịch vụ chưa có tên tiếng Việt.")),
        ("service/summary", service.summary, _("Dịch vụ chưa có câu giới thiệu tiếng Việt.")),
        ("procedure/name", procedure.name, _("Thủ tục chưa có tên tiếng Việt.")),
        ("procedure/sector", procedure.sector, _("Thủ tục chưa có lĩnh vực.")),
    ):
        if not has_vietnamese(text):
            yield Problem(path, "no_text", message)
    if not service.channels:
        yield Problem(
            "service/channels", "no_channel", _("Dịch vụ chưa có cách thức thực hiện nào.")
        )
    for basis in document.legal_bases:
        if not basis.number and not has_vietnamese(basis.title):
            yield Problem(
                f"legal_bases/{basis.id}", "no_text", _("Một căn cứ pháp lý chưa có số hoặc tên.")
            )


def check_notices(document: ServiceDocument) -> Iterator[Problem]:
    seen: set[str] = set()
    for notice in document.notices:
        path = f"notices/{notice.id}"
        known = {"event": notice.event}
        if not has_vietnamese(notice.subject) or not has_vietnamese(notice.body):
            message = _("Thông báo “%(event)s” chưa có tiêu đề hoặc nội dung tiếng Việt.")
            yield Problem(path, "no_text", message % known)
        if notice.event in seen:
            message = _("Có hai thông báo cho cùng một sự kiện “%(event)s”.")
            yield Problem(path, "duplicate_notice", message % known)
        seen.add(notice.event)
        for text in (*notice.subject.values(), *notice.body.values()):
            yield from check_placeholders(
                document, text, path=path, place=_("Thông báo “%(event)s”") % known
            )


def check_placeholders(
    document: ServiceDocument, text: str, *, path: str, place: str
) -> Iterator[Problem]:
    """Names a template uses must exist; stray braces are most likely typing errors."""
    keys = {field.key for field in all_fields(document.form).values()}
    for name in names_in(text):
        if name in CASE_NAMES or (name.partition(".")[0] == "form" and name[5:] in keys):
            continue
        message = _("%(place)s dùng chỗ trống {%(name)s} không tồn tại.")
        yield Problem(path, "unknown_placeholder", message % {"place": place, "name": name})
    for found in broken_braces(text):
        message = _("%(place)s có dấu ngoặc nhọn viết sai: %(found)s")
        yield Problem(path, "bad_placeholder", message % {"place": place, "found": found})
