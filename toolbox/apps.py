"""The instruments that coalitions work with, where they are available, and who offers support."""

from django.apps import AppConfig


class ToolboxConfig(AppConfig):
    name = "toolbox"
    verbose_name = "Instrumenten"
