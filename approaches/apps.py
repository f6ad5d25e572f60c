"""What coalitions do, and the building blocks that others take over."""

from django.apps import AppConfig


class ApproachesConfig(AppConfig):
    name = "approaches"
    verbose_name = "Aanpakken"

    def ready(self) -> None:
        from approaches import checks
        from approaches.models import ApproachPage
        from approaches.versions import signals

        checks.connect()
        signals.connect(ApproachPage)
