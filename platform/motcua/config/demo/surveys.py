"""Two surveys: one is over and has its results, one is open. Answers are invented."""

import random
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from motcua.config.demo.actors import staff
from motcua.kernel.actors import Actor
from motcua.surveys import api as surveys

OVER: Final = "Năm tới nên làm việc gì trước?"
OPEN: Final = "Lấy ý kiến về giờ làm việc của bộ phận một cửa"
_AUTHOR, _CHIEF = "bientap", "duyetbai"
_ANSWERS: Final = 46
_WISHES: Final = (
    "Đoạn đường trước trường tiểu học tối quá, xin thêm đèn.",
    "Xe rác chỉ đến hai lần một tuần, ngày nóng rất mùi.",
    "Nên có người chỉ cách nộp hồ sơ trên điện thoại ở nhà văn hóa thôn.",
    "Trạm y tế nên mở thêm sáng thứ bảy.",
    "Cống ở xóm dưới nghẹt mỗi khi mưa to.",
    "Mong có lớp mầm non nhận trẻ từ 18 tháng.",
)
_INTRO: Final = (
    "Cơ quan dự kiến mở bộ phận một cửa thêm sáng thứ bảy và nghỉ chiều thứ tư. "
    "Xin ông/bà cho ý kiến."
)


def make_surveys(*, now: datetime) -> int:
    """Idempotent: nothing where there are surveys already. Returns how many people answered."""
    author, chief = staff(_AUTHOR, now), staff(_CHIEF, now)
    if surveys.list_surveys(status="", by=chief).total:
        return 0
    over = _published(OVER, "needs", "", people=(author, chief), at=now - timedelta(days=40))
    answered = _answer(over, now=now - timedelta(days=30))
    end: dict[str, Any] = {"survey_id": over, "by": chief, "now": now}
    surveys.close_survey(**end)
    surveys.results_of(over, group_by="", by=chief, now=now)
    for text in surveys.list_texts(over, state="waiting", by=chief).items:
        surveys.settle_text(text_id=text.id, publish=True, reason="", **end)
    surveys.publish_results(**end)
    _published(OPEN, "policy", _INTRO, people=(author, chief), at=now)
    return answered


def _published(
    title: str, template: str, intro: str, *, people: tuple[Actor, Actor], at: datetime
) -> UUID:
    author, chief = people
    made = surveys.create_survey(title=title, template=template, by=author, now=at)
    which: dict[str, Any] = {"survey_id": made, "by": author, "now": at}
    if intro:
        words = {"name": {"vi": title}, "description": {"vi": intro}}
        surveys.save_words(words=words, **which)
    surveys.request_publication(note="", **which)
    surveys.approve_publication(survey_id=made, by=chief, now=at)
    return made


def _answer(survey_id: UUID, *, now: datetime) -> int:
    """The same answers at every run, from as many networks as there are people."""
    dice = random.Random(7)  # noqa: S311 -- invented people
    topics, ages = ("duong", "nuoc", "rac", "truong", "y_te", "so"), ("to_29", "30_44", "45_59")
    for number in range(_ANSWERS):
        answers: dict[str, Any] = {
            "fld_uu_tien": sorted(dice.sample(topics, dice.choice((1, 2, 2, 3)))),
            "fld_cach_lam": dice.choice(("truc_tuyen", "nho", "den", "den")),
            "fld_tuoi": dice.choice((*ages, "from_60", "from_60")),
        }
        if number < len(_WISHES):
            answers["fld_o_dau"] = _WISHES[number]
        surveys.submit_answers(
            survey_id=survey_id,
            answers=answers,
            who=surveys.Respondent(),
            client=f"trinh-dien-{number}",
            now=now,
        )
    return _ANSWERS
