"""On a tenant's site: coming at an agreed time, and how far the agency's work has come."""

from django.urls import path

from motcua.portal.views import appointments, own_appointment, progress

urlpatterns = [
    path("tien-do/", progress.progress, name="progress"),
    path("tien-do/so-lieu.csv", progress.progress_file, name="progress_csv"),
    path("dat-lich/", appointments.choose, name="appointments"),
    path("dat-lich/gio/", appointments.times, name="appointment_times"),
    path("dat-lich/ma/<str:token>/", appointments.code, name="appointment_code"),
    path("dat-lich/quan-ly/<str:token>/", own_appointment.show, name="appointment"),
    path("dat-lich/quan-ly/<str:token>/doi/", own_appointment.move, name="appointment_move"),
    path("dat-lich/quan-ly/<str:token>/huy/", own_appointment.cancel, name="appointment_cancel"),
    path("dat-lich/quan-ly/<str:token>/phieu/", own_appointment.slip, name="appointment_slip"),
    path("dat-lich/quan-ly/<str:token>/lich.ics", own_appointment.calendar, name="appointment_ics"),
]
