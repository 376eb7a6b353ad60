"""Commitments in public, reports in confidence."""

from declarations.models.commitments import Commitment, CommitmentTemplate, Practice
from declarations.models.matters import MatterNote, MatterReport

__all__ = ["Commitment", "CommitmentTemplate", "MatterNote", "MatterReport", "Practice"]
