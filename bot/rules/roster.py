"""Which rows of a roster can be taken, and what is wrong with each of the others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from bot.models.people import Category, Role
from bot.rules.names import LONGEST_NAME, check_name, key, tidy
from bot.rules.refusals import Refusal

Found = TypeVar("Found")

CATEGORY_WORDS: Mapping[Category, str] = {
    Category.FULL: "正式党员 党员 中共党员 正式 full fullmember partymember",
    Category.PROBATIONARY: "预备党员 中共预备党员 预备 probationary probationarymember",
    Category.PROSPECT: "发展对象 prospect prospectivemember candidate",
    Category.ACTIVIST: "入党积极分子 积极分子 activist applicant",
    Category.PUBLIC: "群众 志愿者 非党员 共青团员 volunteer public",
}
ROLE_WORDS: Mapping[Role, str] = {
    Role.MEMBER: "成员 普通成员 普通党员 党员 member",
    Role.SECRETARY: "书记 支部书记 党支部书记 副书记 支部副书记 组织委员 secretary branchsecretary",
    Role.COORDINATOR: "联络员 统筹 统筹人 协调人 coordinator",
}
CATEGORIES = {word: category for category, words in CATEGORY_WORDS.items() for word in words.split()}
ROLES = {word: role for role, words in ROLE_WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stood in the file. `line` counts from 1 as spreadsheets do; empty cells are empty text.

    `user` is what a directory knows the person by; no file says it.
    """

    line: int
    name: str
    branch: str = ""
    category: str = ""
    role: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row that can be taken. `branch` is spelt as the branch is; `assumed` where no category was written."""

    line: int
    name: str
    branch: str
    category: Category
    role: Role
    assumed: bool = False
    user: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that cannot be taken, with every reason, in the order of the columns."""

    line: int
    name: str
    reasons: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class RosterCheck:
    """What came of a roster, in the order of the file."""

    good: tuple[RosterRow, ...]
    bad: tuple[BadRow, ...]

    @property
    def assumed(self) -> int:
        """How many rows named no category and were taken as full members."""
        return sum(row.assumed for row in self.good)


@dataclass(frozen=True, slots=True)
class RosterTemplate:
    """A roster to fill in, for these branches."""

    branches: tuple[str, ...]


@dataclass(eq=False)
class BranchMissing(Refusal):
    """The row names no branch and the roster is not one branch's own."""


@dataclass(eq=False)
class BranchUnknown(Refusal):
    """There is no branch of that name, nor any like it."""

    word: str


@dataclass(eq=False)
class BranchMisspelt(Refusal):
    """There is no branch of that name; `closest` is the most similar there is."""

    word: str
    closest: str


@dataclass(eq=False)
class BranchNotYours(Refusal):
    """The row names a branch that whoever sent the roster does not look after."""

    word: str


@dataclass(eq=False)
class CategoryUnknown(Refusal):
    """The category is none of the five."""

    word: str


@dataclass(eq=False)
class RoleUnknown(Refusal):
    """The role is none we know."""

    word: str


@dataclass(eq=False)
class RoleTooHigh(Refusal):
    """Only a coordinator may make others coordinators."""


@dataclass(eq=False)
class TwiceInFile(Refusal):
    """The same name in the same branch stands in line `first` already."""

    first: int


def check(
    rows: Iterable[RawRow],
    branches: Sequence[str],
    default_branch: str | None,
    *,
    own: Sequence[str] | None = None,
    may_coordinate: bool = False,
) -> RosterCheck:
    """Sort `rows` into those that can be taken and those that cannot.

    `branches` are all names in use; an empty cell means `default_branch`. `own` are the branches whose roster the
    sender may change (None: all). Without `may_coordinate` a row may not make a coordinator. An empty category is
    taken as full member and marked `assumed`; an empty role is an ordinary member. Never raises for a row.
    """
    spelt = {key(name): name for name in branches}
    allowed = spelt if own is None else {key(name): name for name in own}
    good: list[RosterRow] = []
    bad: list[BadRow] = []
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        reasons: list[Refusal] = []
        name = _or_reason(reasons, check_name, row.name)
        branch = _or_reason(reasons, _branch, row.branch or default_branch or "", spelt, allowed)
        category = _or_reason(reasons, _category, row.category)
        role = _or_reason(reasons, _role, row.role, may_coordinate)
        if name and branch and category and role:
            person = (key(name), branch)
            if person not in first:
                first[person] = row.line
                assumed = not tidy(row.category)
                good.append(RosterRow(row.line, name, branch, category, role, assumed, row.user))
                continue
            reasons.append(TwiceInFile(first[person]))
        bad.append(BadRow(row.line, tidy(row.name)[:LONGEST_NAME], tuple(reasons)))
    return RosterCheck(tuple(good), tuple(bad))


def _or_reason(reasons: list[Refusal], decide: Callable[..., Found], *given: object) -> Found | None:
    """Return what `decide` says, or None with its refusal added to `reasons`."""
    try:
        return decide(*given)
    except Refusal as refusal:
        reasons.append(refusal.with_traceback(None))
        return None


def _branch(text: str, spelt: Mapping[str, str], allowed: Mapping[str, str]) -> str:
    word = tidy(text)
    if not word:
        raise BranchMissing
    if key(word) not in spelt:
        closest = get_close_matches(key(word), spelt, n=1, cutoff=0.4)
        word = word[:LONGEST_NAME]
        raise BranchMisspelt(word, spelt[closest[0]]) if closest else BranchUnknown(word)
    if key(word) not in allowed:
        raise BranchNotYours(word)
    return spelt[key(word)]


def read_category(text: str) -> Category | None:
    """Return the category that a word stands for; None for any other word."""
    return CATEGORIES.get(key(text))


def _category(text: str) -> Category:
    word = key(text)
    if word and word not in CATEGORIES:
        raise CategoryUnknown(tidy(text)[:LONGEST_NAME])
    return CATEGORIES[word] if word else Category.FULL


def _role(text: str, may_coordinate: bool) -> Role:
    word = key(text)
    if word and word not in ROLES:
        raise RoleUnknown(tidy(text)[:LONGEST_NAME])
    role = ROLES[word] if word else Role.MEMBER
    if role is Role.COORDINATOR and not may_coordinate:
        raise RoleTooHigh
    return role
