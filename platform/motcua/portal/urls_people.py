"""On the platform's site: what belongs to the citizen who is signed in."""

from django.urls import path

from motcua.portal.views import account_closing, consents, everywhere, mandates, profile

urlpatterns = [
    path("tai-khoan/thong-tin/", profile.profile, name="my_profile"),
    path("tai-khoan/xoa/", account_closing.close_account, name="close_account"),
    path("tai-khoan/xoa/da-nhan/", account_closing.asked, name="account_closing"),
    path("tai-khoan/nguoi-giup/", consents.consents, name="helper_consents"),
    path(
        "tai-khoan/nguoi-giup/<uuid:consent_id>/ket-thuc/",
        consents.end_consent,
        name="helper_consent_end",
    ),
    path("tai-khoan/dai-dien/", mandates.representation, name="representation"),
    path("tai-khoan/to-chuc/", mandates.organisations, name="organisations"),
    path("ho-so/", everywhere.all_dossiers, name="all_dossiers"),
    path("ho-so/lich.ics", everywhere.calendar, name="all_dossiers_calendar"),
]
