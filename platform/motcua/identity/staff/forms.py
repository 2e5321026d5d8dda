from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from motcua.identity import sign_in_guard
from motcua.identity.staff.queries.providers import (
    ProviderButton,
    passwords_are_off,
    provider_buttons,
)
from motcua.kernel.errors import TooMany


class StaffLoginForm(LoginForm):
    """Wagtail's form, saying so when a name is locked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail leaves this label to Django, which makes it from the field's name, in English.
        self.fields["password"].label = _("Mật khẩu")

    @cached_property
    def providers(self) -> list[ProviderButton]:
        """The agency's own sign-in systems, as buttons beside the form."""
        return provider_buttons()

    @cached_property
    def passwords_off(self) -> bool:
        return passwords_are_off()

    def clean(self) -> dict[str, Any]:
        self._refuse_if_locked()
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            # The failure just counted may have been the fifth.
            self._refuse_if_locked()
            raise
        return cleaned

    def _refuse_if_locked(self) -> None:
        username = self.cleaned_data.get("username") or ""
        try:
            sign_in_guard.refuse_if_locked(username=username, now=timezone.now())
        except TooMany as error:
            raise ValidationError(error.message, code=error.code) from error
