"""What an analyst made of the first half of the main sample's thread, which is about the lines that the draft draws."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.kinds import RelationKind as R
from argmap.model.kinds import StatementKind as S


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


LINES = (
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
)
