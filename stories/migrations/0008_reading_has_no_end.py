from django.db import migrations, models


def take_the_end_away(apps, schema_editor):
    """Whoever said for how long we may read meant no end to what stands on the site."""
    apps.get_model("stories", "Consent").objects.filter(purpose__in=["bewaren", "lezen"]).update(until=None)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0007_response_without_approach"),
    ]

    operations = [
        migrations.RunPython(take_the_end_away, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose__in", ("bewaren", "lezen")), _negated=True
                )
                | models.Q(("until__isnull", True)),
                name="stories_consent_reading_has_no_end",
            ),
        ),
    ]
