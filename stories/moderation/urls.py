"""Addresses of the editors' screens. Nothing in them tells what a story is about."""

from django.urls import path

from stories.moderation import entry_views, response_views, views

app_name = "moderation"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("invoeren/", entry_views.enter, name="enter"),
    path("focusgroepen/", entry_views.focus_groups, name="focus_groups"),
    path("focusgroepen/<id:pk>/", entry_views.focus_group, name="focus_group"),
    path("reacties/", response_views.responses, name="responses"),
    path("reacties/<id:pk>/", response_views.judge_response, name="judge_response"),
    path("<uuid:uid>/", views.show, name="case"),
    path("<uuid:uid>/foto/<id:pk>/", views.show_picture, name="picture"),
    path("<uuid:uid>/<slug:name>/", views.act, name="act"),
]
