"""The risk-point list of a restricted user at 1,000 and 100,000 rows against a bare view of 50 rows, and a register
of 10,000 rows coming in, on the PostgreSQL of the tests."""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

SMALL, LARGE = 1_000, 100_000
UNITS = 25
ROUNDS = 100
HEADINGS = ["单位", "科室", "风险类别", "风险点", "表现形式", "风险等级", "防控措施", "责任人", "生效日期"]


def lines():
    """In a process of its own: Django reads its database's address when it starts."""
    from tests.harness.services import private_services

    with private_services() as services:
        if services:
            services.wait()
        command = [sys.executable, "-m", "bench.riskpoints"]
        yield from subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


def main(*file: str):
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    if file:
        print(take_in(Path(*file)))
        return
    from django.conf import settings
    from django.db import connection

    # Without setup_test_environment(): it copies the context of every template, which no visitor pays for.
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    user = town()
    print(import_10k(user.person.unit, settings.DATABASES["default"]["NAME"]))
    for line in list_page(user):
        print(line)
    for line in facets(user.person.unit.parent):
        print(line)
    print(heat_map(user.person.unit.parent))
    print(diagrams())


def town():
    """A town of 25 units, and the head of one of them."""
    from core.gates import Role
    from tests.factories import UnitFactory, UserFactory

    whole = UnitFactory(town=True, name="七道江镇")
    villages = [UnitFactory(village=True, parent=whole, name=f"第{n}村") for n in range(UNITS)]
    return UserFactory(role=Role.UNIT_HEAD, unit=villages[7])


def list_page(user):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from riskpoints.models import RiskPoint

    client = Client()
    client.force_login(user)
    RiskPoint.objects.all().delete()
    for size in (SMALL, LARGE):
        fill(size)
        floor, ours = milliseconds(lambda: client.get("/bare/"), lambda: client.get("/risk-points/"))
        with CaptureQueriesContext(connection) as queries:
            assert "个风险点" in client.get("/risk-points/").content.decode()
        yield (
            f"risk-point list at {size:,} rows: {ours:.1f} ms against {floor:.1f} ms for a bare view: "
            f"{ours / floor:.1f}× (target 3); {len(queries)} queries (target 10)"
        )


FACETS = (
    ("level and type", "level=high&risk_type=moral", "level = 'high' AND risk_type = 'moral'"),
    ("two characters", "q=处审", "name LIKE '%处审%'"),
    (
        "state and line",
        "status=in_register&line=daily",
        "status IN ('registered', 'unchecked') AND line = 'daily'",
    ),
)


def facets(whole):
    """The whole town's register of LARGE points narrowed, against a bare count and page of the same condition."""
    from django.db import connection
    from django.test import Client

    from core.gates import Role
    from tests.factories import UserFactory

    client = Client()
    client.force_login(UserFactory(role=Role.TOWN_LEADER, unit=whole))
    for name, asked, condition in FACETS:

        def bare(condition=condition):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM riskpoints_riskpoint WHERE {condition}")
                cursor.execute(
                    f"SELECT * FROM riskpoints_riskpoint WHERE {condition} ORDER BY unit_id, sort_key, id LIMIT 50"
                )
                cursor.fetchall()

        floor, ours = milliseconds(bare, lambda asked=asked: client.get(f"/risk-points/?{asked}"), rounds=20)
        yield (
            f"register of {LARGE:,} points by {name}: {ours:.0f} ms against {floor:.0f} ms of bare SQL: "
            f"{ours / floor:.1f}×"
        )


def heat_map(whole):
    """At LARGE points, against the one aggregate it asks, read through a cursor."""
    from django.db import connection
    from django.test import Client

    from core.gates import Role
    from tests.factories import UserFactory

    client = Client()
    client.force_login(UserFactory(role=Role.TOWN_LEADER, unit=whole))

    def bare():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT unit_id, risk_type, level, count(*) FROM riskpoints_riskpoint "
                "WHERE status IN ('registered', 'unchecked') GROUP BY 1, 2, 3"
            )
            cursor.fetchall()

    floor, ours = milliseconds(bare, lambda: client.get("/risk-points/heat/"))
    return (
        f"heat map of {LARGE:,} points: {ours:.0f} ms against {floor:.0f} ms of bare SQL: {ours / floor:.1f}×"
    )


