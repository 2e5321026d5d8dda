from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class PlainRow(models.Model):
    """One submission as one row of JSON."""

    answers = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)


class PeerFormField(AbstractFormField):
    page = ParentalKey("PeerFormPage", on_delete=models.CASCADE, related_name="form_fields")


class PeerFormPage(AbstractForm):
    template = "bench_peers/form.html"
    landing_page_template = "bench_peers/landing.html"
