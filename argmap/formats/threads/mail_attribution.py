"""The lines by which mail programs announce what they quote: “On … wrote:”, “-----Original Message-----”, blocks of headers.

A line is one of these only where a quote follows it, so that a sentence that starts with “On” stays a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_LINES = 4
"""Lines over which an announcement is wrapped at most."""
_LONGEST = 500
_LONGEST_VALUE = 6  # lines of a header's value: lists of people who got the mail

_VERBS = (
    r"wrote|writes|schrieb(?:en)?|(?:a|à|ont) écrit|escribió|escribio|escribe|ha scritto|scrisse|escreveu|"
    r"schreef|geschreven|skrev|skrifaði|kirjoitti|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|pisze|napísal(?:\(a\)|a)?|"
    r"пишет|писал[аи]?|написал(?:\(а\)|а|и)?|пише|написав|напиша|írta|yazdı|şunu yazdı|a scris|έγραψε|je napisao|"
    r"message of|quoting|citando|zitat von|kirjutas|raksta|rašė|đã viết|menulis|เขียน|כתב(?:ה|/ה)?|كتب|写道|寫道|写到|さんは書きました|書きました|のメール|작성"
)
_VERB = re.compile(rf"(?:(?<!\w)(?:{_VERBS})(?!\w)|写道|寫道|书写|さんは|님이)", re.IGNORECASE)
_BARE = re.compile(rf"\W*(?:{_VERBS})\W*", re.IGNORECASE)
_END = re.compile(r"[:：]\s*[*_]?\s*$")
_OPENS = re.compile(
    r"\s*[-*_“\"]{0,5}\s*(?:"
    r"(?:On|At|Le|El|Il|Em|Am|Op|Den|Dne|Dnia|W dniu|Pe|La|V|Í|Vào|Pada|Στις|Dana|На|В|Від|Ngày|In message|In article|Quoting|"
    r"Excerpts? from|In reply to|Citando|Citát|Zitat von|Citation de|Quoth|Also sprach)\b|在|于|於|"
    r"\d{1,4}\s*[./年-]\s*\d{1,2}|\d{1,2}\.? \w+,? \d{4}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So)\w*[,.]? |"
    r"[^\W\d]{2,9}\.?,? \d{1,2}\. [^\W\d]{3,12}\.? \d{4}\b|[^<>]{0,60}<[^<>\s]{1,200}@[^<>\s]{1,200}> \[|"
    r"(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред[аы]|четверг|пятниц[аы]|суббот[аы]|воскресенье)\b)"
)
_ADDRESS = re.compile(r"[\w.+%=-]+(?:@| at )[\w-]+\.[\w.-]+|<[^<>\s]*@[^<>\s]*>|\[mailto:|\[hidden email\]|@\w")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?!\w)|"
    r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d\s*[年月日]"
)
_NAMES = re.compile(
    r"\s*[\"“*]?(?:[A-ZÀ-ÞА-Я][\w.'’-]*[\"”*,]?\s+(?:(?:van|von|de|der|den|la|le|el|bin|du|da|al)\s+)*){1,4}$"
)
_NO_NAMES = re.compile(
    r"(?:i|you|he|she|we|they|it|as|also|and|but|so|then|who|some\w*|nobody|every\w*|this|that|these|those|what|which|there|here|"
    r"the|an?|earlier|previously|if|when|since|because|although|while|once|later|yes|no|my|your|his|her|their|our|one|others|"
    r"many|wir|ich|er|sie|du|ihr|es|il|elle|je|tu|nous|vous)",
    re.IGNORECASE,
)
_WHEN = re.compile(r"[ :：*_]*|\s(?:on|at) (?=\D{0,12}\d)[\w ,.:/+-]{4,40}[:：]\s*")
_DIVIDER = re.compile(
    r"\s*[*>]?\s*[-_=–—]{2,}\s*(?:"
    r"Original Message|Original Appointment|Original-Nachricht|Urspr(?:ü|ue)ngliche Nachricht|Message d['’]origine|"
    r"Message original|Message initial|Mensaje original|Mensagem [Oo]riginal|Messaggio [Oo]riginale|Oorspronkelijk bericht|"
    r"Originalmeddelande|Ursprungligt meddelande|Opprinnelig melding|Oprindelig meddelelse|Alkuperäinen viesti|"
    r"Wiadomość oryginalna|Oryginalna wiadomość|Původní zpráva|Původní e-mail|Исходное сообщение|Пересылаемое сообщение|"
    r"Eredeti üzenet|Orijinal Mesaj|Mesaj original|Αρχικό μήνυμα|原始邮件|原始郵件|邮件原件|转发邮件|元のメッセージ|"
    r"Original meddelelse|Forwarded [Mm]essage|Forwarded by .{1,80}|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|"
    r"Mensagem encaminhada|Messaggio inoltrato|Doorgestuurd bericht|Vidarebefordrat meddelande|Reply [Mm]essage|Reply message"
    r")\s*[-_=–—]*\s*\*?\s*$|\s*(?:Begin forwarded message|Anfang der weitergeleiteten (?:E-Mail|Nachricht)|"
    r"Début du message (?:réexpédié|transféré)|Inicio del mensaje reenviado|Inizio messaggio inoltrato)\s*:\s*$",
    re.IGNORECASE,
)
_FIELDS = {
    "from": "From|Von|De|Da|От|От кого|Від|Van|Från|Fra|Od|Lähettäjä|Feladó|Gönderen|Kimden|Από|发件人|寄件者|差出人|보낸 사람|מאת|من",
    "date": "Sent|Date|Gesendet|Gesendet am|Datum|Envoyé|Envoyé le|Enviado|Enviado el|Enviado em|Enviada em|Enviada|Fecha|Data|"
    "Inviato|Отправлено|Дата|Надіслано|Verzonden|Skickat|Sendt|Dato|Wysłano|Wysłane|Odesláno|Lähetetty|Päivämäärä|Päiväys|"
    "Elküldve|Gönderilen|Gönderme Tarihi|Tarih|Ημερομηνία|发送时间|发送日期|日期|寄件日期|送信日時|日時|日付|보낸 날짜|날짜|נשלח|تاريخ",
    "to": "To|An|À|A|Para|Кому|Кому|Aan|Till|Til|Do|Komu|Vastaanottaja|Címzett|Kime|Προς|收件人|收件者|宛先|받는 사람|אל|إلى",
    "subject": "Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Тема|Onderwerp|Ämne|Emne|Temat|Předmět|Aihe|Tárgy|Konu|Θέμα|主题|主旨|"
    "件名|제목|נושא|موضوع",
    "other": "Cc|Cci|Bcc|Kopie|Копия|Копія|Kopia|Kopi|抄送|副本|Reply-To|Importance|Organization|Newsgroups|Mail-Followup-To|"
    "Attachments|Wichtigkeit|Importancia|Resent-From|X-Mailer|Message-ID|In-Reply-To|References",
}
_FIELD = re.compile(
    r"[ \t]{0,2}[*_]{0,2}(?:"
    + "|".join(f"(?P<{kind}>{names})" for kind, names in _FIELDS.items())
    + r")[ \xa0]?[*_]{0,2}[:：]",
    re.IGNORECASE,
)


def announcing(lines: Sequence[str]) -> int:
    """How many of the last of some lines announce the quote that follows them; 0 where they are somebody's words."""
    if not lines or not _END.search(lines[-1][-40:]):
        return 0
    for count in range(1, min(MOST_LINES, len(lines)) + 1):
        words = " ".join(line.strip() for line in lines[-count:])
        if len(words) > _LONGEST:
            return 0
        if _OPENS.match(words) and _is_dated(words):
            return count
    for count in range(1, min(2, len(lines)) + 1):
        words = " ".join(line.strip() for line in lines[-count:])
        if _is_named(words):
            return count
    return 1 if _BARE.fullmatch(lines[-1]) else 0


