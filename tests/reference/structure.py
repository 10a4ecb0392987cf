"""The shape of a standard: its sections, criteria, scales, directions and profile matches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .evidence import Plain, matches
from .exact import Scale

ROOT = ""


@dataclass(eq=False)
class Node:
    """A section or a criterion with its place in the tree; the root is the standard itself."""

    id: str
    data: Plain
    parent: Node | None
    scale_name: str | None
    is_criterion: bool
    children: list[Node] = field(default_factory=list)

    def below(self) -> Iterator[Node]:
        """Every node anywhere below."""
        for child in self.children:
            yield child
            yield from child.below()

    def upward(self) -> Iterator[Node]:
        """The node itself, and every section that holds it, but not the root."""
        node: Node | None = self
        while node is not None and node.id != ROOT:
            yield node
            node = node.parent


class Structure:
    """The tree of a standard, without the criteria that a subject is not asked."""

    def __init__(self, standard: Plain, leave_out: str | None = None) -> None:
        self.standard = standard
        self.leave_out = leave_out
        self.scales = {name: Scale(data) for name, data in standard.get("scales", {}).items()}
        self.root = Node(ROOT, standard, None, standard.get("scale"), is_criterion=False)
        self._grow(self.root, standard.get("scale"))
        self.nodes = {node.id: node for node in self.root.below()}

    def _grow(self, node: Node, default: str | None) -> None:
        for data in node.data.get("sections", []):
            child = Node(data["id"], data, node, data.get("scale"), is_criterion=False)
            node.children.append(child)
            # "with `bands` a section must give its own `scale`, which is not its children's
            # default"
            own = None if "bands" in data else data.get("scale")
            self._grow(child, own or default)
        for data in node.data.get("criteria", []):
            if self.leave_out is None or data.get("asked_of", "both") != self.leave_out:
                scale = data.get("scale", default)
                node.children.append(Node(data["id"], data, node, scale, is_criterion=True))

    def criteria(self, under: Node | None = None) -> list[Node]:
        """Every criterion, or those anywhere below a section."""
        return [node for node in (under or self.root).below() if node.is_criterion]

    def declared(self, selection: Any) -> list[Node]:
        """What a selection names, whether or not it applies."""
        if selection == "criteria":
            return self.criteria()
        if selection == "sections":
            return [node for node in self.root.children if not node.is_criterion]
        if isinstance(selection, list):
            return [self.nodes[name] for name in selection if name in self.nodes]
        found = self.criteria()
        if "children" in selection:
            found = self.nodes[selection["children"]].children
        if "in" in selection:
            inside = list(self.nodes[selection["in"]].below())
            found = [node for node in found if node in inside]
        if "tag" in selection:
            found = [n for n in found if selection["tag"] in n.data.get("tags", [])]
        if "without" in selection:
            found = [n for n in found if selection["without"] not in n.data.get("tags", [])]
        return found

    def scale(self, node: Node) -> Scale | None:
        """A criterion's scale; a section's own or its children's where it has one."""
        if node.is_criterion or "bands" in node.data:
            return self.scales[node.scale_name] if node.scale_name else None
        if node.data.get("combine") in ("worst", "best"):
            return next(filter(None, map(self.scale, node.children)), None)
        return None

    def lower(self, node: Node) -> bool:
        """Whether lower is better for a node's score."""
        scale = self.scale(node)
        return scale.lower if scale is not None else self.children_lower(node)

    def children_lower(self, node: Node) -> bool:
        """Whether lower is better for what a section combines."""
        return any(self.lower(child) for child in node.children)

    def judged_scale(self, node: Node, rating: Any = None) -> Scale:
        """The scale on which assessors judge a criterion: all judged parts use one."""
        rating = rating if rating is not None else node.data.get("rating", "judgement")
        name = _judged_name(rating)
        scale = self.scale(node) if name in (None, "judgement") else self.scales[name]
        assert scale is not None
        return scale

    def rating_value(self, criterion: str, rating: Any) -> Fraction:
        """The value of an assessor's rating."""
        return self.judged_scale(self.nodes[criterion]).value(rating)


def _judged_name(rating: Any) -> str | None:
    """The scale a rating's judged part names; `judgement` is the criterion's own."""
    if rating == "judgement":
        return "judgement"
    if "judgement" in rating:
        return str(rating["judgement"])
    parts = rating.get("worst") or rating.get("best") or rating.get("choose") or []
    names = [name for name in map(_judged_name, parts) if name is not None]
    return names[0] if names else None


def first_matching(lines: list[Plain], profile: Plain) -> Plain:
    """`choose`: the first whose `when` matches the profile."""
    return next(line for line in lines if matches(profile, line.get("when")))
