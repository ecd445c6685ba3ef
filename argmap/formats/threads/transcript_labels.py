"""How transcripts name who speaks, line by line, and which of these names are one person's.

Minutes of parliaments (“Mr D J MAYNIER:”, “The SPEAKER:”, “Mr. SMITH of Ohio.”), hearings (“Q.” and “A.”, “THE WITNESS:”),
and what machines write down (“[00:12:03] Jane Doe:”, “>> JANE DOE:”, “Jane Doe  0:12”). A colon alone makes no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

_TITLE = (
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev(?:erend)?|Fr|Sir|Dame|Lord|Lady|Baroness|Baron|Earl|Viscount|Hon(?:ou?rable)?|"
    r"Rt|Right|Adv|Advocate|Judge|Justice|Chief|Sen(?:ator)?|Rep(?:resentative)?|Congress(?:man|woman)|Gov(?:ernor)?|"
    r"Gen(?:eral)?|Col(?:onel)?|Capt(?:ain)?|Cllr|Councill?or|Commissioner|Chair(?:man|woman|person)?|Ambassador|"
    r"Mnr|Mev|Mej|Me|Mnu|Mnumzane|Nks[kz]+|Nkosz|Nkosi|Mngd|Moh|Rre|Mme|Frau|Herr|Monsieur|Madame|Mlle|M|Señora?|Sra?|"
    r"Präsident(?:in)?|Vizepräsident(?:in)?|Président(?:e)?)"
)
_WORD = r"[^\W\d_][\w'’´.\-]*"
_SPACE = r"(?:[ \t\u00a0]+|[ \t\u00a0]*\n[ \t\u00a0]*)"
_WORDS = rf"{_WORD}(?:,?{_SPACE}(?:&{_SPACE})?{_WORD}){{0,15}}"
_BRACKETS = r"(?:[ \t]*(?:\([^()\n]{1,90}(?:\n[^()\n]{1,60})?\)|\[[^\[\]\n]{1,60}\])){0,3}"
_CLOCK = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?:[ ]?[AaPp]\.?[Mm]\.?)?"
_FRONT = rf"[ \t\u00a0]*(?:>{{2,3}}[ \t]*)?(?:[-–—][ \t]+)?(?:\*\*|__)?(?:[\[(]?(?P<before>{_CLOCK})[\])]?[ \t,–-]*)?(?:\*\*|__)?"
_END = r"(?:\*\*|__)?[ \t\u00a0]*[:：](?:\*\*|__)?(?=\s|$|[^\W\d]|[.…“\"‘'\[(])"

_COLON = re.compile(
    rf"{_FRONT}(?P<name>{_WORDS}|[^\W\d_][\w'’.\- ]{{0,40}}\d{{1,3}})(?P<more>{_BRACKETS}){_END}[ \t\u00a0]*"
)
_CONGRESS = re.compile(
    rf"[ \t]*(?P<name>(?:{_TITLE}\.?{_SPACE}[A-Z][A-Z'’\-]+(?:{_SPACE}[A-Z][A-Z'’\-]+)*(?:{_SPACE}of{_SPACE}[A-Z]\w+(?:{_SPACE}[A-Z]\w+)?)?"
    r"|(?:The|Chairman|Chairwoman|Chair)[ \t]+[A-Z]{2}[A-Z]+(?:[ \t](?:pro tempore|[A-Z]{2}[A-Z]+)){0,3}))(?P<more>)(?P<before>)"
    r"\.(?:[ \t]+|\n[ \t]*)(?=[“\"(\[A-Z])"
)
_HEARING = re.compile(
    rf"(?:[ ]{{2,8}}|\t)(?P<name>{_TITLE}\.?[ ][A-Z]\w+(?:[ ][A-Z]\w+)?|The[ ]Chair(?:man|woman|person)?|Chair(?:man|woman)?[ ][A-Z]\w+)"
    r"\.[ ]+(?=[“\"A-Z])"
)
_EXAMINED = re.compile(r"[ \t]*(?P<name>[QA])(?:\.|:|\)|(?=[ \t]{2,}))[ \t]+(?=\S)")
_EXAMINER = re.compile(rf"[ \t]*BY[ \t]+(?P<name>{_TITLE.upper()}\.?[ \t]+[A-Z][A-Z'’. \-]+?):?[ \t]*$", re.MULTILINE)
_WITNESS = re.compile(
    r"[ \t]*(?P<name>[A-Z][A-Z'’.\-]+(?:[ \t]+[A-Z][A-Z'’.\-]+){1,4}),(?:[ \t]|\n[ \t]*)+"
    r"(?:a witness|the witness|called|having been|being|was called|sworn|after being|first being)\b"
)
_STANDS_ALONE = re.compile(
    rf"[ \t]*(?P<name>{_WORD}(?:[ ]{_WORD}){{0,3}}(?:[ ]\d{{1,2}})?)(?:[ \t]{{2,}}|[ \t]*[\[(]|[ \t]+[|•·–-][ \t]+)(?P<before>{_CLOCK})[\])]?[ \t]*$",
    re.MULTILINE,
)
_ASKING = re.compile(
    rf"[ \t]*(?:\*?\d{{1,4}}\.?[ \t]+)(?P<name>{_TITLE}\.?[ \t]+{_WORD}(?:[ ]{_WORD}){{0,5}})[ \t]*(?P<more>{_BRACKETS})[ \t]+"
    r"(?=(?:to[ \t]+ask|asked)[ \t\n]+the\b)"
)

_TITLED = re.compile(rf"(?:The[ ](?:Rt\.?|Right)?[ ]?)?{_TITLE}\b\.?", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:speakers?|chair\w*|president|presid\w+|minister|whips?|leader|clerk|court|witness(?:es)?|moderator|secretary|"
    r"members?|premier|chancellor|deputy|commissioner|commission|registrar|counsel|attorney|solicitor|judge|mayor|"
    r"interpreter|bailiff|foreperson|foreman|jurors?|operator|host|interviewer|interviewee|facilitator|convener|governor|"
    r"sergeant|ombudsman|director|treasurer|senators?|delegates?|audience|defendant|plaintiff|prosecut\w+|reporter)\b",
    re.IGNORECASE,
)
_CHAIR = re.compile(
    r"(?:the|madam|madame|mr\.?|mrs\.?|ms\.?|a|an)?[ ]?(?:\w+[ ]){0,2}?(?:deputy[ ]|acting[ ]|temporary[ ]|house[ ]|vice[ -]?)*"
    r"(?:speaker|chair(?:man|woman|person)?|presiding[ ]officer|moderator|vizepräsident(?:in)?|präsident(?:in)?|"
    r"chief[ ]justice|court)(?:[ ]pro[ ]tempore|[ ]of[ ]the[ ](?:house|ncop|committee|council))?\b",
    re.IGNORECASE,
)


def _listed(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SMALL = _listed(
    "of de la le van von der den di da al bin ibn ben st the y e and du dos for in on to hon an a pro tempore ter te el"
)
_BEGINNINGS = _listed("i we you he she it they my our your his her their its the a an of for in on at by")
_NO_NAMES = _listed(
    "note notes edit edited update updated ps nb source sources re fwd subject from to date cc bcc sent warning example "
    "examples summary conclusion abstract title author authors reference references link links also however but and or so "
    "because first second third firstly secondly finally then yes no now here there this that these those what why how when "
    "where who which see claim point points topic background introduction results problem solution reason reasons if with "
    "as again still instead quote quoting namely option part section table figure appendix annex chapter item agenda "
    "present attendance apologies time place venue location participants contents page volume vote ayes noes result motion "
    "resolved ordered whereas therefore question questions answer answers reply replies important total required disclaimer "
    "kind language duration length recorded transcript recording step phase exhibit method methods fact facts english "
    "afrikaans isizulu isixhosa sesotho setswana sepedi xitsonga "
    "tshivenda siswati isindebele french français deutsch spanish español irish gaeilge welsh cymraeg gaelic māori"
)
_KNOWN = 1 << 12
"""Names that are remembered with what was found out about them: in a transcript they return."""
_MEMBERS = re.compile(r"(?:Some|Several|An) Hon(?:ou?rable)?\.? (?:Members?|Senators?)", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*[(\[]?(?:continuing|cont(?:inue|'|’)?d?)\.?[)\]]?$", re.IGNORECASE)
_PARTY = re.compile(r"\s*[(\[](?![^)\]]*\b(?:Mr|Mrs|Ms|Dr|Adv|Mnr|Mev)\b)[^()\[\]]*[)\]]")
_CLOCK_INSIDE = re.compile(rf"[(\[]({_CLOCK})[)\]]")
_GENERIC = frozenset({"q", "a"})


class Style(Enum):
    """How a label is written, which says how sure it is one. OFFICIAL bears a title or an office, CAPITALS is a name in
    capitals, STAMPED has a time beside it, EXAMINED is a lone Q or A, PLAIN is a name before a colon."""

    OFFICIAL = auto()
    CAPITALS = auto()
    STAMPED = auto()
    EXAMINED = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A label that begins at ``start`` of a text and is followed by words at ``words_at``. ``name`` is the speaker's without
    party, place or time; ``beside`` is what stood in brackets after it; ``clock`` the time of day or of the recording."""

    start: int
    words_at: int
    name: str
    style: Style
    beside: str = ""
    clock: str = ""


