"""A report of prose and numbers: every word of it stands in the PDF and in the Word file, and nothing is run as markup."""

import io
from datetime import date

import docx
import pdfplumber

from documents import reports
from documents.reports import Report, Row, Section


def sample(*, causes="一是制度不全。\n二是监督不够", rows=3) -> Report:
    numbers = tuple(Row(f"第{n}项", str(n), str(n + 1)) for n in range(rows))
    return Report(
        title="七道江镇2026年下半年\n廉政风险预警信息分析报告",
        issuer="中共七道江镇纪律检查委员会",
        on=date(2027, 1, 14),
        sections=(
            Section("报送情况", ("应报采集表48张",), (Row("采集表"), *numbers)),
            Section("成因", (causes,)),
        ),
    )


def pages(report: Report) -> list[str]:
    with pdfplumber.open(io.BytesIO(reports.pdf(report))) as opened:
        return [page.extract_text() for page in opened.pages]


def test_the_pdf_holds_title_numbers_prose_and_who_signs():
    (page,) = pages(sample())
    lines = page.split("\n")

    assert lines[:2] == ["七道江镇2026年下半年", "廉政风险预警信息分析报告"]
    assert lines[2:7] == ["一、报送情况", "应报采集表48张。", "项目 本期 上期", "采集表", "第0项 0 1"]
    assert lines[-6:-3] == ["二、成因", "一是制度不全。", "二是监督不够。"]
    assert lines[-3:-1] == ["中共七道江镇纪律检查委员会", "2027年1月14日"]


def test_nobody_signs_on_a_page_without_words():
    for rows in range(6, 20):
        last = pages(sample(rows=rows))[-1]
        assert "中共七道江镇纪律检查委员会" in last
        assert "二是监督不够。" in last


def test_the_same_values_give_the_same_bytes():
    assert reports.pdf(sample()) == reports.pdf(sample())


def test_the_word_file_holds_the_same_words():
    opened = docx.Document(io.BytesIO(reports.word(sample(rows=1))))

    assert [paragraph.text for paragraph in opened.paragraphs] == [
        "七道江镇2026年下半年廉政风险预警信息分析报告",
        "一、报送情况",
        "应报采集表48张。",
        "二、成因",
        "一是制度不全。",
        "二是监督不够。",
        "中共七道江镇纪律检查委员会",
        "2027年1月14日",
    ]
    (table,) = opened.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["项目", "本期", "上期"],
        ["采集表", "", ""],
        ["第0项", "0", "1"],
    ]


def test_markup_stays_text():
    hostile = '#import "x" *粗* <b>粗</b> & {{ 7*7 }} {% if x %} \\ $x$'
    (page,) = pages(sample(causes=hostile))
    words = [p.text for p in docx.Document(io.BytesIO(reports.word(sample(causes=hostile)))).paragraphs]

    assert hostile + "。" in words
    assert "{{ 7*7 }} {% if x %}" in page
    assert "49" not in page
