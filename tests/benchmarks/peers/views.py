from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from tests.benchmarks.peers.forms import PlainForm
from tests.benchmarks.peers.models import PlainRow


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", headers={"Content-Length": "2"})


def plain_form(request: HttpRequest) -> HttpResponse:
    """Validate, store one row of JSON, redirect."""
    form = PlainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = {name: _plain(value) for name, value in form.cleaned_data.items()}
        row = PlainRow.objects.create(answers=answers)
        return HttpResponseRedirect(f"/do-kiem/bieu-mau/?xong={row.pk}")
    return render(request, "bench_peers/form.html", {"form": form})


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | list) else str(value)
