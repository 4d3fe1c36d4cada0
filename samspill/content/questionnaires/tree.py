"""YAML from strangers, read into a small tree that remembers its lines.

Everything a questionnaire does not need is refused before it is built: anchors (a few lines can unfold to
gigabytes), tags, deep nesting, repeated keys. Scalars stay the text that was typed, so that the answer "no"
and the language "no" do not turn into a truth value on the way.
"""

from dataclasses import dataclass

import yaml

from samspill.content.questionnaires.problems import Problem, QuestionnaireError

MAX_CHARACTERS = 100_000
MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Branch:
    """A text, a list or a mapping, and the line it begins on."""

    line: int
    value: "str | list[Branch] | dict[str, Branch]"

    @property
    def text(self) -> str:
        """The text with its blanks evened out; empty for a list or a mapping."""
        return " ".join(self.value.split()) if isinstance(self.value, str) else ""

    @property
    def entries(self) -> "dict[str, Branch]":
        return self.value if isinstance(self.value, dict) else {}


def read_tree(source: str | bytes) -> Branch:
    text = _decoded(source)
    if len(text) > MAX_CHARACTERS:
        raise _refused("too-long", size=len(text), limit=MAX_CHARACTERS)
    try:
        _refuse_tricks(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _refused("not-yaml", line=error.problem_mark.line + 1 if error.problem_mark else 0) from error
    except yaml.YAMLError as error:
        raise _refused("unreadable") from error
    if node is None:
        raise _refused("empty")
    return _branch(node)


def _decoded(source: str | bytes) -> str:
    try:
        return source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _refused("encoding") from error


def _refuse_tricks(text: str) -> None:
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("anchor", line=line)
        if getattr(event, "tag", None):
            raise _refused("tag", line=line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > MAX_DEPTH:
            raise _refused("too-deep", line=line, limit=MAX_DEPTH)
        if documents > 1:
            raise _refused("documents", line=line)


def _branch(node: yaml.Node) -> Branch:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Branch(line, [_branch(child) for child in node.value])
    if isinstance(node, yaml.MappingNode):
        return Branch(line, _mapping(node))
    nothing = node.tag == "tag:yaml.org,2002:null"
    return Branch(line, "" if nothing else node.value)


def _mapping(node: yaml.MappingNode) -> dict[str, Branch]:
    entries: dict[str, Branch] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _refused("key", line=line)
        if key.value in entries:
            raise _refused("repeated-key", line=line, key=key.value)
        entries[key.value] = _branch(value)
    return entries


def _refused(code: str, line: int = 0, **values: object) -> QuestionnaireError:
    return QuestionnaireError([Problem(code, line, "", values)])
