"""What may stand in the register of powers, each rule once. No database, no clock."""

from powers.rules.discretion import Band, Fault, Frame, faults, plain, words
from powers.rules.procedure import END, Finding, Named, Step, findings, ways
from powers.rules.wording import (
    OBJECTED,
    Basis,
    Kind,
    guessed_kind,
    is_enough,
    objections,
    read_bases,
    read_basis,
    says_the_same,
    split_kind,
    with_kind,
)

__all__ = [
    "END",
    "OBJECTED",
    "Band",
    "Basis",
    "Fault",
    "Finding",
    "Frame",
    "Kind",
    "Named",
    "Step",
    "faults",
    "findings",
    "guessed_kind",
    "is_enough",
    "objections",
    "plain",
    "read_bases",
    "read_basis",
    "says_the_same",
    "split_kind",
    "ways",
    "with_kind",
    "words",
]
