import re
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from motcua.portal.theme.colours import DEFAULT_ACCENT, DEFAULT_BRAND

_HEX: Final = re.compile(r"#[0-9a-f]{6}")
_BASES: Final = (
    ("classic", _("Trang trọng: đầu trang sáng, dải màu lớn")),
    ("calm", _("Nhẹ nhàng: nền nhạt, đường nét mảnh")),
    ("bold", _("Đậm: đầu trang mang màu chính, góc bo tròn")),
)
_EMBLEMS: Final = (
    ("province", _("Tỉnh, thành phố")),
    ("ministry", _("Bộ, cơ quan ngang bộ")),
    ("agency", _("Cơ quan khác")),
)
_FONTS: Final = (
    ("be-vietnam-pro", _("Be Vietnam Pro")),
    ("device", _("Chữ có sẵn trên máy của người xem (nhẹ nhất)")),
)
_FILES: Final = ("emblem_picture", "header_picture", "icon_picture")
_PICTURE: Final = {"accept": "image/png,image/jpeg,image/webp"}


class LooksForm(forms.Form):
    base = forms.ChoiceField(label=_("Kiểu giao diện"), choices=_BASES)
    brand = forms.CharField(label=_("Màu chính"), widget=forms.TextInput(attrs={"type": "color"}))
    accent = forms.CharField(
        label=_("Màu đường dẫn"), widget=forms.TextInput(attrs={"type": "color"})
    )
    font = forms.ChoiceField(label=_("Kiểu chữ"), choices=_FONTS)
    emblem = forms.ChoiceField(
        label=_("Biểu trưng vẽ sẵn"),
        choices=_EMBLEMS,
        help_text=_("Dùng khi không tải ảnh biểu trưng riêng."),
    )
    emblem_picture = forms.FileField(
        label=_("Ảnh biểu trưng riêng"),
        required=False,
        widget=forms.FileInput(attrs=_PICTURE),
        help_text=_("PNG, JPEG hoặc WebP, nhiều nhất 3 MB."),
    )
    no_emblem_picture = forms.BooleanField(label=_("Bỏ ảnh biểu trưng riêng"), required=False)
    header_picture = forms.FileField(
        label=_("Ảnh đầu trang chủ"),
        required=False,
        widget=forms.FileInput(attrs=_PICTURE),
        help_text=_("Ảnh ngang, rộng ít nhất 800 điểm ảnh. Ảnh được làm tối để đọc được chữ."),
    )
    no_header_picture = forms.BooleanField(label=_("Bỏ ảnh đầu trang"), required=False)
    icon_picture = forms.FileField(
        label=_("Biểu tượng trên thẻ trình duyệt"),
        required=False,
        widget=forms.FileInput(attrs=_PICTURE),
    )
    no_icon_picture = forms.BooleanField(label=_("Bỏ biểu tượng riêng"), required=False)

    def __init__(self, *args: Any, theme: dict[str, Any], **kwargs: Any) -> None:
        usual = {"base": "classic", "font": "be-vietnam-pro", "emblem": "agency"}
        colours = {"brand": DEFAULT_BRAND, "accent": DEFAULT_ACCENT}
        kwargs["initial"] = {**usual, **colours, **theme}
        super().__init__(*args, **kwargs)
        for name in _FILES:
            self.initial.pop(name, None)

    def clean_brand(self) -> str:
        return self._colour("brand")

    def clean_accent(self) -> str:
        return self._colour("accent")

    def chosen(self) -> dict[str, Any]:
        """Everything but new pictures; a picture to be taken away is empty."""
        found = {name: self.cleaned_data[name] for name in ("base", "brand", "accent", "font")}
        found["emblem"] = self.cleaned_data["emblem"]
        for name in _FILES:
            if self.cleaned_data[f"no_{name}"]:
                found[name] = ""
        return found

    def pictures(self) -> "dict[str, UploadedFile[bytes]]":
        return {name: file for name in _FILES if (file := self.cleaned_data.get(name))}

    def _colour(self, name: str) -> str:
        value: str = self.cleaned_data[name].lower()
        if not _HEX.fullmatch(value):
            raise forms.ValidationError(_("Hãy chọn một màu."))
        return value
