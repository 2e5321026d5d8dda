"""The form for petitions, with the traps for machines that questions have."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.identity.api import list_agencies
from motcua.petitions.api import LONGEST, Kind, Wish
from motcua.portal.question_form import TrappedForm


class PetitionForm(TrappedForm):
    kind = forms.ChoiceField(label=_("Ông/bà muốn gửi"), choices=Kind.choices)
    agency = forms.ChoiceField(label=_("Nói về đơn vị nào?"), required=False)
    about = forms.CharField(label=_("Mã hồ sơ liên quan"), max_length=60, required=False)
    title = forms.CharField(label=_("Tóm tắt"), min_length=5, max_length=200)
    text = forms.CharField(label=_("Nội dung"), min_length=10, max_length=LONGEST)
    name = forms.CharField(label=_("Họ và tên"), max_length=200)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=200, required=False)
    phone = forms.RegexField(
        r"^\+?[0-9 .]{8,20}$", label=_("Số điện thoại"), required=False, strip=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(each.id), each.name) for each in list_agencies()]
        self.fields["agency"].choices = [("", _("Không rõ")), *named]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        given = self.cleaned_data
        return Wish(
            kind=given["kind"],
            title=given["title"],
            text=given["text"],
            name=given["name"],
            email=given["email"],
            phone=given["phone"],
            about=given["about"],
            agency_id=UUID(given["agency"]) if given["agency"] else None,
        )
