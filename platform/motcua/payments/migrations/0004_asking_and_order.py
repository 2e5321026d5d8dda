from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [("payments", "0003_line_number")]

    operations = [
        migrations.AddField(
            model_name="paymentattempt",
            name="next_query_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="gatewayaccount",
            name="position",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="paymentattempt",
            index=models.Index(
                condition=Q(next_query_at__isnull=False),
                fields=["next_query_at"],
                name="attempt_to_ask_about",
            ),
        ),
    ]
