"""Staff addresses: Wagtail's admin (ours hook into it) and the files its pages show."""

from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents.views.serve import authenticate_with_password

from motcua.backoffice.staff.views import entry, upstream

urlpatterns = [
    path("quan-tri/buoc-hai/", entry.give_factor, name="staff_factor"),
    path("quan-tri/buoc-hai/lap/", entry.set_up_factor, name="staff_factor_setup"),
    path(
        "quan-tri/mat-khau/<uuid:staff_id>/<str:token>/", entry.set_password, name="staff_password"
    ),
    path("quan-tri/vao/<uuid:provider_id>/", upstream.enter, name="staff_upstream"),
    path("quan-tri/vao/<uuid:provider_id>/xong/", upstream.done, name="staff_upstream_done"),
    path("quan-tri/vao/<uuid:provider_id>/ket-thuc/", upstream.ended, name="staff_upstream_ended"),
    path("quan-tri/", include(admin_urls)),
    # The files themselves are given out by the portal (``portal/views/media.py``).
    path(
        "tai-lieu/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
