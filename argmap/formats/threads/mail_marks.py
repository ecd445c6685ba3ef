"""What the lines of a mail's text are besides words: announcements of quotes, signatures, footers of lists, armour; and what
stands below an “Original Message” line, which is a quote to the end. Lines are only marked; none is ever dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from argmap.formats.threads.mail_attribution import MOST_LINES, announcing, divides, header_block
from argmap.formats.threads.mail_patches import patches

_LONGEST_SIGNATURE = 30
_LONGEST_LOOSE_SIGNATURE = 8
"""Lines of a signature below a mark that lost its space, which may as well be a rule between paragraphs."""
_LONGEST_FOOTER = 14
_LONGEST_LINE = 2000
_MOST_BLANK = 8
"""Blank lines between a quote and what announces it."""

_SIGNATURE = re.compile(r"(?:- )?-- $")
_LOOSE_SIGNATURE = re.compile(r"(?:--|__|—|- --|--\xa0)\s*$")
_RULE = re.compile(r"\s*([-_=*~+])\1{4,}\s*$")
_FOOTER = re.compile(
    r"\bunsubscribe\b|\bmailing list\b|/listinfo|mailing-?list|list archives?\b|subscription|\babmelden\b|mailingliste|"
    r"\bd[ée]sabonner|\bd[ée]sinscri|liste de diffusion|\bdarse de baja\b|lista de correo|cancellarsi|отписаться|рассылк|"
    r"退订|取消订阅|afmelden|avregistrera|You received this message because",
    re.IGNORECASE,
)
_UNSUBSCRIBE = re.compile(
    r"\s*(?:-{1,2}\s*)?(?:To (?:un|post|change|manage|view this discussion|stop receiving)|For (?:additional|more) commands|"
    r"You received this message because|You are receiving this|Um sich abzumelden|Pour (?:vous|se) d[ée]s|Para darse de baja|"
    r"Unsubscribe\b|List archives?:|Archives?:)",
    re.IGNORECASE,
)
_DEVICE = (
    r"(?:i(?:Phone|Pad|Pod)|Android|BlackBerry|Samsung|Galaxy|Windows|HTC|Huawei|Nokia|Xperia|Pixel|OnePlus|Xiaomi|Mi |"
    r"mobile|phone|Mobil|Handy|Smartphone|tablet|telefon|Yahoo|Outlook|Gmail|Mail|Proton|K-9|Thunderbird|Spark|Sparrow|Mailbox|Nexus|"
    r"Verizon|T-Mobile|AT&T|Nine|Fairphone|Tutanota|Zoho)"
)
_SENT_FROM = re.compile(
    r"\s*[*_]?(?:"
    rf"(?:Sent|Posted) (?:from|via|with|using|by) .{{0,40}}{_DEVICE}.{{0,60}}|Get (?:Outlook|BlueMail|TypeApp|K-9) for .{{1,30}}|"
    rf"(?:Von|Mit) (?:mein|dem|der|unterwegs|AOL).{{0,40}}{_DEVICE}?.{{0,30}} gesendet|Gesendet (?:von|mit) .{{0,30}}{_DEVICE}.{{0,30}}|"
    r"Diese Nachricht wurde von meine?m .{1,60} gesendet|"
    rf"Envoyé (?:de|depuis|à partir d|avec) ?.{{0,30}}{_DEVICE}.{{0,30}}|Enviad[oa] (?:desde|do|de|con|pelo|via) .{{0,30}}{_DEVICE}.{{0,30}}|"
    rf"Inviato (?:da|dal|con) .{{0,30}}{_DEVICE}.{{0,30}}|Отправлено (?:с|из|от) .{{0,30}}{_DEVICE}.{{0,30}}|"
    rf"Verstuurd vanaf .{{0,30}}{_DEVICE}.{{0,30}}|Verzonden (?:vanaf|met|via) .{{0,30}}{_DEVICE}.{{0,30}}|"
    rf"Skickat från .{{0,30}}{_DEVICE}.{{0,30}}|Sendt fra .{{0,30}}{_DEVICE}.{{0,30}}|Wysłane? (?:z|ze|za) .{{0,30}}{_DEVICE}.{{0,30}}|"
    rf"Lähetetty .{{0,30}}{_DEVICE}.{{0,30}}|Odesláno z .{{0,30}}{_DEVICE}.{{0,30}}|Отправлено .{{0,20}}почт.{{0,40}}|"
    rf"(?:发自|從|从)我的? ?.{{0,20}}{_DEVICE}.{{0,20}}|{_DEVICE}(?:から送信|에서 보냄).{{0,10}}|나의 {_DEVICE}에서 보냄"
    r")[.!]?[*_]?\s*$",
    re.IGNORECASE,
)
_ARMOUR = re.compile(r"(?:- )?-----BEGIN (PGP|GPG|PKCS7|CERTIFICATE|S/MIME)\b([A-Z0-9 ,/]*)-----\s*$")
_ARMOUR_END = re.compile(r"(?:- )?-----END (?:PGP|GPG|PKCS7|CERTIFICATE|S/MIME)\b[A-Z0-9 ,/]*-----\s*$")


@dataclass(slots=True)
class Row:
    """A line of a mail's text without its quote marks: ``depth`` says how many it had; ``noise`` is the number of the mark that
    it falls under, 0 for none; ``is_code``, whether it is part of a patch."""

    text: str
    depth: int = 0
    noise: int = 0
    is_code: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def mark(rows: Sequence[Row]) -> None:
    """Marks the lines of a mail's text in place: noise, and the depth of what stands below an “Original Message” line."""
    _Marking(rows).run()


