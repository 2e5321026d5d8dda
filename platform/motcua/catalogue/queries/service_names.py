"""What services are called, for those who know only their addresses."""

from collections.abc import Collection

from motcua.catalogue.models import PublicService


def service_names(slugs: Collection[str]) -> dict[str, str]:
    """By address, published or not; addresses nobody has are left out. One query."""
    if not slugs:
        return {}
    rows = PublicService.objects.filter(slug__in=slugs)
    return dict(rows.values_list("slug", "name"))
