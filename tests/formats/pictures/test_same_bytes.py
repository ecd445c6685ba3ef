"""Every layout gives the same file of the same debate, in any process."""

import os
import subprocess
import sys
from pathlib import Path

from argmap.layout import choosing

SCRIPT = """
import random, sys
from argmap.formats.registry import by_name, WriteOptions
from argmap.model.debate import Debate
from argmap.model.kinds import *
from argmap.model.records import *
pick = random.Random(5)
acts = [RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.ANSWERS]
kinds = list(StatementKind)
records = [Provision(f"p{i}", None, f"§ {i}", position=i) for i in range(3)]
for i in range(90):
    records.append(Statement(f"s{i:02}", pick.choice(kinds), "word " * pick.randint(1, 18)))
    to = Target(TargetKind.PROVISION, f"p{i}") if i < 3 else Target(TargetKind.STATEMENT, f"s{pick.randrange(i):02}")
    act = pick.choice(acts[:2] if i < 3 else acts)
    records.append(Relation(f"r{i:02}", act, (f"s{i:02}",), to))
    if i > 20 and i % 3 == 0:
        across = Target(TargetKind.STATEMENT, f"s{pick.randrange(i):02}")
        records.append(Relation(f"x{i:02}", pick.choice(acts), (f"s{i:02}",), across))
        hit = Target(TargetKind.RELATION, f"x{i:02}")
        if i % 2 and records[-1].kind is not RelationKind.ANSWERS:
            records.append(Relation(f"u{i:02}", RelationKind.UNDERCUTS, (f"s{i - 7:02}",), hit))
debate = Debate(records)
for name in sys.argv[2:]:
    options = WriteOptions(last_edit="2024-09-13T10:00:00+02:00", layout="" if name == "any" else name)
    open(f"{sys.argv[1]}-{name}.svg", "wb").write(by_name("svg").write(debate, options))
"""


def test_the_same_debate_gives_the_same_bytes_in_every_layout(tmp_path: Path) -> None:
    names = ["any", *(layout.name for layout in choosing.layouts())]
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT, str(tmp_path / seed), *names]
        subprocess.run(command, check=True, env=environment, timeout=120)
    made = {name: (tmp_path / f"1-{name}.svg").read_bytes() for name in names}
    for name in names:
        assert made[name] == (tmp_path / f"2-{name}.svg").read_bytes(), name
    assert len({made[name] for name in names[1:]}) == len(names) - 1
