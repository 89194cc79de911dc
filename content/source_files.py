"""Reads what we wrote in ``sources/``; every fault names the file, the line and what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from content.schema import (
    BesideFile,
    ChangeFile,
    CourseFile,
    EditionsFile,
    EverydayFile,
    ExplainerFile,
    GlossaryFile,
    GoneWordsFile,
    ProvisionFile,
    QuizFile,
    TopicFile,
)

SOURCES = Path(__file__).parent / "sources"

F = TypeVar("F", bound=BaseModel)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in a source file, as an editor needs it."""

    file: str
    line: int
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.expected}"


@dataclass(slots=True)
class Sources:
    """All source files, parsed; ``problems`` is empty when every one fits its schema."""

    editions: EditionsFile | None = None
    provisions: dict[str, ProvisionFile] = field(default_factory=dict)
    changes: dict[str, ChangeFile] = field(default_factory=dict)
    topics: dict[str, TopicFile] = field(default_factory=dict)
    explainers: dict[str, ExplainerFile] = field(default_factory=dict)
    course: CourseFile | None = None
    quiz: dict[str, QuizFile] = field(default_factory=dict)
    glossary: GlossaryFile | None = None
    gone_words: GoneWordsFile | None = None
    everyday: dict[str, EverydayFile] = field(default_factory=dict)
    beside: BesideFile | None = None
    problems: list[Problem] = field(default_factory=list)
    nodes: dict[str, yaml.Node] = field(default_factory=dict)

    def line_of(self, file: str, *path: str | int) -> int:
        """The line on which the value at ``path`` begins, counted from one."""
        return _line(self.nodes.get(file), path)

    def texts_of(self, file: str) -> Iterator[tuple[int, str]]:
        """Every value of a file as it is written, and the line on which it begins, counted from one."""
        return _texts(self.nodes.get(file))


def file_label(article: str) -> str:
    """``17`` -> ``017``: names that sort in the order of the law."""
    head, dash, tail = article.partition("-")
    return f"{int(head):03d}{dash}{tail}" if head.isdigit() else article


def load_sources(folder: Path = SOURCES) -> Sources:
    """Read every file below ``folder``; faults are collected, never raised."""
    loaded = Sources()
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        match name.split("/"):
            case [("1995" | "2026") as year, _]:
                if file := _read(loaded, path, name, ProvisionFile):
                    _expect_name(loaded, name, f"{year}/{file_label(file.article)}.yaml", f"{file.edition}/")
                    loaded.provisions[name] = file
            case ["changes", ("1995" | "2026") as year, _]:
                if change := _read(loaded, path, name, ChangeFile):
                    expected = f"changes/{year}/{file_label(change.article)}.yaml"
                    _expect_name(loaded, name, expected, f"changes/{change.edition}/")
                    loaded.changes[name] = change
            case ["topics", _]:
                if topic := _read(loaded, path, name, TopicFile):
                    _expect_name(loaded, name, f"topics/{topic.id}.yaml")
                    loaded.topics[name] = topic
            case ["explainers", _]:
                if explainer := _read(loaded, path, name, ExplainerFile):
                    _expect_name(loaded, name, f"explainers/{explainer.id}.yaml")
                    loaded.explainers[name] = explainer
            case ["quiz", _]:
                if quiz := _read(loaded, path, name, QuizFile):
                    _expect_name(loaded, name, f"quiz/{quiz.id}.yaml")
                    loaded.quiz[name] = quiz
            case ["course.yaml"]:
                loaded.course = _read(loaded, path, name, CourseFile)
            case ["glossary.yaml"]:
                loaded.glossary = _read(loaded, path, name, GlossaryFile)
            case ["gone-words.yaml"]:
                loaded.gone_words = _read(loaded, path, name, GoneWordsFile)
            case ["everyday", _]:
                if everyday := _read(loaded, path, name, EverydayFile):
                    loaded.everyday[name] = everyday
            case ["beside.yaml"]:
                loaded.beside = _read(loaded, path, name, BesideFile)
            case ["editions.yaml"]:
                loaded.editions = _read(loaded, path, name, EditionsFile)
            case ["texts.yaml"]:
                pass
            case _:
                loaded.problems.append(Problem(name, 1, "no such kind of file; see docs/writing.md"))
    return loaded


def _expect_name(loaded: Sources, name: str, expected: str, prefix: str = "") -> None:
    if name != expected or not name.startswith(prefix):
        loaded.problems.append(Problem(name, 1, f"by what stands in it, this file should be named {expected}"))


def _read(loaded: Sources, path: Path, name: str, shape: type[F]) -> F | None:
    try:
        node, content = _parse(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        loaded.problems.append(Problem(name, 1, f"expected UTF-8 text ({error.reason})"))
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "not readable as YAML"
        loaded.problems.append(Problem(name, (mark.line + 1) if mark else 1, f"expected YAML: {reason}"))
        return None
    if node is not None:
        loaded.nodes[name] = node
    try:
        return shape.model_validate(content)
    except ValidationError as error:
        for fault in error.errors():
            path_in_file = tuple(fault["loc"])
            where = ".".join(str(part) for part in path_in_file) or "file"
            loaded.problems.append(Problem(name, _line(node, path_in_file), f"{where}: {fault['msg']}"))
        return None


def _parse(text: str) -> tuple[yaml.Node | None, object]:
    """The nodes, which know their lines, and the values; libyaml where it is there, because it is ten times faster."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()


def _texts(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.line + 1, node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _texts(value)


def _line(node: yaml.Node | None, path: tuple[str | int, ...]) -> int:
    line = 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
