"""Start-up check: nobody stands above the roles."""

from django.core.checks import Error, Tags, register
from django.db import connections

from organisations.models import User


@register(Tags.database)
def there_is_no_superuser(app_configs, databases, **kwargs):
    """The database refuses one (user_no_superuser); this finds one that came past it, with a restored dump."""
    return [error for alias in databases or () for error in _superusers(alias)]


def _superusers(alias: str) -> list[Error]:
    if User._meta.db_table not in connections[alias].introspection.table_names():
        return []
    names = User.objects.using(alias).filter(is_superuser=True).values_list("username", flat=True)
    return [
        Error(f"The account {name} is a superuser and passes every gate.", id="organisations.E001")
        for name in names
    ]
