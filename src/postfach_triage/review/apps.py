"""The page as a Django application."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The one application of the page."""

    name = "postfach_triage.review"
    label = "review"
    verbose_name = "Postfach"
    default_auto_field = "django.db.models.BigAutoField"
