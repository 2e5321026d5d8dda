"""Files on disk by default, in S3 when a bucket is named; how long unfinished work is kept."""

from pathlib import Path

from celery.schedules import crontab

from motcua.config.settings import env
from motcua.config.settings.celery import CELERY_BEAT_SCHEDULE

MOTCUA_S3 = {
    "bucket_name": env.text("MOTCUA_S3_BUCKET", ""),
    "endpoint_url": env.text("MOTCUA_S3_ENDPOINT", "") or None,
    "access_key": env.text("MOTCUA_S3_ACCESS_KEY", "") or None,
    "secret_key": env.text("MOTCUA_S3_SECRET_KEY", "") or None,
}
_BACKEND = (
    "motcua.files.contrib.s3.storage.TenantS3Storage"
    if MOTCUA_S3["bucket_name"]
    else "motcua.files.storage.TenantStorage"
)
STORAGES = {
    "default": {"BACKEND": _BACKEND},
    "staticfiles": {"BACKEND": "motcua.config.static_files.BuiltStaticFilesStorage"},
}
# Uploads of citizens lie apart from the public pictures of the portal.
_ROOT = Path(__file__).resolve().parents[4]
MOTCUA_PRIVATE_STORAGE = {"BACKEND": _BACKEND}
MOTCUA_PRIVATE_ROOT = Path(env.text("MOTCUA_VAR", str(_ROOT / "var"))) / "private"
MOTCUA_PAPER_FONTS = _ROOT / "frontend" / "dist" / "fonts"

# Folder of pg_dump and pg_restore; empty: the embedded server's, else those on the path.
MOTCUA_POSTGRES_BIN = env.text("MOTCUA_POSTGRES_BIN", "")

# clamd as host:port or the path of its socket; empty: only the built-in scanner.
MOTCUA_CLAMD = env.text("MOTCUA_CLAMD", "")

MOTCUA_DRAFT_DAYS = env.number("MOTCUA_DRAFT_DAYS", 30)
MOTCUA_DRAFT_MAX_FILES = env.number("MOTCUA_DRAFT_MAX_FILES", 60)
MOTCUA_DRAFT_MAX_BYTES = env.number("MOTCUA_DRAFT_MAX_BYTES", 200 * 1024 * 1024)
MOTCUA_ORPHAN_HOURS = env.number("MOTCUA_ORPHAN_HOURS", 24)

# Finished dossiers of services that decided nothing about their data; 0 keeps them without end.
MOTCUA_RETENTION_YEARS = env.number("MOTCUA_RETENTION_YEARS", 0)
# Days after an appointment until nothing is kept of who had it.
MOTCUA_APPOINTMENT_DAYS = env.number("MOTCUA_APPOINTMENT_DAYS", 30)

CELERY_BEAT_SCHEDULE.update(
    {
        "sweep-retention": {
            "task": "casework.sweep_retention",
            "schedule": crontab(hour="2", minute="15"),
        },
        "sweep-files": {"task": "files.sweep", "schedule": 600.0},
        "sweep-drafts": {"task": "submissions.sweep", "schedule": 3600.0},
    }
)
