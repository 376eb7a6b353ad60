"""The 51 articles as they come with the software."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command

from rulebook import imports
from rulebook.models import Article

CHAPTERS = {
    "第一章 总则": range(1, 6),
    "第二章 目标任务": range(6, 12),
    "第三章 清权查险": range(12, 16),
    "第四章 机制防控": range(16, 25),
    "第五章 监督管理": range(25, 36),
    "第六章 预警控制": range(36, 46),
    "第七章 考核追究": range(46, 50),
    "第八章 附则": range(50, 52),
}


@pytest.mark.django_db
def test_all_articles_stand_in_their_chapters():
    assert list(Article.objects.values_list("number", flat=True)) == list(range(1, 52))
    for chapter, numbers in CHAPTERS.items():
        assert {article.chapter for article in Article.objects.filter(number__in=numbers)} == {chapter}


@pytest.mark.parametrize("row", imports.reference_rows(), ids=lambda row: row["number"])
def test_every_summary_is_one_to_three_full_sentences(row):
    assert 1 <= row["summary"].count("。") <= 3
    assert row["summary"].endswith("。")
    assert len(row["summary"]) <= 160
    assert not re.search(r"[,;:!?()]", row["summary"] + row["title"]), "Chinese punctuation is full-width"
    assert 3 <= len(row["title"]) <= 16
    assert not row["title"].endswith("。")


def test_no_heading_is_used_twice():
    titles = [row["title"] for row in imports.reference_rows()]
    assert len(set(titles)) == 51


# What people act on; a slip here costs somebody points or a deadline.
@pytest.mark.parametrize(
    ("number", "facts"),
    [
        (
            14,
            (
                "自己找",
                "互相帮",
                "领导点",
                "集体评",
                "组织审",
                "个人自查",
                "科室帮查",
                "领导核查",
                "组织审查",
            ),
        ),
        (20, ("至少要有两个人", "1+X")),
        (27, ("财务", "人事", "物资采购", "工程项目")),
        (30, ("同意", "不同意", "缓议", "主持人最后")),
        (38, ("每个季度", "每半年")),
        (42, ("红色：有违纪行为", "黄色：有倾向性问题", "蓝色：情节较轻", "红、黄两级下整改通知书")),
        (43, ("三十日内", "书面报告")),
        (44, ("每年至少抽查一次",)),
        (48, ("扣2分", "扣1分", "扣0.5分", "95分", "加5分", "一成")),
    ],
)
def test_a_summary_keeps_the_facts_people_act_on(number, facts):
    summary = {row["number"]: row["summary"] for row in imports.reference_rows()}[number]
    assert [fact for fact in facts if fact not in summary] == []


@pytest.mark.django_db
def test_loading_again_repairs_our_words_and_leaves_the_offices_text():
    Article.objects.filter(number=43).update(title="改坏了", full_text="镇里的正式文本")
    Article.objects.filter(number=7).delete()

    imports.load_reference(using="default")

    article = Article.objects.get(number=43)
    assert (article.title, article.full_text) == ("三十日内书面回告", "镇里的正式文本")
    assert Article.objects.count() == 51


@pytest.mark.django_db
def test_migrating_back_to_nothing_is_survived():
    class Nothing:
        def get_model(self, *args):
            raise LookupError

    imports.load_reference(using="default", apps=Nothing())
    assert Article.objects.count() == 51


@pytest.mark.django_db(transaction=True)
def test_the_articles_come_back_after_a_flush():
    call_command("flush", interactive=False, verbosity=0)
    assert apps.get_model("rulebook", "Article").objects.count() == 51
