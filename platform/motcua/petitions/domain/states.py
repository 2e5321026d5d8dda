"""What becomes of a petition, and by when (QĐ 766/QĐ-TTg, indicators 5.1 to 5.3)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COMPLAINT = "phan_anh", _("Phản ánh: có việc chưa đúng")
    PROPOSAL = "kien_nghi", _("Kiến nghị: đề nghị thay đổi")


class State(models.TextChoices):
    NEW = "new", _("Chờ tiếp nhận")
    WAITING = "waiting", _("Chờ người gửi bổ sung")
    ACCEPTED = "accepted", _("Đang giải quyết")
    ANSWERED = "answered", _("Đã trả lời")
    PUBLISHED = "published", _("Đã trả lời và công khai")
    REFUSED = "refused", _("Không tiếp nhận")


# Working days: refuse or accept, supplement, solve, publish.
TERMS: Final[Mapping[str, int]] = MappingProxyType(
    {State.NEW: 2, State.WAITING: 5, State.ACCEPTED: 15, State.ANSWERED: 2}
)
NEXT: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        State.NEW: frozenset({State.ACCEPTED, State.REFUSED, State.WAITING}),
        State.WAITING: frozenset({State.NEW, State.REFUSED}),
        State.ACCEPTED: frozenset({State.ANSWERED, State.REFUSED}),
        State.ANSWERED: frozenset({State.PUBLISHED}),
        State.PUBLISHED: frozenset({State.ANSWERED}),
        State.REFUSED: frozenset(),
    }
)
OPEN: Final = (State.NEW, State.WAITING, State.ACCEPTED)
