"""Rich HTML as a tree of known tags, properly nested, or a refusal that names the fault."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from sandbox.errors import bad_request
from sandbox.html_values import STYLES

INLINE = {
    **STYLES,
    "code": "code",
    "mark": "marked",
    "sub": "subscript",
    "sup": "superscript",
    "tg-spoiler": "spoiler",
}
INLINE_TAGS = {*INLINE, "a", "br", "tg-reference", "tg-time", "tg-emoji", "tg-math", "tg-button"}
TEXT_BLOCKS = {"p": "paragraph", "footer": "footer", **{f"h{size}": "heading" for size in range(1, 7)}}
BLOCK_TAGS = {
    *TEXT_BLOCKS,
    "hr",
    "pre",
    "ul",
    "ol",
    "blockquote",
    "aside",
    "details",
    "table",
    "tg-button-row",
    "img",
    "figure",
    "tg-collage",
    "tg-slideshow",
}
_PARTS = {"li", "cite", "summary", "caption", "tr", "th", "td", "input", "figcaption"}
_VOID = {"br", "hr", "img", "input"}
_ENTITY = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")
_ENTITIES = frozenset(
    ["lt", "gt", "amp", "quot", "apos", "nbsp", "hellip", "mdash", "ndash", "lsquo", "rsquo", "ldquo", "rdquo"]
)


def refusal(reason: str) -> Exception:
    """What is said of faulty rich HTML."""
    return bad_request(f"can't parse rich message HTML: {reason}")


@dataclass(slots=True)
class Node:
    """A tag with what stands inside it."""

    tag: str
    values: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def take(self, tag: str) -> "Node | None":
        """Removes and gives the first child with this tag."""
        for child in self.children:
            if isinstance(child, Node) and child.tag == tag:
                self.children.remove(child)
                return child
        return None


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE_TAGS | BLOCK_TAGS | _PARTS:
            raise refusal(f'unsupported start tag "{tag}"')
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if len(self.stack) == 1:
            raise refusal(f'unexpected end tag "{tag}"')
        if self.stack[-1].tag != tag:
            raise refusal(f'unmatched end tag, expected "</{self.stack[-1].tag}>", found "</{tag}>"')
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read_tree(source: str) -> list[Node | str]:
    """The nodes at the top."""
    for name in _ENTITY.findall(source):
        if not name.startswith("#") and name not in _ENTITIES:
            raise refusal(f'unsupported entity "&{name};"')
    tree = _Tree()
    tree.feed(source)
    tree.close()
    if len(tree.stack) > 1:
        raise refusal(f'can\'t find end tag corresponding to start tag "{tree.stack[-1].tag}"')
    return tree.stack[0].children
