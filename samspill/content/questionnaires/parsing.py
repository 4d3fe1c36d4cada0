"""A questionnaire file becomes a Questionnaire, or a list of everything that is wrong with it."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from samspill.content.factors import factors
from samspill.content.items import Direction, Item, Scale, item_bank
from samspill.content.language import LANGUAGES, LocalText
from samspill.content.questionnaires.problems import Problem, QuestionnaireError
from samspill.content.questionnaires.shipped import SHIPPED_KINDS, OpenQuestion, Questionnaire
from samspill.content.questionnaires.tree import Branch, read_tree

MAX_ITEMS = 120
LOWEST, HIGHEST = 0, 10
# The publishing procedure is proven for hi - lo >= k - 1 with the floor k = 5.
NARROWEST = 4
MAX_TITLE, MAX_TEXT, MAX_LABEL = 100, 300, 60

_ITEM_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,19}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")
# Columns of answers.csv that are not items, and the figure made of the three pulse items.
_TAKEN_IDS = ("unit_id", "comment", "index")
_YES, _NO = ("true", "yes", "ja"), ("false", "no", "nei", "")
_TOP_KEYS = ("id", "title", "about", "scale", "items", "open_question", "source")
_SCALE_KEYS = ("min", "max", "labels")
_ITEM_KEYS = ("id", "text", "label", "factor", "direction", "sensitive")


def parse_questionnaire(source: str | bytes, *, own_factors: Collection[str] = ()) -> Questionnaire:
    """Read a questionnaire (docs/reference/formats.md), or raise QuestionnaireError with all its faults."""
    reader = _Reader(own_factors)
    questionnaire = reader.questionnaire(read_tree(source))
    if reader.problems:
        raise QuestionnaireError(sorted(reader.problems, key=lambda problem: problem.line))
    return questionnaire


class _Reader:
    """Reads on after a fault with a stand-in value, so that all faults are reported at once."""

    def __init__(self, own_factors: Collection[str]) -> None:
        self.problems: list[Problem] = []
        self.factors = (*factors(), *own_factors)

    def fault(self, code: str, branch: Branch, place: str, **values: object) -> None:
        self.problems.append(Problem(code, branch.line, place, values))

    def questionnaire(self, top: Branch) -> Questionnaire:
        self.keys(top, _TOP_KEYS, "")
        scale = self.scale(self.required(top, "scale", ""))
        items = self.items(self.required(top, "items", ""), scale)
        open_question = self.words(top.entries.get("open_question"), "open_question", MAX_TEXT)
        return Questionnaire(
            id=self.questionnaire_id(self.required(top, "id", "")),
            kind="own",
            title=self.words(self.required(top, "title", ""), "title", MAX_TITLE),
            about=self.words(top.entries.get("about"), "about", MAX_TEXT),
            scale=scale,
            items=items,
            open_questions=(OpenQuestion("own", open_question),) if open_question else (),
            seconds=30 + 8 * len(items),
            source=self.words(top.entries.get("source"), "source", MAX_TEXT).nb,
        )

    def keys(self, branch: Branch, known: tuple[str, ...], place: str) -> None:
        if not isinstance(branch.value, dict):
            self.fault("not-mapping", branch, place, keys=", ".join(known))
        for key, value in branch.entries.items():
            if key not in known:
                meant = get_close_matches(key, known, 1)
                code = "unknown-key-meant" if meant else "unknown-key"
                self.fault(code, value, place, key=key, meant="".join(meant), keys=", ".join(known))

    def required(self, branch: Branch, key: str, place: str) -> Branch:
        found = branch.entries.get(key)
        if found is None or found.value in ("", [], {}):
            if isinstance(branch.value, dict):
                self.fault("missing", found or branch, place, key=key)
            return Branch(0, "")
        return found

    def questionnaire_id(self, branch: Branch) -> str:
        if branch.line and not _ID.fullmatch(branch.text):
            self.fault("bad-id", branch, "id", value=branch.text)
        elif branch.text in SHIPPED_KINDS:
            self.fault("shipped-id", branch, "id", value=branch.text)
        return branch.text

    def words(self, branch: Branch | None, place: str, limit: int) -> LocalText:
        """A text in one or more languages; a plain text counts as bokmål."""
        if branch is None or not branch.line:
            return LocalText()
        if isinstance(branch.value, list):
            self.fault("not-words", branch, place)
        written = branch.entries or {"nb": branch}
        for language, text in written.items():
            self.word(language, text, f"{place} › {language}" if branch.entries else place, limit)
        words = LocalText.of({code: written[code].text for code in LANGUAGES if code in written})
        if not words and isinstance(branch.value, dict):
            self.fault("no-words", branch, place)
        return words

    def word(self, language: str, branch: Branch, place: str, limit: int) -> None:
        if language not in LANGUAGES:
            self.fault("language", branch, place, value=language)
        if isinstance(branch.value, dict) or len(branch.text) > limit:
            self.fault("too-long-text", branch, place, size=len(branch.text), limit=limit)
        if not branch.text.isprintable():
            self.fault("invisible", branch, place)

    def whole_number(self, branch: Branch, place: str) -> int | None:
        if not branch.line:
            return None
        if not re.fullmatch(r"-?[0-9]{1,4}", branch.text):
            self.fault("number", branch, place, value=branch.text)
            return None
        return int(branch.text)

    def scale(self, branch: Branch) -> Scale:
        bank_scale = item_bank().scale
        if not branch.line:
            return bank_scale
        self.keys(branch, _SCALE_KEYS, "scale")
        low = self.whole_number(self.required(branch, "min", "scale"), "scale › min")
        high = self.whole_number(self.required(branch, "max", "scale"), "scale › max")
        if low is None or high is None:
            return bank_scale
        if low < LOWEST or high > HIGHEST:
            self.fault("scale-range", branch, "scale", low=low, high=high, lowest=LOWEST, highest=HIGHEST)
            return bank_scale
        if high - low < NARROWEST:
            self.fault("scale-narrow", branch, "scale", steps=max(high - low + 1, 0), needed=NARROWEST + 1)
            return bank_scale
        return Scale(low, high, self.labels(branch, low, high), bank_scale.skip)

    def labels(self, scale: Branch, low: int, high: int) -> tuple[LocalText, ...]:
        """One text per value, as a list, or as a mapping from value to text that names at least both ends."""
        branch = self.required(scale, "labels", "scale")
        given = branch.value
        values = [str(value) for value in range(low, high + 1)]
        if isinstance(given, list):
            if len(given) != len(values):
                self.fault("labels-count", branch, "scale › labels", count=len(given), needed=len(values))
            given = dict(zip(values, given, strict=False))
        elif isinstance(given, dict):
            for value in given.keys() - set(values):
                self.fault("label-off", given[value], "scale › labels", value=value, low=low, high=high)
            if not {values[0], values[-1]} <= given.keys():
                self.fault("label-ends", branch, "scale › labels", low=low, high=high)
        elif branch.line:
            self.fault("labels-kind", branch, "scale › labels", low=low, high=high)
        found = given if isinstance(given, dict) else {}
        return tuple(self.words(found.get(value), f"scale › labels › {value}", MAX_LABEL) for value in values)

    def items(self, branch: Branch, scale: Scale) -> tuple[Item, ...]:
        if not isinstance(branch.value, list):
            if branch.line:
                self.fault("not-list", branch, "items")
            return ()
        if len(branch.value) > MAX_ITEMS:
            self.fault("too-many", branch, "items", count=len(branch.value), limit=MAX_ITEMS)
            return ()
        items = tuple(self.item(each, number, scale) for number, each in enumerate(branch.value, start=1))
        self.refuse_repeated(branch.value, items)
        return items

    def refuse_repeated(self, branches: list[Branch], items: tuple[Item, ...]) -> None:
        first_line: dict[str, int] = {}
        for branch, item in zip(branches, items, strict=True):
            # Spreadsheets and people do not tell q1 from Q1.
            key = item.id.lower()
            if key and key in first_line:
                self.fault("repeated-id", branch, f"items › {item.id}", value=item.id, first=first_line[key])
            first_line.setdefault(key, branch.line)

    def item(self, branch: Branch, number: int, scale: Scale) -> Item:
        id_branch = branch.entries.get("id") or Branch(0, "")
        place = f"items › {id_branch.text or number}"
        self.keys(branch, _ITEM_KEYS, place)
        item_id = self.item_id(self.required(branch, "id", place), place)
        if item_id in item_bank().items:
            return self.bank_item(branch, item_id, scale, place)
        text = self.words(self.required(branch, "text", place), f"{place} › text", MAX_TEXT)
        return Item(
            id=item_id,
            text=text,
            label=self.words(branch.entries.get("label"), f"{place} › label", MAX_LABEL) or text,
            factor=self.factor(branch.entries.get("factor"), place),
            law=(),
            direction=self.direction(self.required(branch, "direction", place), place),
            sensitive=self.yes_or_no(branch.entries.get("sensitive"), f"{place} › sensitive"),
            frame="",
        )

    def bank_item(self, branch: Branch, item_id: str, scale: Scale, place: str) -> Item:
        """A bank item is named by its id alone: in other words its figures would not compare."""
        if len(branch.entries) > 1:
            self.fault("bank-id", branch, place, value=item_id)
        elif (scale.min, scale.max) != (item_bank().scale.min, item_bank().scale.max):
            self.fault("bank-scale", branch, place, value=item_id)
        return item_bank().item(item_id)

    def item_id(self, branch: Branch, place: str) -> str:
        if branch.line and (not _ITEM_ID.fullmatch(branch.text) or branch.text.lower() in _TAKEN_IDS):
            self.fault("bad-item-id", branch, f"{place} › id", value=branch.text)
        return branch.text

    def factor(self, branch: Branch | None, place: str) -> str:
        if branch is None or branch.value == "":
            return ""
        if branch.text not in self.factors:
            self.fault("factor", branch, f"{place} › factor", value=branch.text, known=", ".join(self.factors))
        return branch.text

    def direction(self, branch: Branch, place: str) -> Direction:
        if branch.line and branch.text not in ("+", "-"):
            self.fault("direction", branch, f"{place} › direction", value=branch.text)
        return "-" if branch.text == "-" else "+"

    def yes_or_no(self, branch: Branch | None, place: str) -> bool:
        if branch is None:
            return False
        if branch.text.lower() not in (*_YES, *_NO) or not isinstance(branch.value, str):
            self.fault("yes-or-no", branch, place, value=branch.text)
        return branch.text.lower() in _YES
