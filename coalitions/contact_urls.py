"""Paths of the contact form."""

from django.urls import path

from coalitions import contact_views

app_name = "contact"
urlpatterns = [
    path("<id:pk>/", contact_views.ask, name="ask"),
    path("<id:pk>/verstuurd/", contact_views.asked, name="asked"),
]
