from csp.constants import NONCE, NONE, SELF

from motcua.config.settings import env

_SCHEME = env.text("MOTCUA_SCHEME", "https")
_HTTPS = _SCHEME == "https"
_HOST = env.text("MOTCUA_PLATFORM_HOST", "motcua.localhost")
_PORT = env.number("MOTCUA_PUBLIC_PORT", 443)
_PLATFORM = f"{'https' if _HTTPS else 'http'}://{_HOST}"
_PLATFORM += "" if (443 if _HTTPS else 80) == _PORT else f":{_PORT}"
_FILES_HOST = env.text("MOTCUA_FILES_HOST", f"tep.{_HOST}")
_FILES = [_PLATFORM.replace(f"//{_HOST}", f"//{_FILES_HOST}")] if _FILES_HOST else []

# __Host- cookies belong to one host alone; they need https, which a demonstration has not.
SESSION_COOKIE_NAME = "__Host-motcua-session" if _HTTPS else "motcua-session"
CSRF_COOKIE_NAME = "__Host-motcua-csrf" if _HTTPS else "motcua-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 8 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
SECURE_SSL_REDIRECT = _HTTPS and env.flag("MOTCUA_SSL_REDIRECT", default=True)
if env.flag("MOTCUA_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Wagtail and the designer show previews in frames of the same host; frame-ancestors says so, too.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
CSRF_FAILURE_VIEW = "motcua.portal.views.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *_FILES],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        # Signing in and paying lead from a form on one of our hosts to another of them; browsers
        # hold redirects after a form to this rule too.
        "form-action": [SELF, _PLATFORM, _PLATFORM.replace("://", "://*.")],
        "frame-ancestors": [SELF],
    }
}

# Shown in /.well-known/security.txt: where to report a weakness, and the rules for doing so.
MOTCUA_SECURITY_CONTACT = env.text("MOTCUA_SECURITY_CONTACT", f"mailto:security@{_HOST}")
MOTCUA_SECURITY_POLICY = env.text("MOTCUA_SECURITY_POLICY", "")

# Links to set a password; and the roles that do not get in without a second factor (domain
# reference 8.2). Demonstrations ask nobody for one; whoever sets one up is asked for it anywhere.
PASSWORD_RESET_TIMEOUT = 24 * 3600
MOTCUA_SECOND_FACTOR_ROLES = env.words(
    "MOTCUA_SECOND_FACTOR_ROLES", "" if env.flag("MOTCUA_SIMULATORS") else "tech_admin"
)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
