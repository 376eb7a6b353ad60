"""What comes into the risk register from files: the office's own registers, and the examples we bring along."""

from riskpoints.imports.examples import load_examples, load_reference
from riskpoints.imports.register import read_register, try_register

__all__ = ["load_examples", "load_reference", "read_register", "try_register"]
