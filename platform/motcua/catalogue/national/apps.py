from django.apps import AppConfig


class NationalConfig(AppConfig):
    name = "motcua.catalogue.national"
    label = "national"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.catalogue.events import (
            ServiceIntakeChanged,
            ServicePublished,
            ServiceWithdrawn,
        )
        from motcua.catalogue.national import indexing
        from motcua.kernel import events

        events.subscribe_later(ServicePublished, "national.published", indexing.on_published)
        events.subscribe_later(ServiceWithdrawn, "national.withdrawn", indexing.on_withdrawn)
        events.subscribe_later(ServiceIntakeChanged, "national.intake", indexing.on_intake_changed)
