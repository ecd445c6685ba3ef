"""Names of HTML tags and classes by what they mean for the text of a post."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


UNSEEN = names(
    "script style template noscript head title meta link base select textarea input datalist svg canvas map colgroup col "
    "object embed applet audio video track source param area frameset"
)
PARAGRAPHS = names("p blockquote ul ol dl pre listing xmp table figure fieldset hr details menu dir")
LINES = names(
    "div section article header footer main nav aside address li dt dd tr caption figcaption summary center body html form "
    "legend td th tbody thead tfoot hgroup search dialog"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
NO_DATA = names("div blockquote ul ol dl pre section article aside hr h1 h2 h3 h4 h5 h6 form fieldset center")
"""What makes a table that holds it one for layout, whose cells are no row of data."""

QUOTES = names("quote bbcode_quote quotecontent quote-content quotebox bb-quote bbquote")
ANNOUNCES = names(
    "gmail_attr moz-cite-prefix bbcodeblock-title quoteheader bbcode_postedby quote-author bbcodeblock-expandlink"
)
SIGNS = names("gmail_signature moz-signature signature post-signature postsignature message-signature")
FOOTNOTES = names("footnotes footnote-section footnotes-list footnote-definitions")
BACK_LINKS = names("footnote-backref footnote-back-link footnote-backlink")
MENTIONS = names("mention hashtag hashtag-cooked mention-group u-url user-mention lightbox")
NO_QUOTES = names("postcontent restore messagetext")
"""Classes by which forums say that a blockquote is a post's own words."""
