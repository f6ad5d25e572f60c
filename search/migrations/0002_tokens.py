"""The full text of the database engine: FTS5 on SQLite, a tsvector on PostgreSQL. And the database's own id."""

from django.db import migrations

from search.engines.tokens_table import tokens_table


def create(apps, schema_editor):
    for statement in tokens_table(schema_editor.connection.vendor).create():
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in tokens_table(schema_editor.connection.vendor).drop():
        schema_editor.execute(statement)


def give_identity(apps, schema_editor):
    apps.get_model("search", "DatabaseIdentity").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(give_identity, migrations.RunPython.noop),
    ]
