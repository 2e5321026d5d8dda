from django.apps import AppConfig


class OidcConfig(AppConfig):
    """An agency's OpenID Connect provider: Keycloak, AD FS, Entra ID and others."""

    name = "motcua.identity.contrib.oidc"
    label = "identity_oidc"

    def ready(self) -> None:
        from motcua.identity.contrib.oidc.provider import OidcProvider
        from motcua.identity.registry import staff_providers

        staff_providers.register(OidcProvider())
