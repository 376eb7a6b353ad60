from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dashboard"
    verbose_name = "总览"

    def ready(self):
        from audit.sentences import register_all
        from core import registries
        from core.gates import DISCIPLINE, Role
        from core.registries import Entry
        from dashboard.sentences import SENTENCES
        from dashboard.sweep import send_quarterly

        register_all(SENTENCES)
        registries.sweepers.add(send_quarterly)
        registries.menu.add(Entry("", "首页", "outline/home", "dashboard:home", order=1, phone=True))
        overseers = (*DISCIPLINE, Role.CENTRE_OFFICER)
        registries.menu.add(
            Entry("", "全镇一览", "outline/layout-dashboard", "dashboard:overview", overseers, order=2)
        )
