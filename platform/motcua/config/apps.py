from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "motcua.config"
    label = "config"

    def ready(self) -> None:
        from django.conf import settings

        from motcua.config import checks  # noqa: F401 -- app ready
        from motcua.config.collector import expect_requests

        if settings.MOTCUA_TRACES_URL:
            from motcua.config.observability.tracing import task_span
            from tenants.celery import around

            around.append(task_span)
        expect_requests()
