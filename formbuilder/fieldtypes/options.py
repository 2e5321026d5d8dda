"""What the two choice types share: a list of options with stable values."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Setting

from formbuilder.domain.document import Label
from formbuilder.domain.limits import MAX_CHOICES
from formbuilder.fieldtypes.base import Issue
from formbuilder.fieldtypes.common import AnswerConfig
from motcua.kernel.i18n import pick


class Option(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    value: Annotated[str, Setting(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
    label: Label = {}
    hint: Label = {}


class OptionsConfig(AnswerConfig):
    options: Annotated[list[Option], Setting(max_length=MAX_CHOICES)] = []

    @cached_property
    def by_value(self) -> dict[str, Option]:
        return {option.value: option for option in self.options}

    def words_for(self, value: str, language: str) -> str:
        option = self.by_value.get(value)
        return (pick(option.label, language) or value) if option else value

    def described(self, language: str) -> list[dict[str, str]]:
        """The options as a template draws them."""
        return [
            {
                "value": option.value,
                "label": pick(option.label, language) or option.value,
                "hint": pick(option.hint, language),
            }
            for option in self.options
        ]


def check_options(settings: OptionsConfig) -> Iterator[Issue]:
    if not settings.options:
        yield Issue("no_options", _("chưa có lựa chọn nào"))
    if len(settings.by_value) != len(settings.options):
        yield Issue("duplicate_option", _("có hai lựa chọn cùng giá trị"))
    if any(not pick(option.label) for option in settings.options):
        yield Issue("unnamed_option", _("có lựa chọn chưa có tên"))
