"""What becomes of a survey, and who is asked."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    IN_REVIEW = "in_review", _("Chờ duyệt")
    PUBLISHED = "published", _("Đã công bố")
    CLOSED = "closed", _("Đã đóng")
    ARCHIVED = "archived", _("Đã lưu trữ")


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("Mọi người, không cần tài khoản")
    ACCOUNT = "account", _("Người đã đăng nhập, mỗi người một lần")
    FINISHED = "finished", _("Người có hồ sơ vừa giải quyết xong, theo thư mời")


class TextState(models.TextChoices):
    WAITING = "waiting", _("Chờ đọc")
    PUBLISHED = "published", _("Được công khai")
    HIDDEN = "hidden", _("Không công khai")


LIVE: Final = (Status.PUBLISHED, Status.CLOSED, Status.ARCHIVED)
"""From publication on questions, audience and the promise of anonymity stand."""
LANGUAGES: Final = ("vi", "en")
KEEP_DAYS: Final = (90, 365, 730)
LEAST_SHOWN: Final = 5
"""Below this somebody who knows the people asked could tell who said what."""
