"""How a sample was drawn, in plain sentences for a report."""

from __future__ import annotations

from kitemark.sampling.draw import Draw

ADVICE = (
    "Announce the seed before anyone sees the list, and do not choose it afterwards: whoever may try several seeds "
    "may choose the files. Words that both sides knew beforehand do, such as the name and day of the visit."
)


def how_drawn(draw: Draw) -> tuple[str, ...]:
    """Give the sentences that say how a sample was drawn, for a report and for the body to check."""
    every = "All" if draw.size == draw.frame_size else f"{draw.size} of the"
    were = "was" if draw.size == 1 else "were"
    order = "The list was put in the order of the SHA-256 of the seed, a line break and each file's id"
    return (
        f"{every} {draw.frame_size} files {were} drawn by lot, with the seed “{draw.seed}”.",
        f"{order}, and the first {draw.size} {were} taken." if draw.size > 1 else f"{order}, and the first was taken.",
        "The same list, size and seed always give the same files, and each file had the same chance.",
        f"The list's own SHA-256 (its ids sorted by their bytes, a line break after each) is {draw.frame_sha256}.",
    )


def how_to_check(draw: Draw) -> tuple[str, ...]:
    """Give what whoever holds the list can do to check a sample without this library, line by line.

    The first line gives the list's digest, the second the digest of one id.
    """
    seed = draw.seed.replace("'", "'\\''")
    return (
        "LC_ALL=C sort ids.txt | sha256sum",
        f"printf '%s\\n%s' '{seed}' 'ID' | sha256sum",
    )
