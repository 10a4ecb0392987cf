"""What to look at first in a pack: where a claim and what stands behind it do not go together."""

from kitemark.scrutiny.look import Look, look
from kitemark.scrutiny.signal import Signal

__all__ = ["Look", "Signal", "look"]
