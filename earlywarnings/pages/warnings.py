"""What the record page says: the next step, who has it, until when; the further moves; the steps passed."""

from dataclasses import dataclass

from django.urls import reverse

from earlywarnings import access, rules
from earlywarnings.enums import Status
from earlywarnings.pages.steps import Step
from rulebook.queries import setting

VERBS = {
    Status.DRAFT: "submit",
    Status.REVIEW: "approve",
    Status.TO_SIGN: "sign",
    Status.REPORTED_UP: "take_up",
    Status.SIGNED: "deliver",
    Status.DELIVERED: "sign_for",
    Status.RECEIVED: "answer",
    Status.SENT_BACK: "answer",
    Status.ANSWERED: "verify",
    Status.SECOND_LOOK: "second_look",
    Status.VERIFIED: "close",
}
STEPS = {  # verb → (who has it, what they do, the words on the button)
    "submit": ("{hands}", "核对内容，提交审核", "提交审核"),
    "approve": ("{body}另一位同志", "审核", "审核通过"),
    "sign": ("{signatory}", "签批，编文号、出通知书", "签批"),
    "report_up": ("{hands}", "报上级纪检监察机关", "报上级"),
    "take_up": ("上级纪检监察机关", "接办，或者退回镇纪委", "接办"),
    "acknowledge": ("{leader}", "知悉红色预警", "已知悉"),
    "deliver": ("{hands}", "把通知书送到{addressee}", "登记送达"),
    "sign_for": ("{addressee}", "签收通知书", "签收"),
    "answer": ("{addressee}", "提交整改回告", "填写回告"),
    "save_answer": ("{addressee}", "填写回告草稿，由负责人提交", "填写草稿"),
    "add_opinion": ("{head}", "对回告签署意见", "签署意见"),
    "verify": ("{hands}", "复核回告", "开始复核"),
    "second_look": ("{body}另一位同志", "再复核一次红色预警的回告", "开始二次复核"),
    "close": ("{hands}", "销号", "销号"),
}
POSTED = {  # verbs that are one button, with what the button asks first
    "submit": "",
    "approve": "审核通过后送签批，确定吗？",
    "sign": "签批后立即编文号、生成通知书，不能再改，确定签批吗？",
    "acknowledge": "记下您已知悉这件红色预警，随后送达，确定吗？",
    "sign_for": "签收后自次日起计算{days}日回告期限，确定签收吗？",
    "close": "销号后这件预警办结，确定吗？",
    "report_up": "报上级后由上级纪检监察机关办理，确定吗？",
    "take_up": "接办后由上级纪检监察机关签批、送达、复核，确定吗？",
}
OTHERS = {
    "change": "修改",
    "discard": "作废",
    "ask_extension": "申请延期",
    "return_to_draft": "退回起草",
    "return_down": "退回镇纪委",
    "transfer": "移交",
    "revoke": "撤销",
}
ON_BEHALF = "代录："
ENTERED = {
    "acknowledge": "录入知悉",
    "sign_for": "录入签收",
    "answer": "录入回告",
    "add_opinion": "录入意见",
}  # the buttons of 代录


@dataclass(frozen=True)
class NextStep(Step):
    on_behalf: bool = False

    @property
    def title(self) -> str:
        return f"{ON_BEHALF}{self.who}{self.what}" if self.on_behalf else super().title

    @property
    def posted(self) -> bool:
        """One button, no form."""
        return self.verb in POSTED and not self.on_behalf

    @property
    def confirm(self) -> str:
        return question(self.verb)


@dataclass(frozen=True)
class Move:
    label: str
    url: str
    confirm: str = ""  # what the button asks; a move without is a link


def next_step(user, warning) -> NextStep | None:
    """None when the warning has come to its end."""
    if warning.status not in VERBS:
        return None
    verb = _verb(user, warning)
    who, what, label = (words.format(**_names(user, verb, warning)) for words in STEPS[verb])
    if warning.status == Status.SENT_BACK and verb == "answer":
        what, label = "按复核意见重新回告", "重新回告"
    verdict = access.MOVES[verb](user, warning)
    on_behalf = bool(verdict) and access.writes_on_behalf(user, warning, verb)
    label = ENTERED[verb] if on_behalf else label
    return NextStep(verb, who, what, label, url_of(warning, verb), verdict, warning.due_on, on_behalf)


def _verb(user, warning) -> str:
    if warning.status == Status.TO_SIGN and not access.within_the_power(warning):
        return "report_up"
    if warning.status == Status.SIGNED and access.lacks_knowledge(warning):
        return "acknowledge"
    if warning.status == Status.ANSWERED and access.lacks_opinion(warning):
        return "add_opinion"
    verb = VERBS[warning.status]
    if verb == "answer" and not access.may_answer(user, warning) and access.may_save_answer(user, warning):
        return "save_answer"  # a collector writes what the head sends
    return verb


def _names(user, verb: str, warning) -> dict[str, str]:
    """Who is meant; the handler's name is for those who work on it too."""
    head = f"{warning.unit}负责人"
    named = f"{warning.person}同志" if warning.person_id else head
    by_leader = verb == "add_opinion" and not access.has_a_head(warning)
    body = warning.get_body_display()
    return {
        "addressee": named,
        "head": "分管领导" if by_leader else head,
        "body": body,
        "hands": f"{body}{warning.handler.name}" if access.handles(user, warning) else body,
        "leader": "与此无关的镇领导",
        "signatory": rules.SIGNATORY_NAMES[warning.body],
    }


def question(verb: str) -> str:
    """What the button asks before it is done."""
    words = POSTED.get(verb, "")
    return words.format(days=setting("earlywarnings.response_days")) if "{" in words else words


def other_moves(user, warning) -> list[Move]:
    """The further moves this user may make now."""
    return [
        Move(label, url_of(warning, verb))
        for verb, label in OTHERS.items()
        if access.MOVES[verb](user, warning)
    ]


def url_of(warning, verb: str) -> str:
    return reverse(f"earlywarnings:{verb}", args=[warning.pk])
