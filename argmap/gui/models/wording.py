"""Records in words, as rows, chips and sentences of the window need them."""

from __future__ import annotations

from datetime import datetime

from argmap.model.debate import Debate
from argmap.model.kinds import (
    BlockKind,
    Extent,
    ParentBasis,
    PostStatus,
    QuoteBasis,
    RelationKind,
    TargetKind,
)
from argmap.model.queries import author_name, title_of
from argmap.model.records import Post, Provision, Quote, Relation, Statement, Target, Version

ACTS: dict[RelationKind, str] = {
    RelationKind.SUPPORTS: "supports",
    RelationKind.RESTS_ON: "is a premise of",
    RelationKind.OBJECTS: "objects to",
    RelationKind.UNDERCUTS: "undercuts",
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.CONCEDES: "concedes",
    RelationKind.ANSWERS: "answers",
    RelationKind.AMENDS: "amends",
    RelationKind.ABOUT: "is about",
}
"""What a source does to the target, as a verb."""

SUFFERS: dict[RelationKind, str] = {
    RelationKind.SUPPORTS: "supported by",
    RelationKind.RESTS_ON: "rests on",
    RelationKind.OBJECTS: "objected to by",
    RelationKind.UNDERCUTS: "undercut by",
    RelationKind.CONTRADICTS: "contradicted by",
    RelationKind.CONCEDES: "conceded by",
    RelationKind.ANSWERS: "answered by",
    RelationKind.AMENDS: "amended by",
    RelationKind.ABOUT: "taken up by",
}
"""The same seen from the target."""

_ABSENT: dict[PostStatus, str] = {
    PostStatus.DELETED: "deleted by its author",
    PostStatus.REMOVED: "removed by a moderator",
    PostStatus.MISSING: "not in the file",
    PostStatus.STUB: "counted, not shown by the file",
    PostStatus.NOISE: "set aside as noise",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN_AUTHOR = "Unknown author"


def verb(relation: Relation, *, incoming: bool) -> str:
    """What a relation does, or what is done, with the extent of a concession."""
    words = (SUFFERS if incoming else ACTS)[relation.kind]
    return f"partly {words}" if relation.extent is Extent.PARTIAL else words


def day(iso: str | None, *, year: bool = False) -> str:
    """A time as a day, "12 Sep" or "12 Sep 2024"; one that is not ISO 8601 stays as it came; "" for None."""
    if not iso:
        return ""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso[:16]
    return f"{moment.day} {_MONTHS[moment.month - 1]}" + (f" {moment.year}" if year else "")


def moment(iso: str | None) -> str:
    """A time in full, "12 Sep 2024, 14:05"; a bare day stays a day."""
    if not iso:
        return ""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return day(iso, year=True) + (f", {when:%H:%M}" if len(iso) > 10 else "")


def clipped(text: str, most: int) -> str:
    """A text on one line, cut with an ellipsis to at most so many characters."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def opening_words(post: Post, most: int = 120) -> str:
    """The first words of a post that are its own, quotes and noise left out; its title where it has no text."""
    if post.status is not PostStatus.OK and not post.text:
        return clipped(post.title, most) or _ABSENT[post.status]
    for block in post.blocks:
        if block.kind not in (BlockKind.QUOTE, BlockKind.CODE, BlockKind.NOISE):
            words = clipped(post.text[block.start : block.end], most)
            if words:
                return words
    return clipped(post.text or post.title, most)


def author_of(debate: Debate, post: Post) -> str:
    """The name of a post's author, or words for an unknown one."""
    return author_name(debate, post) or UNKNOWN_AUTHOR


def is_guess(post: Post) -> bool:
    """Whether the parent of a post was inferred rather than given."""
    return post.parent is not None and post.parent_basis in (ParentBasis.QUOTE, ParentBasis.ORDER)


def how_parent_is_known(post: Post) -> str:
    """How the parent of a post is known, and how surely, as a clause."""
    words = {
        ParentBasis.NATIVE: "given by the file",
        ParentBasis.USER: "set by hand",
        ParentBasis.HEADER: "named in its headers",
        ParentBasis.QUOTE: "inferred from a quote",
        ParentBasis.ORDER: "inferred from the order of posts",
        ParentBasis.NONE: "not known",
    }[post.parent_basis]
    sure = post.parent_confidence
    return words if sure is None else f"{words}, {round(100 * sure)} % sure"


def how_quote_was_found(quote: Quote) -> str:
    """How a quote was found and how alike it is to its source, as a clause."""
    words = {
        QuoteBasis.MARKUP: "marked as a quote",
        QuoteBasis.EXACT: "the same words",
        QuoteBasis.FUZZY: "nearly the same words",
        QuoteBasis.USER: "set by hand",
    }[quote.basis]
    return words if quote.basis is QuoteBasis.USER else f"{words}, {round(100 * quote.similarity)} % alike"


def provision_name(provision: Provision) -> str:
    """A provision's citation and title, one of them at least."""
    return " ".join(part for part in (provision.citation, provision.title) if part) or "Untitled provision"


def threshold_text(version: Version) -> str:
    """A version's threshold as people write it, "" without one."""
    if version.threshold is None:
        return ""
    from argmap.analysis.thresholds import show

    return show(version.threshold)


def provision_title(provision: Provision) -> str:
    """A provision in a few words: its name and its current threshold."""
    return " ".join(part for part in (provision_name(provision), threshold_text(provision.current)) if part)


def version_text(version: Version) -> str:
    """What a version says in a few words: its threshold, else the start of its text."""
    return threshold_text(version) or clipped(version.text, 60) or f"version {version.number}"


def status_text(version: Version) -> str:
    """A version's status with its day, for example "withdrawn 13 Sep"."""
    return " ".join(part for part in (version.status.value, day(version.at)) if part)


def target_title(debate: Debate, target: Target) -> str:
    """What the target of a relation is called."""
    match target.kind:
        case TargetKind.STATEMENT:
            return title_of(debate.statements[target.id], debate)
        case TargetKind.PROVISION:
            return provision_title(debate.provisions[target.id])
        case TargetKind.RELATION:
            return relation_title(debate, debate.relations[target.id])


def relation_title(debate: Debate, relation: Relation) -> str:
    """A relation as a sentence without its end: sources, verb, target. Chains of undercuts are told two deep."""
    sources = " and ".join(f"“{clipped(title_of(debate.statements[i], debate), 60)}”" for i in relation.sources)
    target = relation.target
    if target.kind is TargetKind.RELATION:
        hit = debate.relations[target.id]
        objects = f"the link “{clipped(title_of(debate.statements[hit.sources[0]], debate), 60)} {ACTS[hit.kind]} …”"
    else:
        objects = f"“{clipped(target_title(debate, target), 60)}”"
    return f"{sources} {verb(relation, incoming=False)} {objects}"


def short_label(debate: Debate, statement: Statement) -> str:
    """A statement's number in the order in which statements were made, "S-4". Linear in the statements."""
    return f"S-{sum(1 for other in debate.statements if other <= statement.id)}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun."""
    return f"{digits(number)} {noun if number == 1 else plural or noun + 's'}"


def digits(number: int) -> str:
    """A number, its thousands apart."""
    return f"{number:,}".replace(",", "\u202f")
