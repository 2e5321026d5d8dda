from django import forms
from django.utils.translation import gettext_lazy

from motcua.files.api import MAX_PKCS12


class CertificateForm(forms.Form):
    """A PKCS#12 file; its passphrase is the PIN from now on and is kept nowhere."""

    use_required_attribute = False
    tep = forms.FileField(
        label=gettext_lazy("Tệp chứng thư số (.p12, .pfx)"),
        error_messages={"required": gettext_lazy("Hãy chọn tệp chứng thư số.")},
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu của tệp"),
        help_text=gettext_lazy("Cũng là mã PIN bạn nhập mỗi lần ký. Hệ thống không lưu mật khẩu."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        strip=False,
        max_length=200,
        error_messages={"required": gettext_lazy("Hãy nhập mật khẩu của tệp.")},
    )

    def content(self) -> bytes:
        """One byte more than is taken, so that a larger file is noticed."""
        found: bytes = self.cleaned_data["tep"].read(MAX_PKCS12 + 1)
        return found
