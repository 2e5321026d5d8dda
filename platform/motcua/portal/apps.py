from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.fleet.api import flags
        from motcua.notifications.api import notices
        from motcua.portal.offline import OFFLINE
        from motcua.portal.operations.first_pages import (
            make_first_pages,
            name_site,
        )
        from motcua.portal.operations.moderation import set_up_moderation
        from motcua.portal.operations.questions import ANSWERED
        from tenants.api import template_steps, tenant_steps
        from tenants.registry import SchemaStep

        flags.register(OFFLINE)
        notices.register(ANSWERED)
        template_steps.register(SchemaStep("s50.portal_pages", make_first_pages))
        template_steps.register(SchemaStep("s55.portal_moderation", set_up_moderation))
        tenant_steps.register(SchemaStep("s50.portal_site", name_site))