def label_at(text: str, start: int, end: int) -> Label | None:
    """The label with which the line from start to end begins, if it begins with one. A label may run on into the next
    line."""
    limit = min(len(text), end + 160)
    line = text[start:end]
    if not line.strip():
        return None
    for pattern in (_ASKING, _CONGRESS):
        found = pattern.match(text, start, limit)
        if found:
            return _label(found, Style.OFFICIAL)
    found = _STANDS_ALONE.match(text, start, end)
    if found and _is_name(found["name"]):
        return _label(found, Style.STAMPED)
    found = _HEARING.match(text, start, end)
    if found:
        return _label(found, Style.PLAIN)
    found = _EXAMINED.match(text, start, end)
    if found:
        return Label(start + len(line) - len(line.lstrip()), found.end(), found["name"], Style.EXAMINED)
    if ":" not in line and "：" not in line and not _TITLED.match(line.strip()) and not line.strip().startswith("The "):
        return None
    found = _COLON.match(text, start, end) or _COLON.match(text, start, limit)
    return None if found is None else _colon_label(text, found, end)


def examiner(text: str, start: int, end: int) -> str | None:
    """Who puts the questions from here on, where a line says so (“BY MR. SMITH:”)."""
    found = _EXAMINER.match(text, start, end)
    return tidy(found["name"]) if found else None


