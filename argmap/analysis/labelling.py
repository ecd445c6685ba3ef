"""Grounded labelling of an abstract argumentation framework, in linear time.

Source: P. M. Dung, "On the acceptability of arguments", Artificial Intelligence 77 (1995); the labelling is the least
complete one of M. Caminada, "On the issue of reinstatement in argumentation", JELIA 2006.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

IN, OUT, UNDECIDED = 1, -1, 0


@dataclass(slots=True)
class Framework:
    """Arguments 0 to n-1 and who attacks whom. A double attack counts once for nothing: it is the same attack."""

    attackers: list[list[int]] = field(default_factory=list)
    attacked: list[list[int]] = field(default_factory=list)

    def argument(self) -> int:
        """Adds an argument and returns its number."""
        self.attackers.append([])
        self.attacked.append([])
        return len(self.attackers) - 1

    def attack(self, attacker: int, target: int) -> None:
        """Adds an attack."""
        self.attackers[target].append(attacker)
        self.attacked[attacker].append(target)


def grounded(framework: Framework) -> tuple[list[int], list[int]]:
    """(label, rank) of each argument. Labels are IN, OUT and UNDECIDED. The rank of an IN argument is one more than the
    highest of its attackers' ranks (1 when unattacked), of an OUT one one more than the lowest of its IN attackers' ranks,
    and 0 when undecided; so ranks fall along every explanation. Linear in arguments and attacks, iterative."""
    return _label(framework.attackers, framework.attacked)


def _label(attackers: Sequence[Sequence[int]], attacked: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    count = len(attackers)
    labels, ranks = [UNDECIDED] * count, [0] * count
    standing = [len(a) for a in attackers]  # attackers that are not OUT yet, with multiplicity
    queue = deque(i for i in range(count) if not standing[i])
    for i in queue:
        labels[i], ranks[i] = IN, 1
    while queue:  # breadth first, so an argument is put OUT by an IN attacker of the lowest rank
        winner = queue.popleft()
        for loser in attacked[winner]:
            if labels[loser] is not UNDECIDED:
                continue
            labels[loser], ranks[loser] = OUT, ranks[winner] + 1
            for freed in attacked[loser]:
                standing[freed] -= 1
                if not standing[freed] and labels[freed] == UNDECIDED:
                    labels[freed] = IN
                    ranks[freed] = 1 + max(ranks[a] for a in attackers[freed])
                    queue.append(freed)
    return labels, ranks
