"""The app that imports no other app of ours."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.urls import register_converter
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Basis"

    def ready(self) -> None:
        from wagtail.admin.views.mixins import SpreadsheetExportMixin
        from wagtail.models import UploadedFile

        from core import admin_fields
        from core.file_fields import clean_kept_upload
        from core.ids import IdConverter
        from core.listing_exports import as_table

        SpreadsheetExportMixin.as_spreadsheet = as_table
        admin_fields.register()
        register_converter(IdConverter, "id")  # before any list of addresses is read
        pre_save.connect(clean_kept_upload, sender=UploadedFile)
        autodiscover_modules("scheduled")  # where each app declares its jobs (core.jobs)
