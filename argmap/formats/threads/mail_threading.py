"""From the mails of some files to posts: what each answers, under which name its author goes, and what is in doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from argmap.formats.threads.mail_message import Mail
from argmap.formats.threads.thread import Note, PostDraft, Thread
from argmap.model.kinds import FindingLevel, ParentBasis

SAME_SUBJECT = 0.5
"""How sure it is that a mail without headers that say so answers the first one of its subject: the only thread with that one."""
_LISTED = 40
_REPLY = re.compile(
    r"\s*(?:\[[^\[\]]{1,40}\]\s*)?(?:re|aw|antw|antwort|sv|vs|odp|odpověď|rif|r|ref|res|rép|ynt|atb|vá|bls|回复|回覆|答复|答覆|転送|отв|ответ|на)"
    r"\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*\[[^\[\]]{1,40}\]")
_FORWARD = re.compile(r"\s*(?:fwd?|wg|tr|rv|i|enc|doorst|vb|vl|转发)\s*[:：]", re.IGNORECASE)
_ROBOT = re.compile(
    r"(?:no-?reply|do-?not-?reply|notifications?|jira|bugzilla|git|gitbox|github|gitlab|svn|commits?|daemon|nobody|root|info|support)\b"
)


@dataclass(slots=True)
class File:
    """The mails of one file, each with its span in the file's decoded text; ``noise`` are spans that are no mail."""

    data: bytes
    name: str
    mails: list[tuple[Mail, tuple[int, int]]] = field(default_factory=list)
    noise: list[tuple[int, int]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def threads(files: Sequence[File]) -> list[tuple[Thread, bytes, str]]:
    """The posts of each file, their parents looked for in all."""
    mails = [mail for file in files for mail, _ in file.mails]
    names, aliases = _names(mails)
    known = frozenset(mail.native_id for mail in mails)
    made = []
    drafts: list[PostDraft] = []
    for file in files:
        posts = [_draft(mail, span, names, known) for mail, span in file.mails]
        drafts += posts
        made.append((Thread(posts=posts, notes=file.notes, noise=file.noise), file.data, file.name))
    _by_subject(mails, drafts)
    first = made[0][0]
    first.title = _title(mails)
    first.notes += doubts(list({mail.native_id: mail for mail in mails}.values()))
    for thread, _, _ in made:
        thread.aliases = aliases
    if aliases:
        told = "; ".join(f"{name} (also {', '.join(others)})" for name, others in list(aliases.items())[:8])
        more = f" and {len(aliases) - 8} more" if len(aliases) > 8 else ""
        text = f"{_count(len(aliases), 'author')} wrote from one address under several names and {'is' if len(aliases) == 1 else 'are'} one each: {told}{more}."
        first.notes.append(Note(FindingLevel.INFO, "author", text))
    return made


def candidates(mail: Mail, known: frozenset[str]) -> list[str]:
    """What a mail may answer, nearest first: In-Reply-To, then References from right to left, never itself. Ids among words
    may be addresses, so they count only when there is such a mail."""
    answers: Iterable[str] = mail.answers
    if mail.is_wordy:
        answers = [each for each in mail.answers if each in known or each in mail.references]
    elif len(mail.answers) > 1 and mail.references and mail.references[-1] in mail.answers:
        answers = [mail.references[-1], *mail.answers]
    found = dict.fromkeys([*answers, *reversed(mail.references)])
    found.pop(mail.native_id, None)
    return list(found)


def _draft(mail: Mail, span: tuple[int, int], names: dict[tuple[str, str], str], known: frozenset[str]) -> PostDraft:
    above = candidates(mail, known)
    return PostDraft(
        native_id=mail.native_id,
        parent=above[0] if above else None,
        parent_basis=ParentBasis.HEADER,
        also_parents=tuple(above[1:]),
        author=names[mail.name, mail.address],
        posted_at=mail.posted_at,
        title=mail.subject,
        body=mail.body,
        permalink=mail.permalink,
        span=span,
    )


def base_subject(subject: str) -> tuple[str, bool]:
    """A subject without marks of replies, forwards and lists, casefolded; and whether it had a mark of a reply."""
    is_reply = False
    subject = subject[:1000]
    while True:
        for pattern in (_REPLY, _FORWARD, _TAG):
            found = pattern.match(subject)
            if found is not None and subject[found.end() :].strip():
                is_reply = is_reply or pattern is _REPLY
                subject = subject[found.end() :]
                break
        else:
            return " ".join(subject.split()).casefold(), is_reply


def _by_subject(mails: Sequence[Mail], drafts: Sequence[PostDraft]) -> None:
    """Mails that are replies by their subject alone answer the earliest mail of that subject, where one thread alone has it."""
    subjects = [base_subject(mail.subject) for mail in mails]
    loose = [n for n, draft in enumerate(drafts) if draft.parent is None and subjects[n][1]]
    if not loose:
        return
    wanted = {subjects[n][0] for n in loose}
    roots = _roots(drafts)
    held: dict[str, dict[str, list[int]]] = {}
    apart = frozenset(loose)
    for number, (subject, _) in enumerate(subjects):
        if subject in wanted and number not in apart:
            held.setdefault(subject, {}).setdefault(roots[number], []).append(number)
    for number in loose:
        found = held.get(subjects[number][0], {})
        if len(found) != 1:
            continue
        (same,) = found.values()
        first = min(same, key=lambda n: (drafts[n].posted_at is None, _moment(drafts[n].posted_at), n))
        if roots[first] == drafts[number].native_id or _is_later(drafts[first], drafts[number]):
            continue
        drafts[number].answers = drafts[first]
        drafts[number].parent_basis = ParentBasis.ORDER
        drafts[number].parent_confidence = SAME_SUBJECT


def _roots(drafts: Sequence[PostDraft]) -> list[str]:
    """The id at the top of each mail's thread, which need not be there. In a circle it is any one of it."""
    above = {
        draft.native_id: next((p for p in (draft.parent, *draft.also_parents)), None)
        for draft in drafts
        if draft.native_id
    }
    for draft in drafts:
        if draft.native_id and draft.parent not in above:
            above[draft.native_id] = next((p for p in draft.also_parents if p in above), draft.parent)
    tops: dict[str, str] = {}
    made = []
    for draft in drafts:
        path: dict[str, None] = {}
        here = draft.native_id or ""
        while here not in tops and here not in path:
            path[here] = None
            here = above.get(here) or here
        top = tops.get(here, here)
        tops.update(dict.fromkeys(path, top))
        made.append(top)
    return made


def _is_later(first: PostDraft, reply: PostDraft) -> bool:
    """Whether a mail was sent after the one that should answer it."""
    if first.posted_at is None or reply.posted_at is None:
        return False
    return _moment(first.posted_at) > _moment(reply.posted_at)


def _moment(posted_at: str | None) -> float:
    """Seconds since 1970, as if times without a zone were UTC."""
    from datetime import UTC, datetime

    if posted_at is None:
        return 0.0
    moment = datetime.fromisoformat(posted_at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _names(mails: Sequence[Mail]) -> tuple[dict[tuple[str, str], str], dict[str, tuple[str, ...]]]:
    """The author's name for each name and address, and the other names of authors. Who writes from one address is one person
    under the name used most, unless the address is a list's or a robot's."""
    lists = frozenset(address for mail in mails for address in mail.via)
    by_address: dict[str, Counter[str]] = {}
    for mail in mails:
        by_address.setdefault(mail.address, Counter())[mail.name] += 1
    locals_of = Counter(address.partition("@")[0] for address, used in by_address.items() if not any(used))
    names: dict[tuple[str, str], str] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for address, used in by_address.items():
        told = [name for name, _ in used.most_common() if name]
        if address in lists or _ROBOT.match(address) or not address:
            shared = True
        else:
            shared = len({name.casefold() for name in told}) > 4
        local = address.partition("@")[0]
        bare = local if local and locals_of[local] < 2 else address
        for name in used:
            if shared:
                names[name, address] = name or bare
            else:
                names[name, address] = told[0] if told else bare
        if not shared and len({" ".join(name.split()).casefold() for name in told}) > 1:
            aliases[told[0]] = tuple(dict.fromkeys([*aliases.get(told[0], ()), *told[1:]]))
    return names, aliases


def _title(mails: Sequence[Mail]) -> str:
    """The subject, where all mails have the same."""
    if len({base_subject(mail.subject)[0] for mail in mails}) != 1:
        return ""
    plain = next((mail.subject for mail in mails if not base_subject(mail.subject)[1]), mails[0].subject)
    while found := _REPLY.match(plain):
        plain = plain[found.end() :]
    return plain.strip()


def doubts(mails: Sequence[Mail]) -> list[Note]:
    """What was doubtful in some mails, counted."""
    info, warning = FindingLevel.INFO, FindingLevel.WARNING
    late = [mail for mail in mails if mail.is_date_doubtful]
    told = (
        (info, "no-id", [not mail.is_named for mail in mails], "without a Message-ID; an id was made from the words."),
        (info, "time", [mail.posted_at is not None for mail in late], "without a date of {its} own that can be read; a server or the archive told the time."),
        (warning, "time", [mail.posted_at is None for mail in mails], "without any time that can be read."),
        (info, "encoding", [mail.parts.is_doubtful for mail in mails], "in another encoding than {it} said; compare words with accents."),
        (warning, "encrypted", [mail.parts.is_sealed for mail in mails], "encrypted; only the headers were read."),
        (warning, "too-large", [mail.parts.is_too_large for mail in mails], "with text too large, or parts too deep in each other, for anybody's words; it was left in the file."),
    )  # fmt: skip
    notes = []
    for level, code, is_so, what in told:
        count = sum(is_so)
        if count:
            its, it = ("its", "it") if count == 1 else ("their", "they")
            text = what.format(its=its, it=it)
            notes.append(Note(level, code, f"{_count(count, 'mail')} {'is' if count == 1 else 'are'} {text}"))
    return [*notes, *_attachments(mails)]


def _attachments(mails: Sequence[Mail]) -> Iterator[Note]:
    names = [name for mail in mails for name in mail.parts.attached]
    if not names:
        return
    holders = sum(bool(mail.parts.attached) for mail in mails)
    told = ", ".join(dict.fromkeys(names[:_LISTED]))
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    count, verb = _count(len(names), "attachment"), "was" if len(names) == 1 else "were"
    yield Note(
        FindingLevel.INFO, "attachment", f"{count} of {_count(holders, 'mail')} {verb} not opened: {told}{more}."
    )


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
