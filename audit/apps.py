from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "审计"

    def ready(self):
        from audit import checks, menu  # noqa: F401

        post_migrate.connect(begin_chain, sender=self)
        menu.register()


def begin_chain(using: str, apps=installed, **kwargs) -> None:
    """The head row stands before the first deed, also after a flush.

    It is made only where the chain is empty: a chain that lost its head must be looked into, not begun again.
    """
    try:
        event, head = apps.get_model("audit", "AuditEvent"), apps.get_model("audit", "AuditHead")
    except LookupError:
        return  # migrated back to nothing
    if not event.objects.using(using).exists():
        head.objects.using(using).get_or_create(pk=1)
