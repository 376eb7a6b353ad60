from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "底座"

    def ready(self):
        from core import checks, histories  # noqa: F401
