from django.apps import AppConfig

from core.registries import Entry, menu


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "文书"

    def ready(self):
        menu.add(Entry("制度", "文书核验", "outline/shield-check", "documents:check", order=95))
