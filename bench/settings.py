"""The settings of the tests, with a bare view beside our own pages, and the benchmark's database by name."""

import os

from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES

ROOT_URLCONF = "bench.urls"
DATABASES["default"]["NAME"] = os.environ.get("BENCH_DATABASE", DATABASES["default"]["NAME"])
