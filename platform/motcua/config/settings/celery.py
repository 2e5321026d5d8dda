from celery.schedules import crontab
from kombu import Queue

from motcua.config.settings import env

CELERY_BROKER_URL = env.text("MOTCUA_BROKER_URL", env.text("MOTCUA_REDIS_URL"))
CELERY_TASK_DEFAULT_QUEUE = "default"
# A worker without -Q serves all of them; production may give each its own workers.
CELERY_TASK_QUEUES = (Queue("default"), Queue("outbox"))
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The database is the truth; a message held back for longer than this is sent again.
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 120, "socket_timeout": 5, "socket_connect_timeout": 1}
    if CELERY_BROKER_URL.startswith(("redis", "unix"))
    else {}
)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE = {
    "sweep-outboxes": {"task": "tenants.sweep_outboxes", "schedule": 2.0},
    "sweep-workflow": {"task": "workflow.sweep", "schedule": 60.0},
    "sweep-casework": {"task": "casework.sweep", "schedule": 60.0},
    "sweep-supplements": {"task": "counter.sweep_supplements", "schedule": 600.0},
    "sweep-appointments": {"task": "appointments.sweep", "schedule": 300.0},
    "sweep-catalogue": {"task": "catalogue.sweep", "schedule": 60.0},
    "sweep-pages": {"task": "portal.sweep", "schedule": 60.0},
    "refresh-national": {"task": "national.refresh", "schedule": crontab(hour="3", minute="5")},
    "recheck-domains": {
        "task": "tenants.recheck_domains",
        "schedule": crontab(hour="4", minute="20"),
    },
    "tidy-portal": {"task": "portal.tidy", "schedule": crontab(minute="37")},
    "sweep-deliveries": {"task": "notifications.sweep_deliveries", "schedule": 5.0},
    "sweep-payments": {"task": "payments.sweep", "schedule": 60.0},
    "sweep-usage": {"task": "fleet.sweep_usage", "schedule": crontab(minute="17")},
    "sweep-pulses": {"task": "fleet.sweep_pulses", "schedule": 300.0},
    "sweep-billing": {"task": "billing.sweep_minute", "schedule": 60.0},
    "sweep-billing-hour": {"task": "billing.sweep_hour", "schedule": crontab(minute="27")},
    "reconcile-billing": {
        "task": "billing.reconcile",
        "schedule": crontab(hour="2", minute="40"),
    },
    "close-accounts": {"task": "identity.close_accounts", "schedule": 600.0},
    "send-sign-outs": {"task": "identity.send_logouts", "schedule": 30.0},
    "sweep-privacy": {"task": "privacy.sweep", "schedule": 600.0},
    "sweep-surveys": {"task": "surveys.sweep", "schedule": 600.0},
    "sweep-overview": {"task": "overview.sweep", "schedule": crontab(hour="2", minute="10")},
    "sweep-mandates": {"task": "mandates.sweep", "schedule": crontab(hour="2", minute="20")},
    "seal-audit": {"task": "tenants.sweep_audit", "schedule": crontab(minute="5")},
}
