"""Reading 10,000 rows against calamine alone, writing 50,000 against xlsxwriter alone."""

import os
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from core.spreadsheets import Column, read_table, stream_xlsx
from core.spreadsheets.reading import CHILD
from core.spreadsheets.values import day, whole_number

# A child's peak includes the process that started it, so a small one starts it.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
FIRST_DAY = date(2026, 1, 1)
COLUMNS = [
    Column("number", "序号", required=True, parse=whole_number),
    Column("department", "部门", max_length=50),
    Column("post", "岗位", max_length=50),
    Column("kind", "风险类别", choices=[("process", "业务流程"), ("system", "制度机制")]),
    Column("risk", "风险点", required=True, max_length=200),
    Column("manifestation", "表现形式", max_length=500),
    Column("level", "等级", choices=[("high", "高"), ("low", "低")]),
    Column("measures", "防控措施", max_length=500),
    Column("owner", "责任人", max_length=50),
    Column("since", "登记日期", parse=day),
]
HEADINGS = [column.heading for column in COLUMNS]


def lines():
    yield import_10k()
    yield export_50k()


def import_10k() -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "10k.xlsx"
        with stream_xlsx(HEADINGS, rows(10_000)) as file:
            path.write_bytes(file.read())
        floor = best(lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())
        ours = best(lambda: read(path))
        peak = subprocess.run(
            [sys.executable, "-m", "bench.spreadsheets", path], capture_output=True, text=True, check=True
        ).stdout.strip()
    ratio = f"{ours:.2f} s against {floor:.2f} s with calamine alone: {ours / floor:.1f}×"
    return f"reading 10,000 rows: {ratio} (processor time); {peak} MB over idle at the peak (target 200)"


def export_50k() -> str:
    floor = best(lambda: written_by_xlsxwriter(rows(50_000)), times=2)
    ours = best(lambda: stream_xlsx(HEADINGS, rows(50_000)).close(), times=2)
    return f"exporting 50,000 rows: {ours:.1f} s against {floor:.1f} s with xlsxwriter alone: {ours / floor:.2f}× (target 1.5)"


def rows(count: int):
    for number in range(1, count + 1):
        yield (
            number,
            f"部门{number % 12}",
            f"{number % 40}号岗位",
            "业务流程" if number % 3 else "制度机制",
            f"第{number}项:符合条件不受理或不说明理由",
            "不一次性告知;收受财物、吃请后受理不符合条件的;" * 2,
            "高" if number % 5 else "低",
            "条件、程序、时限、材料和办理结果公开;投诉全部核查反馈",
            f"负责人{number % 90}",
            FIRST_DAY + timedelta(days=number % 365),
        )


def written_by_xlsxwriter(rows):
    with tempfile.TemporaryFile() as target, xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet, as_day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, values in enumerate(rows):
            sheet.write_number(row, 0, values[0])
            for column in range(1, 9):
                sheet.write_string(row, column, values[column])
            sheet.write_datetime(row, 9, values[9], as_day)


def read(path: Path):
    with path.open("rb") as file:
        for row in read_table(file, columns=COLUMNS).rows:
            assert not row.errors


def best(work, times: int = 3) -> float:
    """Seconds of processor time, children included, of the least disturbed of a few runs."""
    taken = []
    for _ in range(times):
        before = sum(os.times()[:4])
        work()
        taken.append(sum(os.times()[:4]) - before)
    return min(taken)


def peak_over_idle(path: Path) -> int:
    """Megabytes that this process adds while it reads, and its child from nothing."""
    idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read(path)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - idle
    with path.open("rb") as source:
        command = [sys.executable, "-I", "-c", MEASURE, sys.executable, "-I", str(CHILD), "xlsx", "20000"]
        child = int(subprocess.run(command, stdin=source, capture_output=True, check=True).stdout)
    return round((own + child) / 1024)


if __name__ == "__main__":
    print(peak_over_idle(Path(sys.argv[1])))
