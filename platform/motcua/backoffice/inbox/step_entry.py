"""What a step asks its officer to fill in and attach, as inputs of the form that decides it.

The inputs bear the names the form builder reads; what is wrong is found by ``casework``. Kinds of
question that a step may ask are those that fit one input: ``casework.ENTRY_TYPES``.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from formbuilder.api import CompiledField
from motcua.casework import api as casework
from motcua.files import api as files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.kernel.i18n import pick

ATTACHED: Final = "attached"
KEPT: Final = "kept"
_SALT: Final = "office.step-entry"
_AGE_SECONDS: Final = 3_600
_YES_NO: Final = (("yes", gettext_lazy("Có")), ("no", gettext_lazy("Không")))


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(SeveralFiles, self).clean(one, initial) for one in given]


def entry_fields(wanted: casework.StepEntry) -> Iterator[tuple[str, forms.Field]]:
    """By input name. A question that is no input of one's own (a heading) is left out."""
    for question in wanted.page.fields if wanted.page else ():
        made = _field(question)
        if made is not None:
            yield f"f-{question.id}", made
    if wanted.files_required:
        yield ATTACHED, SeveralFiles(label=gettext_lazy("Tệp kèm theo"), required=False)


def posted_entry(form: forms.Form) -> dict[str, list[str]]:
    """The inputs as the citizen's form would have posted them."""
    posted: dict[str, list[str]] = {}
    for name, field in form.fields.items():
        if name.startswith("f-"):
            posted |= _posted(name, field, form.cleaned_data.get(name))
    return posted


def keep_files(form: forms.Form, *, by: Actor) -> list[dict[str, Any]]:
    """Files of this form, stored; and those stored by the form it is the second look at.

    Raises ``DomainError`` in the words of what is wrong with a file.
    """
    kept = _unsign(form.data.get(KEPT, ""), by)
    for upload in form.cleaned_data.get(ATTACHED) or ():
        stored = files.store_upload(
            stream=upload,
            name=upload.name,
            declared_type=upload.content_type or "",
            by=by,
            now=timezone.now(),
        )
        kept.append(stored.as_answer())
    return kept


def sign_files(kept: Sequence[Mapping[str, Any]], *, by: Actor) -> str:
    """Carried through the second look; nobody else's, and not for long."""
    return signing.dumps({"by": by.reference, "files": list(kept)}, salt=_SALT)


def add_faults(form: forms.Form, error: DomainError) -> bool:
    """Put what is wrong beside its input; false when it belongs to none."""
    if not isinstance(error, casework.EntryInvalid):
        return False
    faults: list[dict[str, str]] = list(error.details.get("faults") or ())  # type: ignore[call-overload]
    for fault in faults:
        name = f"f-{fault['field']}"
        form.add_error(name if name in form.fields else None, fault["message"])
    return bool(faults)


def _field(question: CompiledField) -> forms.Field | None:
    key = question.type.key
    if key not in casework.ENTRY_TYPES or not question.type.answers:
        return None
    language = get_language() or "vi"
    make: Callable[..., forms.Field] = _MAKERS.get(key) or _line
    return make(
        question,
        label=pick(question.field.label, language),
        help_text=pick(question.field.help, language),
        required=False,
    )


def _line(question: CompiledField, **known: Any) -> forms.Field:
    return forms.CharField(**known)


def _lines(question: CompiledField, **known: Any) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **known)


def _day(question: CompiledField, **known: Any) -> forms.Field:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **known)


def _yes_no(question: CompiledField, **known: Any) -> forms.Field:
    return forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect, **known)


def _one(question: CompiledField, **known: Any) -> forms.Field:
    return forms.ChoiceField(choices=_options(question), widget=forms.RadioSelect, **known)


def _several(question: CompiledField, **known: Any) -> forms.Field:
    ticks = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=_options(question), widget=ticks, **known)


_MAKERS: Final[Mapping[str, Callable[..., forms.Field]]] = {
    "long_text": _lines,
    "explanation": _lines,
    "date": _day,
    "yes_no": _yes_no,
    "single_choice": _one,
    "multiple_choice": _several,
}


def _options(question: CompiledField) -> list[tuple[str, str]]:
    language = get_language() or "vi"
    return [(each.value, pick(each.label, language)) for each in question.settings.options]


def _posted(name: str, field: forms.Field, value: Any) -> dict[str, list[str]]:
    if isinstance(field, forms.DateField):
        parts = (value.day, value.month, value.year) if isinstance(value, date) else ("", "", "")
        named = zip(("day", "month", "year"), parts, strict=True)
        return {f"{name}-{part}": [str(number)] for part, number in named}
    if isinstance(value, list):
        return {name: value, f"{name}-present": ["1"]}
    return {name: [str(value or "")]}


def _unsign(text: str, by: Actor) -> list[dict[str, Any]]:
    if not text:
        return []
    try:
        found = signing.loads(text, salt=_SALT, max_age=_AGE_SECONDS)
    except signing.BadSignature:
        raise casework.EntryInvalid(_("Hãy chọn lại tệp kèm theo."), field=ATTACHED) from None
    if found["by"] != by.reference:
        raise casework.EntryInvalid(_("Hãy chọn lại tệp kèm theo."), field=ATTACHED)
    return json.loads(json.dumps(found["files"]))  # type: ignore[no-any-return]
