"""Outgoing mail: SMTP, or with simulators on the demonstration's mailbox under ``var/mail``."""

from motcua.config.settings import env

_SMTP = "django.core.mail.backends.smtp.EmailBackend"
_MAILBOX = "motcua.notifications.contrib.email.mailbox.MailboxBackend"

EMAIL_BACKEND = env.text(
    "MOTCUA_EMAIL_BACKEND", _MAILBOX if env.flag("MOTCUA_SIMULATORS") else _SMTP
)
EMAIL_HOST = env.text("MOTCUA_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("MOTCUA_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("MOTCUA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.text("MOTCUA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.flag("MOTCUA_SMTP_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("MOTCUA_MAIL_FROM", "khong-tra-loi@motcua.localhost")
# Text messages go to a gateway that takes them by mail; empty: there is none.
MOTCUA_SMS_MAIL_DOMAIN = env.text(
    "MOTCUA_SMS_MAIL_DOMAIN", "sms.motcua.localhost" if env.flag("MOTCUA_SIMULATORS") else ""
)
# The platform's own account with an SMS gateway, for codes that citizens sign in with:
# ``generic`` or ``esms``, as in a tenant's own account.
MOTCUA_SMS_PROVIDER = env.text("MOTCUA_SMS_PROVIDER", "generic")
MOTCUA_SMS_URL = env.text("MOTCUA_SMS_URL", "")
MOTCUA_SMS_BRANDNAME = env.text("MOTCUA_SMS_BRANDNAME", "Motcua")
MOTCUA_SMS_API_KEY = env.text("MOTCUA_SMS_API_KEY", "")
MOTCUA_SMS_SECRET_KEY = env.text("MOTCUA_SMS_SECRET_KEY", "")
