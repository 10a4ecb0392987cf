"""Fair judgement by several: their packs made one, how far they agree, what splits them, what they then agree."""

from kitemark.moderation.agreement import Agreement, ScaleAgreement, agreement
from kitemark.moderation.coefficients import Kappa, MissingKrippendorffError, kappa, ordinal_alpha
from kitemark.moderation.merging import Merged, merge
from kitemark.moderation.sheet import Sheet, sheet
from kitemark.moderation.splits import Split, splits

__all__ = [
    "Agreement",
    "Kappa",
    "Merged",
    "MissingKrippendorffError",
    "ScaleAgreement",
    "Sheet",
    "Split",
    "agreement",
    "kappa",
    "merge",
    "ordinal_alpha",
    "sheet",
    "splits",
]
