"""What `errors.py` takes for each code. Written by `kb schema` from `messages/`; not by hand."""

from collections.abc import Iterable
from typing import Literal, overload

from macros.model import Fix, Location, Problem, Severity

def nearest(word: str, known: Iterable[str]) -> str: ...

class KnowledgeError(Exception):
    code: str
    values: dict[str, str]
    line: int
    def at(
        self,
        where: Location,
        level: Severity = ...,
        *,
        cause: Location | None = ...,
        family: str = ...,
    ) -> Problem: ...
    @overload
    def __init__(self, code: Literal["F101", "K102", "K115", "K116", "P101"], /, *, path: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F102", "K108", "K113", "P102", "P219", "P220"], /) -> None: ...
    @overload
    def __init__(self, code: Literal["F103", "P103"], /, *, byte: str, line: str, encoding: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F104", "P104"], /, *, limit: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F105", "P105"], /, *, reason: str, curly: str = ..., mark: str = ..., tab: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F106", "P106"], /, *, what: Literal["command", "option", "alias", "anchor", "tag", "depth", "second-document", "key", "source", "edition", "unit", "group", "name", "term", "fact", "claim", "diagram", "box", "page", "module", "section", "form", "pages", "code", "statement", "comment", "filter", "variable", "expression", "argument", "whitespace"], reason: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F106", "P106"], /, *, reason: str, what: Literal["unreadable"]) -> None: ...
    @overload
    def __init__(self, code: Literal["F107", "P107"], /, *, key: str, line: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F108", "P108"], /, *, key: str, curly: str = ..., known: str = ..., near: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F109", "K101", "P109"], /, *, key: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F110", "P110"], /, *, expected: Literal["no-setting", "strict", "hooks", "docs_dir", "site_dir", "plugins", "all-plugins", "macros", "extensions", "theme", "mail", "repo_url", "folder", "address", "currency", "symbol", "date", "picture", "outline", "day", "whole", "number", "share", "count", "unsigned", "period", "items", "name", "words", "key", "short-key", "line", "url", "filled", "text", "mapping", "list", "sum"], got: str, choices: str = ..., near: str = ..., relative: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F110", "P110"], /, *, choices: str, expected: Literal["choice"], got: str, near: str = ..., relative: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F111", "K105", "P204"], /, *, key: str, what: Literal["command", "option", "alias", "anchor", "tag", "depth", "second-document", "key", "source", "edition", "unit", "group", "name", "term", "fact", "claim", "diagram", "box", "page", "module", "section", "form", "pages", "code", "statement", "comment", "filter", "variable", "expression", "argument", "whitespace"], near: str = ..., reason: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F111", "K105", "P204"], /, *, key: str, reason: str, what: Literal["unreadable"], near: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F112", "F126"], /, *, source: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F113"], /, *, fact: str, line: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F114", "F121"], /, *, fact: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F115"], /, *, claim: str, expression: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F116"], /, *, expression: str, position: str, rest: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F117"], /, *, expression: str, nonsense: Literal["no-comparison", "not-a-number", "zero"], fact: str = ..., left: str = ..., name: str = ..., near: str = ..., right: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F117"], /, *, expression: str, left: str, nonsense: Literal["units"], right: str, fact: str = ..., name: str = ..., near: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F117"], /, *, expression: str, fact: str, nonsense: Literal["period"], left: str = ..., name: str = ..., near: str = ..., right: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F117"], /, *, expression: str, name: str, nonsense: Literal["function", "arguments"], fact: str = ..., left: str = ..., near: str = ..., right: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F118"], /, *, editions: str, expression: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F119"], /, *, cycle: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F120"], /, *, fact: str, review: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F122"], /, *, group: str, page: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F123"], /, *, after: str, after_id: str, before: str, before_id: str, fact: str, now: Literal["changed"], today: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F123"], /, *, before: str, before_id: str, fact: str, now: Literal["gone"], today: str, after: str = ..., after_id: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F124"], /, *, diagram: str, grid: Literal["uneven", "shape", "unplaced", "itself", "half", "frames", "wide", "crossing"], key: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F125"], /, *, fact: str, page: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F127"], /, *, figure: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F131"], /, *, expected: Literal["no-setting", "strict", "hooks", "docs_dir", "site_dir", "plugins", "all-plugins", "macros", "extensions", "theme", "mail", "repo_url", "folder", "address", "currency", "symbol", "date", "picture", "outline", "day", "whole", "number", "share", "count", "unsigned", "period", "items", "name", "words", "key", "short-key", "line", "url", "filled", "text", "mapping", "list", "sum"], setting: str, choices: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F131"], /, *, choices: str, expected: Literal["choice"], setting: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F132"], /, *, setting: str) -> None: ...
    @overload
    def __init__(self, code: Literal["F133"], /, *, key: str, near: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F134", "K112"], /, *, path: str, near: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["F135"], /, *, limit: str, path: str) -> None: ...
    @overload
    def __init__(self, code: Literal["K103"], /, *, command: str, option: str) -> None: ...
    @overload
    def __init__(self, code: Literal["K104"], /, *, base: str) -> None: ...
    @overload
    def __init__(self, code: Literal["K106"], /, *, expected: Literal["no-setting", "strict", "hooks", "docs_dir", "site_dir", "plugins", "all-plugins", "macros", "extensions", "theme", "mail", "repo_url", "folder", "address", "currency", "symbol", "date", "picture", "outline", "day", "whole", "number", "share", "count", "unsigned", "period", "items", "name", "words", "key", "short-key", "line", "url", "filled", "text", "mapping", "list", "sum"], given: str, got: str, choices: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["K106"], /, *, choices: str, expected: Literal["choice"], given: str, got: str) -> None: ...
    @overload
    def __init__(self, code: Literal["K107"], /, *, given: str, problem: Literal["no-value", "value", "rest"], other: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["K107"], /, *, given: str, other: str, problem: Literal["both"]) -> None: ...
    @overload
    def __init__(self, code: Literal["K111"], /, *, path: str, refusal: Literal["project", "home", "foreign", "file"], folder: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["K111"], /, *, folder: str, path: str, refusal: Literal["sources"]) -> None: ...
    @overload
    def __init__(self, code: Literal["K114"], /, *, path: str, reason: str) -> None: ...
    @overload
    def __init__(self, code: Literal["K117"], /, *, page: str, told: str) -> None: ...
    @overload
    def __init__(self, code: Literal["K118"], /, *, format: str, path: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P201"], /, *, what: Literal["command", "option", "alias", "anchor", "tag", "depth", "second-document", "key", "source", "edition", "unit", "group", "name", "term", "fact", "claim", "diagram", "box", "page", "module", "section", "form", "pages", "code", "statement", "comment", "filter", "variable", "expression", "argument", "whitespace"], reason: str = ..., write: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["P201"], /, *, reason: str, what: Literal["unreadable"], write: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["P202"], /, *, macro: str, known: str = ..., near: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["P203"], /, *, argument: str, macro: str, why: Literal["many", "unknown", "twice", "missing", "value"], known: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["P205"], /, *, asked: str, fact: str, known: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["P206"], /, *, fact: str, form: str, kind: str, known: str = ...) -> None: ...
    @overload
    def __init__(self, code: Literal["P207"], /, *, date: str, fact: str, known: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P208"], /, *, editions: str, fact: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P209"], /, *, claim: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P210", "P211"], /, *, heading: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P212"], /, *, anchor: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P213"], /, *, character: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P214"], /, *, kind: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P218"], /, *, kind: str, number: str, page: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P221"], /, *, sentence: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P222"], /, *, unread: Literal["shape", "long", "contents", "extension"]) -> None: ...
    @overload
    def __init__(self, code: Literal["P223", "P224"], /, *, words: str) -> None: ...
    @overload
    def __init__(self, code: Literal["P225"], /, *, minutes: str) -> None: ...
