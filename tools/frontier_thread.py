"""The thread of the main sample: who said what in answer to what, with the quotes that each post makes.

The people are invented. ``SHORT`` posts are missing from the first of the two copies in the text file, as such copies do.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A post. Paragraphs that begin with "> " quote an earlier post word for word."""

    key: str
    author: str
    parent: str | None
    day: str
    paragraphs: tuple[str, ...]


POSTS = (
    Said(
        "open",
        "Ilan Moss",
        None,
        "2026-09-12",
        (
            "Anyone who trains a model past one of three lines should need a licence first: 70 billion parameters, more than one trillion training tokens, or a score of 70% on MMLU.",
            "The lines say where the agency is allowed to refuse. They do not say that it will, and they sit well short of real danger on purpose.",
        ),
    ),
    Said(
        "token",
        "Quill",
        "open",
        "2026-09-12",
        (
            "> Anyone who trains a model past one of three lines should need a licence first: 70 billion parameters, more than one trillion training tokens, or a score of 70% on MMLU.",
            "The token line already catches every Llama model except the two smallest of the first release, because the rest saw more than a trillion tokens in training.",
            "A search of the model hub lists 3,276 derivatives of Llama 2 today. As I read the draft, each of them would queue for review, and the agency could switch any of them off whenever it liked.",
            "Small open models will be trained longer and longer so that they run cheaply, so within two years most hobby projects will be past a trillion tokens. Image models are an order of magnitude away already.",
        ),
    ),
    Said(
        "narrow",
        "Ilan Moss",
        "token",
        "2026-09-13",
        (
            "> The token line already catches every Llama model except the two smallest of the first release, because the rest saw more than a trillion tokens in training.",
            "Fair point, and I have taken the training-data criterion out of the draft for now.",
            "Whatever has been released stays exempt in any case. We want to slow the next frontier; what people have on their disks nobody can recall.",
        ),
    ),
    Said(
        "mmlu",
        "Quill",
        "open",
        "2026-09-12",
        (
            "A score of 70% on MMLU is what a free consumer chatbot reached a year ago, and nobody has met a catastrophe in one.",
            "A test that every serious lab trains towards measures the training, not the danger.",
        ),
    ),
    Said(
        "line",
        "Ilan Moss",
        "mmlu",
        "2026-09-13",
        (
            "> A score of 70% on MMLU is what a free consumer chatbot reached a year ago, and nobody has met a catastrophe in one.",
            "The score marks where the agency may say no, and it has to sit below the danger because nobody can tell before training what a model will be able to do.",
            "A model that is plainly harmless but falls inside the definition goes through the fast track and hears back within days.",
        ),
    ),
    Said(
        "stamp",
        "Quill",
        "line",
        "2026-09-13",
        (
            "> The score marks where the agency may say no, and it has to sit below the danger because nobody can tell before training what a model will be able to do.",
            "An office that must rule on thousands of models a month ends in one of two ways. Either it digs into every file and becomes a nuisance that the next government abolishes, or it turns into a rubber stamp that lets everything through.",
            "Regulators of medicines manage both at once: they wave useless things through and hold up safe and useful ones, because they follow a procedure and do not weigh cases.",
            "A law gives its authors no feedback, so whoever writes one has to look for the harm it may do much harder than a start-up would. I see no page on your site that does.",
        ),
    ),
    Said(
        "tiers",
        "Ilan Moss",
        "stamp",
        "2026-09-13",
        (
            "> An office that must rule on thousands of models a month ends in one of two ways. Either it digs into every file and becomes a nuisance that the next government abolishes, or it turns into a rubber stamp that lets everything through.",
            "The next draft will have tiers: the lower ones only report, and only the top tier needs a licence.",
        ),
    ),
    Said(
        "sparse",
        "Wren",
        "open",
        "2026-09-12",
        (
            "The parameter line does not tell sparse models from dense ones. A good deal of university work uses mixtures of experts that are large on paper and advance nothing, and all of it would be caught.",
        ),
    ),
    Said(
        "count",
        "Ilan Moss",
        "sparse",
        "2026-09-13",
        (
            "Good catch. Sparse models might get a rule of their own, if somebody can write one that is short and cannot be gamed. One public list has about 40 models above 70 billion parameters; do you know how many of them are sparse?",
        ),
    ),
    Said(
        "press",
        "Hale",
        "open",
        "2026-09-13",
        (
            "Your page says that the rules are for a handful of big laboratories. Read to the end, they reach more and more of what students, volunteers and small firms build, and saying otherwise misleads people.",
        ),
    ),
    Said(
        "lie",
        "Sorrel",
        "press",
        "2026-09-13",
        ("It is worse than misleading for everyone outside the big labs who builds on Llama 2.",),
    ),
    Said(
        "wording",
        "Ilan Moss",
        "press",
        "2026-09-14",
        (
            "> Your page says that the rules are for a handful of big laboratories.",
            "The page now says “a handful of big laboratories and everybody who builds on their models”. Most development is small systems: they sort parcels, read scans, steer tractors and forecast rain. None of that is touched.",
        ),
    ),
    Said(
        "credit",
        "Hale",
        "wording",
        "2026-09-14",
        (
            "> The page now says “a handful of big laboratories and everybody who builds on their models”.",
            "That is fairer, but it still hides the scale. Some 2,000 of this year's 15,000 preprints in the main archive concern language models, and one set of Llama 2 weights has had more than 500K downloads.",
            "Everybody who builds on those models would fill a stadium. A proposal that lands on them should say so.",
        ),
    ),
    Said(
        "honest",
        "Tamsin",
        "press",
        "2026-09-14",
        (
            "I doubt that anyone set out to deceive. They probably gave the token line an afternoon, got its reach wrong, and will correct it once somebody argues the merits with them.",
        ),
    ),
    Said(
        "diligence",
        "Sorrel",
        "honest",
        "2026-09-14",
        (
            "If that is so, it condemns them in another way. Thinking proposals through before publishing them is the whole job of a policy group, and one that lobbies before doing its homework probably does net harm.",
        ),
    ),
    Said(
        "whatharm",
        "Wren",
        "diligence",
        "2026-09-14",
        ("Where exactly is the harm in this? Why should a licence for fine-tuning Llama 2 be an outrage?",),
    ),
    Said(
        "absurd",
        "Sorrel",
        "whatharm",
        "2026-09-14",
        (
            "> Why should a licence for fine-tuning Llama 2 be an outrage?",
            "I spoke of a group that skips its homework. But yes, a licence for everybody who fine-tunes an open model would be absurd.",
            "It cannot be enforced, and a rule that is passed and then not enforced costs the state its credibility.",
            "Firms in this business ignore the law as long as breaking it pays and the fines are affordable. The large labs will pay the fines and carry on, while the small independents that the draft means to spare stop work and wait for permission.",
        ),
    ),
    Said(
        "universal",
        "Oberon",
        "whatharm",
        "2026-09-15",
        (
            "> Why should a licence for fine-tuning Llama 2 be an outrage?",
            "Enforcing that would take an eye on every graphics card in the country, and a machine cleverer than the ones it forbids to watch them all. Even to try and fail costs more than it saves.",
        ),
    ),
    Said(
        "illegal",
        "Sorrel",
        "absurd",
        "2026-09-15",
        (
            "It also looks unlawful in the United States. Congress may rule on trade between the states, yet this reaches a student who trains for herself and releases nothing. Has a court ever upheld the like?",
        ),
    ),
    Said("drugs", "Tamsin", "illegal", "2026-09-15", ("Drugs and weapons are licensed in just that way.",)),
    Said(
        "clause",
        "Wren",
        "illegal",
        "2026-09-15",
        (
            "The commerce clause has been read so widely for ninety years that a rule of this kind fits under it with room to spare.",
        ),
    ),
    Said(
        "speech",
        "Oberon",
        "clause",
        "2026-09-15",
        ("Commerce or not, prior restraint of speech stays forbidden.",),
    ),
    Said(
        "medium",
        "Quill",
        "speech",
        "2026-09-16",
        (
            "Models of language and images are turning into the paper that the next generation writes and draws on. Giving the state a veto over most of that paper is censorship, above all for models that everyone agrees are harmless.",
        ),
    ),
    Said(
        "best",
        "Tamsin",
        "open",
        "2026-09-16",
        (
            "One road to a runaway system during a moratorium is to build on the best open model there is. That is why I would keep the power to stop the best open model from getting better.",
        ),
    ),
    Said(
        "takeover",
        "Quill",
        "best",
        "2026-09-16",
        (
            "> One road to a runaway system during a moratorium is to build on the best open model there is.",
            "Nobody has shown me a takeover by language models of this size, told step by step, that holds together. Post one if you have it.",
            "And policy that cares about a single risk and no other harm is bad policy, even to somebody who worries most about that risk.",
        ),
    ),
)

SHORT = {"lie", "drugs", "speech"}
"""Posts that the first copy has lost."""
GLUED = ("honest", "diligence")
"""Two posts that the second copy runs together on one line."""


Piece = tuple[str, str, bool]
"""(words, key of the post they are of, whether they stand here for the second time)."""


def glued_copies() -> list[list[Piece]]:
    """The lines of the thread as a text file: one copy with the quotes but without the short posts, then one with all posts
    but without the quotes, with one line cut at a link and two run together. No names, no dates, no marks."""
    first = [
        [(p.removeprefix("> "), post.key, False)] for post in POSTS if post.key not in SHORT for p in post.paragraphs
    ]
    second: list[list[Piece]] = []
    for post in POSTS:
        own = [p for p in post.paragraphs if not p.startswith("> ")]
        if post.key == "credit":
            before, link, after = own[0].partition("the main archive")
            own = [before.strip(), link, after.strip(), *own[1:]]
        pieces: list[Piece] = [(words, post.key, post.key not in SHORT) for words in own]
        if post.key == GLUED[1]:
            second[-1] += pieces
        else:
            second += [[piece] for piece in pieces]
    return first + second
