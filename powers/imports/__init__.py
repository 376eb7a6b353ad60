"""What comes into the power catalogue from files: the office's own lists, and the reference data we bring along."""

from powers.imports.cases import columns as case_columns
from powers.imports.cases import try_cases
from powers.imports.catalogue import read_catalogue, try_catalogue
from powers.imports.examples import load_examples
from powers.imports.reference import load_reference

__all__ = [
    "case_columns",
    "load_examples",
    "load_reference",
    "read_catalogue",
    "try_cases",
    "try_catalogue",
]
