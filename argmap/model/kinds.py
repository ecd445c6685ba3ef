"""The closed vocabularies of a debate, each a StrEnum whose values are what files hold."""

from __future__ import annotations

from enum import StrEnum


class Table(StrEnum):
    """Names of the kinds of record a debate holds, in the order in which they may refer to each other."""

    INFO = "info"
    SOURCES = "sources"
    AUTHORS = "authors"
    POSTS = "posts"
    QUOTES = "quotes"
    PROVISIONS = "provisions"
    TOPICS = "topics"
    STATEMENTS = "statements"
    RELATIONS = "relations"
    POSITIONS = "positions"
    VIEWS = "views"
    FINDINGS = "findings"


class ParentBasis(StrEnum):
    """How the parent of a post is known, from surest to least sure. NONE: nothing is known."""

    NATIVE = "native"
    USER = "user"
    HEADER = "header"
    QUOTE = "quote"
    ORDER = "order"
    NONE = ""


class PostStatus(StrEnum):
    """Whether a post's text is here. STUB stands for posts that the file only counts; MISSING for a named but absent parent;
    NOISE for a post that the user has set aside: it is kept, and plays no part."""

    OK = "ok"
    DELETED = "deleted"
    REMOVED = "removed"
    MISSING = "missing"
    STUB = "stub"
    NOISE = "noise"


class BlockKind(StrEnum):
    """What a span of a post's text is. NOISE is what came with the words and is no part of them: a signature, the line that
    announces a quote, a list's footer."""

    OWN = "own"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    CODE = "code"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    NOISE = "noise"


class SpanRole(StrEnum):
    """What a span of a source became on import."""

    POST = "post"
    DUPLICATE = "duplicate"
    NOISE = "noise"


class QuoteBasis(StrEnum):
    """How a quote was found: by the file's markup, as an exact or fuzzy repeat, or by the user."""

    MARKUP = "markup"
    EXACT = "exact"
    FUZZY = "fuzzy"
    USER = "user"


class VersionStatus(StrEnum):
    """What a version of a provision is in the proposal's history."""

    PROPOSED = "proposed"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"
    ADOPTED = "adopted"


class Comparator(StrEnum):
    """How a measure is held against a threshold's value."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="

    @classmethod
    def _missing_(cls, value: object) -> Comparator | None:
        """Takes the sign for the comparator."""
        return next((member for member in cls if member.sign == value), None)

    @property
    def sign(self) -> str:
        """The comparator as one character for people."""
        return {">=": "≥", "<=": "≤"}.get(self.value, self.value)


class StatementKind(StrEnum):
    """What the analyst tagged a statement as."""

    CLAIM = "claim"
    SUPPORT = "support"
    OBJECTION = "objection"
    CONCESSION = "concession"
    QUESTION = "question"


class Burden(StrEnum):
    """Whether a statement stands until attacked, or must be shown by a standing support."""

    PRESUMED = "presumed"
    MUST_BE_SHOWN = "must_be_shown"


class RelationKind(StrEnum):
    """What the sources of a relation do to its target."""

    SUPPORTS = "supports"
    RESTS_ON = "rests_on"
    OBJECTS = "objects"
    UNDERCUTS = "undercuts"
    CONTRADICTS = "contradicts"
    CONCEDES = "concedes"
    ANSWERS = "answers"
    AMENDS = "amends"
    ABOUT = "about"

    @property
    def label(self) -> str:
        """The kind in words."""
        return self.value.replace("_", " ")


class Extent(StrEnum):
    """How much of its target a concession concedes."""

    FULL = "full"
    PARTIAL = "partial"


class TargetKind(StrEnum):
    """What a relation acts on."""

    STATEMENT = "statement"
    RELATION = "relation"
    PROVISION = "provision"

    @property
    def table(self) -> Table:
        """Where targets of this kind are kept."""
        return Table(self.value + "s")


class FindingLevel(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
