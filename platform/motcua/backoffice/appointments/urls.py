from django.urls import path

from motcua.backoffice.appointments.views import closures, day, occupancy, openings

app_name = "appointments"
urlpatterns = [
    path("", day.index, name="day"),
    path("gio/", openings.index, name="openings"),
    path("gio/moi/", openings.edit, name="new_opening"),
    path("gio/<uuid:opening_id>/", openings.edit, name="opening"),
    path("dong/", closures.index, name="closures"),
    path("dong/<uuid:closure_id>/mo/", closures.open_again, name="open_again"),
    path("cong-suat/", occupancy.index, name="occupancy"),
    path("<uuid:booking_id>/<slug:deed>/", day.do, name="booking"),
]
