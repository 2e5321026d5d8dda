from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applicants', '0004_logout_uri'),
    ]

    operations = [
        migrations.AddField(
            model_name='applicant',
            name='left_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='applicant',
            index=models.Index(condition=models.Q(('left_at__isnull', False)), fields=['left_at'], name='identity_applicant_left'),
        ),
    ]