def diagrams(number: int = 1_000) -> str:
    """Procedures of seven steps in three lanes, drawn."""
    from powers.diagram import draw
    from powers.rules import Named, Step

    posts = [Named(n, f"第{n}岗") for n in range(3)]
    steps = [Step(n, f"第{n}环节", "other", posts[n % 3], refused_number=n - 1 or None) for n in range(1, 8)]
    began = time.perf_counter()
    for _ in range(number):
        draw(steps, title="流程图", levels={2: ["high"]})
    return f"{number:,} diagrams of seven steps: {(time.perf_counter() - began) / number * 1000:.2f} ms each"


def fill(size: int):
    """Points up to this number, spread over all units and kinds."""
    from django.db import connection

    from organisations.models import Unit
    from riskpoints.enums import Level, RiskType, Status
    from riskpoints.models import RiskPoint

    units = list(Unit.objects.filter(kind="village"))
    with connection.cursor() as cursor:  # VACUUM marks as visible to all only what is certainly on disk
        cursor.execute("SET synchronous_commit = on")
    present = RiskPoint.objects.count()
    RiskPoint.objects.bulk_create(
        (
            RiskPoint(
                unit=units[n % UNITS],
                name=f"第{n}处审核把关不严",
                manifestation="不入户核查，凭关系认定。",
                risk_type=RiskType.values[n % 4],
                level=Level.values[n % 3],
                status=Status.REGISTERED,
                reviewed_on=date(2026, 3, 3),
                valid_from=date(2026, 1, 1),
                changed_on=date(2026, 1, 1 + n % 28),
                sort_key=f"di4 {n * 7919 % LARGE:06}",
            )
            for n in range(present, size)
        ),
        batch_size=2_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE riskpoints_riskpoint")


def milliseconds(*works, rounds: int = ROUNDS) -> list[float]:
    """The median of each, taken in turns: whatever else the machine does falls on all of them alike."""
    taken = [[] for _ in works]
    for _ in range(rounds + 1):
        for work, times in zip(works, taken, strict=True):
            before = time.perf_counter()
            work()
            times.append(time.perf_counter() - before)
    return [median(times[1:]) * 1_000 for times in taken]


def import_10k(unit, database: str) -> str:
    """Taken in by a process that has done nothing else, so that its peak is its own."""
    from python_calamine import CalamineWorkbook

    from core.spreadsheets import stream_xlsx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "10k.xlsx"
        with stream_xlsx(HEADINGS, rows(unit, 10_000)) as file:
            path.write_bytes(file.read())
        before = time.process_time()
        CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        floor = time.process_time() - before
        command = [sys.executable, "-m", "bench.riskpoints", path]
        taken = subprocess.run(
            command,
            env=os.environ | {"BENCH_DATABASE": database},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    ours, peak = taken.stdout.split()
    return (
        f"importing 10,000 risk points with measures and history: {ours} s against {floor:.2f} s to read them with "
        f"calamine alone: {float(ours) / floor:.0f}× (processor time); {peak} MB over idle at the peak (target 200)"
    )


def take_in(path: Path) -> str:
    """Seconds of processor time and megabytes over idle."""
    from django.core.files import File

    from powers.queries import units_with_powers
    from riskpoints import imports

    units = list(units_with_powers())
    idle, before = peak_megabytes(), time.process_time()
    with path.open("rb") as content:
        report = imports.read_register(File(content, name=path.name), by=None, units=units)
    assert report.created == 10_000
    return f"{time.process_time() - before:.1f} {peak_megabytes() - idle}"


def peak_megabytes() -> int:
    """Of this program alone: what getrusage says includes the one that started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def rows(unit, count: int):
    kinds = ("思想道德风险", "岗位职责风险", "业务流程风险", "制度机制风险")
    for n in range(count):
        yield (
            unit.name,
            f"科室{n % 12}",
            kinds[n % 4],
            f"第{n}项审核把关不严",
            "不入户核查，凭关系认定；发放表由一人编制并复核。",
            "高中低"[n % 3],
            "双人入户核查并签字\n名单公示7日",
            f"负责人{n % 90}",
            date(2026, 1, 1),
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
