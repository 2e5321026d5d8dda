"""The twenty questions as a form page of wagtail.contrib.forms. Call inside a tenant."""

from typing import Final

from tests.benchmarks.peers.forms import CHOICES, KINDS
from tests.benchmarks.peers.models import PeerFormField, PeerFormPage

SLUG: Final = "do-kiem-wagtail"
_TYPES: Final = {
    "date": "date",
    "choice": "radio",
    "choices": "checkboxes",
    "yes_no": "radio",
    "number": "number",
    "money": "number",
    "email": "email",
    "long_text": "multiline",
}


def make_form_page() -> str:
    """Its path on the portal."""
    from motcua.portal.models import HomePage

    page = PeerFormPage(title="Biểu mẫu", slug=SLUG)
    HomePage.objects.get().add_child(instance=page)
    for number, kind in enumerate(KINDS, start=1):
        options = ["yes", "no"] if kind == "yes_no" else [value for value, _label in CHOICES]
        PeerFormField.objects.create(
            page=page,
            sort_order=number,
            label=f"q{number}",
            clean_name=f"q{number}",
            field_type=_TYPES.get(kind, "singleline"),
            required=True,
            choices="\n".join(options) if kind in ("choice", "choices", "yes_no") else "",
        )
    return f"/{SLUG}/"
