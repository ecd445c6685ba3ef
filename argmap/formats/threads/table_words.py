"""The words by which the headers of a table say what is in a column, in several languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_SPLIT = re.compile(r"(?<=[a-zà-þ0-9])(?=[A-ZÀ-Þ])|[\W_]+")

_PHRASES = {
    "text": (
        "comment|comments|comment text|text|full text|body|content|contents|message|statement|submission|response|remarks"
        "|feedback|opinion|post|post text|self text|selftext|description|answer|testimony|your comment|sentence"
        "|kommentar|kommentartext|beitrag|beitragstext|inhalt|nachricht|stellungnahme|antwort|meinung|anmerkung|wortlaut"
        "|commentaire|texte|contenu|contribution|réponse|avis|observation|observations"
        "|comentario|comentarios|texto|contenido|mensaje|respuesta|opinión|aportación|alegación|observaciones"
        "|commento|testo|contenuto|messaggio|osservazione|osservazioni|parere|risposta"
        "|opmerking|reactie|tekst|inhoud|bericht|zienswijze|comentário|conteúdo|mensagem|resposta|contribuição"
        "|kommentti|uwaga|treść|komentarz|комментарий|текст|сообщение|评论|内容|意见|正文|コメント|本文|意見|تعليق|النص"
    ),
    "author": (
        "author|author name|name|user|user name|username|commenter|commenter name|submitter|submitter name|submitted by"
        "|posted by|from|sender|speaker|full name|display name|respondent|screen name|nick|nickname|created by|writer|member|who|wer|qui|quién|chi"
        "|first name|last name|given name|family name|surname|forename"
        "|autor|verfasser|verfasserin|nutzer|nutzername|benutzer|benutzername|absender|einsender|vorname|nachname|sprecher"
        "|auteur|nom|prénom|utilisateur|pseudo|usuario|nombre|apellido|apellidos|autore|utente|nome|cognome|nominativo"
        "|gebruiker|naam|voornaam|achternaam|indiener|autora|usuário|автор|имя|用户|用户名|作者|姓名|投稿者|名前|المؤلف|الاسم"
    ),
    "organisation": (
        "organization|organisation|organization name|organisation name|company|institution|affiliation|government agency"
        "|on behalf of|employer|organisationsname|firma|verband|unternehmen|société|entreprise|association|organización"
        "|empresa|entidad|organizzazione|azienda|ente|organisatie|bedrijf|organização|организация|组织|単体|団体"
    ),
    "date": (
        "posted date|date posted|posted at|posted on|created at|created|created on|created utc|created time|date created"
        "|creation date|date|time|datetime|date time|timestamp|time stamp|published|published at|publication date|received"
        "|received date|date received|submitted|submitted at|submission date|submit date|date submitted|sent|sent date|when"
        "|comment date|completion time|datum|zeit|uhrzeit|zeitstempel|erstellt|erstellt am|erstelldatum|eingang|eingangsdatum"
        "|veröffentlicht|heure|date de création|date de publication|horodatage|publié|fecha|fecha de creación|hora|creado"
        "|enviado|data|ora|creato|pubblicato|data creazione|tijd|tijdstip|geplaatst|aangemaakt|data de criação|criado em"
        "|дата|время|日期|时间|日時|日付|التاريخ"
    ),
    "id": (
        "id|comment id|post id|message id|document id|tracking number|submission id|response id|record id|identifier|uid|uuid"
        "|guid|number|no|nr|key|kommentar id|beitrags id|kennung|nummer|identifiant|numéro|n|identificador|número|numero"
        "|identificativo|номер|编号|番号|comment number|entry id|ticket|ref|reference"
    ),
    "parent": (
        "parent|parent id|parent comment|parent comment id|reply to|reply to id|in reply to|in reply to id|in response to"
        "|replying to|replyto|responds to|response to|answer to|parent post|parent post id|parent post number"
        "|reply to post number|elternkommentar|eltern id|antwort auf|bezug|en réponse à|réponse à|parent commentaire"
        "|respuesta a|en respuesta a|in risposta a|risposta a|antwoord op|reactie op|em resposta a|resposta a|ответ на|父评论"
        "|回复|返信先"
    ),
    "title": (
        "title|subject|headline|heading|comment title|topic title|titel|überschrift|betreff|thema|titre|objet|sujet|título"
        "|titulo|asunto|titolo|oggetto|onderwerp|assunto|заголовок|тема|标题|主题|件名|タイトル"
    ),
    "group": (
        "document id|doc id|docid|document|doc|text id|comment id|post id|contribution id|submission id|essay id|item id|id"
        "|dokument id|dokument|beitrags id|beitrag id|document identifiant|documento|id documento"
    ),
    "order": (
        "sentence nr|sentence no|sentence number|sentence id|sentence index|sentence|sent id|sent nr|sent|segment|segment nr"
        "|segment id|segment number|part|part number|paragraph|paragraph nr|paragraph number|paragraph id|chunk|chunk id"
        "|satz|satz nr|satznummer|satz id|absatz|absatznummer|phrase|numéro de phrase|frase|número de frase|oración|zin"
        "|zin nr|zinnummer|line in document"
    ),
    "score": (
        "score|votes|points|likes|like count|upvotes|up votes|net votes|rating|karma|ups|vote count|stimmen|punkte"
        "|bewertung|gefällt mir|note|votos|puntos|me gusta|voti|punti|mi piace|stemmen|punten|curtidas|score total|голоса"
        "|点赞|赞|いいね"
    ),
    "url": "url|link|permalink|perma link|web address|href|comment url|post url|adresse|lien|enlace|collegamento|ссылка|链接",
    "attachments": (
        "attachment files|attachments|attachment|attached files|files|attachment url|anhang|anhänge|anlagen|pièces jointes"
        "|adjuntos|archivos adjuntos|allegati|bijlagen|anexos|附件|添付"
    ),
}


def normal(header: str) -> str:
    """A header as it is compared: its words in small letters, camel case and underscores taken apart."""
    return " ".join(word for word in _SPLIT.split(unicodedata.normalize("NFC", header)) if word).casefold()


WORDS: Mapping[str, Mapping[str, int]] = {
    role: {normal(phrase): place for place, phrase in enumerate(phrases.split("|"))}
    for role, phrases in _PHRASES.items()
}
"""For each role the phrases that a header may consist of, with their place: the first are the most telling."""


def likeness(header: str, role: str) -> float:
    """How well a header names a role, 0 to 1: 1 for one of its phrases, less for one that holds a phrase among other
    words. Headers of more than eight words are questions, and name nothing."""
    words = normal(header)
    phrases = WORDS[role]
    if words in phrases:
        return 1.0 - 0.001 * phrases[words]
    count = len(words.split())
    if not 1 < count <= 8:
        return 0.0
    held = max((len(p.split()) for p in phrases if f" {p} " in f" {words} "), default=0)
    return 0.6 * held / count if held else 0.0


def is_known(header: str) -> bool:
    """Whether a header is one of the phrases of any role."""
    words = normal(header)
    return any(words in phrases for phrases in WORDS.values())
