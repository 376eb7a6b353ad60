"""Kinds of power: art. 13's ten, and what real lists have beside them. Loaded after every migrate, never overwritten."""

from django.apps import apps as installed

from powers.enums import BasisKind
from powers.imports.examples import load_packaged_examples

HISTORIC = "非行政许可审批"
ORDINARY = (
    "行政许可",
    "行政处罚",
    "行政征收",
    "行政强制",
    "行政监管",
    "行政审批",
    "行政裁决",
    "行政给付",
)
BESIDE = ("行政确认", "行政检查", "行政奖励", "其他行政权力", "公共服务")
SPECIAL = {"班子成员分管人财物和业务权责": BasisKind.PORTFOLIO, "村级小微权力": BasisKind.VILLAGE}


def load_reference(using, apps=installed, **kwargs) -> None:
    """Receiver of post_migrate: add the kinds that are missing; what an office changed stays changed."""
    try:
        kind, example = apps.get_model("powers", "PowerKind"), apps.get_model("powers", "LibraryPower")
    except LookupError:  # migrated back to nothing
        return
    rows = [
        kind(name=name, is_historic=name == HISTORIC, special_basis=SPECIAL.get(name, ""), position=position)
        for position, name in enumerate((*ORDINARY, HISTORIC, *SPECIAL, *BESIDE), 1)
    ]
    kind.objects.using(using).bulk_create(rows, ignore_conflicts=True)
    if not example.objects.using(using).exists():
        load_packaged_examples(example.objects.using(using))
