"""What the installation tells about itself, and what its connections may grow to."""

import os
from pathlib import Path

from kombu import Queue

from motcua.config.settings import env
from motcua.config.settings.celery import (
    CELERY_BEAT_SCHEDULE,
    CELERY_BROKER_TRANSPORT_OPTIONS,
    CELERY_BROKER_URL,
    CELERY_TASK_QUEUES,
)

# A connection that has worked for more agencies is replaced: the server's memory of their tables
# grows with each and is only given back with the connection.
MOTCUA_TENANTS_A_CONNECTION = env.number("MOTCUA_TENANTS_A_CONNECTION", 200)

# Who may read /metrics: a token, or networks of direct neighbours. Neither: nothing is counted.
MOTCUA_METRICS_TOKEN = env.text("MOTCUA_METRICS_TOKEN", "")
MOTCUA_METRICS_FROM = env.words("MOTCUA_METRICS_FROM")
# Up to so many agencies have figures of their own; past that the worst one stands for all.
MOTCUA_METRICS_TENANTS = env.number("MOTCUA_METRICS_TENANTS", 300)
# Where the web's processes put their counters together; best in memory, empty at start.
_METRICS_FOLDER = env.text("MOTCUA_METRICS_FOLDER", "")
if _METRICS_FOLDER:
    Path(_METRICS_FOLDER).mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", _METRICS_FOLDER)

# A collector for traces (OTLP over HTTP, …/v1/traces) and how many requests in a hundred it gets.
MOTCUA_TRACES_URL = env.text("MOTCUA_TRACES_URL", "")
MOTCUA_TRACES_PERCENT = env.number("MOTCUA_TRACES_PERCENT", 10)

# Asked by machines from inside, without the proxy that speaks https.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$", r"^noi-bo/chung-thu$"]

if MOTCUA_METRICS_TOKEN or MOTCUA_METRICS_FROM:
    CELERY_BEAT_SCHEDULE["measure"] = {"task": "config.measure", "schedule": 30.0}

# Style sheets and scripts of an image lie beside its code, apart from what changes.
if _static := env.text("MOTCUA_STATIC_ROOT", ""):
    STATIC_ROOT = Path(_static)

# RabbitMQ keeps tasks on several machines, and says when it has them.
if CELERY_BROKER_URL.startswith(("amqp", "pyamqp")):
    CELERY_TASK_DEFAULT_QUEUE_TYPE = "quorum"
    CELERY_TASK_QUEUES = tuple(  # type: ignore[assignment]
        Queue(each.name, queue_arguments={"x-queue-type": "quorum"}) for each in CELERY_TASK_QUEUES
    )
    CELERY_BROKER_TRANSPORT_OPTIONS = {**CELERY_BROKER_TRANSPORT_OPTIONS, "confirm_publish": True}

# While keys are being exchanged (infra/runbooks/keys.md): what the ones before still open.
MOTCUA_MASTER_KEY_OLD = env.text("MOTCUA_MASTER_KEY_OLD", "")
SECRET_KEY_FALLBACKS = [_before] if (_before := env.text("MOTCUA_SECRET_KEY_OLD", "")) else []
