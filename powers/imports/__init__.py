"""What comes into the power catalogue from files: the office's own lists, and the reference data we bring along."""

from powers.imports.catalogue import read_catalogue, try_catalogue
from powers.imports.examples import load_examples
from powers.imports.reference import load_reference

__all__ = ["load_examples", "load_reference", "read_catalogue", "try_catalogue"]
