from django.db import migrations, models


class Migration(migrations.Migration):
    """The job that looks after the teams fills it, within ten minutes."""

    dependencies = [("coalitions", "0005_invitation")]

    operations = [
        migrations.AddField(
            model_name="coalitionteam",
            name="has_people",
            field=models.BooleanField(default=False, editable=False, verbose_name="er zit iemand in"),
        ),
    ]
