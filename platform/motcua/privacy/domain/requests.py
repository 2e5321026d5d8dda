"""What becomes of a request about personal data, and by when.

The terms are those of a law firm's summary of Law 91/2025/QH15 and Decree 356/2025/ND-CP (answer
in 2 working days; do it within 10, 15 or 20 days). They have NOT been compared with the text of
the law; every tenant can change them (``PrivacySettings``).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COPY = "copy", _("Xem và nhận bản sao dữ liệu của tôi")
    CORRECT = "correct", _("Sửa dữ liệu chưa đúng")
    DELETE = "delete", _("Xóa dữ liệu")
    RESTRICT = "restrict", _("Hạn chế xử lý dữ liệu")
    WITHDRAW = "withdraw", _("Rút lại sự đồng ý")
    OBJECT = "object", _("Phản đối việc xử lý dữ liệu")


class State(models.TextChoices):
    NEW = "new", _("Chờ cơ quan trả lời tiếp nhận")
    ACCEPTED = "accepted", _("Đang thực hiện")
    DONE = "done", _("Đã thực hiện")
    REFUSED = "refused", _("Không thực hiện, có lý do")
    CANCELLED = "cancelled", _("Ông/bà đã rút yêu cầu")


OPEN: Final = (State.NEW, State.ACCEPTED)
NEXT: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        State.NEW: frozenset({State.ACCEPTED, State.REFUSED, State.CANCELLED}),
        State.ACCEPTED: frozenset({State.DONE, State.REFUSED, State.CANCELLED}),
        State.DONE: frozenset(),
        State.REFUSED: frozenset(),
        State.CANCELLED: frozenset(),
    }
)
# Working days to say whether it is taken on; calendar days from the request to have it done.
ANSWER_DAYS: Final = 2
DAYS: Final[Mapping[str, int]] = MappingProxyType(
    {
        Kind.COPY: 10,
        Kind.CORRECT: 10,
        Kind.DELETE: 20,
        Kind.RESTRICT: 15,
        Kind.WITHDRAW: 15,
        Kind.OBJECT: 15,
    }
)
# What these people want done with what is not the dossiers' is done by the platform itself.
CLOSES_STORE: Final = frozenset({Kind.RESTRICT, Kind.WITHDRAW, Kind.OBJECT})
NEEDS_WORDS: Final = frozenset(set(Kind) - {Kind.COPY})
