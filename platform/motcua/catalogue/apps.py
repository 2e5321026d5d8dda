from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from formbuilder.api import use_source
        from motcua.catalogue.domain.checks.published import PUBLISH_CHECKS
        from motcua.catalogue.operations.mentions import MENTION
        from motcua.catalogue.queries.references import TenantLists
        from motcua.catalogue.registry import publish_checks
        from motcua.notifications.api import notices

        for check in PUBLISH_CHECKS:
            publish_checks.register(check())
        notices.register(MENTION)
        use_source(TenantLists())
