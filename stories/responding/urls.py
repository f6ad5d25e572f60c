"""Where a coalition answers stories."""

from django.urls import path

from stories.responding import shared_views, views

app_name = "responding"

urlpatterns = [
    path("coalitie/<slug:slug>/verhalen/", views.stories, name="stories"),
    path("coalitie/<slug:slug>/verhalen/<id:pk>/", views.answer, name="answer"),
    path("coalitie/<slug:slug>/gedeeld/", shared_views.shared, name="shared"),
    path("coalitie/<slug:slug>/gedeeld/<uuid:uid>/", shared_views.shared_story, name="shared_story"),
    path("coalitie/<slug:slug>/beloofd/<id:pk>/", views.report, name="report"),
]
