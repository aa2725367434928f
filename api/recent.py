"""The last few things that were used, for whoever wants them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key, the least recently used forgotten first; any number of threads may use it.

    All together weigh at most ``room``, as ``weigh`` says it; only the newest stays whatever it
    weighs. By default each weighs one.
    """

    def __init__(self, room: int, weigh: Callable[[Collection[V]], int] = len) -> None:
        self._room, self._weigh = room, weigh
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """The value that was kept under ``key``, if it is still there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep ``value``, and forget as many others as must be."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > 1 and self._weigh(self._values.values()) > self._room:
                self._values.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
