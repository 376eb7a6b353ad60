"""What waits for whom, by noun."""

from earlywarnings.todos.warnings import (
    todos,
)

__all__ = [
    "todos",
]
