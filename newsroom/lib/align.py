"""Finds what two lists have in common, in order; bounded in time whatever they hold. Knows no models."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

LARGEST_TABLE = 10_000  # cells; a stretch that is longer and has no word of its own in common counts as rewritten
Pair = tuple[int, int]


def align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Positions of equal items, rising on both sides.

    Words that stand once on both sides are held fast, then what lies between them is compared: the patience diff.
    """
    pairs: list[Pair] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        start, end, from_, to = waiting.pop()
        while start < end and from_ < to and old[start] == new[from_]:
            pairs.append((start, from_))
            start, from_ = start + 1, from_ + 1
        while start < end and from_ < to and old[end - 1] == new[to - 1]:
            end, to = end - 1, to - 1
            pairs.append((end, to))
        if start == end or from_ == to:
            continue
        fixed = anchors(old, new, (start, end, from_, to))
        if fixed:
            pairs += fixed
            edges = [(start - 1, from_ - 1), *fixed, (end, to)]
            waiting += [(a + 1, b, c + 1, d) for (a, c), (b, d) in pairwise(edges)]
        elif (end - start) * (to - from_) <= LARGEST_TABLE:
            pairs += [(start + a, from_ + b) for a, b in by_table(old[start:end], new[from_:to])]
    return sorted(pairs)


def anchors(old: Sequence[str], new: Sequence[str], within: tuple[int, int, int, int]) -> list[Pair]:
    """Items that stand exactly once on both sides, as many as keep their order."""
    start, end, from_, to = within
    once = {item for item, count in Counter(old[start:end]).items() if count == 1}
    once &= {item for item, count in Counter(new[from_:to]).items() if count == 1}
    place = {new[position]: position for position in range(from_, to) if new[position] in once}
    pairs = [(position, place[old[position]]) for position in range(start, end) if old[position] in once]
    kept = set(longest_rise([there for _here, there in pairs]))
    return [pair for pair in pairs if pair[1] in kept]


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """The longest rising part of different numbers, in order."""
    tops: list[int] = []  # the lowest end of a rise of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(tops, number)
        before[number] = tops[length - 1] if length else None
        tops[length : length + 1] = [number]
    rise: list[int] = []
    last = tops[-1] if tops else None
    while last is not None:
        rise.append(last)
        last = before[last]
    return rise[::-1]


def by_table(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The longest common part of two short lists."""
    longest = [[0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            same = old[a] == new[b]
            longest[a][b] = longest[a + 1][b + 1] + 1 if same else max(longest[a + 1][b], longest[a][b + 1])
    pairs, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        if old[a] == new[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif longest[a + 1][b] >= longest[a][b + 1]:
            a += 1
        else:
            b += 1
    return pairs
