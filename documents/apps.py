from django.apps import AppConfig

from core.gates import DISCIPLINE
from core.registries import Entry, menu


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "文书"

    def ready(self):
        from audit.sentences import register_all
        from documents.sentences import SENTENCES

        register_all(SENTENCES)
        menu.add(
            Entry("制度", "文书模板", "outline/template", "documents:templates", roles=DISCIPLINE, order=92)
        )
        menu.add(Entry("制度", "文书核验", "outline/shield-check", "documents:check", order=95))
