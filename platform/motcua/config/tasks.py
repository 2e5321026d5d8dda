from celery import shared_task


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="config.measure", queue="default", public=True, ignore_result=True, expires=60
)
def measure() -> None:
    """What waits in every agency; read by ``/metrics``."""
    from motcua.config.observability.standing import measure as take

    take()