@overload
def problem(
    where: Location, code: Literal["A101"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., allowed: str, line: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["A102"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., lacks: Literal["code", "reason", "beside", "numbered", "options", "several", "right", "one"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B101", "B112", "M105", "M106", "T118"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., text: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B102"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., locale: str, tongue: Literal["none"], lang: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B102"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., lang: str, locale: str, tongue: Literal["other"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B103"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., alternate: Literal["missing"], language: str, address: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B103"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., address: str, alternate: Literal["relative", "nowhere", "other"], language: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B104"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., head: Literal["title", "description"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B105", "L117", "P212"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., anchor: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B106"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., address: str, host: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B107"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., address: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B108", "L102"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., anchor: str, page: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B109"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., address: str, language: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B110", "F114", "F121"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., fact: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B111"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., address: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B113"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., unfit: Literal["empty", "bytes"], detail: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B113"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., detail: str, unfit: Literal["html"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["B114"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., meant: Literal["bold", "emphasis", "strike", "mark", "script", "keys", "critic", "code", "attributes", "callout", "footnote", "wiki", "link", "html", "entity", "shortcode", "math", "include", "backslash", "conflict", "fence", "task", "bullet", "tab", "box", "directive", "definition", "address", "abbreviation", "table", "heading", "quotation", "item", "bracket", "letter"], text: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F101", "P101", "S129"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., path: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F102", "P102", "P219", "P220", "S117", "S121", "S126", "T206"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F103", "P103"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., byte: str, line: str, encoding: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F104", "P104"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., limit: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F105", "P105"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., reason: str, curly: str = ..., mark: str = ..., tab: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F106", "P106"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., what: Literal["command", "option", "alias", "anchor", "tag", "depth", "second-document", "key", "source", "edition", "unit", "group", "name", "term", "fact", "claim", "diagram", "box", "page", "module", "section", "form", "pages", "code", "statement", "comment", "filter", "variable", "expression", "argument", "whitespace"], reason: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F106", "P106"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., reason: str, what: Literal["unreadable"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F107", "P107"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., key: str, line: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F108", "P108"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., key: str, curly: str = ..., known: str = ..., near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F109", "P109"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., key: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F110", "P110"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., expected: Literal["no-setting", "strict", "hooks", "docs_dir", "site_dir", "plugins", "all-plugins", "macros", "extensions", "theme", "mail", "repo_url", "folder", "address", "currency", "symbol", "date", "picture", "outline", "day", "whole", "number", "share", "count", "unsigned", "period", "items", "name", "words", "key", "short-key", "line", "url", "filled", "text", "mapping", "list", "sum"], got: str, choices: str = ..., near: str = ..., relative: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F110", "P110"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., choices: str, expected: Literal["choice"], got: str, near: str = ..., relative: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F111", "P204"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., key: str, what: Literal["command", "option", "alias", "anchor", "tag", "depth", "second-document", "key", "source", "edition", "unit", "group", "name", "term", "fact", "claim", "diagram", "box", "page", "module", "section", "form", "pages", "code", "statement", "comment", "filter", "variable", "expression", "argument", "whitespace"], near: str = ..., reason: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F111", "P204"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., key: str, reason: str, what: Literal["unreadable"], near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F112", "F126"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., source: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F113"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., fact: str, line: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F115"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., claim: str, expression: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F116"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., expression: str, position: str, rest: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F117"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., expression: str, nonsense: Literal["no-comparison", "not-a-number", "zero"], fact: str = ..., left: str = ..., name: str = ..., near: str = ..., right: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F117"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., expression: str, left: str, nonsense: Literal["units"], right: str, fact: str = ..., name: str = ..., near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F117"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., expression: str, fact: str, nonsense: Literal["period"], left: str = ..., name: str = ..., near: str = ..., right: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F117"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., expression: str, name: str, nonsense: Literal["function", "arguments"], fact: str = ..., left: str = ..., near: str = ..., right: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F118"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., editions: str, expression: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F119"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., cycle: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F120"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., fact: str, review: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F122"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., group: str, page: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F123"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., after: str, after_id: str, before: str, before_id: str, fact: str, now: Literal["changed"], today: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F123"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., before: str, before_id: str, fact: str, now: Literal["gone"], today: str, after: str = ..., after_id: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F124"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., diagram: str, grid: Literal["uneven", "shape", "unplaced", "itself", "half", "frames", "wide", "crossing"], key: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F125"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., fact: str, page: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F127", "N107", "N109", "N111", "N112", "N113"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., figure: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F131"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., expected: Literal["no-setting", "strict", "hooks", "docs_dir", "site_dir", "plugins", "all-plugins", "macros", "extensions", "theme", "mail", "repo_url", "folder", "address", "currency", "symbol", "date", "picture", "outline", "day", "whole", "number", "share", "count", "unsigned", "period", "items", "name", "words", "key", "short-key", "line", "url", "filled", "text", "mapping", "list", "sum"], setting: str, choices: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F131"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., choices: str, expected: Literal["choice"], setting: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F132"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., setting: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F133"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., key: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F134"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., path: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["F135"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., limit: str, path: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["G101"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, form: str, found: str, note: str, note_id: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["G102"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, found: str, name: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["G103"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, form: str, found: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["G104"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., found: str, note: str, note_id: str, instead: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L101", "L103", "L104", "L105", "L106"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., target: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L107"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., label: str, named: Literal["reference", "footnote"], near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L108"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., linked: Literal["link", "picture", "definition", "address"], target: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L109", "S106", "S107"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., target: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L110"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., key: str, typed: Literal["link", "tag"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L111"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., needs: Literal["menu", "link"], page: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L112"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., page: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L113"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., address: str, line: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L114"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., new: str, old: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L115"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., old: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L116"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., fault: Literal["line", "order"], line: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["L118"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., repeated: Literal["name", "caption"], words: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["M101"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., cure: Literal["bold", "emphasis", "strike", "mark", "script", "keys", "critic", "code", "attributes", "callout", "footnote", "wiki", "link", "html", "entity", "shortcode", "math", "include", "backslash", "conflict", "fence", "task", "bullet", "tab", "box", "directive", "definition", "address", "abbreviation", "table", "heading", "quotation", "item", "step", "bracket", "letter", "inside-html", "plain"], meant: Literal["bold", "emphasis", "strike", "mark", "script", "keys", "critic", "code", "attributes", "callout", "footnote", "wiki", "link", "html", "entity", "shortcode", "math", "include", "backslash", "conflict", "fence", "task", "bullet", "tab", "box", "directive", "definition", "address", "abbreviation", "table", "heading", "quotation", "item", "bracket", "letter"], text: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["M102"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., mend: Literal["flat", "mixed", "outside", "restart", "code"], torn: Literal["flat", "mixed", "outside", "restart", "code"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["M103"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., better: str, boxed: Literal["title", "open", "empty"], rebox: Literal["title"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["M103"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., boxed: Literal["title", "open", "empty"], rebox: Literal["open", "empty"], better: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["M104"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., label: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["M107"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., lacks: Literal["code", "reason", "beside", "numbered", "options", "several", "right", "one"], supply: Literal["beside", "numbered", "options", "several", "right", "one"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["M108"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., give: Literal["box", "reason", "single"], misses: Literal["box", "reason", "single"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["M109"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., letter: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["N101", "N110"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, fact: str, figure: str, also: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["N102", "N113"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, fact: str, figure: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["N103", "N104"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, fact: str, figure: str, shown: str, way: Literal["swap", "digit", "dropped", "other", "large", "small"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["N105"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, fact: str, figure: str, shown: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["N106"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., fact: str, period: str, year: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["N108"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, claim: str, figure: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["N114"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., fact: str, size: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P201"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., what: Literal["command", "option", "alias", "anchor", "tag", "depth", "second-document", "key", "source", "edition", "unit", "group", "name", "term", "fact", "claim", "diagram", "box", "page", "module", "section", "form", "pages", "code", "statement", "comment", "filter", "variable", "expression", "argument", "whitespace"], reason: str = ..., write: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P201"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., reason: str, what: Literal["unreadable"], write: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P202"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., macro: str, known: str = ..., near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P203"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., argument: str, macro: str, why: Literal["many", "unknown", "twice", "missing", "value"], known: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P205"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., asked: str, fact: str, known: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P206"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., fact: str, form: str, kind: str, known: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P207"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., date: str, fact: str, known: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P208"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., editions: str, fact: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P209"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., claim: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P210", "P211"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., heading: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P213"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., character: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P214"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., kind: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P218"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., kind: str, number: str, page: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P221"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., sentence: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P222"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., unread: Literal["shape", "long", "contents", "extension"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P223", "P224"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., words: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["P225"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., minutes: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S101", "S104", "S115"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., tag: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S102"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., attribute: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S103"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., scheme: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S105"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., attribute: str, because: Literal["style", "ours", "other"], value: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S108", "S116"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., unclear: Literal["fence", "unclosed-fence", "comment", "tag", "declaration"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S109", "S110", "S111"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., name: str, number: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S112"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., characters: str, name: str, number: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S113"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., characters: str, name: str, near: str, number: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S114"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., slip: Literal["colon", "place", "open", "empty"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S122"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., known: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S123", "S124"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., name: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S125"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., alike: Literal["case", "address"], first: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S127"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., limit: str, size: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S128"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., type: str, near: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S131"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., count: str, limit: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S132"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., nested: Literal["levels", "brackets"]
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["S133"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., count: str, counted: Literal["emphasis", "brackets", "angles", "braces", "escapes", "abbreviations", "cells", "lines", "code", "code-blocks", "headings", "footnotes"], limit: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T101"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., missing: str, page: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T102", "T103"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., anchor: str, twin: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T104"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., field: str, twin: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T105", "T106", "T112", "T113", "T114", "T115"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., part: str, twin: str, elsewhere: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T107", "T109"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., twin: str, elsewhere: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T108", "T110", "T117"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., here: str, there: str, twin: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T111"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., twin: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T116"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., call: str, twin: str, elsewhere: str = ...
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T119"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., letter: str, twin: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T201", "T202"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., section: str, twin: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T203"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., section: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T204"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., page: str, section: str
) -> Problem: ...
@overload
def problem(
    where: Location, code: Literal["T205"], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ..., flaw: Literal["line", "twice"], line: str
) -> Problem: ...
