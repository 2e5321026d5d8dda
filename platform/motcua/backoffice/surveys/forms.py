"""What a survey's author fills in besides its questions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.surveys import api as surveys

_NO_SERVICE = ("", _("Mọi dịch vụ"))


class NewSurveyForm(forms.Form):
    title = forms.CharField(label=_("Tên khảo sát"), min_length=3, max_length=200)
    template = forms.ChoiceField(
        label=_("Bắt đầu từ mẫu"),
        choices=[(each.key, each.label) for each in surveys.TEMPLATES.values()],
    )


class _Moment(forms.DateTimeField):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class SettingsForm(forms.Form):
    title = forms.CharField(label=_("Tên khảo sát"), min_length=3, max_length=200)
    title_en = forms.CharField(label=_("Tên bằng tiếng Anh"), max_length=200, required=False)
    intro = forms.CharField(
        label=_("Lời giới thiệu"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    intro_en = forms.CharField(
        label=_("Lời giới thiệu bằng tiếng Anh"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    audience = forms.ChoiceField(label=_("Ai trả lời"), choices=surveys.Audience.choices)
    service = forms.ChoiceField(
        label=_("Mời sau khi xong hồ sơ của dịch vụ"),
        required=False,
        help_text=_("Chỉ dùng khi trả lời theo thư mời."),
    )
    is_anonymous = forms.BooleanField(
        label=_("Ẩn danh"),
        required=False,
        help_text=_(
            "Không lưu ai trả lời. Người trả lời đọc được lời hứa này, và sau khi công bố "
            "không ai đổi được nó."
        ),
    )
    is_one_page = forms.BooleanField(
        label=_("Mọi câu hỏi trên một trang"),
        required=False,
        help_text=_("Để trống thì mỗi trang một chủ đề, dễ trả lời trên điện thoại."),
    )
    has_english = forms.BooleanField(label=_("Có bản tiếng Anh"), required=False)
    opens_at = _Moment(label=_("Mở từ"), required=False)
    closes_at = _Moment(label=_("Đóng lúc"), required=False)
    keep_days = forms.TypedChoiceField(
        label=_("Xóa từng câu trả lời sau khi đóng"),
        choices=[(days, _("%(days)d ngày") % {"days": days}) for days in surveys.KEEP_DAYS],
        coerce=int,
    )

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [_NO_SERVICE, *services]  # type: ignore[attr-defined]

    def settings(self) -> surveys.Settings:
        given = self.cleaned_data
        return surveys.Settings(
            audience=given["audience"],
            is_anonymous=given["is_anonymous"],
            is_one_page=given["is_one_page"],
            languages=("vi", "en") if given["has_english"] else ("vi",),
            opens_at=given["opens_at"],
            closes_at=given["closes_at"],
            keep_days=given["keep_days"],
            service_id=UUID(given["service"]) if given["service"] else None,
        )

    def words(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        pairs = {"name": ("title", "title_en"), "description": ("intro", "intro_en")}
        return {
            key: {
                language: given[name].strip()
                for language, name in zip(("vi", "en"), names, strict=True)
                if given[name].strip()
            }
            for key, names in pairs.items()
        }


def initial_of(survey: surveys.SurveyView) -> dict[str, Any]:
    settings = survey.settings
    return {
        "title": survey.title.get("vi", ""),
        "title_en": survey.title.get("en", ""),
        "intro": survey.intro.get("vi", ""),
        "intro_en": survey.intro.get("en", ""),
        "audience": settings.audience,
        "service": str(settings.service_id or ""),
        "is_anonymous": settings.is_anonymous,
        "is_one_page": settings.is_one_page,
        "has_english": "en" in settings.languages,
        "opens_at": _local(settings.opens_at),
        "closes_at": _local(settings.closes_at),
        "keep_days": settings.keep_days,
    }


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None
