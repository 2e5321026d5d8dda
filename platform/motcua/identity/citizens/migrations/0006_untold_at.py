from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0005_attribute_sources'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='accountclosure',
            name='identity_closure_untold',
        ),
        migrations.RenameField(
            model_name='accountclosure',
            old_name='untold_since',
            new_name='untold_at',
        ),
        migrations.AddIndex(
            model_name='accountclosure',
            index=models.Index(condition=models.Q(('untold', ''), _negated=True), fields=['untold_at'], name='identity_closure_untold'),
        ),
    ]
