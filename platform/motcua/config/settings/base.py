"""What every installation shares. One file per integration beside this one."""

from pathlib import Path

from motcua.config.settings import env

ROOT = Path(__file__).resolve().parents[4]

SECRET_KEY = env.text("MOTCUA_SECRET_KEY")
MOTCUA_MASTER_KEY = env.text("MOTCUA_MASTER_KEY")
DEBUG = False
VAR = Path(env.text("MOTCUA_VAR", str(ROOT / "var")))

# Addresses
MOTCUA_PLATFORM_HOST = env.text("MOTCUA_PLATFORM_HOST", "motcua.localhost")
# Citizens' files are shown there and nowhere else; best under another registrable domain. Empty:
# on the tenant's own host.
# Where citizens file what an agency leaves to the national portal; {code} is the procedure's code.
MOTCUA_NATIONAL_PORTAL_URL = env.text(
    "MOTCUA_NATIONAL_PORTAL_URL", "https://dichvucong.gov.vn/?ma_thu_tuc={code}"
)
MOTCUA_FILES_HOST = env.text("MOTCUA_FILES_HOST", f"tep.{MOTCUA_PLATFORM_HOST}")
# Says to whom a host name of a tenant's own belongs: the network's records.
MOTCUA_DOMAIN_PROOFS = "tenants.operations.domain_proofs.proofs_of"
# Who is asked for them ("10.0.0.2", "10.0.0.2:5353"); none: whom the machine asks.
MOTCUA_DNS_SERVERS = env.words("MOTCUA_DNS_SERVERS")
MOTCUA_SCHEME = env.text("MOTCUA_SCHEME", "https")
MOTCUA_PUBLIC_PORT = env.number("MOTCUA_PUBLIC_PORT", 443)
# TenantMiddleware is the gate: a host that is no tenant's gets a 404 before any view.
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "motcua.config.urls_tenant"
PUBLIC_SCHEMA_URLCONF = "motcua.config.urls_public"
FILES_URLCONF = "motcua.config.urls_files"
WSGI_APPLICATION = "motcua.config.wsgi.application"

# Simulators of outside systems; only ever on in demonstrations and tests.
MOTCUA_SIMULATORS = env.flag("MOTCUA_SIMULATORS")
MOTCUA_ALLOW_LOOPBACK = env.flag("MOTCUA_ALLOW_LOOPBACK")
MOTCUA_WAKE_RELAY = True

# Wagtail's apps exist per tenant; accounts of citizens only in the public schema.
SHARED_APPS = [
    "django_tenants",
    "tenants",
    "motcua.config",
    "motcua.kernel",
    "motcua.identity",
    "motcua.identity.citizens",
    "motcua.identity.contrib.vneid_simulator",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.idp.oidc",
    "billing",
    "billing.contrib.stripe",
    "billing.contrib.stripe_simulator",
    "motcua.fleet",
    "motcua.catalogue.national",
    "motcua.overview",
    "motcua.mandates",
]
TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "motcua.kernel",
    "motcua.identity",
    "motcua.identity.staff",
    "motcua.identity.applicants",
    "motcua.files",
    "motcua.notifications",
    "formbuilder",
    "motcua.catalogue",
    "motcua.catalogue.importers",
    "motcua.workflow",
    "motcua.payments",
    "motcua.submissions",
    "motcua.casework",
    "motcua.casework.counter",
    "motcua.casework.paperwork",
    "motcua.integrations",
    "motcua.reporting",
    "motcua.ratings",
    "motcua.petitions",
    "motcua.estore",
    "motcua.privacy",
    "motcua.surveys",
    "motcua.appointments",
    "motcua.portal",
    "motcua.backoffice",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "graphene_django",
    "django_structlog",
]
# Plugins: vendors and simulators. Each registers itself in ready().
PLUGIN_APPS = [
    "motcua.payments.contrib.vnpay",
    "motcua.payments.contrib.counter",
    "motcua.payments.contrib.transfer",
    "motcua.payments.contrib.vietqr",
    "motcua.payments.contrib.momo",
    "motcua.payments.contrib.national",
    "motcua.payments.contrib.simulator",
    "motcua.notifications.contrib.email",
    "motcua.notifications.contrib.inbox",
    "motcua.notifications.contrib.sms",
    "motcua.notifications.contrib.zalo",
    "motcua.notifications.contrib.webpush",
    "motcua.notifications.contrib.webhook",
    "motcua.notifications.contrib.simulator",
    "motcua.identity.contrib.oidc",
    "motcua.identity.contrib.ldap",
    "motcua.files.contrib.clamav",
    "motcua.files.contrib.remote_sign",
]
TENANT_APPS += PLUGIN_APPS
INSTALLED_APPS = SHARED_APPS + [app for app in TENANT_APPS if app not in SHARED_APPS]
TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
TENANT_BASE_MIGRATE_COMMAND = "tenants.lean_migrate.Command"
AUTH_USER_MODEL = "identity.Account"

