"""Anybody who holds an issued paper can check here whether it is genuine and still in force."""

import hashlib
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.casework.api import CaseMissing, find_output, verify_output

MAX_BYTES: Final = 25 * 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _check_file(request)
    token = request.GET.get("ma", "").strip().rstrip("/").rpartition("/")[2][:100]
    if token.isascii() and token.replace("-", "").replace("_", "").isalnum():
        return HttpResponseRedirect(reverse("verify", args=[token]))
    return render(request, "verify/start.html")


@never_cache
@require_GET
def verify(request: HttpRequest, token: str) -> HttpResponse:
    try:
        found = verify_output(token)
    except CaseMissing:
        return render(request, "verify/unknown.html", status=404)
    shown = {"found": found, "token": token, "same_file": request.GET.get("tep") == "khop"}
    return render(request, "verify/result.html", shown)


def _check_file(request: HttpRequest) -> HttpResponse:
    """By its digest: a file that differs in one byte is not the one that was issued."""
    posted = request.FILES.get("tep")
    if not isinstance(posted, UploadedFile) or not posted.size:
        return _ask_again(request, _("Hãy chọn tệp cần kiểm tra."))
    if posted.size > MAX_BYTES:
        return _ask_again(request, _("Tệp lớn hơn 25 MB. Hãy kiểm tra bằng mã xác minh."))
    digest = hashlib.sha256()
    for chunk in posted.chunks():
        digest.update(chunk)
    token = find_output(digest.hexdigest())
    if token is None:
        return render(request, "verify/unknown_file.html", {"name": posted.name}, status=404)
    return HttpResponseRedirect(f"{reverse('verify', args=[token])}?tep=khop")


def _ask_again(request: HttpRequest, problem: str) -> HttpResponse:
    return render(request, "verify/start.html", {"problem": problem}, status=422)
