"""Where a coalition answers stories."""

from django.urls import path

from stories.responding import views

app_name = "responding"

urlpatterns = [
    path("coalitie/<slug:slug>/verhalen/", views.stories, name="stories"),
    path("coalitie/<slug:slug>/verhalen/<id:pk>/", views.answer, name="answer"),
    path("coalitie/<slug:slug>/beloofd/<id:pk>/", views.report, name="report"),
]
