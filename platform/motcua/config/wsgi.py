"""The web server's entry. ``--preload`` imports it once, before the workers are forked."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings.production")

application = get_wsgi_application()


def _check() -> None:
    """A web process that could read more than it should does not start."""
    from tenants.operations.check_pooling import refuse_shared_sessions
    from tenants.operations.check_roles import refuse_wide_role

    refuse_shared_sessions()
    refuse_wide_role()


def _warm_up() -> None:
    """Load here what every worker would load for itself: what exists before the fork is shared.

    ``gc.freeze`` keeps the collector from writing into those pages. Measured with two workers:
    a third less memory.
    """
    from django.conf import settings
    from django.core.cache import caches
    from django.template import engines
    from django.urls import get_resolver
    from django.utils import timezone, translation

    from formbuilder.api import communes_of, provinces
    from motcua.config.observability.meters import forget_dead_processes
    from motcua.workflow.api import official_days

    forget_dead_processes()
    for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
        get_resolver(urlconf)._populate()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
    for province in provinces():
        communes_of(province.code)
    # Its package brings three hundred modules, and every page with a due date asks it.
    year = timezone.localdate().year
    official_days([year - 1, year, year + 1])
    engines.all()
    caches.all(initialized_only=False)
    gc.collect()
    gc.freeze()


_check()
_warm_up()
