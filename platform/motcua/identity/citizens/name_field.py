"""Apart from the other forms: allauth imports this while its own forms are still loading."""

from typing import Any

from django import forms


class NameField(forms.Form):
    """Named by ``ACCOUNT_SIGNUP_FORM_CLASS``: what sign-up asks for besides the usual."""

    full_name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    field_order = ("full_name", "email", "password1")

    def signup(self, request: Any, user: Any) -> None:
        """Saved by ``AccountAdapter.save_user``."""
