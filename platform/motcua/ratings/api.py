"""The door to ratings."""

from motcua.ratings.errors import AlreadyRated, NotRateable, RatingInvalid, RatingMissing
from motcua.ratings.operations.moderate import hide_comment, publish_comment
from motcua.ratings.operations.rate import (
    MAX_COMMENT,
    QUESTIONS,
    has_rated,
    may_rate,
    rate_case,
    rateable,
)
from motcua.ratings.permissions import Permission
from motcua.ratings.queries.figures import (
    LEAST_SHOWN,
    PAGE_SIZE,
    CommentPage,
    CommentView,
    UnitFigures,
    figures_by,
    list_comments,
    public_comments,
    public_figures,
)

__all__ = [
    "LEAST_SHOWN",
    "MAX_COMMENT",
    "PAGE_SIZE",
    "QUESTIONS",
    "AlreadyRated",
    "CommentPage",
    "CommentView",
    "NotRateable",
    "Permission",
    "RatingInvalid",
    "RatingMissing",
    "UnitFigures",
    "figures_by",
    "has_rated",
    "hide_comment",
    "list_comments",
    "may_rate",
    "public_comments",
    "public_figures",
    "publish_comment",
    "rate_case",
    "rateable",
]
