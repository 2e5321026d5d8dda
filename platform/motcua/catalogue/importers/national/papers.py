"""The papers of a record: a requirement and an upload for each, asked in the case it belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.drafting import Account, Data, FormDraft, option
from motcua.catalogue.importers.national.record import Paper, Record
from motcua.catalogue.importers.wording import MAX_LABEL, MAX_PROSE, Names, clean, cut, name_from
from motcua.kernel.text import fold

MAX_COMPONENTS: Final = 300
_PER_PAGE: Final = 15
CASE_KEY: Final = "truong_hop"

_DASHES: Final = re.compile(r"^(?:[-+*•–—.]\s*)+")
_LISTING: Final = re.compile(r"^\*?\s*(?:giay to|thanh phan|ho so|so luong|gom|bao gom|tai lieu)\b")
_NOTES: Final = re.compile(r"^\W*(?:luu y|ghi chu|chu y)\b")
_PRESENT: Final = re.compile(r"xuat trinh")
_OPTIONAL: Final = re.compile(r"\(neu co\)|\bneu co\b|truong hop |uy quyen|nop thay|doi voi ")
_SENTENCE: Final = re.compile(
    r"^(?:nguoi tiep nhan|co quan|can bo|ca nhan co|viec |khi |trong truong hop|doi voi giay to"
    r"|doi voi viec|truong hop .*(?:thi|khong phai|co trach nhiem)\b"
    r"|nguoi (?:yeu cau|co yeu cau|nop|uy quyen|di).*(?:co the|phai|thuc hien|chiu trach nhiem))"
)
_DECLARATION: Final = re.compile(r"^(?:to khai|don |phieu |giay de nghi|van ban de nghi|mau )")


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """What was made of the papers: requirements, and figures for the account."""

    components: list[Data]
    counts: dict[str, int]


def plan_papers(record: Record, form: FormDraft, account: Account) -> PaperPlan:
    """Pages of uploads on ``form``, requirements that point at them."""
    notes = [paper for paper in record.papers if _is_note(paper, record)]
    papers = [paper for paper in record.papers if not _is_note(paper, record)]
    if len(papers) > MAX_COMPONENTS:
        for paper in papers[MAX_COMPONENTS:]:
            message = _("Hồ sơ có hơn 300 giấy tờ; giấy này không đưa vào: %(name)s")
            account.lose(
                "Thành phần hồ sơ", "too_many_papers", message % {"name": paper.name[:300]}
            )
        papers = papers[:MAX_COMPONENTS]
    cases = _cases(record, papers)
    if cases:
        _ask_case(cases, form, account)
    components = _upload_pages(papers, cases, record, form, account)
    _keep_notes(notes, form, account)
    if not record.papers:
        account.decide(
            "components", "no_papers", _("Bản ghi không nêu thành phần hồ sơ; hãy bổ sung.")
        )
    return PaperPlan(
        components,
        {
            "papers": len(record.papers),
            "uploads": len(components),
            "notes": len(notes),
            "cases": len(cases),
        },
    )


def _is_note(paper: Paper, record: Record) -> bool:
    """A remark between the papers: no copies are asked and it reads like a sentence."""
    if paper.originals or paper.copies:
        return False
    group = fold(record.cases[paper.case]) if paper.case >= 0 else ""
    words = fold(_DASHES.sub("", paper.name))
    return bool(
        not words
        or _NOTES.match(group)
        or _NOTES.match(words)
        or _SENTENCE.match(words)
        or words.endswith((":", "sau", "gom"))
    )


def _cases(record: Record, papers: list[Paper]) -> dict[int, str]:
    """Groups that are alternatives: number of the group to the value of its option.

    "Giấy tờ phải nộp" is a heading of all cases, not a case. One group alone is no choice.
    """
    used = {paper.case for paper in papers}
    numbers = [
        number
        for number, name in enumerate(record.cases)
        if number in used and not _LISTING.match(_bare(name)) and not _NOTES.match(fold(name))
    ]
    names = Names(limit=40)
    distinct = len({fold(record.cases[number]) for number in numbers})
    if distinct < 2:
        return {}
    return {number: names.give(f"th_{number + 1}") for number in numbers}


def _bare(name: str) -> str:
    """Without the numbering in front: ``a) Đối với …`` is ``doi voi …``."""
    return re.sub(r"^(?:[a-zđ0-9]{1,3}(?:\.\d{1,2}){0,3}[).:]\s*)+", "", fold(name).lstrip("*- "))


def _ask_case(cases: dict[int, str], form: FormDraft, account: Account) -> None:
    record_place = "Thành phần hồ sơ"
    page = form.page({"vi": "Trường hợp thực hiện"}, name="truong_hop")
    question = form.question(
        "single_choice",
        {"vi": "Hồ sơ thuộc trường hợp nào?"},
        name=CASE_KEY,
        place=record_place,
    )
    question["required"] = True
    question["personal_data"] = "none"
    question["config"] = {"options": [], "display": "radio"}
    page["fields"].append(question)
    account.decide(
        f"form/{page['id']}/{question['id']}",
        "cases",
        _("Bản ghi chia hồ sơ thành %(count)d trường hợp; hãy kiểm tra giấy tờ của mỗi trường hợp.")
        % {"count": len(cases)},
    )


def _upload_pages(
    papers: list[Paper],
    cases: dict[int, str],
    record: Record,
    form: FormDraft,
    account: Account,
) -> list[Data]:
    components: list[Data] = []
    names = Names(limit=45)
    if cases:
        _fill_options(cases, record, form)
    for case, group in _grouped(papers):
        rule = _rule(cases.get(case))
        title = _title(case, record)
        for start in range(0, len(group), _PER_PAGE):
            more = {"visible_if": rule} if rule else {}
            page = form.page({"vi": title}, name=f"giay_to_{len(form.pages)}", **more)
            for paper in group[start : start + _PER_PAGE]:
                group_name = record.cases[case] if case >= 0 else ""
                made, question = _paper(
                    paper, rule, names=names, group=fold(group_name), form=form, account=account
                )
                components.append(made)
                page["fields"].append(question)
    return components


def _fill_options(cases: dict[int, str], record: Record, form: FormDraft) -> None:
    question = form.pages[-1]["fields"][0]
    seen: dict[str, int] = {}
    for number, value in cases.items():
        words = clean(record.cases[number].rstrip(": ;,"), limit=MAX_LABEL - 10) or value
        seen[words] = seen.get(words, 0) + 1
        shown = f"{words} ({seen[words]})" if seen[words] > 1 else words
        question["config"]["options"].append(option(value, {"vi": shown}))


def _rule(value: str | None) -> Data | None:
    return {"op": "eq", "args": [{"ref": f"fld_{CASE_KEY}"}, {"value": value}]} if value else None


def _grouped(papers: list[Paper]) -> Iterator[tuple[int, list[Paper]]]:
    """By group, in the order in which groups first appear."""
    groups: dict[int, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(paper.case, []).append(paper)
    yield from groups.items()


def _title(case: int, record: Record) -> str:
    name = clean(record.cases[case].strip("* :;,"), limit=200) if case >= 0 else ""
    return name or "Giấy tờ kèm theo"


def _paper(
    paper: Paper,
    rule: Data | None,
    *,
    names: Names,
    group: str,
    form: FormDraft,
    account: Account,
) -> tuple[Data, Data]:
    """A requirement and the question that takes it; ``group`` is the folded name of its group."""
    full = clean(_DASHES.sub("", paper.name), lines=True, limit=MAX_PROSE)
    if len(paper.name) > MAX_PROSE:
        message = _("Tên một giấy tờ dài hơn 20.000 ký tự đã bị cắt bớt.")
        account.lose(f"Thành phần hồ sơ: {full[:60]}", "cut", message)
    label = clean(full, limit=MAX_LABEL) or "Giấy tờ"
    words = fold(full)
    present = bool(_PRESENT.search(group))
    counted = bool(paper.originals or paper.copies)
    optional = present or not counted or bool(_OPTIONAL.search(words))
    key = names.give(name_from(label, limit=30, fallback="giay_to"))
    question = _upload(paper, label, full, form, key=key)
    question["required"] = not optional
    component: Data = {
        "id": f"cmp_{key}",
        "name": {"vi": label},
        "handling": "present" if present else "submit",
        "optional": optional,
        "required_if": rule if rule and not optional else None,
        "originals": paper.originals,
        "copies": paper.copies,
        "field_id": question["id"],
        "template_note": {"vi": full} if len(full) > MAX_LABEL else {},
    }
    _doubts(component, words, counted=counted, optional=optional, account=account)
    return component, question


def _upload(paper: Paper, label: str, full: str, form: FormDraft, *, key: str) -> Data:
    question = form.question(
        "file", {"vi": label}, name=f"tep_{key}", place=f"Thành phần hồ sơ: {label[:80]}"
    )
    asked = [
        f"{count} {what}"
        for count, what in ((paper.originals, "bản chính"), (paper.copies, "bản sao"))
        if count
    ]
    help_text = full if len(full) > MAX_LABEL else ""
    if asked:
        help_text = f"Hồ sơ giấy: {', '.join(asked)}. {help_text}".strip()
    question["help"] = {"vi": cut(help_text, MAX_PROSE)} if help_text else {}
    question["config"] = {"kinds": ["pdf", "image"], "max_size_mb": 20, "max_count": 10}
    return question


def _doubts(
    component: Data, words: str, *, counted: bool, optional: bool, account: Account
) -> None:
    place, name = f"components/{component['id']}", component["name"]["vi"][:120]
    if not counted:
        message = _("“%(name)s”: bản ghi không nêu số bản; hãy xác định có phải giấy tờ phải nộp.")
        account.decide(place, "no_counts", message % {"name": name})
    elif optional and component["handling"] == "submit":
        message = _("“%(name)s” chỉ cần trong một số trường hợp; hãy đặt điều kiện bắt buộc.")
        account.decide(place, "condition", message % {"name": name})
    if _DECLARATION.match(words):
        message = _("“%(name)s” là tờ khai; nên chuyển thành câu hỏi của biểu mẫu.")
        account.decide(place, "declaration", message % {"name": name})


def _keep_notes(notes: list[Paper], form: FormDraft, account: Account) -> None:
    """Remarks become an explanation for the applicant, whole."""
    texts = [clean(_DASHES.sub("", note.name), lines=True, limit=4_000) for note in notes]
    texts = [text for text in texts if text]
    if not texts:
        return
    page = form.pages[-1] if form.pages else form.page({"vi": "Giấy tờ kèm theo"}, name="giay_to")
    body = "\n\n".join(texts)
    question = form.question(
        "explanation", {}, name="luu_y_giay_to", place="Thành phần hồ sơ: lưu ý"
    )
    question["config"] = {"body": {"vi": clean(body, lines=True, limit=20_000)}, "style": "details"}
    if len(body) > 20_000:
        account.lose("Thành phần hồ sơ", "cut", _("Phần lưu ý dài hơn 20.000 ký tự đã bị cắt bớt."))
    page["fields"].append(question)
    account.decide(
        f"form/{page['id']}/{question['id']}",
        "notes",
        _("%(count)d dòng không nêu số bản và là lời lưu ý; đã gom vào một đoạn giải thích.")
        % {"count": len(texts)},
    )