def _is_dated(words: str) -> bool:
    """Whether words that open like an announcement have what else one has: two of a verb, a person's address and a date."""
    verb = _VERB.search(words[-90:]) is not None or _VERB.search(words[:90]) is not None
    return verb + (_ADDRESS.search(words) is not None) + (_DATE.search(words) is not None) >= 2


def _is_named(words: str) -> bool:
    """Whether words are somebody's name or address and “wrote:”."""
    verbs = list(_VERB.finditer(words))
    if not verbs or len(words) - verbs[-1].end() > 60:
        return False
    verb = verbs[-1]
    who = words[: verb.start()]
    if _ADDRESS.search(who) is not None:
        return len(words) < 200
    first = re.match(r"\W*(\w+)", who)
    if first is None or _NO_NAMES.fullmatch(first.group(1)) or not _WHEN.fullmatch(words[verb.end() :]):
        return False
    return len(who) < 60 and _NAMES.match(who) is not None


def divides(line: str) -> bool:
    """Whether a line says that an earlier mail follows to the end."""
    return len(line) < 200 and _DIVIDER.match(line) is not None


def header_block(lines: Sequence[str], at: int) -> int:
    """The line after the headers of an earlier mail that begin at a line, as Outlook repeats them; 0 where none begin. It takes
    who it is from, when it was sent, and to whom or about what."""
    found: set[str] = set()
    end = number = at
    while number < len(lines) and number <= end + (_LONGEST_VALUE if found else 0):
        line = lines[number]
        field = _FIELD.match(line) if len(line) < 20_000 else None
        if field is not None:
            found.add(field.lastgroup or "")
            end = number + 1
        elif number == at or not line.strip():
            break
        number += 1
    return end if {"from", "date"} <= found and found & {"to", "subject"} else 0
