"""Front-end files straight from node_modules: exactly the ones named in NPM_FILE_PATTERNS."""

from django_npm.finders import NpmFinder


class Finder(NpmFinder):
    """Yields text paths: manifest storage refuses the Path objects of the original."""

    def list(self, ignore_patterns):
        for path, storage in super().list(ignore_patterns):
            yield str(path), storage
