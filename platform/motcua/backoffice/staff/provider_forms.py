"""What an IT office types about its sign-in system."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from motcua.backoffice.staff.provider_words import CLAIMS, HELP, LABELS
from motcua.identity import api as identity

_SPARE_RULES: Final = 3
_MAX_RULES: Final = 200


class ProviderForm(forms.Form):
    """The fields every kind has; those of the kind and the claims are added."""

    title = forms.CharField(
        label=_("Tên hiện trên nút đăng nhập"),
        max_length=80,
        help_text=_("Ví dụ: Tài khoản tỉnh Lâm Đồng"),
    )
    admits = forms.ChoiceField(
        label=_("Ai được vào"), choices=identity.Admits.choices, widget=forms.RadioSelect
    )
    trusts_second_factor = forms.BooleanField(
        label=_("Tin bước xác thực thứ hai của hệ thống này (khi nó báo đã hỏi), không hỏi lại"),
        required=False,
    )

    def __init__(
        self, *args: Any, fields: tuple[identity.ProviderField, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = [each.name for each in fields]
        for each in fields:
            self.fields[each.name] = _field_of(each)
        for name, label in CLAIMS.items():
            self.fields[f"claim_{name}"] = forms.CharField(
                label=label, max_length=120, required=False
            )

    def rows(self, names: list[str]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def general(self) -> list[forms.BoundField]:
        return self.rows(["title"])

    @property
    def entrance(self) -> list[forms.BoundField]:
        return self.rows(["admits", "trusts_second_factor"])

    @property
    def connection(self) -> list[forms.BoundField]:
        return self.rows(self.own)

    @property
    def claims(self) -> list[forms.BoundField]:
        return self.rows([f"claim_{name}" for name in CLAIMS])


def initial_of(view: identity.ProviderView) -> dict[str, Any]:
    return {
        "title": view.title,
        "admits": view.admits,
        "trusts_second_factor": view.trusts_second_factor,
        **{each.name: each.value for each in view.fields},
        **{f"claim_{name}": value for name, value in view.claims.items()},
    }


def initial_of_kind(kind: str) -> dict[str, Any]:
    claims = identity.staff_providers.get(kind).usual_claims
    return {
        "admits": identity.Admits.EXISTING,
        **{each.name: each.value for each in identity.empty_fields(kind)},
        **{f"claim_{name}": value for name, value in claims.items()},
    }


def rules_posted(data: QueryDict) -> list[identity.RoleRule]:
    rows = zip(
        data.getlist("rule_group")[:_MAX_RULES],
        data.getlist("rule_role"),
        data.getlist("rule_agency"),
        strict=False,
    )
    return [identity.RoleRule(group.strip(), role, agency) for group, role, agency in rows if group]


def with_spare_rows(rules: list[identity.RoleRule]) -> list[identity.RoleRule]:
    return [*rules, *[identity.RoleRule("", "", "")] * _SPARE_RULES]


def _field_of(each: identity.ProviderField) -> forms.Field:
    label, told = LABELS.get(each.name, each.name), HELP.get(each.name, "")
    if each.choices:
        choices = [(value, LABELS.get(value, value)) for value in each.choices]
        return forms.ChoiceField(label=label, choices=choices, help_text=told)
    if each.is_secret:
        kept = _("Đã có. Bỏ trống để giữ nguyên.") if each.is_set else ""
        return forms.CharField(
            label=label,
            required=not each.is_set,
            strip=False,
            help_text=kept,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )
    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}) if each.is_long else None
    # Whether it may be empty is for the plugin to say.
    return forms.CharField(label=label, required=False, help_text=told, widget=widget)
