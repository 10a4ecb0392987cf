"""What everything that is said needs: the rules, how conditions are put in words, and the sources."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from kitemark.describe.sources import Sources
from kitemark.explain import Speaker
from kitemark.rules.standard import Rules


@dataclass(frozen=True, slots=True)
class Wording:
    """The rules, and what helps to put them in words; there is no assessment, and so no date."""

    rules: Rules
    speaker: Speaker = field(init=False)
    sources: Sources = field(init=False)

    def __post_init__(self) -> None:
        """Write out the sources once."""
        object.__setattr__(self, "speaker", Speaker(self.rules, datetime.date.min))
        object.__setattr__(self, "sources", Sources(self.rules))
