"""An index that the page tree of Wagtail lacks: what lies at one depth is found without reading all pages.

The menu of every page asks for what lies directly below the home page: at 100,000 pages that read all of them. The
model is Wagtail's, so the state of the migrations knows nothing of it; where a later migration of Wagtail makes the
table anew, which only SQLite does, it is gone and everything works as before, slower.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0006_people_in_picture"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS core_page_depth_path ON wagtailcore_page (depth, path)",
            "DROP INDEX IF EXISTS core_page_depth_path",
        ),
    ]
