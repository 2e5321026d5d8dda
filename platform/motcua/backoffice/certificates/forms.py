from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.files.api import MAX_PKCS12

_HUGE = 2 * 1024 * 1024


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


class RemoteForm(forms.Form):
    """A key that a signing service holds for the officer."""

    use_required_attribute = False
    url = forms.CharField(
        label=gettext_lazy("Địa chỉ dịch vụ ký số"),
        help_text=gettext_lazy("Nhà cung cấp cho bạn, bắt đầu bằng https://."),
        max_length=300,
    )
    credential = forms.CharField(label=gettext_lazy("Mã tài khoản ký số"), max_length=200)
    token = forms.CharField(
        label=gettext_lazy("Mã truy cập"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=2000,
    )
    certificate = forms.FileField(label=gettext_lazy("Tệp chứng thư (.pem, .crt)"))
    has_pin = forms.BooleanField(
        label=gettext_lazy("Dịch vụ hỏi mã PIN mỗi lần ký"), required=False, initial=True
    )

    def content(self) -> str:
        found: bytes = self.cleaned_data["certificate"].read(MAX_PKCS12 + 1)
        return found.decode("utf-8", "replace")


class StampForm(forms.Form):
    use_required_attribute = False
    url = forms.CharField(
        label=gettext_lazy("Địa chỉ dịch vụ cấp dấu thời gian (RFC 3161)"),
        help_text=gettext_lazy("Để trống thì dùng tổ chức chứng thực thử nghiệm, nếu có."),
        max_length=300,
        required=False,
    )


class AnchorForm(forms.Form):
    """An authority to believe."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Tên tổ chức chứng thực"), max_length=200)
    certificates = forms.FileField(
        label=gettext_lazy("Chứng thư gốc và trung gian (một tệp .pem)"),
    )
    first_list = forms.FileField(
        label=gettext_lazy("Danh sách thu hồi (.crl)"),
        help_text=gettext_lazy("Không có danh sách còn hạn thì chữ ký không được công nhận."),
    )
    second_list = forms.FileField(
        label=gettext_lazy("Danh sách thu hồi của chứng thư gốc, nếu riêng (.crl)"), required=False
    )

    def read(self, name: str) -> bytes:
        posted: Any = self.cleaned_data.get(name)
        return bytes(posted.read(_HUGE + 1)) if posted else b""
