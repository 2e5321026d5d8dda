"""Citizens' accounts (django-allauth on the platform) and the platform as OpenID provider."""

import hashlib

from motcua.config.settings import env

_SIMULATORS = env.flag("MOTCUA_SIMULATORS")
_SCHEME = env.text("MOTCUA_SCHEME", "https")
_PORT = env.number("MOTCUA_PUBLIC_PORT", 443)
_PORT_SUFFIX = "" if {"http": 80, "https": 443}[_SCHEME] == _PORT else f":{_PORT}"
_PLATFORM = f"{_SCHEME}://{env.text('MOTCUA_PLATFORM_HOST', 'motcua.localhost')}{_PORT_SUFFIX}"
_FORMS = "motcua.identity.citizens.forms"

AUTHENTICATION_BACKENDS = [
    "motcua.identity.backends.StaffBackend",
    "motcua.identity.citizens.backends.CitizenBackend",
]
# One path on all hosts: the platform's leads to allauth, a tenant's to the platform.
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
WAGTAILADMIN_USER_LOGIN_FORM = "motcua.identity.staff.forms.StaffLoginForm"

# Seconds without a request, and since signing in, after which a session ends.
MOTCUA_STAFF_IDLE_SECONDS = env.number("MOTCUA_STAFF_IDLE_SECONDS", 15 * 60)
MOTCUA_STAFF_SESSION_SECONDS = env.number("MOTCUA_STAFF_SESSION_SECONDS", 8 * 3600)
MOTCUA_CITIZEN_IDLE_SECONDS = env.number("MOTCUA_CITIZEN_IDLE_SECONDS", 60 * 60)
MOTCUA_CITIZEN_SESSION_SECONDS = env.number("MOTCUA_CITIZEN_SESSION_SECONDS", 8 * 3600)

# Private networks in which tenants' directories (LDAP) may be called, opened by the operator.
MOTCUA_DIRECTORY_NETWORKS = env.words("MOTCUA_DIRECTORY_NETWORKS", "")

# Accounts
ACCOUNT_ADAPTER = "motcua.identity.citizens.account_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "motcua.identity.citizens.name_field.NameField"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = env.text(
    "MOTCUA_EMAIL_VERIFICATION", "optional" if _SIMULATORS else "mandatory"
)
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION == "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _SCHEME
ACCOUNT_FORMS = {
    "add_email": f"{_FORMS}.AddEmailForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "confirm_email_verification_code": f"{_FORMS}.ConfirmEmailCodeForm",
    "confirm_login_code": f"{_FORMS}.ConfirmLoginCodeForm",
    "login": f"{_FORMS}.LoginForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "request_login_code": f"{_FORMS}.RequestLoginCodeForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordKeyForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "signup": f"{_FORMS}.SignupForm",
}
if env.flag("MOTCUA_BEHIND_PROXY"):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

MFA_ADAPTER = "motcua.identity.citizens.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Motcua"
MFA_ALLOW_UNVERIFIED_EMAIL = ACCOUNT_EMAIL_VERIFICATION != "mandatory"
MFA_FORMS = {
    "activate_totp": f"{_FORMS}.ActivateTOTPForm",
    "add_webauthn": f"{_FORMS}.AddPasskeyForm",
    "authenticate_webauthn": f"{_FORMS}.AuthenticatePasskeyForm",
    "login_webauthn": f"{_FORMS}.LoginPasskeyForm",
    "reauthenticate_webauthn": f"{_FORMS}.ReauthenticatePasskeyForm",
    "edit_webauthn": f"{_FORMS}.RenamePasskeyForm",
    "authenticate": f"{_FORMS}.MFAAuthenticateForm",
    "deactivate_totp": f"{_FORMS}.DeactivateTOTPForm",
    "generate_recovery_codes": f"{_FORMS}.GenerateRecoveryCodesForm",
    "reauthenticate": f"{_FORMS}.MFAReauthenticateForm",
}

# The state's identity provider above the platform; the simulator stands in for it.
MOTCUA_VNEID_URL = env.text(
    "MOTCUA_VNEID_URL", f"{_PLATFORM}/simulator/vneid" if _SIMULATORS else ""
)
MOTCUA_VNEID_CLIENT_ID = env.text("MOTCUA_VNEID_CLIENT_ID", "motcua")
MOTCUA_VNEID_CLIENT_SECRET = env.text(
    "MOTCUA_VNEID_CLIENT_SECRET",
    # Only the simulator, on this very machine, ever sees this one.
    hashlib.sha256(f"vneid-simulator:{env.text('MOTCUA_SECRET_KEY')}".encode()).hexdigest(),
)
# "" works; "slow" answers late; "down" fails every call.
MOTCUA_VNEID_SIMULATOR_MODE = env.text("MOTCUA_VNEID_SIMULATOR_MODE", "")
SOCIALACCOUNT_ADAPTER = "motcua.identity.citizens.social_adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "vneid",
                "name": "VNeID",
                "client_id": MOTCUA_VNEID_CLIENT_ID,
                "secret": MOTCUA_VNEID_CLIENT_SECRET,
                "settings": {
                    "server_url": MOTCUA_VNEID_URL,
                    "scope": ["openid"],
                    "auth_params": {"acr_values": "LoA2"},
                    "token_auth_method": "client_secret_basic",
                },
            }
        ]
        if MOTCUA_VNEID_URL
        else [],
    }
}

# The platform as provider for the tenants
IDP_OIDC_ADAPTER = "motcua.identity.citizens.provider.OIDCAdapter"
IDP_OIDC_PRIVATE_KEY = env.text("MOTCUA_OIDC_KEY", "")
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 300
IDP_OIDC_AUTH_METHODS = ["client_secret_basic"]
