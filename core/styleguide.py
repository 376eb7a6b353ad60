"""/styleguide/, in development only: every component alive, with the very source that drew it.

Nobody need be logged in; whoever is sees their own menu around it.
"""

from datetime import timedelta
from types import SimpleNamespace

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.urls import path
from django.utils.safestring import mark_safe

from core import clock
from core.gates import open_to_public
from core.registries import Link, Todo
from core.verdict import GRANTED, refused

app_name = "styleguide"

SPECIMENS = {
    "marks": "标记",
    "buttons": "按钮",
    "notices": "提示",
    "next": "下一步与进度",
    "record": "记录页",
    "todos": "待办与短列表",
    "big": "手机上的一件事",
    "numbers": "数字与格子图",
    "lists": "列表",
    "forms": "表单",
}
LAYOUTS = {
    "record": "记录页",
    "form": "表单页",
    "focus": "专注页",
    "public": "公开页",
    "print": "打印页",
}


class SampleForm(forms.Form):
    unit = forms.ChoiceField(label="被反映单位", choices=[("", "请选择"), ("1", "财政所"), ("2", "城建办")])
    found_on = forms.DateField(label="发现日期")
    source = forms.ChoiceField(
        label="信息来源", widget=forms.RadioSelect, choices=[("daily", "日常了解"), ("letters", "信访举报")]
    )
    summary = forms.CharField(
        label="情况摘要",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写清楚什么事、哪一天、涉及谁的职权。不写反映人的姓名。",
    )
    amount = forms.DecimalField(label="涉及金额（元）", required=False, min_value=0)
    types = forms.MultipleChoiceField(
        label="风险类型",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("mind", "思想道德"), ("post", "岗位职责"), ("process", "业务流程")],
    )
    evidence = forms.FileField(label="附件", required=False, help_text="PDF、Word 或图片，20 MB 以内。")
    confirmed = forms.BooleanField(label="我已核对，内容属实")


class ProblemForm(forms.Form):
    text = forms.CharField(label="问题", max_length=100)
    due_on = forms.DateField(label="整改期限")


ProblemFormSet = forms.formset_factory(ProblemForm, extra=1, max_num=5, can_delete=True)


class SampleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="关键词")
    unit = django_filters.ChoiceFilter(
        label="单位", choices=[("1", "财政所"), ("2", "城建办")], empty_label="全部"
    )
    since = django_filters.DateFilter(label="签发不早于")
    key = django_filters.BooleanFilter(label="只看重点对象", widget=forms.CheckboxInput)


def sample_rows() -> list[SimpleNamespace]:
    titles = ["惠农补贴发放把关不严", "工程变更未经集体研究", "公示期不足七日"]
    marks = [("red", "high", "issued", "待回告", -2), ("yellow", "medium", "draft", "起草", 0)]
    marks.append(("blue", "low", "closed", "已销号", 12))
    return [
        SimpleNamespace(
            title=titles[n % 3],
            unit="财政所",
            number=f"七镇纪廉预〔2026〕{n + 1}号",
            amount=1234.5 * n if n % 3 else None,
            **dict(zip(("tier", "level", "status", "status_label", "due"), marks[n % 3], strict=True)),
        )
        for n in range(132)
    ]


def sample_record(today) -> dict:
    days = [today - timedelta(days=n) for n in (6, 5, 4, 1, 0)]
    pairs = zip(("起草", "审核", "签批", "送达", "签收"), days, strict=True)
    return {
        "due_on": today + timedelta(days=30),
        "life": [*pairs, ("回告", None), ("复核", None), ("销号", None)],
        "links": [
            Link("职权", "惠农补贴审核发放", "#record"),
            Link("风险点", "补贴对象审核把关不严", "#record"),
            Link("预警", "黄色 · 已签批", "#record", on=days[2]),
            Link("回告", "等待提交", done=False),
            Link("考核扣分", "−1 分", done=False),
        ],
        "problems": [
            SimpleNamespace(
                text="2 户补贴对象公示期不足 7 日", requirement="补足公示，核对异议。", due_on=today
            ),
            SimpleNamespace(text="发放表由一人编制并复核", requirement="编制与复核分设两岗。", due_on=today),
        ],
        "events": [
            SimpleNamespace(at=clock.now(), who="财政所负责人", what="签收了通知书。", note=""),
            SimpleNamespace(
                at=clock.now() - timedelta(days=1),
                who="信息员",
                what="当面送达。",
                note="由办公室转交，对方当面清点。",
            ),
        ],
    }


def sample_todos(today) -> list[Todo]:
    return [
        Todo(
            "预警",
            "复核红色预警的整改回告",
            "城建办 · 七镇纪廉预〔2026〕12号 · 3 个问题，2 个已附佐证",
            "#todos",
            "开始复核",
            today - timedelta(days=1),
            "red",
        ),
        Todo(
            "采集表",
            "第三季度采集表未报送",
            "东沟村 · 已提醒采集员、村书记、包村领导",
            "#todos",
            "代为填报",
            today - timedelta(days=3),
            primary=False,
        ),
        Todo("抽查", "还有 5 个高风险岗位未抽查", "第四十四条 · 每年至少一次", "#todos", "安排抽查", today),
    ]


def sample(request) -> dict:
    today = clock.today()
    bound = request.POST if request.method == "POST" else None
    return {
        **sample_record(today),
        "moment": clock.now(),
        "amount": 1234567.8,
        "granted": GRANTED,
        "refused": refused("预警由有管理权限的纪检监察机关签发。", article=41),
        "todos": sample_todos(today),
        "page": Paginator(sample_rows(), 5).get_page(request.GET.get("page")),
        "filter": SampleFilter(request.GET, queryset=ContentType.objects.none()),
        "form": SampleForm(bound, request.FILES or None, initial={"found_on": today}),
        "formset": ProblemFormSet(bound, prefix="problems"),
    }


@open_to_public
def index(request):
    context = sample(request)
    specimens = [
        {
            "name": name,
            "title": title,
            "drawn": mark_safe(render_to_string(f"styleguide/{name}.html", context, request)),
            "source": get_template(f"styleguide/{name}.html").template.source,
        }
        for name, title in SPECIMENS.items()
    ]
    context |= {"specimens": specimens, "layouts": LAYOUTS.items()}
    return render(request, "styleguide/index.html", context)


@open_to_public
def layout(request, name):
    if name not in LAYOUTS:
        raise Http404
    return render(request, f"styleguide/layout_{name}.html", sample(request))


urlpatterns = [
    path("", index, name="index"),
    path("<slug:name>/", layout, name="layout"),
]
