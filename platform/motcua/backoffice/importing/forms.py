from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.catalogue.importers.api import Source, importers
from motcua.kernel.i18n import pick

MOST_FILES: Final = 20
_ORDER: Final = ("national", "xlsform", "formio", "jsonschema", "motcua")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """All the chosen files, not only the last."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in chosen]


def kinds() -> list[tuple[str, str]]:
    """The formats in the order in which clerks meet them."""
    known = [importers.get(key) for key in _ORDER if key in importers]
    others = [each for each in importers if each.key not in _ORDER]
    return [(each.key, pick(each.label)) for each in (*known, *others)]


class ImportForm(forms.Form):
    """What to import, and from which format."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại tệp"),
        widget=forms.RadioSelect,
        initial="national",
        error_messages={"required": gettext_lazy("Hãy chọn loại tệp.")},
    )
    uploads = FilesField(
        label=gettext_lazy("Các tệp"),
        help_text=gettext_lazy("Chọn được nhiều tệp, mỗi lần nhiều nhất 20 tệp."),
        error_messages={
            "required": gettext_lazy("Hãy chọn ít nhất một tệp."),
            "empty": gettext_lazy("Tệp được chọn là tệp rỗng."),
        },
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = kinds()

    def clean_uploads(self) -> list[UploadedFile[bytes]]:
        chosen: list[UploadedFile[bytes]] = self.cleaned_data["uploads"]
        if len(chosen) > MOST_FILES:
            message = ngettext(
                "Mỗi lần nhập nhiều nhất %(most)d tệp.",
                "Mỗi lần nhập nhiều nhất %(most)d tệp.",
                MOST_FILES,
            )
            raise forms.ValidationError(message % {"most": MOST_FILES})
        return chosen

    def sources(self) -> list[Source]:
        """No more of a file is read than its importer would look at."""
        largest = importers.get(self.cleaned_data["kind"]).largest
        return [
            Source(each.name or _("không tên"), each.read(largest + 1))
            for each in self.cleaned_data["uploads"]
        ]
