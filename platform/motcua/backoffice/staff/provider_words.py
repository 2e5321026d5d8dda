"""What the screens about the agency's own sign-in systems call things."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

Words = dict[str, Any]

LABELS: Final[Words] = {
    "issuer": _("Địa chỉ phát hành (issuer)"),
    "client_id": _("Mã ứng dụng (client ID)"),
    "client_secret": _("Khóa bí mật của ứng dụng (client secret)"),
    "scope": _("Phạm vi xin (scope)"),
    "client_auth": _("Cách gửi khóa bí mật"),
    "basic": _("Trong tiêu đề (client_secret_basic)"),
    "post": _("Trong nội dung (client_secret_post)"),
    "asks_userinfo": _("Hỏi thêm thông tin ở địa chỉ userinfo"),
    "yes": _("Có"),
    "no": _("Không"),
    "acr_values": _("Mức xác thực yêu cầu (acr_values)"),
    "second_factor_acr": _("Giá trị acr có nghĩa là đã xác thực hai bước"),
    "clock_skew_seconds": _("Đồng hồ được lệch tối đa (giây)"),
    "host": _("Tên máy chủ thư mục"),
    "port": _("Cổng"),
    "security": _("Mã hóa đường truyền"),
    "ldaps": _("LDAPS (mã hóa ngay từ đầu)"),
    "starttls": _("StartTLS (nâng lên mã hóa)"),
    "ca_certificate": _("Chứng thư của nơi cấp (PEM), nếu cơ quan tự cấp"),
    "bind_dn": _("Tài khoản dịch vụ để tra cứu (bind DN)"),
    "bind_password": _("Mật khẩu của tài khoản dịch vụ"),
    "user_base": _("Tìm cán bộ trong nhánh (base DN)"),
    "user_filter": _("Bộ lọc tìm cán bộ"),
    "subject_attribute": _("Thuộc tính mã định danh không đổi"),
    "group_base": _("Tìm nhóm trong nhánh (bỏ trống: đọc từ cán bộ)"),
    "group_filter": _("Bộ lọc tìm nhóm"),
    "group_attribute": _("Thuộc tính tên nhóm"),
}
HELP: Final[Words] = {
    "issuer": _("Ví dụ: https://dang-nhap.tinh.gov.vn/realms/can-bo"),
    "user_filter": _("{username} là tên đăng nhập. Active Directory: (sAMAccountName={username})"),
    "group_filter": _("{dn} là tên đầy đủ của cán bộ trong thư mục."),
    "subject_attribute": _("OpenLDAP: entryUUID. Active Directory: objectGUID."),
    "second_factor_acr": _("Cách nhau bằng dấu cách. Bỏ trống: chỉ tin giá trị amr."),
}
CLAIMS: Final[Words] = {
    "username": _("Tên đăng nhập"),
    "full_name": _("Họ và tên"),
    "email": _("Thư điện tử"),
    "unit": _("Đơn vị (mã hoặc tên)"),
    "groups": _("Các nhóm"),
}
# What the test tries: when it went well, and what to do when not.
STEPS: Final[dict[str, tuple[Any, Any]]] = {
    "oidc.reach": (
        _("Liên lạc được với hệ thống đăng nhập."),
        _(
            "Không liên lạc được. Xem lại địa chỉ phát hành; hệ thống phải mở ra Internet bằng"
            " https."
        ),
    ),
    "oidc.metadata": (
        _("Hệ thống tự mô tả đúng chuẩn."),
        _(
            "Bản tự mô tả không đúng: địa chỉ phát hành phải giống hệt từng ký tự, kể cả dấu gạch"
            " chéo cuối."
        ),
    ),
    "oidc.keys": (
        _("Đọc được khóa ký."),
        _("Không đọc được khóa ký (jwks_uri). Báo người quản trị hệ thống đăng nhập."),
    ),
    "oidc.client": (
        _("Hệ thống nhận ra mã ứng dụng và khóa bí mật."),
        _("Mã ứng dụng hoặc khóa bí mật không đúng, hoặc chọn sai cách gửi khóa."),
    ),
    "oidc.token": (
        _("Địa chỉ đổi mã trả lời."),
        _("Địa chỉ đổi mã trả lời khác chuẩn. Xem địa chỉ quay về đã khai đúng chưa."),
    ),
    "oidc.pkce": (_("Hệ thống hỗ trợ PKCE."), ""),
    "oidc.no_pkce": (
        _("Hệ thống không nói có hỗ trợ PKCE; vẫn đăng nhập được nhưng nên bật."),
        "",
    ),
    "ldap.address": (
        "",
        _("Không gọi được địa chỉ này: tên không có, hoặc ở mạng riêng đơn vị vận hành chưa mở."),
    ),
    "ldap.connect": (
        _("Kết nối được máy chủ thư mục."),
        _("Không kết nối được. Xem lại tên máy chủ, cổng, tường lửa."),
    ),
    "ldap.tls": (
        _("Đường truyền được mã hóa, chứng thư đúng tên máy."),
        _("Không mã hóa được: chứng thư hết hạn, sai tên máy, hoặc thiếu chứng thư nơi cấp."),
    ),
    "ldap.bind": (
        _("Tài khoản dịch vụ đăng nhập được."),
        _("Thư mục không nhận tài khoản dịch vụ. Xem lại bind DN và mật khẩu."),
    ),
    "ldap.users": (
        _("Tìm thấy cán bộ trong nhánh."),
        _("Không tìm thấy ai. Xem lại nhánh, bộ lọc và quyền đọc của tài khoản dịch vụ."),
    ),
    "ldap.subject": (
        _("Có mã định danh không đổi."),
        _("Cán bộ không có thuộc tính này, hoặc tài khoản dịch vụ không được đọc."),
    ),
    "ldap.groups": (
        _("Tìm thấy nhóm trong nhánh."),
        _("Không tìm thấy nhóm nào trong nhánh."),
    ),
}
FAILURES: Final[Words] = {
    "identity_provider_unreachable": _("Không liên lạc được"),
    "identity_provider_answer_refused": _("Câu trả lời không hợp lệ"),
    "identity_provider_metadata_wrong": _("Tự mô tả không đúng chuẩn"),
    "identity_provider_not_admitted": _("Người chưa được phép vào"),
}
