from django.urls import path

from motcua.backoffice.surveys import designing, figures, views

app_name = "surveys_desk"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi/", views.create, name="create"),
    path("<uuid:survey_id>/", views.show, name="show"),
    path("<uuid:survey_id>/ket-qua/", figures.results, name="results"),
    path("<uuid:survey_id>/ket-qua.csv", figures.export_csv, name="export_csv"),
    path("<uuid:survey_id>/ket-qua.xlsx", figures.export_xlsx, name="export_xlsx"),
    path("<uuid:survey_id>/y-kien/", figures.texts, name="texts"),
    path("<uuid:survey_id>/y-kien/<uuid:text_id>/", figures.settle, name="settle"),
    path("<uuid:survey_id>/cau-hoi/", designing.designer, name="design"),
    path("<uuid:survey_id>/cau-hoi/ban-nhap/", designing.draft, name="draft"),
    path("<uuid:survey_id>/cau-hoi/tinh-trang/", designing.facts, name="facts"),
    path("<uuid:survey_id>/cau-hoi/thao-tac/", designing.operations, name="operations"),
    path("<uuid:survey_id>/cau-hoi/hoan-tac/", designing.undo, name="undo"),
    path("<uuid:survey_id>/cau-hoi/lam-lai/", designing.redo, name="redo"),
    path("<uuid:survey_id>/cau-hoi/gui-duyet/", designing.request_publication, name="request"),
    path("<uuid:survey_id>/cau-hoi/rut-yeu-cau/", designing.take_back, name="take_back"),
    path("<uuid:survey_id>/cau-hoi/xem-thu/", designing.preview, name="preview"),
    path("<uuid:survey_id>/cau-hoi/co-mat/", designing.presence, name="presence"),
]
