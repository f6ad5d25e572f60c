from django.db import migrations, models


def carry_over(apps, schema_editor):
    """Until now only the yes to the site was warned of: it isn't once more."""
    warned = apps.get_model("stories", "Submission").objects.exclude(warned_at=None)
    consents = apps.get_model("stories", "Consent").objects
    for submission, at in warned.values_list("pk", "warned_at"):
        consents.filter(submission=submission, purpose="plaatsen", given=True, withdrawn_at=None).update(warned_at=at)


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0015_form_marks'),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='warned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='gewaarschuwd'),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='submission',
            name='warned_at',
        ),
    ]
