from celery import shared_task

from motcua.overview.operations.follow import forget_gone


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="overview.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every night: nothing is kept of agencies and accounts that are gone."""
    forget_gone()
