from django.apps import AppConfig


class LdapConfig(AppConfig):
    """An agency's directory: Active Directory, OpenLDAP, 389 Directory Server and others."""

    name = "motcua.identity.contrib.ldap"
    label = "identity_ldap"

    def ready(self) -> None:
        from motcua.identity.contrib.ldap.provider import LdapProvider
        from motcua.identity.registry import staff_providers

        staff_providers.register(LdapProvider())
