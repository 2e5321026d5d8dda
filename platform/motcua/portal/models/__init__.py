from motcua.portal.models.guidance import ContactPage, GuidePage, LandingPage, LifeEventPage
from motcua.portal.models.legal import LegalAct, LegalLibraryPage
from motcua.portal.models.pages import HomePage, NewsIndexPage, NewsPage, TextPage
from motcua.portal.models.questions import (
    CitizenQuestion,
    QuestionCategory,
    QuestionKind,
    QuestionState,
)
from motcua.portal.models.site import PortalSettings
from motcua.portal.models.theme import PictureKind, ThemeDraft, ThemePicture

__all__ = [
    "CitizenQuestion",
    "ContactPage",
    "GuidePage",
    "HomePage",
    "LandingPage",
    "LegalAct",
    "LegalLibraryPage",
    "LifeEventPage",
    "NewsIndexPage",
    "NewsPage",
    "PictureKind",
    "PortalSettings",
    "QuestionCategory",
    "QuestionKind",
    "QuestionState",
    "TextPage",
    "ThemeDraft",
    "ThemePicture",
]