MIDDLEWARE = [
    "motcua.config.observability.meters.MetricsMiddleware",
    "tenants.middleware.TenantMiddleware",
    "motcua.config.observability.tracing.TracingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.config.middleware.RequestBoundsMiddleware",
    "motcua.config.middleware.LoggedRequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "motcua.config.middleware.OwnHostsMiddleware",
    "motcua.backoffice.wagtail_scripts.WagtailScriptsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "motcua.identity.session_limits.SessionLimitsMiddleware",
    "motcua.identity.second_factor_gate.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "motcua.config.middleware.DomainErrorMiddleware",
]

DATABASES = {
    "default": {
        **env.database("MOTCUA_DATABASE_URL"),
        "ENGINE": "tenants.postgresql_backend",
        "CONN_MAX_AGE": 120,
        "CONN_HEALTH_CHECKS": True,
    }
}
# One role a tenant (ADR 0011); 0 where the database's owner works for everybody.
MOTCUA_TENANT_ROLES = env.flag("MOTCUA_TENANT_ROLES", default=True)
MOTCUA_WEB_ROLE = env.text("MOTCUA_WEB_ROLE", "motcua_web")
MOTCUA_ALLOW_WIDE_ROLE = env.flag("MOTCUA_ALLOW_WIDE_ROLE", default=MOTCUA_SIMULATORS)
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("MOTCUA_REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "motcua.config.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "KEY_PREFIX": "motcua",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [ROOT / "platform" / "motcua" / "config" / "locale"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [ROOT / "platform" / "motcua" / "portal" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.portal.context.portal",
            ],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = (
    [("app", ROOT / "frontend" / "dist")] if (ROOT / "frontend/dist").is_dir() else []
)
FRONTEND_MANIFEST = ROOT / "frontend" / "dist" / ".vite" / "manifest.json"
MEDIA_ROOT = VAR / "media"
# Where exports of tenants lie until they are fetched or a week is over; shared by all processes.
MOTCUA_EXPORTS_ROOT = VAR / "exports"
MEDIA_URL = "/media/"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/app/assets/|\.[0-9a-f]{12}\.\w+$"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS = 0o640
# What one GraphQL query may take, its statements included.
# How long another process may take to notice that a tenant or domain changed.
MOTCUA_DIRECTORY_SECONDS = env.number("MOTCUA_DIRECTORY_SECONDS", 5)
# How often a process looks whether a switch or an announcement has changed.
MOTCUA_SWITCHBOARD_SECONDS = env.number("MOTCUA_SWITCHBOARD_SECONDS", 1)
# How long a public page drawn for somebody without a name is given to others, too; 0: never.
MOTCUA_REMEMBER_SECONDS = env.number("MOTCUA_REMEMBER_SECONDS", 20)
MOTCUA_GRAPHQL_SECONDS = env.number("MOTCUA_GRAPHQL_SECONDS", 5)

WAGTAIL_SITE_NAME = "Motcua"
WAGTAILADMIN_BASE_URL = f"{MOTCUA_SCHEME}://{MOTCUA_PLATFORM_HOST}"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A new page that is still saving itself while it is sent for approval would be made twice, which is
# refused with an error. Who leaves without saving is asked.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]},
    }
}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
LOGIN_URL = "wagtailadmin_login"

from motcua.config.settings.billing import *  # noqa: E402, F403
from motcua.config.settings.celery import *  # noqa: E402, F403
from motcua.config.settings.identity import *  # noqa: E402, F403
from motcua.config.settings.logging import *  # noqa: E402, F403
from motcua.config.settings.mail import *  # noqa: E402, F403
from motcua.config.settings.operation import *  # noqa: E402, F403
from motcua.config.settings.security import *  # noqa: E402, F403
from motcua.config.settings.storage import *  # noqa: E402, F403
