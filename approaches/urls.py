"""Addresses that belong to an approach but end otherwise than a page of Wagtail, and the one that the mail leads to."""

from django.urls import path, re_path

from approaches import views
from approaches.confirmation.views import ConfirmView

app_name = "approaches"

# As Wagtail writes the path of a page.
_PAGE = r"(?P<path>(?:[\w\-]+/)+)"

urlpatterns = [
    path("bevestigen/<str:token>/", ConfirmView.as_view(), name="confirm"),
    re_path(rf"^{_PAGE}kaart\.pdf$", views.card, name="card"),
    re_path(rf"^{_PAGE}versies/$", views.versions, name="versions"),
    re_path(rf"^{_PAGE}versie/(?P<number>[1-9]\d{{0,5}})/$", views.version, name="version"),
]
