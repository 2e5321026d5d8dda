"""On the platform's site: what belongs to the citizen who is signed in."""

from django.urls import path

from motcua.portal.views import everywhere

urlpatterns = [
    path("ho-so/", everywhere.all_dossiers, name="all_dossiers"),
    path("ho-so/lich.ics", everywhere.calendar, name="all_dossiers_calendar"),
]
