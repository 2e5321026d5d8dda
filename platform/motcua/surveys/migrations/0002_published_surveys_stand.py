from django.db import migrations

# Whoever answered was promised these; no code path and no console may change them afterwards.
_FORWARD = """
CREATE TRIGGER surveys_survey_stands BEFORE UPDATE ON surveys_survey
FOR EACH ROW WHEN (
    OLD.status IN ('published', 'closed', 'archived')
    AND (NEW.draft IS DISTINCT FROM OLD.draft
        OR NEW.draft_revision <> OLD.draft_revision
        OR NEW.is_anonymous <> OLD.is_anonymous
        OR NEW.audience <> OLD.audience
        OR NEW.slug <> OLD.slug
        OR NEW.status IN ('draft', 'in_review'))
) EXECUTE FUNCTION public.motcua_refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0001_initial"),
        ("kernel", "0002_append_only"),
    ]
    operations = [
        migrations.RunSQL(_FORWARD, "DROP TRIGGER surveys_survey_stands ON surveys_survey")
    ]
