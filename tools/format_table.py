"""Writes the README's table of formats anew: python tools/format_table.py."""

from __future__ import annotations

from pathlib import Path

from argmap.formats.registry import formats

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- formats -->", "<!-- /formats -->"


def table() -> str:
    """The table, a row for each format, by name."""
    rows = ["| name | format | endings | reads | writes |", "|---|---|---|---|---|"]
    for known in formats():
        endings = " ".join(f"`{suffix}`" for suffix in known.suffixes)
        reads, writes = "yes" if known.read else "", "yes" if known.write else ""
        rows.append(f"| `{known.name}` | {known.label} | {endings} | {reads} | {writes} |")
    return "\n".join(rows)


if __name__ == "__main__":
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(f"{before}{BEGIN}\n{table()}\n{END}{rest.split(END)[1]}", encoding="utf-8")
