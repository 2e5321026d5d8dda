"""What may stand in a log line (security checklist, item 61).

Our own lines name an event and ids. Three things would carry more: the message of an exception
(a database quotes the value it refused, a mail server the address), the arguments of lines that
libraries write (paths, task arguments), and addresses with their query. All three are cut here,
whatever the level. ``MOTCUA_LOG_IN_FULL=1`` keeps them, for a developer's own machine only.
"""

import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from motcua.kernel.errors import DomainError

# Frames of one error; the innermost ones tell most.
MAX_FRAMES: Final = 25
_HIDDEN: Final = "…"
_HERE: Final = Path(__file__).resolve().parents[2]
# Words that say which task or worker, never about whom.
_OPERATIONAL: Final = frozenset({"name", "id", "description", "hostname", "queue", "pid"})
# Last net: nine digits or more (identity, phone, bank numbers) and mail addresses. Not in UUIDs.
_NUMBER: Final = re.compile(r"(?<![\w-])\+?\d{9,19}(?![\w-])")
_ADDRESS: Final = re.compile(r"[^\s@<>'\"=]+@[^\s@<>'\"]+\.[^\s@<>'\"]+")
_OWN_KEYS: Final = frozenset({"timestamp", "level", "logger", "request_id", "_record"})

Event = dict[str, Any]


def failure_of(error: BaseException) -> str:
    """What failed and where, without the message: for log lines and rows that keep an error."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    code = f" ({error.code})" if isinstance(error, DomainError) else ""
    return f"{type(error).__name__}{code}{place}"


def render_error(_logger: Any, _method: str, event: Event) -> Event:
    """structlog: replace ``exc_info`` by types and places of the whole chain."""
    info = event.pop("exc_info", None)
    error = _error_of(info)
    if error is not None:
        event["exception"] = "\n".join(_chain(error))
    return event


def strip_foreign(_logger: Any, _method: str, event: Event) -> Event:
    """Lines of libraries keep their template and their numbers; other arguments are hidden."""
    args = event.pop("positional_args", None)
    if not args:
        return event
    try:
        if isinstance(args, Mapping):
            event["event"] %= _SafeMapping(args)
        else:
            event["event"] %= tuple(_safe(value) for value in args)
    except (TypeError, ValueError, KeyError):
        pass  # the bare template says enough
    return event


def mask_patterns(_logger: Any, _method: str, event: Event) -> Event:
    """Numbers and addresses that came through all the same."""
    for key, value in event.items():
        if key not in _OWN_KEYS and isinstance(value, str):
            event[key] = _ADDRESS.sub(_HIDDEN, _NUMBER.sub(_HIDDEN, value))
    return event


class _SafeMapping(dict[str, Any]):
    def __init__(self, args: Mapping[str, Any]) -> None:
        super().__init__(
            {key: value if key in _OPERATIONAL else _safe(value) for key, value in args.items()}
        )


def _safe(value: Any) -> Any:
    return value if isinstance(value, int | float) else _HIDDEN


def _error_of(info: Any) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    if isinstance(info, tuple):
        return info[1] if isinstance(info[1], BaseException) else None
    if info:
        import sys

        return sys.exc_info()[1]
    return None


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += [_title(current), *_frames(current.__traceback__)]
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    return lines


def _title(error: BaseException) -> str:
    code = f" ({error.code})" if isinstance(error, DomainError) else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{code}"


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-MAX_FRAMES:]
    return [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_HERE):
        return str(path.relative_to(_HERE))
    parts = path.parts
    start = parts.index("site-packages") + 1 if "site-packages" in parts else -3
    return "/".join(parts[start:])
