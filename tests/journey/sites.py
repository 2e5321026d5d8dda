"""Where the demo is."""

from __future__ import annotations

import os
from dataclasses import dataclass

PASSWORD = os.environ.get("MOTCUA_DEMO_PASSWORD", "thu-nghiem-2026")
STATES = {
    "Mới đăng ký": 1,
    "Được tiếp nhận": 2,
    "Không được tiếp nhận": 3,
    "Đang xử lý": 4,
    "Yêu cầu bổ sung giấy tờ": 5,
    "Yêu cầu thực hiện nghĩa vụ tài chính": 6,
    "Công dân yêu cầu rút hồ sơ": 7,
    "Dừng xử lý": 8,
    "Đã xử lý xong": 9,
    "Đã trả kết quả": 10,
}


@dataclass(frozen=True)
class Site:
    """A tenant's portal; ``slug`` empty is the platform itself."""

    slug: str

    @property
    def root(self) -> str:
        """Without a slash at its end."""
        name = os.environ.get("MOTCUA_PLATFORM_HOST", "motcua.localhost")
        host = f"{self.slug}.{name}" if self.slug else name
        scheme = os.environ.get("MOTCUA_SCHEME", "http")
        port = os.environ.get("MOTCUA_PUBLIC_PORT") or os.environ.get("MOTCUA_PORT", "8000")
        usual = {"http": "80", "https": "443"}.get(scheme)
        return f"{scheme}://{host}" + ("" if port == usual else f":{port}")

    def at(self, path: str) -> str:
        return self.root + path


PLATFORM, PROVINCE, MINISTRY = Site(""), Site("lam-dong"), Site("bqp")
