"""What an analyst made of the main sample's thread: provisions, topics, statements and relations, by short keys."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.kinds import RelationKind as R
from argmap.model.kinds import StatementKind as S

PROVISIONS = (
    (
        "params",
        "§ 3(a)(1)",
        "Parameters",
        "≥ 70 B parameters",
        "A model of 70 billion parameters or more is a frontier model.",
    ),
    (
        "tokens",
        "§ 3(a)(2)",
        "Training data",
        "> 1 T training tokens",
        "So is a model trained on more than one trillion tokens.",
    ),
    ("mmlu", "§ 3(a)(3)", "Capability", "≥ 70 % MMLU", "So is a model that scores 70 % or more on MMLU."),
    (
        "licence",
        "§ 5",
        "Licence to train or fine-tune",
        "",
        "Nobody trains or fine-tunes a frontier model without a licence.",
    ),
    ("tiers", "§ 6", "Tiered duties", "", "Lower tiers report; only the top tier needs a licence."),
    ("fast", "§ 7", "Fast-track exemption", "", "A plainly harmless model is exempted within days."),
)

TOPICS = (
    ("over", "over-inclusion", "#c2410c", "The line catches what it should not."),
    ("scope", "scope", "#2b6cb0", "What the definition is for, and how far it reaches."),
    ("agency", "agency capacity", "#8f5602", "Whether the office can do what it is given to do."),
    ("enforce", "enforceability", "#b83280", "Whether the rule can be made to hold."),
    ("speech", "prior restraint", "#6b46c1", "Leave that must be asked before speaking."),
    ("commerce", "commerce clause", "#2f7d4f", "Whether Congress has the power."),
    ("open", "open source", "#0f766e", "What happens to open models and the people who build on them."),
    ("candour", "candour", "#4a5568", "Whether the proposal is presented for what it is."),
)


@dataclass(frozen=True)
class Point:
    """A statement: ``said`` is (post key, first words, last words) for each passage; ``links`` are (relation kind, target)
    where a target is a statement's key, "§" and a provision's key, or ">" and the key of a statement whose first relation
    is undercut."""

    key: str
    kind: S
    gist: str
    said: tuple[tuple[str, str, str], ...]
    links: tuple[tuple[R, str], ...] = ()
    topics: tuple[str, ...] = ()


POINTS = (
    Point(
        "lines",
        S.CLAIM,
        "No training past a line without a licence",
        (("open", "Anyone who", "on MMLU."),),
        ((R.SUPPORTS, "§licence"),),
        ("scope",),
    ),
    Point(
        "refuse",
        S.CLAIM,
        "The lines mark where the agency may refuse, not where it will",
        (("open", "The lines say", "on purpose."),),
        ((R.SUPPORTS, "§params"),),
        ("scope",),
    ),
    Point(
        "llama",
        S.OBJECTION,
        "The token line catches nearly every Llama model",
        (("token", "The token line", "in training."),),
        ((R.OBJECTS, "§tokens"),),
        ("over",),
    ),
    Point(
        "hub",
        S.SUPPORT,
        "3,276 derivatives of Llama 2 on the hub",
        (("token", "A search of", "Llama 2 today."),),
        ((R.SUPPORTS, "llama"),),
        ("over", "open"),
    ),
    Point(
        "queue",
        S.OBJECTION,
        "Every derivative queues for review and can be switched off",
        (("token", "As I read", "it liked."),),
        ((R.OBJECTS, "§licence"),),
        ("agency", "open"),
    ),
    Point(
        "longer",
        S.OBJECTION,
        "Hobby models will pass a trillion tokens within two years",
        (("token", "Small open models", "away already."),),
        ((R.OBJECTS, "§tokens"),),
        ("over", "open"),
    ),
    Point(
        "dropped",
        S.CONCESSION,
        "The training-data criterion is taken out",
        (("narrow", "Fair point", "for now."),),
        ((R.CONCEDES, "llama"), (R.CONCEDES, "longer")),
        ("over",),
    ),
    Point(
        "exempt",
        S.CLAIM,
        "Models already released are exempt",
        (("narrow", "Whatever has", "any case."),),
        ((R.OBJECTS, "queue"),),
        ("open",),
    ),
    Point(
        "next",
        S.SUPPORT,
        "The aim is the next frontier, not the last",
        (("narrow", "We want to", "can recall."),),
        ((R.SUPPORTS, "exempt"),),
        ("scope",),
    ),
    Point(
        "chatbot",
        S.OBJECTION,
        "70 % on MMLU is last year’s free chatbot",
        (("mmlu", "A score of", "in one."),),
        ((R.OBJECTS, "§mmlu"),),
        ("over",),
    ),
    Point(
        "trained",
        S.OBJECTION,
        "A benchmark everyone trains for measures training, not danger",
        (("mmlu", "A test that", "the danger."),),
        ((R.OBJECTS, "§mmlu"),),
        ("scope",),
    ),
    Point(
        "below",
        S.CLAIM,
        "The line must sit below the danger, which nobody can predict",
        (("line", "The score marks", "able to do."),),
        ((R.OBJECTS, "chatbot"),),
        ("scope",),
    ),
    Point(
        "days",
        S.CLAIM,
        "Harmless models hear back within days",
        (("line", "A model that", "within days."),),
        ((R.SUPPORTS, "§fast"), (R.OBJECTS, "queue")),
        ("agency",),
    ),
    Point(
        "stamp",
        S.OBJECTION,
        "Thousands of cases a month end in harassment or a rubber stamp",
        (("stamp", "An office that", "everything through."),),
        ((R.OBJECTS, "below"), (R.OBJECTS, "§fast")),
        ("agency",),
    ),
    Point(
        "medicines",
        S.SUPPORT,
        "Medicines regulators manage both at once",
        (("stamp", "Regulators of", "weigh cases."),),
        ((R.SUPPORTS, "stamp"),),
        ("agency",),
    ),
    Point(
        "feedback",
        S.OBJECTION,
        "Law gives no feedback; its authors did not look for its harms",
        (("stamp", "A law gives", "that does."),),
        ((R.OBJECTS, "refuse"),),
        ("candour",),
    ),
    Point(
        "tiered",
        S.CONCESSION,
        "The next draft has tiers; only the top one needs a licence",
        (("tiers", "The next draft", "a licence."),),
        ((R.CONCEDES, "stamp"),),
        ("agency",),
    ),
    Point(
        "sparse",
        S.OBJECTION,
        "The parameter line does not tell sparse models from dense ones",
        (("sparse", "The parameter line", "dense ones."),),
        ((R.OBJECTS, "§params"),),
        ("over",),
    ),
    Point(
        "campus",
        S.SUPPORT,
        "University work on mixtures of experts would be caught",
        (("sparse", "A good deal", "be caught."),),
        ((R.SUPPORTS, "sparse"),),
        ("over", "open"),
    ),
    Point(
        "look",
        S.CONCESSION,
        "Sparse models might get a rule of their own",
        (("count", "Sparse models might", "be gamed."),),
        ((R.CONCEDES, "sparse"),),
        ("over",),
    ),
    Point(
        "forty",
        S.SUPPORT,
        "Only about 40 public models are above 70 B",
        (("count", "One public list", "billion parameters"),),
        ((R.SUPPORTS, "§params"),),
        ("scope",),
    ),
    Point(
        "howmany",
        S.QUESTION,
        "How many of the 40 are sparse?",
        (("count", "do you know", "are sparse?"),),
        ((R.ABOUT, "§params"),),
    ),
    Point(
        "few", S.CLAIM, "Only a handful of big laboratories is regulated", (), ((R.ABOUT, "§licence"),), ("candour",)
    ),
    Point(
        "reach",
        S.OBJECTION,
        "The rules reach more and more of what small teams build",
        (("press", "Read to the end", "misleads people."),),
        ((R.OBJECTS, "few"),),
        ("candour", "open"),
    ),
    Point(
        "worse",
        S.SUPPORT,
        "For everyone building on Llama 2 it is worse than misleading",
        (("lie", "It is worse", "Llama 2."),),
        ((R.SUPPORTS, "reach"),),
        ("candour",),
    ),
    Point(
        "reworded",
        S.CONCESSION,
        "The page now names everybody who builds on the models",
        (("wording", "The page now", "their models”."),),
        ((R.CONCEDES, "reach"),),
        ("candour",),
    ),
    Point(
        "small",
        S.CLAIM,
        "Most development is small systems that are not touched",
        (("wording", "Most development", "is touched."),),
        ((R.OBJECTS, "reach"),),
        ("scope",),
    ),
    Point(
        "scale",
        S.OBJECTION,
        "The new wording still hides the scale",
        (("credit", "That is fairer", "the scale."),),
        ((R.OBJECTS, "small"),),
        ("candour",),
    ),
    Point(
        "preprints",
        S.SUPPORT,
        "2,000 of 15,000 preprints concern language models",
        (("credit", "Some 2,000", "language models"),),
        ((R.SUPPORTS, "scale"),),
        ("scope",),
    ),
    Point(
        "downloads",
        S.SUPPORT,
        "One set of Llama 2 weights has over 500K downloads",
        (("credit", "one set of", "500K downloads."),),
        ((R.SUPPORTS, "scale"),),
        ("open",),
    ),
    Point(
        "deceive",
        S.CLAIM,
        "Nobody set out to deceive; the token line got an afternoon",
        (("honest", "I doubt that", "with them."),),
        ((R.OBJECTS, "worse"),),
        ("candour",),
    ),
    Point(
        "homework",
        S.OBJECTION,
        "Then a policy group lobbied before doing its homework",
        (("diligence", "If that is", "net harm."),),
        ((R.OBJECTS, "deceive"),),
        ("candour",),
    ),
    Point(
        "harm",
        S.QUESTION,
        "Why should a licence to fine-tune be an outrage?",
        (("whatharm", "Where exactly", "an outrage?"),),
        ((R.ABOUT, "§licence"),),
    ),
    Point(
        "absurd",
        S.OBJECTION,
        "A licence for everybody who fine-tunes is absurd",
        (("absurd", "a licence for everybody", "be absurd."),),
        ((R.OBJECTS, "§licence"), (R.ANSWERS, "harm")),
        ("over", "open"),
    ),
    Point(
        "enforce",
        S.OBJECTION,
        "It cannot be enforced without total surveillance",
        (("absurd", "It cannot be", "its credibility."), ("universal", "Enforcing that", "watch them all.")),
        ((R.OBJECTS, "§licence"),),
        ("enforce",),
    ),
    Point(
        "fines",
        S.OBJECTION,
        "Large labs pay the fines; independents stop work",
        (("absurd", "Firms in this", "for permission."),),
        ((R.OBJECTS, "§licence"),),
        ("enforce", "open"),
    ),
    Point(
        "attempt",
        S.OBJECTION,
        "Even to try and fail costs more than it saves",
        (("universal", "Even to try", "it saves."),),
        ((R.SUPPORTS, "enforce"),),
        ("enforce",),
    ),
    Point(
        "unlawful",
        S.OBJECTION,
        "Reaching even a student who releases nothing looks unlawful",
        (("illegal", "It also looks", "releases nothing."),),
        ((R.OBJECTS, "§licence"),),
        ("commerce",),
    ),
    Point(
        "precedent",
        S.QUESTION,
        "Is there a precedent?",
        (("illegal", "Has a court", "the like?"),),
        ((R.ABOUT, "unlawful"),),
    ),
    Point(
        "drugs",
        S.CLAIM,
        "Drugs and weapons are licensed the same way",
        (("drugs", "Drugs and", "that way."),),
        ((R.OBJECTS, "unlawful"), (R.ANSWERS, "precedent")),
        ("commerce",),
    ),
    Point(
        "clause",
        S.CLAIM,
        "The commerce clause has room for this",
        (("clause", "The commerce", "to spare."),),
        ((R.OBJECTS, "unlawful"),),
        ("commerce",),
    ),
    Point(
        "restraint",
        S.OBJECTION,
        "Commerce power does not allow prior restraint of speech",
        (("speech", "Commerce or", "stays forbidden."),),
        ((R.UNDERCUTS, ">clause"), (R.UNDERCUTS, ">drugs")),
        ("speech",),
    ),
    Point(
        "medium",
        S.SUPPORT,
        "Models are what the next generation writes and draws on",
        (("medium", "Models of language", "draws on."),),
        (),
        ("speech",),
    ),
    Point(
        "veto",
        S.OBJECTION,
        "A veto over that paper is censorship",
        (("medium", "Giving the state", "are harmless."),),
        ((R.OBJECTS, "§licence"),),
        ("speech",),
    ),
    Point(
        "best",
        S.CLAIM,
        "The best open model must not get better in a moratorium",
        (("best", "One road", "getting better."),),
        ((R.SUPPORTS, "§licence"),),
        ("open",),
    ),
    Point(
        "story",
        S.OBJECTION,
        "No takeover story at this size holds together",
        (("takeover", "Nobody has", "have it."),),
        ((R.OBJECTS, "best"),),
        ("scope",),
    ),
    Point(
        "single",
        S.OBJECTION,
        "Caring about one risk only makes bad policy",
        (("takeover", "And policy", "that risk."),),
        ((R.UNDERCUTS, ">best"),),
        ("scope",),
    ),
)
RESTS = (("medium", "veto"),)
"""(premise, what rests on it)."""
CONTRADICTS = (("trained", "below"),)
PARTIAL = {"tiered", "look", "reworded"}
"""Concessions that concede in part."""
WITHDRAWN = ("tokens", "dropped", "2026-09-13")
ADDED = ("tiers", "tiered", "2026-09-13")
"""(provision, the statement that brought it about, when)."""
