"""A corporation's directory on paper: departments and who is in each, told at once or refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.chat import Colleague, Department
from bot.rules.directory import DepartmentUnknown
from bot.rules.refusals import Refusal


@dataclass
class PaperDirectory:
    """`there` is who is in which department, by its number. With `refuses`, nothing is told but that."""

    names: dict[int, str]
    there: dict[int, list[Colleague]] = field(default_factory=dict)
    channels: tuple[str, ...] = ("web",)
    refuses: Refusal | None = None
    asked: int = 0

    async def departments(self) -> Sequence[Department]:
        self._ask()
        return [Department(number, name) for number, name in self.names.items()]

    async def people(self, department: int) -> Sequence[Colleague]:
        self._ask()
        if department not in self.names:
            raise DepartmentUnknown(str(department))
        return self.there.get(department, [])

    def _ask(self) -> None:
        self.asked += 1
        if self.refuses:
            raise self.refuses
