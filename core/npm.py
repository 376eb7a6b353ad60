"""Front-end files straight from node_modules: exactly these, and nothing else of what lies there."""

from django_npm.finders import NpmFinder

FILES = ("@tabler/core/dist/css/tabler.min.css", "echarts/dist/echarts.min.js")


class Finder(NpmFinder):
    """Knows its files by name: it need not walk node_modules, and yields texts, as manifest storage wants."""

    def find(self, path, find_all=False, **kwargs):
        [(_, root)] = self.locations
        found = [str(root / path)] if path in FILES and (root / path).is_file() else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns):
        [(_, root)] = self.locations
        for path in FILES:
            yield path, self.storages[root]
