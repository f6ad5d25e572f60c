from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='savedsearch',
            name='form_mark',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
