"""Who is told of an item that came without a form: the judges who may see it, nobody it names."""

from collection import queries, rules
from notifications.outbox import tell_once
from organisations.queries import users_reaching


def tell_judges(item) -> int:
    officers = users_reaching(*rules.officers(direct=item.unit.is_direct_point), unit=item.unit)
    return tell_once(
        [user for user in officers if queries.judged_by(user).filter(pk=item.pk).exists()],
        key=f"informationitem:{item.pk}:reported",
        text=f"{item.unit}单独报送了一条预警信息，请研判。",
        url=item.get_absolute_url(),
    )
