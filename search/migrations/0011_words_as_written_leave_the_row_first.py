"""On PostgreSQL the vector that scores stays in its row, though that of the words as they are written has to leave."""

from django.db import migrations

from search.engines.tsvector import KEEP_VECTOR_IN_ROW, TABLE


def keep_in_rows(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    # Together, since a type has a storage of its own; and so the table is written anew, with what is there already.
    schema_editor.execute(
        f"ALTER TABLE {TABLE} ALTER COLUMN vector TYPE tsvector USING vector || ''::tsvector, {KEEP_VECTOR_IN_ROW}"
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0010_vectors_in_their_rows")]

    operations = [migrations.RunPython(keep_in_rows, migrations.RunPython.noop)]
