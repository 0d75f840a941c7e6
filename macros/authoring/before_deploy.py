"""What must be set before the site goes online, besides what every check looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from macros.addresses.settings import TAGS
from macros.datafiles.yaml_source import Document, decode, read_yaml
from macros.errors import KnowledgeError
from macros.git import uncommitted
from macros.model import Location, Problem, Severity
from macros.project_files import SETTINGS

_CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where a code host looks for it; the first one counts."""
_SCHEME = "https://"
_RESERVED = re.compile(r"(.*\.)?(example(\.(com|net|org))?|test|invalid|local|localhost)")
"""Names that nobody can own: RFC 2606, RFC 6761 and RFC 6762."""
_NAME = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_PATH = re.compile(r"/([A-Za-z0-9._~-]+/)*")
_OWNER = re.compile(r"(?<=\s)@([^\s/]+)(/\S+)?")
_PLACEHOLDER = "OWNER"
"""What stands for the name of an account or organisation until somebody fills it in."""
_Defect: TypeAlias = Literal["empty", "https", "path", "host", "example"]
"""What is wrong with an address, as the catalogue of messages has words for it."""


def before_deploy(root: Path, environment: Mapping[str, str]) -> Iterator[Problem]:
    """What still keeps the project at `root` from being put online, each with its place.

    The address is that which a build in this `environment` takes. Nobody can answer for a site
    whose sources are not committed, so that is looked at as well.
    """
    document = _settings(root)
    data = document.data if isinstance(document.data, dict) else {}
    address = _address(data.get("site_url"), environment)
    if defect := address_defect(address):
        where = document.where(("site_url",))
        yield KnowledgeError("K135", address=address, defect=defect).at(where)
    repository, mail = _text(data, "repo_url"), _text(data.get("extra"), "mail")
    for setting, text, host in (
        ("repo_url", repository, _split(repository)[0]),
        ("extra.mail", mail, mail.rpartition("@")[2]),
        ("edit_uri", _text(data, "edit_uri") or _text(data, "edit_uri_template"), ""),
    ):
        if not text or _PLACEHOLDER in text or _RESERVED.fullmatch(host):
            where = document.where(tuple(setting.split(".")))
            yield KnowledgeError("K136", setting=setting).at(where, Severity.WARNING)
    yield from _owners(root, repository)
    yield from _kept(root)


def address_defect(address: str) -> _Defect | None:
    """What is wrong with a public address, if anything."""
    host, path = _split(address)
    if not address:
        return "empty"
    if not address.startswith(_SCHEME):
        return "https"
    if _RESERVED.fullmatch(host.partition(":")[0].lower()):
        return "example"
    if not _NAME.fullmatch(host):
        return "host"
    if not _PATH.fullmatch(path):
        return "path"
    return None


def _split(address: str) -> tuple[str, str]:
    """What names the host of an address, and all that stands behind that."""
    rest = address.removeprefix(_SCHEME)
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return host, rest.removeprefix(host)


def _settings(root: Path) -> Document:
    """mkdocs.yml; what is wrong with it as a file, every check says."""
    try:
        text = decode((root / SETTINGS).read_bytes())
    except (OSError, KnowledgeError):
        text = ""
    return read_yaml(text, SETTINGS, "F", tags=TAGS)


def _address(given: Any, environment: Mapping[str, str]) -> str:
    """The address as MkDocs takes it: of `!ENV [NAME, default]` the variable, where it is set."""
    *names, last = given if isinstance(given, list) and given else [given]
    found = next((environment[name] for name in names if name in environment), last)
    return found if isinstance(found, str) else ""


def _text(data: Any, key: str) -> str:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""


def _kept(root: Path) -> Iterator[Problem]:
    match uncommitted(root):
        case None:
            yield KnowledgeError("K138", state="none").at(Location(""))
        case [path]:
            yield KnowledgeError("K138", state="one", path=path).at(Location(path))
        case [path, *others]:
            told = KnowledgeError("K138", state="several", path=path, rest=str(len(others)))
            yield told.at(Location(path))


def _owners(root: Path, repository: str) -> Iterator[Problem]:
    """Owners in CODEOWNERS that the code host cannot ask, each where it stands first.

    A team is asked only in the organisation that the repository belongs to.
    """
    name = next((name for name in _CODEOWNERS if (root / name).is_file()), None)
    if name is None:
        return
    account = _split(repository)[1].strip("/").partition("/")[0]
    known = account not in ("", _PLACEHOLDER)
    told: set[str] = set()
    lines = (root / name).read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        for found in _OWNER.finditer(line.partition("#")[0]):
            organisation, team = found.groups()
            owner, where = found.group(), Location(name, number, found.start() + 1)
            if owner in told:
                continue
            told.add(owner)
            if organisation == _PLACEHOLDER:
                yield KnowledgeError("K137", owning="example", owner=owner).at(where)
            elif team and known and organisation.lower() != account.lower():
                error = KnowledgeError("K137", owning="elsewhere", owner=owner, account=account)
                yield error.at(where)
