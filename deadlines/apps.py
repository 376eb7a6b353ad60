from django.apps import AppConfig
from django.db.models.signals import post_migrate

from core.gates import DISCIPLINE
from core.registries import Entry, menu


class DeadlinesConfig(AppConfig):
    name = "deadlines"
    verbose_name = "期限"

    def ready(self):
        from audit.sentences import register_all
        from deadlines.imports import seed_calendar
        from deadlines.sentences import SENTENCES

        register_all(SENTENCES)
        post_migrate.connect(seed_calendar, sender=self)
        menu.add(Entry("日常", "期限", "outline/calendar-due", "deadlines:board", roles=DISCIPLINE, order=28))
        menu.add(
            Entry("制度", "工作日历", "outline/calendar", "deadlines:calendar", roles=DISCIPLINE, order=92)
        )
