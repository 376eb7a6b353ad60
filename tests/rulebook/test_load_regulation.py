"""An office's own full text: taken whole, or not at all and with the reasons."""

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from rulebook import imports, rules
from rulebook.models import Article

pytestmark = pytest.mark.django_db


def regulation(leave_out=(), bodies=None, chapters=True):
    """A regulation of 51 invented articles with a title page, a table of contents and page numbers."""
    lines = ["某镇防控办法", "2026年1月1日", "目录"]
    rows = imports.reference_rows()
    titles = {row["chapter_number"]: row["chapter_title"] for row in rows}
    headings = {number: f"{rules.chapter_label(number)} {title}" for number, title in titles.items()}
    lines += headings.values()
    chapter = None
    for row in rows:
        if chapters and row["chapter_number"] != chapter:
            chapter = row["chapter_number"]
            lines += ["", f"　　{headings[chapter]}", f"— {chapter} —"]
        if row["number"] not in leave_out:
            body = (bodies or {}).get(row["number"], f"虚构的第{row['number']}段。")
            lines.append(f"　　{rules.article_label(row['number'])}　{body}")
    return "\n".join(lines)


@pytest.fixture
def load(tmp_path, capsys):
    def load(content, encoding="utf-8"):
        file = tmp_path / "办法.txt"
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        call_command("load_regulation", str(file))
        return capsys.readouterr().out

    return load


def refusal(load, content):
    with pytest.raises(CommandError) as refused:
        load(content)
    assert not Article.objects.exclude(full_text="").exists()
    assert not AuditEvent.objects.exists()
    first, *problems = str(refused.value).splitlines()
    assert first == "没有载入，原有文本未变。"
    return problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_whole_text_is_loaded_in_either_encoding(load, encoding):
    assert load(regulation(), encoding) == "8章51条核对无误：51条已载入，0条与原有文本相同。\n"

    assert Article.objects.get(number=43).full_text == "虚构的第43段。"
    assert Article.objects.get(number=5).full_text == "虚构的第5段。", "a page number is no text"
    assert AuditEvent.objects.get().actor_name == "系统"


def test_loading_again_says_that_nothing_changed(load):
    load(regulation())
    assert load(regulation()) == "8章51条核对无误：0条已载入，51条与原有文本相同。\n"
    assert "1条已载入，50条" in load(regulation(bodies={43: "改过的第43段。"}))


def test_windows_line_ends_and_several_paragraphs_are_kept_apart(load):
    load(regulation(bodies={8: "第一款。\n　　（一）甲；\n　　（二）乙。"}).replace("\n", "\r\n"))
    assert Article.objects.get(number=8).full_text == "第一款。\n（一）甲；\n（二）乙。"


def test_a_heading_may_stand_on_a_line_of_its_own(load):
    load(regulation(bodies={8: "\n另起一行的正文。"}))
    assert Article.objects.get(number=8).full_text == "另起一行的正文。"


def test_an_article_cited_in_the_text_is_no_heading(load):
    load(regulation(bodies={44: "按照第四十二条 办理，\n第四十三条规定的回告不再重复。"}))
    assert Article.objects.get(number=44).full_text == "按照第四十二条 办理，\n第四十三条规定的回告不再重复。"
    assert Article.objects.get(number=43).full_text == "虚构的第43段。"


def test_arabic_numbers_are_read_as_well(load):
    load(regulation().replace("第四十三条", "第43条"))
    assert Article.objects.get(number=43).full_text == "虚构的第43段。"


def test_text_after_the_last_article_is_pointed_out(load):
    assert "第五十一条之后还有“返回顶部”" in load(regulation() + "\n返回顶部\n20\n")


def test_missing_articles_are_named(load):
    assert refusal(load, regulation(leave_out=(3, 43))) == ["缺少：第三条、第四十三条。"]


def test_repeated_and_disordered_articles_are_named(load):
    text = regulation(leave_out=(7,)).replace("　　第九条", "　　第七条　迟到的一段。\n　　第九条")
    assert refusal(load, text) == ["顺序不对：第七条。"]
    text = regulation().replace("　　第九条", "　　第七条　又一段。\n　　第九条")
    assert refusal(load, text) == ["重复：第七条。", "顺序不对：第七条。"]


def test_articles_too_many_and_articles_without_text_are_named(load):
    text = regulation(bodies={6: ""}) + "\n第五十二条　多出的一段。\n第一百零一条　还有。"
    assert refusal(load, text) == [
        "多出：第五十二条、序号读不出的条。",
        "没有正文：第六条。",
        "顺序不对：序号读不出的条。",
    ]


def test_a_lost_chapter_heading_is_named(load):
    text = regulation().replace("\n　　第六章 预警控制", "")
    assert refusal(load, text) == [
        "第三十六条应在第六章标题之下（共10条的章不对），请核对各章标题是否另起一行。"
    ]


@pytest.mark.parametrize("content", ["", "今天天气很好。", "第一条没有空格。"])
def test_a_text_without_headings_is_refused(load, content):
    assert refusal(load, content) == ["没有找到条文：每条应另起一行，以“第一条”加空格开头。"]


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"%PDF-1.7"])
def test_a_word_or_pdf_file_is_refused(load, content):
    assert refusal(load, content) == ["这是 Word 或 PDF 文件，请另存为纯文本（.txt）后再载入。"]


def test_bytes_that_are_no_text_are_refused(load):
    assert refusal(load, b"\xff\xff\xfe\x00") == [
        "文件既不是 UTF-8 也不是 GB18030 编码的文本，请另存后再载入。"
    ]


def test_a_missing_or_huge_file_is_refused(load, tmp_path):
    with pytest.raises(CommandError, match="找不到文件"):
        call_command("load_regulation", str(tmp_path / "没有.txt"))
    with pytest.raises(CommandError, match="文件超过2MB"):
        load(b" " * (2 * 1024 * 1024 + 1))
