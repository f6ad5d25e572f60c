"""What coalitions do, and the building blocks that others take over."""

from django.apps import AppConfig


class ApproachesConfig(AppConfig):
    name = "approaches"
    verbose_name = "Aanpakken"
