from collections.abc import Mapping

from programme.model import Release


def current_numbers() -> Mapping[str, int]:
    return {}


def load(slug: str, number: int) -> Release:
    raise KeyError(slug)