def witness(text: str, start: int) -> str | None:
    """Who answers the questions from here on, where a line says so (“JANE DOE, called as a witness”)."""
    found = _WITNESS.match(text, start, min(len(text), start + 200))
    return tidy(found["name"]) if found else None


def tidy(name: str) -> str:
    """A name with single spaces and without what only says that its bearer goes on."""
    return _GOES_ON.sub("", " ".join(name.split()))


@lru_cache(_KNOWN)
def is_chair(name: str) -> bool:
    """Whether a speaker presides: a Speaker, Chairperson, Moderator, or their deputy."""
    found = _CHAIR.match(name)
    return found is not None and not re.match(r"\s*(?:of\b|for\b|\d)", name[found.end() :], re.IGNORECASE)


@lru_cache(_KNOWN)
def same_person(name: str) -> str:
    """A key that is equal for the forms of one name: without case, points, and party; without the title where initials or
    a first name tell people apart; with Mnr for Mr where only a surname is left."""
    plain = _PARTY.sub("", name)
    words = plain.casefold().replace(".", " ").replace("’", "'").replace(",", " ").split()
    if not words:
        return name.casefold()
    titles = 0
    while titles < len(words) - 1 and _TITLED.fullmatch(words[titles]):
        titles += 1
    if titles and len(words) - titles >= 2:
        return " ".join(words[titles:])
    return " ".join(_ALIKE.get(word, word) for word in words)


_ALIKE = {"mnr": "mr", "mnu": "mr", "mnumzane": "mr", "mev": "mrs", "an": "an", "honourable": "hon", "honorable": "hon"}


