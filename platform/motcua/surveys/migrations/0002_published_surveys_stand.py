from django.db import migrations

# Whoever answered was promised these; no code path and no console may change them afterwards.
# Not the function of rows that never change: those take the right to update from the whole table.
_FUNCTION = """
CREATE OR REPLACE FUNCTION public.motcua_survey_stands() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published survey stands' USING ERRCODE = 'restrict_violation';
END $$
"""
_TRIGGER = """
CREATE TRIGGER surveys_survey_stands BEFORE UPDATE ON surveys_survey
FOR EACH ROW WHEN (
    OLD.status IN ('published', 'closed', 'archived')
    AND (NEW.draft IS DISTINCT FROM OLD.draft
        OR NEW.draft_revision <> OLD.draft_revision
        OR NEW.is_anonymous <> OLD.is_anonymous
        OR NEW.audience <> OLD.audience
        OR NEW.slug <> OLD.slug
        OR NEW.status IN ('draft', 'in_review'))
) EXECUTE FUNCTION public.motcua_survey_stands()
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [
        migrations.RunSQL(_FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(_TRIGGER, "DROP TRIGGER surveys_survey_stands ON surveys_survey"),
    ]
