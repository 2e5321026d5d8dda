from django.apps import AppConfig


class ApplicantsConfig(AppConfig):
    name = "motcua.identity.applicants"
    label = "applicants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.identity.applicants.operations.walk_ins import release_strangers
        from motcua.identity.applicants.relying_party.registration import register_newborn
        from tenants.registry import SchemaStep, arrival_steps, tenant_steps

        arrival_steps.register(SchemaStep(key="s30.strangers", run=release_strangers))
        tenant_steps.register(SchemaStep(key="s30.identity_client", run=register_newborn))
