from motcua.surveys.models.opt_out import SurveyOptOut
from motcua.surveys.models.response import SurveyResponse, SurveyText, SurveyTicket
from motcua.surveys.models.survey import Survey, SurveyOperation

__all__ = [
    "Survey",
    "SurveyOperation",
    "SurveyOptOut",
    "SurveyResponse",
    "SurveyText",
    "SurveyTicket",
]
