from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = "组织"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from core import registries
        from organisations import checks, menu, sentences, sessions  # noqa: F401
        from organisations.duties import DUTIES

        user_logged_in.connect(sessions.begin, dispatch_uid="organisations.sessions")
        registries.duties.add_all(DUTIES)
        menu.register()
