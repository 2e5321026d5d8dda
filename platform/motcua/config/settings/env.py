"""Typed readers of environment variables; ``NAME_FILE`` may name a file that holds the value."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    return int(os.environ.get(name) or default)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name?option=value`` as Django's settings.

    The host may be a percent-encoded folder, or the option ``host``: a socket's.
    """
    parts = urlsplit(text(name))
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    # Not parts.hostname: it folds case, and the host may be the folder of a socket.
    written = parts.netloc.rpartition("@")[2].partition(":")[0]
    host = options.pop("host", None) or unquote(written)
    return {
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
