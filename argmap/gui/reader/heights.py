"""Heights of rows in a long column, and where each begins, with logarithmic cost for a change and for a look."""

from __future__ import annotations

from collections.abc import Iterable


class Heights:
    """A Fenwick tree (P. Fenwick, "A new data structure for cumulative frequency tables", 1994) over heights in pixels."""

    def __init__(self, heights: Iterable[int]) -> None:
        self._heights = list(heights)
        size = len(self._heights)
        self._tree = [0, *self._heights]
        for node in range(1, size + 1):
            above = node + (node & -node)
            if above <= size:
                self._tree[above] += self._tree[node]
        self._top_bit = 1 << size.bit_length()

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    def __setitem__(self, row: int, height: int) -> None:
        by = height - self._heights[row]
        if by:
            self._heights[row] = height
            node = row + 1
            while node < len(self._tree):
                self._tree[node] += by
                node += node & -node

    @property
    def total(self) -> int:
        """All heights together."""
        return self.before(len(self._heights))

    def before(self, row: int) -> int:
        """Where a row begins: the heights of the rows before it."""
        total = 0
        while row > 0:
            total += self._tree[row]
            row -= row & -row
        return total

    def at(self, y: int) -> tuple[int, int]:
        """(row, distance from its top) of a place in the column; places outside belong to the first or last row."""
        row, rest, bit = 0, max(0, y), self._top_bit
        while bit:
            ahead = row + bit
            if ahead < len(self._tree) and self._tree[ahead] <= rest:
                row, rest = ahead, rest - self._tree[ahead]
            bit >>= 1
        if row >= len(self._heights) and self._heights:
            return len(self._heights) - 1, rest + self._heights[-1]
        return row, rest