class _Marking:
    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._count = max((row.noise for row in rows), default=0)

    def run(self) -> None:
        self._patches()
        self._armour()
        self._footers()
        self._earlier_mail()
        self._announcements()
        self._signatures()
        self._devices()

    def _noise(self, first: int, last: int) -> None:
        """Marks lines first to last (exclusive) as one piece of noise."""
        self._count += 1
        for row in self._rows[first:last]:
            row.noise = row.noise or self._count
            row.is_code = False

    def _is_own(self, number: int) -> bool:
        return self._is_plain(number, 0)

    def _is_plain(self, number: int, depth: int) -> bool:
        row = self._rows[number]
        return row.depth == depth and not row.noise and not row.is_code

    def _patches(self) -> None:
        """Patches in the writer's own text; what looks like a signature in them is none."""
        texts = [row.text if row.depth == 0 and not row.noise else "> " for row in self._rows]
        for first, last in patches(texts):
            for row in self._rows[first:last]:
                row.is_code = row.depth == 0 and not row.noise

    def _armour(self) -> None:
        """Signatures and keys; of a signed text only the lines that open it."""
        rows = self._rows
        number = 0
        while number < len(rows):
            found = _ARMOUR.match(rows[number].text) if len(rows[number].text) < _LONGEST_LINE else None
            if found is None:
                number += 1
                continue
            if "SIGNED MESSAGE" in found.group(2):
                end = self._next(number, lambda row: row.is_blank)
            else:
                end = self._next(number, lambda row: _ARMOUR_END.match(row.text) is not None) + 1
            self._noise(number, min(end, len(rows)))
            number = max(end, number + 1)

    def _next(self, number: int, wanted: Callable[[Row], bool]) -> int:
        while number < len(self._rows) and not wanted(self._rows[number]):
            number += 1
        return number

    def _footers(self) -> None:
        """What lists put below every mail, one below another where a mail went through several; also below quoted mails."""
        if not _FOOTER.search("\n".join(row.text for row in self._rows)):
            return
        below = -1  # depth of the words that come next
        for number in range(len(self._rows) - 1, -1, -1):
            row = self._rows[number]
            if row.is_blank or row.noise:
                continue
            if row.depth > below:
                self._footers_above(number + 1, row.depth)
            below = row.depth

    def _footers_above(self, end: int, depth: int) -> None:
        for _ in range(4):
            while end and (self._rows[end - 1].is_blank or self._rows[end - 1].noise):
                end -= 1
            start = self._footer(end, depth)
            if start is None:
                return
            self._noise(start, end)
            end = start

    def _footer(self, end: int, depth: int) -> int | None:
        """Where the footer starts that ends at a line, at a depth of quoting."""
        rows = self._rows
        says_list = False
        for number in range(end - 1, max(-1, end - 1 - _LONGEST_FOOTER), -1):
            if not rows[number].is_blank and not self._is_plain(number, depth):
                break
            text = rows[number].text[:_LONGEST_LINE]
            says_list = says_list or _FOOTER.search(text) is not None
            is_rule = _RULE.match(text) is not None or _LOOSE_SIGNATURE.match(text) is not None or text.strip() == "-"
            if is_rule and number < end - 1:
                return number if says_list else None
        first = end
        while 0 < first > end - 7 and self._is_plain(first - 1, depth) and not rows[first - 1].is_blank:
            first -= 1
        is_footer = first < end <= first + 6 and _UNSUBSCRIBE.match(rows[first].text[:_LONGEST_LINE]) is not None
        return first if is_footer and says_list and first > 0 else None

    def _earlier_mail(self) -> None:
        """The first place from which on the text is an earlier mail, its headers first."""
        rows = self._rows
        texts = [row.text for row in rows]
        for number in range(len(rows)):
            if not self._is_own(number):
                continue
            if divides(rows[number].text):
                below = self._next(number + 1, lambda row: not row.is_blank)
                self._quote_rest(number, max(header_block(texts, below), below))
                return
            if number and not (rows[number - 1].is_blank or _RULE.match(texts[number - 1])):
                continue
            end = header_block(texts, number)
            if end and any(not row.is_blank for row in rows[end:]):
                first = number - 1 if number and _RULE.match(texts[number - 1]) else number
                self._quote_rest(first, end)
                return

    def _quote_rest(self, first: int, words_at: int) -> None:
        self._noise(first, words_at)
        for row in self._rows[words_at:]:
            row.depth += 0 if row.noise else 1
            row.is_code = False

    def _announcements(self) -> None:
        """The lines right before each quote in the writer's own text."""
        rows = self._rows
        before = -1  # the last line that is not blank
        for number, row in enumerate(rows):
            if row.is_blank:
                continue
            begins = row.depth > 0 and not row.noise and (before < 0 or rows[before].depth == 0)
            if begins and before >= 0 and self._is_own(before) and number - before <= _MOST_BLANK:
                self._announce(before)
            if begins:
                self._quoted_announcement(number)
            if row.noise and row.depth == 0 and before >= 0 and self._is_own(before) and self._opens_quote(number):
                self._announce(before)
            before = number

    def _opens_quote(self, number: int) -> bool:
        """Whether noise at a line is the headers of an earlier mail."""
        group = self._rows[number].noise
        while number < len(self._rows) and (self._rows[number].noise == group or self._rows[number].is_blank):
            number += 1
        return number < len(self._rows) and self._rows[number].depth > 0

    def _announce(self, last: int) -> None:
        first = last
        while (
            first > 0
            and last - first + 1 < MOST_LINES
            and self._is_own(first - 1)
            and not self._rows[first - 1].is_blank
        ):
            first -= 1
        count = announcing([row.text for row in self._rows[first : last + 1]])
        if count:
            self._noise(last + 1 - count, last + 1)

    def _quoted_announcement(self, number: int) -> None:
        """Some programs put the announcement inside the quote, as its first lines."""
        rows = self._rows
        depth = rows[number].depth
        block = header_block([row.text for row in rows[number : number + 60] if row.depth == depth], 0)
        if block and any(row.depth and not row.is_blank for row in rows[number + block :]):
            self._noise(number, number + block)
            return
        end = number
        while end < len(rows) and end - number < MOST_LINES and rows[end].depth == depth and not rows[end].is_blank:
            end += 1
            count = announcing([row.text for row in rows[number:end]])
            if count == end - number:
                after = end
                while after < len(rows) and rows[after].is_blank and rows[after].depth:
                    after += 1
                if after < len(rows) and rows[after].depth == depth:
                    self._noise(number, end)
                return

    def _signatures(self) -> None:
        rows = self._rows
        number = 0
        while number < len(rows):
            if self._is_own(number) and (
                _SIGNATURE.match(rows[number].text) or _LOOSE_SIGNATURE.match(rows[number].text)
            ):
                most = _LONGEST_SIGNATURE if _SIGNATURE.match(rows[number].text) else _LONGEST_LOOSE_SIGNATURE
                end = number + 1
                size = 0
                while end < len(rows) and size <= most and (self._is_own(end) or rows[end].is_blank):
                    size += not rows[end].is_blank
                    end += 1
                if 0 < size <= most:
                    self._noise(number, end)
                    number = end
                    continue
            number += 1

    def _devices(self) -> None:
        """“Sent from my phone”, where it stands alone."""
        rows = self._rows
        for number, row in enumerate(rows):
            if self._is_own(number) and len(row.text) < 200 and _SENT_FROM.match(row.text):
                last = number + 1 == len(rows) or rows[number + 1].is_blank or not self._is_own(number + 1)
                if last and (number == 0 or rows[number - 1].is_blank or len(row.text) < 40):
                    self._noise(number, number + 1)
