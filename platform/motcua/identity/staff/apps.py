from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "motcua.identity.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.identity.staff.groups import create_groups
        from tenants.registry import SchemaStep, template_steps

        template_steps.register(SchemaStep(key="s10.identity_groups", run=create_groups))
