"""The front proxy asks here before it fetches a certificate for a name somebody connected with."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tenants.api import is_served_host


@never_cache
@require_GET
def may_have_certificate(request: HttpRequest) -> HttpResponse:
    """200 for the platform's hosts, tenants' hosts and names that are proven now; else 404.

    Tells what anybody learns by connecting. (Caddy: ``on_demand_tls { ask … }``.)
    """
    host = request.GET.get("domain", "")[:253].strip().lower().rstrip(".")
    return HttpResponse(status=200 if is_served_host(host) else 404)
