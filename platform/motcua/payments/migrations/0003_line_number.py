from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("payments", "0002_settlement")]

    operations = [
        migrations.AddField(
            model_name="statementline",
            name="number",
            field=models.CharField(blank=True, max_length=100, default=""),
        ),
    ]
