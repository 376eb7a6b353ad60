"""The next step of anything that is handled: who has it, what they do, the words on the button."""

from dataclasses import dataclass
from datetime import date

from core.verdict import Verdict


@dataclass(frozen=True)
class Step:
    verb: str
    who: str
    what: str
    label: str
    url: str
    verdict: Verdict
    due_on: date | None = None

    @property
    def k(self) -> str:
        return "下一步 · 等您办理" if self.verdict else f"下一步 · 等待{self.who}"

    @property
    def title(self) -> str:
        return self.what if self.verdict else f"{self.who}{self.what}"
