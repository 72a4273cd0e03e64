"""The errors of the Bot API, worded as the real server words them."""

from typing import Any


class ApiError(Exception):
    """An answer `{ok: false, error_code, description, parameters?}`; the HTTP status is the code."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
        if parameters:
            self.body["parameters"] = parameters


class BrokenRequest(ApiError):
    """A request that no careful bot makes: besides being answered so, it is recorded as a violation."""


def bad(why: str, **parameters: int) -> ApiError:
    """Return a 400 that an honest bot may meet."""
    return ApiError(400, f"Bad Request: {why}", **parameters)


def broken(why: str) -> BrokenRequest:
    """Return a 400 that only a careless bot meets."""
    return BrokenRequest(400, f"Bad Request: {why}")


def forbidden(why: str) -> ApiError:
    """Return a 403."""
    return ApiError(403, f"Forbidden: {why}")


def conflict(why: str) -> ApiError:
    """Return a 409."""
    return ApiError(409, f"Conflict: {why}")


def too_many(seconds: int) -> ApiError:
    """Return a 429."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
