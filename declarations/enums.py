"""The words for commitments and for reports of personal matters (art. 23, 24)."""

from django.db.models import TextChoices

from core.gates import CENTRE, DISCIPLINE, Role


class CommitmentStatus(TextChoices):
    DRAFT = "draft", "起草"
    SIGNED = "signed", "已签"
    PUBLISHED = "published", "已公示"
    WITHDRAWN = "withdrawn", "已撤下"


FROZEN = (CommitmentStatus.SIGNED, CommitmentStatus.PUBLISHED, CommitmentStatus.WITHDRAWN)
IN_FORCE = (CommitmentStatus.SIGNED, CommitmentStatus.PUBLISHED)


class Part(TextChoices):
    """What every template speaks of, in this order."""

    INTEGRITY = "integrity", "廉洁自律"
    DUAL_DUTY = "dual_duty", "一岗双责"
    SUPERVISION = "supervision", "接受监督"
    LAWFUL = "lawful", "依法行政"
    SERVICE = "service", "服务群众"


class Standing(TextChoices):
    """How far somebody who has to sign has come with this year's commitment."""

    NOTHING = "nothing", "未签"
    DRAFT = "draft", "起草"
    SIGNED = "signed", "已签"
    PUBLISHED = "published", "已公示"


class MatterKind(TextChoices):
    FAMILY_EVENT = "family_event", "婚丧喜庆"
    ABROAD = "abroad", "出国（境）"
    BANQUET = "banquet", "操办宴席"
    FAMILY_WORK = "family_work", "配偶、子女从业"
    DUTY = "duty", "可能影响公正执行职务"
    GIFT = "gift", "礼品礼金登记"
    OTHER = "other", "其他"


class MatterStatus(TextChoices):
    REPORTED = "reported", "已报"
    TO_SUPPLEMENT = "to_supplement", "请补充"
    READ = "read", "已阅"
    FILED = "filed", "已归档"


OPEN = (MatterStatus.REPORTED, MatterStatus.TO_SUPPLEMENT, MatterStatus.READ)


class Addressee(TextChoices):
    """Who reads a report; fixed on the day it is made."""

    STAFF = "staff", "镇纪委"
    SECRETARY = "secretary", "镇纪委书记"
    CENTRE = "centre", "上级预警中心"


READERS = {
    Addressee.STAFF: DISCIPLINE,
    Addressee.SECRETARY: (Role.DISCIPLINE_SECRETARY,),
    Addressee.CENTRE: CENTRE,
}
LENDERS = {
    Addressee.STAFF: (Role.DISCIPLINE_SECRETARY,),
    Addressee.SECRETARY: (Role.DISCIPLINE_SECRETARY,),
    Addressee.CENTRE: (),  # all of the centre reads it: there is nobody left to lend it to
}


class NoteKind(TextChoices):
    REQUEST = "request", "请补充"
    SUPPLEMENT = "supplement", "补充"
    REMARK = "remark", "阅办意见"
