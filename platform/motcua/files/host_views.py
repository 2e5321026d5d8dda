"""The files' own host: one view, no session, no cookie, nothing but the file."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from motcua.files.host_links import read_host_link
from motcua.files.queries.read import get_file
from motcua.files.serving import file_response
from motcua.kernel.errors import DomainError, NotFound
from tenants.api import in_tenant, is_open


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Pages of ours have no place here, not even the one that says so nicely."""
    return HttpResponse("404", status=404, content_type="text/plain")


@csrf_exempt
@require_safe
def serve(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who may read was asked before the link was made; here the link alone counts."""
    try:
        link = read_host_link(token, now=timezone.now())
        if not is_open(link.schema):
            raise NotFound("")
        with in_tenant(link.schema):
            response = file_response(get_file(link.file_id), inline=link.inline)
    except DomainError as error:
        return HttpResponse(error.message, status=error.status, content_type="text/plain")
    # Pictures stand in our pages, which are another origin.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    # Our viewer of PDFs fetches them, too. The link alone is the right to: no cookie comes along.
    response["Access-Control-Allow-Origin"] = "*"
    return response
