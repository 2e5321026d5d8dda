"""The form for questions: short limits, and two traps for machines that no person falls into.

Other forms anybody may send have the same traps.
"""

import re
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.errors import DomainError
from motcua.kernel.sealed_links import seal, unseal
from motcua.portal.models import QuestionCategory

_PURPOSE: Final = "portal.question"
_DAY: Final = 24 * 3600
_FASTEST: Final = timedelta(seconds=3)
_LINK: Final = re.compile(r"https?://|www\.", re.I)
MOST_LINKS: Final = 2


def new_stamp(now: datetime) -> str:
    """When the form was given out, sealed."""
    return seal({"at": now.timestamp()}, purpose=_PURPOSE)


class TrappedForm(forms.Form):
    """``title`` and ``text`` of the form below are looked at for what only machines write."""

    # Nobody sees this one; machines fill in whatever there is.
    website = forms.CharField(max_length=200, required=False)
    stamp = forms.CharField(max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        text = f"{found.get('title', '')} {found.get('text', '')}"
        if "\x00" in text:
            raise forms.ValidationError(_("Nội dung có ký tự không đọc được."))
        if len(_LINK.findall(text)) > MOST_LINKS:
            self.add_error("text", _("Xin chỉ viết nhiều nhất hai địa chỉ trang web."))
        return found

    def looks_made_by_machine(self, now: datetime) -> bool:
        """The hidden field was filled in, or all of it in less than three seconds."""
        if self.cleaned_data["website"]:
            return True
        try:
            told = unseal(self.cleaned_data["stamp"], purpose=_PURPOSE, seconds=_DAY)
        except DomainError:
            return True
        return now.timestamp() - float(told["at"]) < _FASTEST.total_seconds()


class QuestionForm(TrappedForm):
    title = forms.CharField(label=_("Ông/bà hỏi điều gì?"), min_length=8, max_length=200)
    text = forms.CharField(label=_("Nội dung"), min_length=10, max_length=3000)
    category = forms.ModelChoiceField(
        QuestionCategory.objects.all(), label=_("Chủ đề"), required=False
    )
    name = forms.CharField(label=_("Họ tên"), max_length=100, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=200, required=False)
