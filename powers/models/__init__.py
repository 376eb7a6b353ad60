"""The records of powers."""

from powers.models.cases import CaseEntry, PowerCase
from powers.models.discretion import DiscretionBand, DiscretionTable
from powers.models.filters import SavedFilter
from powers.models.headings import HeadingMemory
from powers.models.register import LibraryPower, Power, PowerAdjustment, PowerBasis, PowerKind, ProcedureStep

__all__ = [
    "CaseEntry",
    "DiscretionBand",
    "DiscretionTable",
    "HeadingMemory",
    "LibraryPower",
    "Power",
    "PowerAdjustment",
    "PowerBasis",
    "PowerCase",
    "PowerKind",
    "ProcedureStep",
    "SavedFilter",
]
