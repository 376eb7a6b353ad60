"""The rules of the house, kept by the suite instead of by memory."""

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver

ROOT = Path(__file__).parent.parent
FLOORS = [  # an app may import only from floors above it in this list
    "core", "audit", "organisations", "rulebook", "notifications", "documents", "deadlines", "duties", "declarations",
    "powers", "riskpoints", "decisions", "collection", "earlywarnings", "assessment", "dashboard", "disclosure", "demo",
]  # fmt: skip
SHELVES = [  # inside an app, a module (or a folder of that name) may import only from shelves above it
    "enums", "rules", "models", "queries", "access", "letters", "duties", "workflow", "sweep", "forms", "filters", "tables",
    "imports", "exports", "tasks", "management", "views", "urls",
]  # fmt: skip
VAGUE = {"utils", "helpers", "common", "services", "manager", "managers", "misc"}
LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 300, 50, 10

MODULES = [
    path.relative_to(ROOT)
    for floor in FLOORS
    for path in sorted((ROOT / floor).rglob("*.py"))
    if "migrations" not in path.parts
]
TREES = {path: ast.parse((ROOT / path).read_text("utf-8")) for path in MODULES}


def shelf(path) -> str:
    return path.parts[1].removesuffix(".py")


def imports(path):
    """Dotted names imported anywhere in the file, functions included."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_an_app_imports_only_from_lower_floors(path):
    above = {*FLOORS[FLOORS.index(path.parts[0]) + 1 :], "config"}
    assert [name for name in imports(path) if name.split(".")[0] in above] == []


@pytest.mark.parametrize("path", [p for p in MODULES if shelf(p) in SHELVES], ids=str)
def test_a_module_imports_only_from_lower_shelves(path):
    """A shelf that grew into a folder may use its own modules."""
    app, place = path.parts[0], SHELVES.index(shelf(path))
    above = set(SHELVES[place + 1 :] if len(path.parts) > 2 else SHELVES[place:])
    own = [name.split(".")[1] for name in imports(path) if name.startswith(f"{app}.")]
    assert [name for name in own if name in above] == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_across_floors_an_app_is_entered_by_its_doors(path):
    """Only models, enums, rules, queries, access, workflow and what is made to be used; never forms, views or tasks."""
    closed = {"forms", "views", "urls", "filters", "tables", "tasks", "imports", "exports"}
    other = [name.split(".") for name in imports(path) if name.split(".")[0] in FLOORS]
    foreign = [parts for parts in other if parts[0] not in (path.parts[0], "core")]
    assert [".".join(parts) for parts in foreign if len(parts) > 1 and parts[1] in closed] == []


def test_no_package_takes_a_standard_library_name():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert not packages & set(sys.stdlib_module_names)


def test_no_module_has_a_vague_name():
    assert [str(path) for path in MODULES if VAGUE & {part.removesuffix(".py") for part in path.parts}] == []


def our_views(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from our_views(pattern.url_patterns)
        elif pattern.callback.__module__.split(".")[0] in FLOORS:
            yield pattern.callback


def test_every_view_wears_a_gate():
    views = list(our_views(get_resolver().url_patterns))
    assert len(views) > 50
    assert [f"{view.__module__}.{view.__name__}" for view in views if not hasattr(view, "gate")] == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_and_functions_stay_small(path):
    assert (ROOT / path).read_text("utf-8").count("\n") <= LONGEST_MODULE
    assert [name for name, length in functions(path) if length > LONGEST_FUNCTION] == []


def functions(path):
    for node in ast.walk(TREES[path]):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.end_lineno - node.lineno + 1


def test_the_median_function_is_short():
    lengths = [length for path in MODULES for _, length in functions(path)]
    assert statistics.median(lengths) < MEDIAN_FUNCTION


@pytest.mark.parametrize("path", [p for p in MODULES if shelf(p) == "views"], ids=str)
def test_views_neither_query_nor_save(path):
    source = (ROOT / path).read_text("utf-8")
    assert re.findall(r"\.objects\b|\.filter\(|\.save\(|\.delete\(", source) == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_workflow_writes_a_status(path):
    if shelf(path) == "workflow":
        return
    written = [
        ast.unparse(target)
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "status"
    ]
    assert written == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_broad_except_and_nothing_left_to_do(path):
    source = (ROOT / path).read_text("utf-8")
    broad = [
        node.lineno
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert broad == []
    assert re.findall(r"\b(TODO|FIXME|XXX|HACK)\b", source) == []


@pytest.mark.parametrize("path", [p for p in MODULES if p.as_posix() != "core/clock.py"], ids=str)
def test_nobody_but_the_clock_asks_the_time(path):
    calls = [ast.unparse(node.func) for node in ast.walk(TREES[path]) if isinstance(node, ast.Call)]
    asked = {
        "timezone.now",
        "datetime.now",
        "datetime.today",
        "date.today",
        "timezone.localdate",
        "datetime.utcnow",
    }
    assert [call for call in calls if call in asked] == []
    assert "auto_now" not in (ROOT / path).read_text("utf-8")


def test_every_write_a_user_makes_is_a_move():
    """Public functions of a workflow that record a deed wear @move."""
    naked = []
    for path in (p for p in MODULES if shelf(p) == "workflow"):
        for node in TREES[path].body:
            if (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and "by" in arguments(node)
            ):
                marks = [ast.unparse(mark) for mark in node.decorator_list]
                if "move" not in marks and calls(node, "require"):
                    naked.append(f"{path}: {node.name}")
    assert naked == []


def arguments(node) -> set[str]:
    return {arg.arg for arg in [*node.args.args, *node.args.kwonlyargs]}


def calls(node, name: str) -> bool:
    return any(isinstance(n, ast.Call) and ast.unparse(n.func) == name for n in ast.walk(node))


def test_nothing_in_the_tree_points_at_the_internet_or_at_one_machine():
    """No page asks anything of the internet; documents may name a source, code may not."""
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    looked_at = [
        f for f in files if f.endswith((".py", ".html", ".js", ".css")) and not f.startswith("tests/")
    ]
    address = re.compile(r"https?://(?!127\.0\.0\.1|localhost|\[::1\]|www\.w3\.org|schemas\.)[a-z]")
    assert looked_at
    assert [
        f for f in looked_at if (ROOT / f).exists() and address.search((ROOT / f).read_text("utf-8"))
    ] == []
