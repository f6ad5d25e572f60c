"""The full text of the database engine: FTS5 on SQLite, a tsvector on PostgreSQL. And the database's own id."""

from django.db import migrations

from search.engines.tokens_table import TABLE, tokens_table


def create(apps, schema_editor):
    for statement in tokens_table(schema_editor.connection.vendor).create().split(";"):
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


def give_identity(apps, schema_editor):
    apps.get_model("search", "DatabaseIdentity").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(give_identity, migrations.RunPython.noop),
    ]
