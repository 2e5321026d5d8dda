from django.urls import path

from motcua.backoffice.onboarding import communes, jobs, views

app_name = "onboarding"
urlpatterns = [
    path("", views.index, name="index"),
    path("nhan-dien/", views.change_identity, name="identity"),
    path("don-vi/", views.units, name="units"),
    path("can-bo/", views.people, name="people"),
    path("du-lieu/", jobs.index, name="jobs"),
    path("xa/", communes.index, name="communes"),
    path("du-lieu/tap-huan/", jobs.make_training, name="training"),
    path("du-lieu/dien-tap/", jobs.reset_practice, name="practice"),
    path("du-lieu/tep/<uuid:job_id>/", jobs.download, name="download"),
    path("van-hanh/", views.live, name="live"),
]
