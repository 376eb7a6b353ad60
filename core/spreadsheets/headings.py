"""Finding the row of headings, and which column stands where."""

from core.spreadsheets.columns import Column, SpreadsheetError, comparable

LONGEST = 50
SEARCHED = 10  # a title, a note and a unit line often stand above the headings

Placed = list[tuple[int, Column]]


def find(rows: list[list], columns: list[Column], *, sheet: str, allow_unknown: bool) -> tuple[int, Placed]:
    """Which of the first rows has the headings, and (index, column) for each column in it."""
    known = {heading: column for column in columns for heading in column.headings}
    titles = [[str(cell).strip()[:LONGEST] for cell in row] for row in rows]
    found = [[(index, known.get(comparable(title))) for index, title in enumerate(row)] for row in titles]
    best = max(range(len(rows)), key=lambda row: len({column for _, column in found[row] if column}))
    placed = [(index, column) for index, column in found[best] if column]
    if not placed:
        raise SpreadsheetError(_no_headings(columns, sheet))
    strangers = [(index, titles[best][index]) for index, column in found[best] if not column]
    unknown = [
        f"「{title}」（{letter(index)}列）" for index, title in strangers if title and not allow_unknown
    ]
    _complain(columns, [column for _, column in placed], unknown)
    return best, placed


def letter(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _complain(columns: list[Column], present: list[Column], unknown: list[str]):
    missing = [column.heading for column in columns if column.required and column not in present]
    repeated = [column.heading for column in columns if present.count(column) > 1]
    problems = [
        f"缺少{_quoted(missing)}列" if missing else "",
        f"{_quoted(repeated)}列出现了不止一次" if repeated else "",
        f"不认识{'、'.join(unknown[:10])}{f'等{len(unknown)}列' if len(unknown) > 10 else ''}"
        if unknown
        else "",
    ]
    if any(problems):
        raise SpreadsheetError("；".join(filter(None, problems)) + "。请按模板的表头填写后再上传。")


def _no_headings(columns: list[Column], sheet: str) -> str:
    wanted = [column.heading for column in columns if column.required] or [
        column.heading for column in columns
    ]
    place = f"工作表「{sheet}」" if sheet else "文件"
    return f"{place}前{SEARCHED}行里没有找到表头，应有一行写着{_quoted(wanted[:5])}。请按模板填写后再上传。"


def _quoted(names: list[str]) -> str:
    return "".join(f"「{name}」" for name in names)
