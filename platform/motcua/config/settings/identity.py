"""Citizens' accounts (django-allauth on the platform) and the platform as OpenID provider."""

from motcua.config.settings import env

AUTHENTICATION_BACKENDS = [
    "motcua.identity.backends.StaffBackend",
    "motcua.identity.citizens.backends.CitizenBackend",
]
IDP_OIDC_PRIVATE_KEY = env.text("MOTCUA_OIDC_KEY", "")
