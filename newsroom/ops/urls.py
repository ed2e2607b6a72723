"""Addresses for monitors, without a closing slash and without a language."""

from django.urls import path

from newsroom.ops import health

urlpatterns = [path("live", health.live, name="health_live"), path("ready", health.ready, name="health_ready")]
