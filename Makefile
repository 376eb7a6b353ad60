# Nothing but Python 3.11 and make is needed beforehand; see README.md.
PYTHON ?= python3
SHELL := /bin/sh
.PHONY: help python run test check bench screenshots

help:
	@echo "make run          the demo town on http://127.0.0.1:8000 (PORT=8001 changes it)"
	@echo "make test         every test, on a real PostgreSQL, Redis and Chromium"
	@echo "make check        lint, format, migrations, deployment checks, advisories, house rules"
	@echo "make bench        the speed of large lists, imports and exports against their floors"
	@echo "make screenshots  the pictures of docs/screenshots, from the demo town"

run: python
	@exec $(PYTHON) -m scripts.run

test: python
	@$(PYTHON) -m scripts.setup browser
	@.venv/bin/pytest -n 2 --dist loadscope --no-loadscope-reorder $(ARGS)

check: python
	@$(PYTHON) -m scripts.setup tools
	@.venv/bin/python -m scripts.check

bench: python
	@$(PYTHON) -m scripts.setup tools
	@.venv/bin/python -m bench

screenshots: python
	@$(PYTHON) -m scripts.setup browser
	@.venv/bin/python -m scripts.screenshots

python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install the package python3."; exit 1; }
