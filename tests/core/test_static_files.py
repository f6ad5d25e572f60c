"""The address of a static file is the one that Django gives, each time."""

from django.contrib.staticfiles.storage import StaticFilesStorage

from core.static_files import PlainFiles


def test_each_file_has_its_own_address_and_keeps_it() -> None:
    ours, plain = PlainFiles(base_url="/static/"), StaticFilesStorage(base_url="/static/")
    for _ in range(2):
        for name in ("img/icons.svg", "css/site.css", "js/een bestand.js"):
            assert ours.url(name) == plain.url(name)
