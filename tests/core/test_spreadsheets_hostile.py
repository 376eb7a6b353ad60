"""Every hostile file gets a sentence, soon, and in little memory."""

import io
import subprocess
import sys
import tempfile
import time

import pytest

from core.spreadsheets import Column, SpreadsheetError, read_table
from core.spreadsheets.child import MB, MEMORY
from core.spreadsheets.reading import CHILD
from tests.core.hostile import workbooks

pytestmark = pytest.mark.slow

SECONDS = 15
COLUMNS = [
    Column("name", "名称", required=True, max_length=50),
    Column("level", "级别", required=True, choices=[("high", "高"), ("low", "低")]),
]
TOO_LARGE = "文件展开后过大"
BROKEN = "文件已损坏或不完整"
MISMATCH = "扩展名与内容不符"
PASSWORD = "该文件设有密码"
NO_HEADINGS = "没有找到表头"

REFUSED = {
    "an empty file": (lambda: b"", ".xlsx", "没有任何内容"),
    "an empty .csv": (lambda: b"\r\n,,\r\n", ".csv", "没有任何内容"),
    "an empty sheet": (workbooks.empty_sheet, ".xlsx", "没有任何内容"),
    "a truncated archive": (workbooks.truncated, ".xlsx", BROKEN),
    "a damaged sheet": (workbooks.damaged, ".xlsx", BROKEN),
    "a sheet that breaks off": (workbooks.unfinished_sheet, ".xlsx", BROKEN),
    "a workbook with a password": (workbooks.encrypted, ".xlsx", PASSWORD),
    "a workbook with a password called .xls": (workbooks.encrypted, ".xls", PASSWORD),
    "an archive with a password": (workbooks.encrypted_archive, ".xlsx", PASSWORD),
    "50 MB": (workbooks.fifty_megabytes, ".xlsx", "文件超过10 MB"),
    "a zip bomb": (workbooks.zip_bomb, ".xlsx", TOO_LARGE),
    "a zip bomb that lies about its size": (workbooks.lying_zip_bomb, ".xlsx", BROKEN),
    "twenty thousand entries": (workbooks.many_entries, ".xlsx", TOO_LARGE),
    "millions of shared texts": (workbooks.huge_shared_strings, ".xlsx", NO_HEADINGS),
    "a row of long texts": (workbooks.heavy_row, ".xlsx", TOO_LARGE),
    "billion laughs": (workbooks.billion_laughs, ".xlsx", BROKEN),
    "one value in the last cell": (workbooks.last_cell_only, ".xlsx", NO_HEADINGS),
    "a good table and the last cell": (workbooks.first_and_last_cell, ".xlsx", TOO_LARGE),
    "a deeply nested sheet": (workbooks.deep_xml, ".xlsx", "没有任何内容"),
    "a picture": (workbooks.picture, ".xlsx", MISMATCH),
    "a picture called .csv": (workbooks.picture, ".csv", MISMATCH),
    "a Word file": (workbooks.word_file, ".xlsx", MISMATCH),
    "a web page called .xls": (workbooks.web_page, ".xls", MISMATCH),
    "an .xls called .xlsx": (workbooks.xls, ".xlsx", MISMATCH),
    "an .xlsx called .xls": (workbooks.xlsx, ".xls", MISMATCH),
    "an .xlsx called .csv": (workbooks.xlsx, ".csv", MISMATCH),
    "a .csv with NUL bytes": (lambda: workbooks.csv("名称,级别\r\n窗口\0,高\r\n"), ".csv", MISMATCH),
    "a .csv in no known encoding": (lambda: workbooks.csv() + b"\xff\xff", ".csv", "无法识别文件的文字编码"),
    "a .csv with an open quote": (lambda: workbooks.csv('名称,级别\r\n"窗口,高\r\n'), ".csv", "引号不成对"),
    "a .csv with an endless cell": (lambda: workbooks.csv("名称\r\n" + "长" * 200_000), ".csv", "单元格过长"),
    "a .csv of commas": (lambda: b"," * 9 * MB, ".csv", "没有任何内容"),
}