def _label(found: re.Match[str], style: Style) -> Label:
    whole = found.group()
    groups = found.groupdict()
    name, beside = _parted(tidy(found["name"]), tidy(groups.get("more") or ""))
    start = found.start() + len(whole) - len(whole.lstrip())
    return Label(start, found.end(), name, style, beside, groups.get("before") or "")


def _colon_label(text: str, found: re.Match[str], end: int) -> Label | None:
    name = tidy(found["name"])
    if found.end("name") > end and not _may_run_on(text, found, end):
        return None
    clock = found["before"] or ""
    inside = _CLOCK_INSIDE.search(found["more"])
    if inside and not clock:
        clock = inside[1]
    style = Style.STAMPED if clock else _style(name)
    if style is Style.PLAIN and found["more"] and re.match(r"\s*[(\[]\s*[a-z]{4}", found["more"]):
        return None
    if style is None or (style in (Style.STAMPED, Style.PLAIN) and not _is_name(name)):
        return None
    if style is Style.PLAIN and found.end("name") > end:
        return None
    label = _label(found, style)
    beside = " ".join(_CLOCK_INSIDE.sub("", label.beside).split())
    return Label(label.start, label.words_at, label.name, style, beside, clock)


def _may_run_on(text: str, found: re.Match[str], end: int) -> bool:
    """Whether a label whose colon stands in the next line is one: its last line must be no label of its own."""
    name = found["name"]
    rest = name[max(0, end - found.start("name")) :].strip()
    return _style(tidy(name)) is Style.OFFICIAL and bool(rest) and _style(rest) is not Style.OFFICIAL


@lru_cache(_KNOWN)
def _style(name: str) -> Style | None:
    """What kind of label words before a colon are, None for no label."""
    words = name.split()
    if words[0].casefold().rstrip(".,") in _NO_NAMES or name.casefold() in _NO_NAMES:
        return None
    if words[0].casefold() in ("some", "several") and _MEMBERS.fullmatch(name):
        return Style.OFFICIAL
    shaped = all(w[0].isupper() or w[0].isdigit() or w.casefold().strip(".,()") in _SMALL or w == "&" for w in words)
    if not shaped or len(name) > 130:
        return None
    capitals = sum(len(w) > 1 and w.isupper() for w in words)
    titled = _TITLED.match(name)
    if titled and titled.end() < len(name) and len(words) <= 14 and words[0] not in ("M", "Me", "Right", "Chief"):
        return Style.OFFICIAL
    article = words[0].casefold() in ("the", "an", "a", "some", "several", "hon", "hon.")
    if article and len(words) > 1 and (capitals or _OFFICE.search(name)):
        return Style.OFFICIAL
    if article:
        return None
    if name.upper() == name and len(words) <= 7 and re.search(r"[^\W\d_]{2}", name):
        return Style.OFFICIAL if _OFFICE.search(name) and len(words) <= 3 else Style.CAPITALS
    if len(words) <= 3 and _OFFICE.fullmatch(re.sub(r"\s*\d+$", "", name)):
        return Style.OFFICIAL
    return Style.PLAIN if len(words) <= 5 and len(name) <= 45 else None


@lru_cache(_KNOWN)
def _is_name(name: str) -> bool:
    words = name.split()
    first = words[0].casefold().rstrip(".")
    leads_in = first in _NO_NAMES or first in _BEGINNINGS or words[0] in _SMALL
    return not leads_in and (name[0].isupper() or not name.isascii()) and name.casefold() not in _GENERIC


@lru_cache(_KNOWN)
def _parted(name: str, more: str) -> tuple[str, str]:
    """The name and what stands beside it: a person who holds an office is part of the name, a party or a place is not."""
    kept: list[str] = []
    beside: list[str] = []
    for bracket in re.findall(r"\([^()]*\)|\[[^\[\]]*\]", more):
        inner = bracket[1:-1].strip()
        person = _TITLED.match(inner) or (re.fullmatch(rf"{_WORD}(?: {_WORD}){{1,4}}", inner) and not inner.isupper())
        is_office = _OFFICE.search(name) is not None
        (kept if is_office and person and not _OFFICE.search(inner) else beside).append(bracket)
    return " ".join([name, *kept]), " ".join(beside)
