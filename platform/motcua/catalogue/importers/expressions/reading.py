"""Reads the two dialects: XPath as XLSForm uses it, JavaScript as Form.io does.

One parser by operator precedence over a token list; only what both dialects have in common with
our rules is understood, the rest is ``NotRead`` with the reason.
"""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.expressions.tree import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_TOKENS,
    Apply,
    Literal,
    Name,
    Node,
    NotRead,
)

# Every alternative begins with characters of its own, so matching is linear.
_XPATH: Final = re.compile(
    r"""\s*(?:
      (?P<number>\d{1,18}(?:\.\d{1,18})?)
    | (?P<text>'[^']{0,2000}'|"[^"]{0,2000}")
    | \$\{\s{0,5}(?P<ref>[^}\s]{1,100})\s{0,5}\}
    | (?P<path>(?:\.\./|/)[A-Za-z_./-][\w./-]{0,200})
    | (?P<word>[A-Za-z_][\w:-]{0,100})
    | (?P<sign><=|>=|!=|[-=<>+*/(),.|\[\]])
    )""",
    re.VERBOSE,
)
_SCRIPT: Final = re.compile(
    r"""\s*(?:
      (?P<number>\d{1,18}(?:\.\d{1,18})?)
    | (?P<text>'[^'\\\n]{0,2000}'|"[^"\\\n]{0,2000}")
    | (?P<ref>(?:data|row)
        (?:\.[A-Za-z_$][\w$]{0,100}|\[\s{0,5}(?:'[^'\]]{1,100}'|"[^"\]]{1,100}")\s{0,5}\]){1,6})
    | (?P<word>[A-Za-z_$][\w$]{0,100}(?:\.[A-Za-z_$][\w$]{0,100}){0,4})
    | (?P<sign>===|!==|==|!=|<=|>=|&&|\|\||\?|[-=<>+*/%(),:!;\[\]])
    )""",
    re.VERBOSE,
)
_BINARY: Final[dict[str, dict[str, tuple[int, str]]]] = {
    "xpath": {
        "or": (1, "or"), "and": (2, "and"),
        "=": (3, "eq"), "!=": (3, "ne"),
        "<": (4, "lt"), "<=": (4, "le"), ">": (4, "gt"), ">=": (4, "ge"),
        "+": (5, "add"), "-": (5, "sub"),
        "*": (6, "mul"), "div": (6, "div"), "mod": (6, "mod"),
    },
    "script": {
        "||": (1, "or"), "&&": (2, "and"),
        "===": (3, "eq"), "==": (3, "eq"), "!==": (3, "ne"), "!=": (3, "ne"),
        "<": (4, "lt"), "<=": (4, "le"), ">": (4, "gt"), ">=": (4, "ge"),
        "+": (5, "add"), "-": (5, "sub"),
        "*": (6, "mul"), "/": (6, "div"), "%": (6, "mod"),
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def read_xpath(text: str) -> Node:
    """An expression of an XLSForm column. Raises ``NotRead``."""
    return _Parser(_tokens(text, _XPATH), "xpath").whole()


def read_script(text: str, *, variable: str) -> Node:
    """``variable = <expression>;`` or the bare expression. Raises ``NotRead``."""
    text = re.sub(rf"^\s*{re.escape(variable)}\s*=(?!=)", "", text.strip()).rstrip("; \n\t")
    return _Parser(_tokens(text, _SCRIPT), "script").whole()


def _tokens(text: str, pattern: re.Pattern[str]) -> list[_Token]:
    text = text.strip()
    if not text:
        raise NotRead(_("biểu thức rỗng"))
    if len(text) > MAX_LENGTH:
        raise NotRead(_("biểu thức quá dài"))
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            raise NotRead(_("không hiểu “%(rest)s”") % {"rest": text[at : at + 30].strip()})
        kind = match.lastgroup or ""
        found.append(_Token(kind, match[kind]))
        at = match.end()
        if len(found) > MAX_TOKENS:
            raise NotRead(_("biểu thức quá dài"))
    return found


class _Parser:
    def __init__(self, tokens: list[_Token], dialect: str) -> None:
        self.tokens = tokens
        self.dialect = dialect
        self.binary = _BINARY[dialect]
        self.at = 0

    def whole(self) -> Node:
        node = self._choice(0)
        if self.at < len(self.tokens):
            raise NotRead(_("thừa “%(text)s”") % {"text": self.tokens[self.at].text})
        return node

    def _peek(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _Token("end", "")

    def _take(self, sign: str) -> bool:
        token = self._peek()
        if token.kind == "sign" and token.text == sign:
            self.at += 1
            return True
        return False

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise NotRead(_("thiếu “%(sign)s”") % {"sign": sign})

    def _choice(self, depth: int) -> Node:
        """``condition ? this : that``, JavaScript only."""
        node = self._operation(0, depth)
        if self.dialect == "script" and self._take("?"):
            first = self._choice(depth + 1)
            self._need(":")
            return Apply("if", (node, first, self._choice(depth + 1)))
        return node

    def _operation(self, least: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise NotRead(_("biểu thức lồng quá nhiều tầng"))
        left = self._single(depth)
        while True:
            token = self._peek()
            found = self.binary.get(token.text) if token.kind in ("sign", "word") else None
            if found is None or found[0] <= least:
                return left
            self.at += 1
            left = Apply(found[1], (left, self._operation(found[0], depth + 1)))

    def _single(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise NotRead(_("biểu thức lồng quá nhiều tầng"))
        if self._take("-"):
            return Apply("sub", (Literal(0), self._single(depth + 1)))
        if self.dialect == "script" and self._take("!"):
            return Apply("not", (self._single(depth + 1),))
        if self._take("("):
            node = self._choice(depth + 1)
            self._need(")")
            return node
        if self.dialect == "xpath" and self._take("."):
            return Name(".")
        return self._atom(depth)

    def _atom(self, depth: int) -> Node:
        token = self._peek()
        self.at += 1
        if token.kind == "number":
            return Literal(float(token.text) if "." in token.text else int(token.text))
        if token.kind == "text":
            return Literal(token.text[1:-1])
        if token.kind == "ref":
            return Name(_last_part(token.text))
        if token.kind == "path":
            return Name(token.text.rstrip("/").rpartition("/")[2])
        if token.kind == "word":
            return self._word(token.text, depth)
        raise NotRead(_("không hiểu “%(rest)s”") % {"rest": token.text or "…"})

    def _word(self, word: str, depth: int) -> Node:
        if self._take("("):
            args: list[Node] = []
            while not self._take(")"):
                if args:
                    self._need(",")
                args.append(self._choice(depth + 1))
            return Apply(f"{word}()", tuple(args))
        if self.dialect == "script" and word in ("true", "false"):
            return Literal(word == "true")
        if self.dialect == "script" and word in ("null", "undefined"):
            return Literal(None)
        raise NotRead(_("không hiểu “%(rest)s”") % {"rest": word})


def _last_part(text: str) -> str:
    """``data.person.name`` and ``data['name']`` both mean ``name``; a plain name stays."""
    parts = re.findall(r"[\w$-]+", text)
    return parts[-1] if text.startswith(("data", "row")) and len(parts) > 1 else text
