"""Every document is due: its completions, and the facets that came with them, follow from its content."""

from django.db import migrations
from django.db.models import F


def make_due(apps, schema_editor):
    rows = apps.get_model("search", "IndexEntry").objects.filter(document__isnull=False)
    # Without a digest, or what became no other document would not be written anew.
    rows.update(version=F("version") + 1, digest="")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_completions")]

    operations = [migrations.RunPython(make_due, migrations.RunPython.noop)]
