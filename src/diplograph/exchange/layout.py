"""Where nodes are drawn: springs along the edges, and every node pushes the others away.

The same network gets the same places: nothing is random, and only operations are used whose results IEEE 754 fixes.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from diplograph.exchange.network import Network

    _Points: TypeAlias = npt.NDArray[np.float64]

Place: TypeAlias = tuple[float, float]

#: The width of the drawing; its height follows from what there is to draw.
WIDTH = 1250.0
#: Larger networks get no places: their programs lay them out, and faster.
MOST = 600
_STEPS = 160
_GOLDEN = math.pi * (3 - math.sqrt(5))
_PULL, _GRAVITY, _NEAR = 1.0, 0.6, 1e-4
#: A part is drawn no higher than this; a small one gets room by the root of its nodes.
_TALL, _ROOM, _GAP = 800.0, 80.0, 60.0
#: A part of more nodes is fitted into its share, stretched by so much if need be.
_FEW, _STRETCH = 12, 1.6


def count_edges(network: Network) -> Counter[str]:
    """Count the edges at each node; one to itself counts once."""
    return Counter(end for edge in network.edges for end in {edge.source, edge.target})


def lay_out(network: Network) -> dict[str, Place]:
    """Give each node its place, x from 0 to 1250 and y downwards from 0; none where there are too many."""
    if len(network.nodes) > MOST:
        return {}
    degrees = count_edges(network)
    numbers = {node.id: index for index, node in enumerate(network.nodes)}
    springs = _list_springs(network, numbers)
    places: dict[str, Place] = {}
    left = top = row = 0.0
    parts = _list_parts(len(numbers), springs)
    for part in parts:
        order = sorted(part, key=lambda index: (-degrees[network.nodes[index].id], index))
        points, width, height = _draw_part(order, springs, (len(part) / len(parts[0])) ** 0.5)
        if left and (left + width > WIDTH or not top):
            left, top, row = 0.0, top + row + _GAP, 0.0
        places |= {network.nodes[i].id: (round(left + x, 1), round(top + y, 1)) for i, (x, y) in points.items()}
        left, row = left + width + _GAP, max(row, height)
    return places


def _list_parts(size: int, springs: list[tuple[int, int]]) -> list[list[int]]:
    """List the parts that no edge joins, the largest first."""
    near: dict[int, list[int]] = {}
    for a, b in springs:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    seen: set[int] = set()
    parts = []
    for first in range(size):
        waiting = [] if first in seen else [first]
        part = set(waiting)
        while waiting:
            new = set(near.get(waiting.pop(), ())) - part
            part |= new
            waiting += sorted(new)
        seen |= part
        parts += [sorted(part)] if part else []
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _draw_part(order: list[int], springs: list[tuple[int, int]], share: float) -> tuple[dict[int, Place], float, float]:
    """Lay out one part in its share of the width and the height; give the places from (0, 0), the width and the height."""
    numbers = {index: number for number, index in enumerate(order)}
    own = [(numbers[a], numbers[b]) for a, b in springs if a in numbers]
    points = _settle(_begin(len(order)), own)
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = (max(float(size), 1e-9) for size in high - low)
    if tall > wide:  # Drawings are wide.
        points, low, wide, tall = points[:, ::-1], low[::-1], tall, wide
    if len(order) <= _FEW:
        across = down = _ROOM * (len(order) - 1) ** 0.5 / wide
    else:
        down = min(_TALL / tall, WIDTH / wide) * share
        across = min(down * _STRETCH, WIDTH / wide * share)
    places = {
        index: ((x - low[0]) * across, (y - low[1]) * down)
        for index, (x, y) in zip(order, points.tolist(), strict=True)
    }
    return places, max(wide * across, _ROOM), tall * down


def _begin(size: int) -> list[Place]:
    """Begin with a spiral, the nodes with most edges innermost."""
    turns = [(math.sqrt(turn + 0.5), turn * _GOLDEN) for turn in range(size)]
    return [(round(radius * math.cos(angle), 6), round(radius * math.sin(angle), 6)) for radius, angle in turns]


def _list_springs(network: Network, numbers: dict[str, int]) -> list[tuple[int, int]]:
    """List the pairs of nodes that edges join, each once."""
    ends = {tuple(sorted((numbers[edge.source], numbers[edge.target]))) for edge in network.edges}
    return sorted((a, b) for a, b in ends if a != b)


def _settle(places: list[Place], springs: list[tuple[int, int]]) -> _Points:
    """Move the nodes until they rest, in ever smaller steps."""
    import numpy as np  # noqa: PLC0415 - the other formats do not wait for it

    points = np.array(places, dtype=np.float64)
    a, b = (np.array([spring[side] for spring in springs], dtype=np.intp) for side in (0, 1))
    for step in range(_STEPS):
        away = points[:, None, :] - points[None, :, :]
        squares = away[..., 0] * away[..., 0] + away[..., 1] * away[..., 1] + _NEAR
        force = (away / squares[..., None]).sum(axis=1)
        along = points[a] - points[b]
        lengths = np.sqrt(along[:, 0] * along[:, 0] + along[:, 1] * along[:, 1])
        pull = along * (_PULL * lengths / (1 + lengths))[:, None]
        np.subtract.at(force, a, pull)
        np.add.at(force, b, pull)
        force -= points * (_GRAVITY / len(points) ** 0.5)
        size = np.sqrt(force[:, 0] * force[:, 0] + force[:, 1] * force[:, 1]) + _NEAR
        limit = (1 - step / _STEPS) * 0.8
        points += force * (np.minimum(size, limit) / size)[:, None]
    return points
