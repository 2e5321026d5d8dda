from django.db import models


class SurveyOptOut(models.Model):
    """Somebody who wants no invitations to surveys. ``mark``: a keyed hash of the person."""

    mark = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "surveys_opt_out"
