"""What makes the suite strict and real: services, a browser, a worker. Loaded as plugins (pyproject.toml)."""
