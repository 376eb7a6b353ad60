"""Print the lines of every benchmark in this folder."""

import os
import pkgutil
from importlib import import_module
from pathlib import Path

import django


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if lines := getattr(import_module(f"bench.{module.name}"), "lines", None):
            for line in lines():
                print(line, flush=True)


if __name__ == "__main__":
    main()
