"""The words as they are written, for what stands between quotes; and the parts of keywords by themselves.

The full text is made anew from the documents that the rows keep, so that the embedded engine finds them at once.
"""

from django.db import migrations

from search.engines.tokens_table import tokens_table
from search.indexed import from_source


def recreate(apps, schema_editor):
    table = tokens_table(schema_editor.connection.vendor)
    for statement in (*table.drop(), *table.create()):
        schema_editor.execute(statement)
    rows = apps.get_model("search", "IndexEntry").objects.filter(document__isnull=False)
    for pk, document in rows.values_list("pk", "document").iterator(chunk_size=500):
        table.write({pk: from_source(document).tokens})


class Migration(migrations.Migration):
    dependencies = [("search", "0008_compared_until")]

    operations = [migrations.RunPython(recreate, migrations.RunPython.noop)]
