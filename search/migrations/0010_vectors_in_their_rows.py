"""On PostgreSQL the vectors of the database engine stay in their rows, where they are read many times a question."""

from django.db import migrations

from search.engines import tsvector


def keep_in_rows(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(f"ALTER TABLE {tsvector.TABLE} SET (toast_tuple_target = {tsvector.KEPT_IN_ROW})")
    # What is there already moves when it is written anew.
    schema_editor.execute(f"UPDATE {tsvector.TABLE} SET vector = vector || ''::tsvector, exact = exact || ''::tsvector")


class Migration(migrations.Migration):
    dependencies = [("search", "0009_written_words_and_parts_of_keywords")]

    operations = [migrations.RunPython(keep_in_rows, migrations.RunPython.noop)]
