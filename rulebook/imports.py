"""Two texts come in from outside: our reference data after every migration, an office's full text when it has one."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps as installed

from rulebook import rules, workflow

REFERENCE = Path(__file__).parent / "data" / "articles.toml"
NUMERAL = r"([0-9]{1,3}|[一二三四五六七八九十百零〇]{1,6})"
CHAPTER = re.compile(rf"[ \t\u3000]*第{NUMERAL}章(?=[ \t\u3000]|$)")
ARTICLE = re.compile(rf"[ \t\u3000]*第{NUMERAL}条(?:[ \t\u3000]+|$)")
PAGE_NUMBER = re.compile(r"[-—–－\s]*\d{1,3}[-—–－\s]*")
WORD_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


class UnreadableRegulation(Exception):
    """The file cannot be taken; `problems` says why, one sentence each."""

    def __init__(self, *problems: str):
        super().__init__("\n".join(problems))
        self.problems = problems


def load_reference(using, apps=installed, **kwargs) -> None:
    """Receiver of post_migrate: write headings and summaries anew, never the full text."""
    try:
        model = apps.get_model("rulebook", "Article")
    except LookupError:  # migrated back to nothing
        return
    ours = ["chapter_number", "chapter_title", "title", "summary", "keywords"]
    model.objects.using(using).bulk_create(
        [model(**row) for row in reference_rows()],
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=ours,
    )


def reference_rows() -> list[dict]:
    chapters = tomllib.loads(REFERENCE.read_text("utf-8"))["chapters"]
    return [
        {"chapter_number": chapter["number"], "chapter_title": chapter["title"], **article}
        for chapter in chapters
        for article in chapter["articles"]
    ]


@dataclass(frozen=True)
class Loaded:
    """What a file brought: how many articles changed, and the last lines, where stray text would hang."""

    changed: int
    last_lines: list[str]


def load_regulation(data: bytes) -> Loaded:
    """Load an office's own text of all articles, or raise UnreadableRegulation and change nothing."""
    texts = read_articles(decoded(data))
    changed = workflow.load_full_text(texts, by=None, digest=hashlib.sha256(data).hexdigest())
    return Loaded(changed, texts[rules.LAST_ARTICLE].splitlines())


def decoded(data: bytes) -> str:
    if data.startswith(WORD_FILES):
        raise UnreadableRegulation("这是 Word 或 PDF 文件，请另存为纯文本（.txt）后再载入。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableRegulation("文件既不是 UTF-8 也不是 GB18030 编码的文本，请另存后再载入。")


def read_articles(text: str) -> dict[int, str]:
    """The articles of a regulation by their headings at the start of a line; what stands before 第一条 is left out.

    A citation inside a sentence is no heading: a heading is followed by a space or by the end of its line.
    """
    bodies: list[tuple[int, int | None, list[str]]] = []  # number, chapter, lines
    chapter = None
    for line in text.replace("\x00", "").splitlines():
        if heading := CHAPTER.match(line):
            chapter = rules.number_of(heading[1])
        elif heading := ARTICLE.match(line):
            bodies.append((rules.number_of(heading[1]) or 0, chapter, [line[heading.end() :].strip()]))
        elif bodies and line.strip() and not PAGE_NUMBER.fullmatch(line):
            bodies[-1][2].append(line.strip())
    texts = {number: "\n".join(filter(None, lines)) for number, _, lines in bodies}
    refuse_gaps([number for number, _, _ in bodies], texts)
    refuse_other_chapters({number: chapter for number, chapter, _ in bodies})
    return texts


def refuse_gaps(numbers: list[int], texts: dict[int, str]) -> None:
    """All 51 articles, each once, in order, none empty; else every problem at once."""
    if not numbers:
        raise UnreadableRegulation("没有找到条文：每条应另起一行，以“第一条”加空格开头。")
    whole = range(1, rules.LAST_ARTICLE + 1)
    problems = {
        "缺少": [number for number in whole if number not in texts],
        "重复": [number for number in whole if numbers.count(number) > 1],
        "多出": [number for number in texts if number not in whole],
        "没有正文": [number for number in whole if texts.get(number) == ""],
        "顺序不对": [after for before, after in zip(numbers, numbers[1:], strict=False) if after < before],
    }
    found = [f"{what}：{'、'.join(map(_label, which))}。" for what, which in problems.items() if which]
    if found:
        raise UnreadableRegulation(*found)


def refuse_other_chapters(chapters: dict[int, int | None]) -> None:
    """An article under another chapter's heading means that headings were lost on the way."""
    expected = {row["number"]: row["chapter_number"] for row in reference_rows()}
    astray = [number for number, chapter in chapters.items() if chapter != expected[number]]
    if astray:
        number = astray[0]
        raise UnreadableRegulation(
            f"{rules.article_label(number)}应在{rules.chapter_label(expected[number])}标题之下"
            f"（共{len(astray)}条的章不对），请核对各章标题是否另起一行。"
        )


def _label(number: int) -> str:
    return rules.article_label(number) if 0 < number < 100 else "序号读不出的条"
