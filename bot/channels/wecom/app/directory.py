"""The corporation's directory, as far as the app's scope reaches."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.wecom.app.api import Api
from bot.channels.wecom.names import APP, ROBOT
from bot.channels.wecom.wording import clean
from bot.chat import Colleague, Department, Misconfigured, NotSent, PerhapsSent, SendFailed
from bot.rules.directory import DepartmentUnknown, DirectoryAway, DirectoryShut
from bot.rules.files import MOST_ROWS, TooManyRows
from bot.rules.refusals import Refusal

_log = logging.getLogger(__name__)


class CorporationDirectory:
    """Departments and people by the app's own token; nothing is kept of them here."""

    channels: tuple[str, ...] = (APP, ROBOT)

    def __init__(self, api: Api) -> None:
        self._api = api

    async def departments(self) -> Sequence[Department]:
        """Return all departments in the app's scope. Raises DirectoryAway or DirectoryShut."""
        return await self._list({}, "")

    async def people(self, department: int) -> Sequence[Colleague]:
        """Return everybody in a department and beneath it.

        One call a department: whether WeCom still tells those beneath in one is not known. Raises DepartmentUnknown,
        TooManyRows, DirectoryAway or DirectoryShut.
        """
        found: dict[str, Colleague] = {}
        for one in await self._list({"id": department}, str(department)):
            told = await self._ask("user/simplelist", {"department_id": one.id}, str(department))
            for person in _rows(told, "userlist"):
                user, name = str(person.get("userid") or ""), clean(str(person.get("name") or ""))
                if user:
                    found.setdefault(user, Colleague(user, name))
            if len(found) > MOST_ROWS:
                raise TooManyRows
        return tuple(found.values())

    async def _list(self, which: Mapping[str, int], word: str) -> Sequence[Department]:
        told = _rows(await self._ask("department/list", which, word), "department")
        numbered = [one for one in told if isinstance(one.get("id"), int)]
        return [Department(one["id"], clean(str(one.get("name") or ""))) for one in numbered]

    async def _ask(self, path: str, params: Mapping[str, int], word: str) -> Mapping[str, Any]:
        try:
            return await self._api.get(path, **params)
        except SendFailed as error:
            _log.warning("the directory cannot be read: %s", error)
            raise _refusal(error, word) from error


def _rows(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = told.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _refusal(error: SendFailed, word: str) -> Refusal:
    """Return the refusal a failure is for who asked. What WeCom refuses of one department is none we can see."""
    if isinstance(error, NotSent | PerhapsSent):
        return DirectoryAway()
    if isinstance(error, Misconfigured) or not word:
        return DirectoryShut()
    return DepartmentUnknown(word)
