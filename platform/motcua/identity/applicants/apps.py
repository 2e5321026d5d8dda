from django.apps import AppConfig


class ApplicantsConfig(AppConfig):
    name = "motcua.identity.applicants"
    label = "applicants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.identity.applicants.relying_party.registration import register_newborn
        from tenants.registry import SchemaStep, tenant_steps

        tenant_steps.register(SchemaStep(key="s30.identity_client", run=register_newborn))
