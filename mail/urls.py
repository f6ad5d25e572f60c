"""Paths about the mail that somebody gets."""

from django.urls import path

from mail import views

app_name = "email"  # "mail" is Wagtail's name for the list of messages
urlpatterns = [path("", views.preferences, name="preferences")]
