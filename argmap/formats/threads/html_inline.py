"""What stands in a line of a post's text for a link, an image, a formula or another element that is more than its words."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from lxml.etree import _Element

_EMOJI = frozenset({"emoji", "emojione", "smilies", "smilie", "wp-smiley", "inlineimg"})
_SIGNS = frozenset({"So", "Sk", "Mn", "Cf", "Me"})
"""Unicode categories of what emoji are made of."""
_ICON = re.compile(r"\[image: (.+?)\]\s*(.+)")
_CUT = re.compile(r"(?:…|\.\.\.)$")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)\b")
_NOWHERE = re.compile(r"(?:javascript|data|cid|about|blob|file):", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:[a-z]+:)?(?://)?(?:www\.)?")


def short(element: _Element) -> str | None:
    """The text of an element that holds little; None for one that holds more."""
    nodes = list(islice(element.iter(), 9))
    if len(nodes) > 8:
        return None
    text = "".join((node.text or "") + ((node.tail or "") if node is not element else "") for node in nodes)
    return text.strip() if len(text) < 60 else None


def integer(value: str | None, otherwise: int) -> int:
    """The whole number that an attribute holds, ``otherwise`` where it holds none of up to nine digits."""
    return int(value) if value is not None and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", value) else otherwise


def image(element: _Element, classes: frozenset[str]) -> str:
    """What stands for a picture: an emoji itself, “[image: …]” with its description, "" for one that shows nothing."""
    alt = (element.get("alt") or element.get("title") or "").strip()
    if classes & _EMOJI or (alt and len(alt) < 12 and all(category(letter) in _SIGNS for letter in alt)):
        return alt
    if "avatar" in classes or element.get("width") in ("0", "1") or element.get("height") in ("0", "1"):
        return ""  # a face, or a pixel that counts visitors
    return f"[image: {alt}]" if alt and alt.lower() != "image" else "[image]"


def formula(element: _Element) -> str:
    """A formula as its author typed it, "" where the markup has only how it looks."""
    for note in islice(element.iter(), 400):
        if note.tag == "annotation" and "tex" in (note.get("encoding") or ""):
            return (note.text or "").strip()
    return (element.get("aria-label") or element.get("alttext") or "").strip()


def target_of(href: str) -> str:
    """What a reader could go to, "" for what leads nowhere."""
    if _NOWHERE.match(href):
        return ""
    return href[7:].split("?", maxsplit=1)[0] if href.lower().startswith("mailto:") else href


def link(said: str, href: str, words: list[str]) -> list[str]:
    """A link's words, with its target in parentheses unless they are the target or say it."""
    icon = _ICON.fullmatch(said)
    if icon is not None and icon.group(1) == icon.group(2):
        said, words = icon.group(2), [icon.group(2)]  # what the picture shows is said beside it
    target = target_of(href)
    if not target:
        return words
    bare, bare_words = _bare(target), _bare(said)
    cut = _CUT.sub("", bare_words)
    if cut and cut != bare_words and bare.startswith(cut):
        return [target]  # the page shortened it
    is_said = bare_words == bare or ("." in bare_words and bare.startswith(bare_words))
    is_named = said[:1] in "@#" and said[1:].casefold() == bare.rsplit("/", 1)[-1] if said else False
    is_picture = said.startswith("[image") and "](" not in said
    if is_said or is_named or (is_picture and _PICTURE.search(bare)):
        return words
    return [*words, f" ({target})"] if said else [target]


def _bare(address: str) -> str:
    bare = _SCHEME.sub("", address.strip().casefold(), count=1)
    return bare.rstrip("/")
