"""What a document holds: one comment, or a transcript, whose turns are posts."""

from __future__ import annotations

from argmap.formats.threads.thread import PostDraft, Thread


def thread_of_document(whole: PostDraft) -> Thread:
    """The thread of a document that was read as one post: its turns where it labels who speaks, else that post alone."""
    from argmap.formats.threads.transcript_posts import thread_of

    spoken = thread_of(whole.body.text, whole.title)
    if spoken is None:
        return Thread(title=whole.title, posts=[whole])
    spoken.notes = whole.notes + spoken.notes
    spoken.noise = []  # these and the spans are places in the words that were taken out of the file, not in the file
    for post in spoken.posts:
        post.span = None
        post.posted_at = post.posted_at or whole.posted_at
    return spoken
