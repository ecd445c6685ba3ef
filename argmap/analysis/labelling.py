"""Grounded labelling of an abstract argumentation framework, in linear time.

Source: P. M. Dung, "On the acceptability of arguments", Artificial Intelligence 77 (1995); the labelling is the least
complete one of M. Caminada, "On the issue of reinstatement in argumentation", JELIA 2006.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

IN, OUT, UNDECIDED = 1, -1, 0


@dataclass(slots=True)
class Framework:
    """Arguments 0 to n-1 and who attacks whom. An attack that is listed twice acts once."""

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

    def spare(self, target: int) -> None:
        """Takes every attack on an argument away."""
        for attacker in self.attackers[target]:
            self.attacked[attacker] = [other for other in self.attacked[attacker] if other != target]
        self.attackers[target] = []


def grounded(framework: Framework) -> tuple[list[int], list[int]]:
    """(label, rank) of each argument. Labels are IN, OUT and UNDECIDED. The rank of an IN argument is one more than the
    highest of its attackers' ranks (1 when unattacked), of an OUT one one more than the lowest of its IN attackers' ranks,
    and 0 when undecided; so ranks fall along every explanation. Linear in arguments and attacks, iterative.

    Arguments are settled in order of rank: whoever puts an argument OUT first has the lowest rank of those who do, and
    the attacker that goes OUT last has the highest.
    """
    attacked = framework.attacked
    waiting = [len(attackers) for attackers in framework.attackers]  # attackers that are not OUT yet
    labels, ranks = [UNDECIDED] * len(waiting), [0] * len(waiting)
    queue = deque(argument for argument, count in enumerate(waiting) if not count)
    for argument in queue:
        labels[argument], ranks[argument] = IN, 1
    while queue:
        winner = queue.popleft()
        for loser in attacked[winner]:
            if labels[loser] != UNDECIDED:
                continue
            labels[loser] = OUT
            ranks[loser] = ranks[winner] + 1
            for freed in attacked[loser]:
                waiting[freed] -= 1
                if not waiting[freed] and labels[freed] == UNDECIDED:
                    labels[freed] = IN
                    ranks[freed] = ranks[loser] + 1
                    queue.append(freed)
    return labels, ranks
