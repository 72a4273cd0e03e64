"""The corporation's directory as an app sees it: departments, and who is in each of those it may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wecom_server.app.app import App
from tests.wecom_server.world import Body, Member

NO_DEPARTMENT = 60003
"""What is told of a department that is not there. Clients decide by no such number."""


@dataclass(eq=False)
class Department:
    """One department, and who is in it itself: not in one beneath it."""

    id: int
    name: str
    parent: int
    members: list[Member] = field(default_factory=list)


class Directory:
    """Departments by their numbers; 1 is the corporation itself."""

    def __init__(self, app: App, corporation: str = "单位") -> None:
        self.app = app
        self.departments = {1: Department(1, corporation, 0)}

    def department(self, name: str, *members: Member, parent: int = 1) -> Department:
        """Make a department."""
        made = Department(max(self.departments) + 1, name, parent, list(members))
        self.departments[made.id] = made
        return made

    def list(self, query: Mapping[str, str]) -> dict[str, Any]:
        """Tell a department and all beneath it; without a number, all there are."""
        top = int(query.get("id") or 1)
        if top not in self.departments:
            return _no_such()
        found = [one for one in self.departments.values() if self._is_beneath(one, top)]
        told = [{"id": one.id, "name": one.name, "parentid": one.parent, "order": 1} for one in found]
        return {"errcode": 0, "errmsg": "ok", "department": told}

    def people(self, query: Mapping[str, str]) -> dict[str, Any]:
        """Tell who is in one department.

        `fetch_child` does nothing: newer pages do not name it any more, so nobody may count on it.
        """
        one = self.departments.get(int(query.get("department_id") or 0))
        if one is None:
            return _no_such()
        seen = [member for member in one.members if member.userid not in self.app.outside]
        return {"errcode": 0, "errmsg": "ok", "userlist": [self._told(member) for member in seen]}

    def _told(self, member: Member) -> Body:
        departments = [one.id for one in self.departments.values() if member in one.members]
        return {"userid": member.userid, "name": member.name, "department": departments}

    def _is_beneath(self, one: Department, top: int) -> bool:
        return one.id == top or (one.parent in self.departments and self._is_beneath(self.departments[one.parent], top))


def _no_such() -> dict[str, Any]:
    return {"errcode": NO_DEPARTMENT, "errmsg": "department not found"}
