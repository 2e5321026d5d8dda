"""structlog: one constant event name and keywords a line; no personal data in them."""

import sys
from typing import Any

import structlog

from motcua.config.settings import env
from motcua.kernel import log_lines

_IN_FULL = env.flag("MOTCUA_LOG_IN_FULL")
_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info if _IN_FULL else log_lines.render_error,
]
_STRIPPED: list[Any] = [] if _IN_FULL else [log_lines.strip_foreign]
_LAST: list[Any] = [] if _IN_FULL else [log_lines.mask_patterns]

structlog.configure(
    # First of all: a line that nobody will see costs nothing (two of them for every request).
    processors=[
        structlog.stdlib.filter_by_level,
        *_SHARED,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_LAST,
                structlog.processors.KeyValueRenderer(key_order=["event"], drop_missing=True)
                if not env.flag("MOTCUA_LOG_JSON")
                else structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": [*_STRIPPED, *_SHARED],
            # Foreign lines come as template and arguments, to be joined by strip_foreign.
            "use_get_message": _IN_FULL,
            "pass_foreign_args": not _IN_FULL,
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}
    },
    "root": {"handlers": ["stderr"], "level": env.text("MOTCUA_LOG_LEVEL", "INFO")},
    "loggers": {
        "django_structlog": {"level": "WARNING"},
        # Refused requests are told by django_structlog, with their route instead of their address.
        "django.request": {"level": "ERROR"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "SpiffWorkflow": {"level": "WARNING"},
        "spiff": {"level": "WARNING"},
        # Its own handlers would write requests' addresses past our formatter.
        "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
    },
}
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_CELERY_ENABLED = False
# A stranger's header would be written into every line of the request.
DJANGO_STRUCTLOG_TRUST_UPSTREAM_CORRELATION_ID = False
