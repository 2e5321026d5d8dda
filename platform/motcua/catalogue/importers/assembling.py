"""What every imported form still needs around it to be a service."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from motcua.catalogue.importers.base import Imported
from motcua.catalogue.importers.drafting import Data, FormDraft, walk
from motcua.catalogue.importers.settling import settle
from motcua.catalogue.importers.skeleton import usual_result, usual_steps
from motcua.catalogue.importers.wording import clean, slug_from
from motcua.catalogue.library.notices import notices

_STILL_TO_DO = (
    ("procedure/code", "no_code"),
    ("procedure/sector", "no_sector"),
    ("clock/amount", "no_term"),
    ("components", "no_papers"),
    ("fees", "no_fees"),
    ("process", "skeleton"),
    ("result/blocks", "template"),
)


def assemble(
    form: FormDraft, *, title: Mapping[str, str], origin: str, about: str = ""
) -> Imported:
    """The form inside a new service; what only a person knows is listed to decide."""
    account = form.account
    name = {language: clean(text) for language, text in title.items() if clean(text)}
    shown = name.get("vi") or next(iter(name.values()), "") or "Biểu mẫu"
    if "vi" not in name:
        message = _("Biểu mẫu chưa có tên tiếng Việt; tạm dùng “%(name)s”.") % {"name": shown}
        account.decide("service/name", "no_vietnamese", message)
        name = {**name, "vi": shown}
    _tell_missing_vietnamese(form)
    form.pages[:] = [page for page in form.pages if page["fields"]]
    count = sum(1 for page in form.pages for _question in walk(page["fields"]))
    if not count:
        account.decide("form", "no_questions", _("Tệp không có câu hỏi nào đưa vào được."))
    for place, code in _STILL_TO_DO:
        account.decide(place, code, _words(code))
    data = _document(form, name, slug_from(shown), clean(about) or shown)
    document = settle(data, account)
    return Imported(
        document=document,
        origin=origin[:200],
        lost=tuple(account.lost),
        to_decide=tuple(account.to_decide),
        counts={"pages": len(document.form.pages), "questions": count},
        paths=form.paths,
    )


def _document(form: FormDraft, name: Mapping[str, str], slug: str, summary: str) -> Data:
    return {
        "schema_version": 1,
        "service": {"slug": slug, "name": dict(name), "summary": {"vi": summary}},
        "procedure": {"name": dict(name)},
        "form": {"pages": form.pages},
        "process": {"steps": usual_steps(None)},
        "notices": notices(),
        "result": usual_result(code="", name=f"Kết quả: {name['vi']}", applicant_key=""),
    }


def _words(code: str) -> str:
    return {
        "no_code": _("Tệp không nêu mã thủ tục hành chính."),
        "no_sector": _("Tệp không nêu lĩnh vực."),
        "no_term": _("Tệp không nêu thời hạn giải quyết."),
        "no_papers": _("Tệp không nêu thành phần hồ sơ; hãy gắn câu hỏi tệp với giấy tờ."),
        "no_fees": _("Tệp không nêu phí, lệ phí."),
        "skeleton": _("Quy trình là khung chung; hãy chỉnh bước, vai trò và thời gian."),
        "template": _("Mẫu giấy kết quả là mẫu chung; hãy soạn nội dung thật."),
    }[code]


def _tell_missing_vietnamese(form: FormDraft) -> None:
    missing = sum(
        1
        for page in form.pages
        for question in walk(page["fields"])
        if question.get("label") and not question["label"].get("vi")
    )
    if missing:
        message = _("%(count)d câu hỏi chưa có tiếng Việt; hãy dịch.") % {"count": missing}
        form.account.decide("form", "untranslated", message)