def upload(content: bytes, extension: str):
    file = io.BytesIO(content)
    file.name = f"风险点{extension}"
    return file


@pytest.mark.parametrize(("make", "extension", "sentence"), REFUSED.values(), ids=REFUSED)
def test_is_refused_with_a_sentence_in_bounded_time(make, extension, sentence):
    file = upload(make(), extension)
    started = time.monotonic()

    with pytest.raises(SpreadsheetError, match=sentence) as refusal:
        read_table(file, columns=COLUMNS)

    assert time.monotonic() - started < SECONDS
    assert refusal.value.message.endswith("。")


READ = {
    "a million empty rows": (workbooks.million_empty_rows, ".xlsx", [2]),
    "a million empty cells with a style": (workbooks.million_styled_cells, ".xlsx", [2]),
    "a value in the last row": (workbooks.far_row, ".xlsx", [2, 1_048_576]),
    "an old .xls": (workbooks.xls, ".xls", [2]),
}


@pytest.mark.parametrize(("make", "extension", "numbers"), READ.values(), ids=READ)
def test_is_read_in_bounded_time(make, extension, numbers):
    file = upload(make(), extension)
    started = time.monotonic()

    rows = list(read_table(file, columns=COLUMNS).rows)

    assert [row.number for row in rows] == numbers
    assert rows[0].values == {"name": "窗口收费", "level": "high"}
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("length", [32_767, 300_000])
def test_an_extremely_long_cell_is_that_cells_error(length):
    [row] = read_table(upload(workbooks.long_cell(length), ".xlsx"), columns=COLUMNS).rows

    assert [str(error) for error in row.errors] == [f"第2行「名称」（A列）：有{length}个字，最多50个字。"]


# A child's peak is measured under a small parent, because it inherits that of the process which started it.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


@pytest.mark.parametrize(
    "make", [workbooks.huge_shared_strings, workbooks.first_and_last_cell, workbooks.far_row]
)
def test_the_child_stays_within_its_memory(make):
    with tempfile.TemporaryFile() as source:
        source.write(make())
        source.seek(0)
        command = [sys.executable, "-I", "-c", MEASURE, sys.executable, "-I", str(CHILD), "xlsx", "20000"]
        peak = int(subprocess.run(command, stdin=source, capture_output=True, check=True).stdout)

    assert 10 * MB < peak < MEMORY


def test_the_child_can_open_no_file_and_no_socket():
    attempt = f"""
import runpy, socket
child = runpy.run_path({str(CHILD)!r})
child["limit"]()
for thing in (lambda: open("/etc/hostname"), socket.socket):
    try:
        thing()
    except OSError as error:
        print(error.strerror)
"""
    answer = subprocess.run([sys.executable, "-I", "-c", attempt], capture_output=True, text=True, check=True)

    assert answer.stdout.splitlines() == ["Too many open files"] * 2


def test_a_reader_that_fails_by_itself_is_logged(monkeypatch, tmp_path, caplog):
    broken = tmp_path / "child.py"
    broken.write_text("raise RuntimeError('a bug of ours')")
    monkeypatch.setattr("core.spreadsheets.reading.CHILD", broken)

    with pytest.raises(SpreadsheetError, match=BROKEN):
        read_table(upload(workbooks.xlsx(), ".xlsx"), columns=COLUMNS)

    assert "a bug of ours" in caplog.text


def test_a_reader_that_never_ends_is_stopped(monkeypatch, tmp_path):
    endless = tmp_path / "child.py"
    endless.write_text("import time; time.sleep(60)")
    monkeypatch.setattr("core.spreadsheets.reading.CHILD", endless)
    monkeypatch.setattr("core.spreadsheets.reading.WALL_SECONDS", 0.2)

    with pytest.raises(SpreadsheetError, match=TOO_LARGE):
        read_table(upload(workbooks.xlsx(), ".xlsx"), columns=COLUMNS)
