"""The settings of web servers, which belong to one revision of the site and stand in it.

They name the hashes of what stands in its pages. A server that reads them from there has those of
the pages that it serves, after a rollback too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from macros.html.model import BuiltSite
from macros.publish.hosting.headers import (
    ALWAYS_ASKED,
    ASK,
    EVERYWHERE,
    FEEDS,
    FOREVER,
    HOUR,
    MINUTES,
    OPEN,
    SEARCHES,
    SHOWN,
    SPECIAL,
    SVG_POLICY,
    TYPES,
    UTF_8,
    Group,
    groups,
)

FOLDER = ".hosting"
"""Where those settings stand in the site that a server is told to read."""
_HERE = Path(__file__).parent


def hosting_files(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
    """The settings for nginx, Caddy, Apache, and hosts that read `_headers`."""
    found = list(groups(site.pages, site.own_styles))
    for path, name, lines in (
        (f"{FOLDER}/nginx-http.conf", "nginx-http.conf", _nginx_http),
        (f"{FOLDER}/nginx.conf", "nginx.conf", lambda found: _nginx()),
        (f"{FOLDER}/nginx-brotli.conf", "nginx-brotli.conf", lambda found: {}),
        (f"{FOLDER}/Caddyfile", "Caddyfile", _caddy),
        (".htaccess", "htaccess", _apache),
    ):
        yield path, _filled(name, lines(found)).encode()
    yield "_headers", "".join(_headers(found)).encode()


def _filled(name: str, values: Mapping[str, str]) -> str:
    """A template of this folder with these values, and with those that all have."""
    common = {
        "ASK": ASK,
        "FOREVER": FOREVER,
        "HOUR": HOUR,
        "MINUTES": MINUTES,
        "OPEN": "|".join(OPEN),
        "SHARED": "|".join((*OPEN, *SHOWN)),
        "SVG": SVG_POLICY,
        "UTF_8": UTF_8,
    }
    text = (_HERE / name).read_text(encoding="utf-8")
    given = {**common, **values}
    return re.sub(r"@([A-Z_0-9]+)@", lambda found: given[found[1]], text)


def _each(groups: Sequence[Group], line: Callable[[Group], str]) -> str:
    return "\n".join(filter(None, map(line, groups)))


def _nginx_http(groups: Sequence[Group]) -> Mapping[str, str]:
    return {
        "POLICIES": _each(groups, lambda one: f'    "~{one.pattern}" "{one.policy}";'),
        "FRAMES": _each(
            groups, lambda one: f'    "~{one.pattern}" {one.frames};' if one.frames else ""
        ),
        "ASKED": "|".join(map(re.escape, ALWAYS_ASKED)),
    }


def _nginx() -> Mapping[str, str]:
    return {
        "EVERYWHERE": "\n".join(
            f'add_header {name} "{value}" always;' for name, value in EVERYWHERE.items()
        ),
        "TYPES": "\n".join(f"    {kind} {end};" for end, kind in TYPES.items()),
        "SPECIAL": "\n\n".join(
            f"location ~ {pattern} {{\n    types {{ }}\n    default_type {kind};\n}}"
            for pattern, kind in SPECIAL.items()
        ),
    }


def _caddy(groups: Sequence[Group]) -> Mapping[str, str]:
    types = []
    for end, kind in TYPES.items():
        charset = "; charset=utf-8" if kind in (*UTF_8.split(), "text/html") else ""
        types.append(f"\t\t@kb_type_{end} path *.{end}{' */' if end == 'html' else ''}")
        types.append(f'\t\theader @kb_type_{end} Content-Type "{kind}{charset}"')
    for name, (pattern, kind) in zip(("feed", "search"), SPECIAL.items(), strict=True):
        types.append(f"\t\t@kb_type_{name} path_regexp {pattern}")
        types.append(f'\t\theader @kb_type_{name} Content-Type "{kind}; charset=utf-8"')
    policies = []
    for number, one in enumerate(groups):
        policies.append(f"\t\t@kb_{number} path_regexp {one.pattern}")
        policies.append(f'\t\theader @kb_{number} Content-Security-Policy "{one.policy}"')
        if one.frames:
            policies.append(f"\t\theader @kb_{number} X-Frame-Options {one.frames}")
    return {
        "EVERYWHERE": "\n".join(f'\t\t{name} "{value}"' for name, value in EVERYWHERE.items()),
        "TYPES": "\n".join(types),
        "POLICIES": "\n".join(policies),
        "ASKED": " ".join(f"/{path}" for path in ALWAYS_ASKED),
        "MISSING": next((one.policy for one in groups if one.path == "404.html"), SVG_POLICY),
    }


def _apache(groups: Sequence[Group]) -> Mapping[str, str]:
    lines = [f'Header always set Content-Security-Policy "{SVG_POLICY}" {_uri(r"[.]svg$")}']
    for one in groups:
        lines.append(
            f'Header always set Content-Security-Policy "{one.policy}" {_uri(one.pattern)}'
        )
        if one.frames:
            lines.append(f"Header always set X-Frame-Options {one.frames} {_uri(one.pattern)}")
    types = [f"AddType {kind} .{end}" for end, kind in TYPES.items() if end != "gz"]
    for name, kind in (("feeds", SPECIAL[FEEDS]), ("app/search", SPECIAL[SEARCHES])):
        there = f'<If "%{{REQUEST_URI}} =~ m#/{name}[./][^/]*[.]xml#">'
        types.append(f'{there}\n    ForceType "{kind}; charset=utf-8"\n</If>')
    return {
        "EVERYWHERE": "\n".join(
            f'Header always set {name} "{value}"' for name, value in EVERYWHERE.items()
        ),
        "TYPES": "\n".join(types),
        "CHARSET": " ".join(f".{end}" for end, kind in TYPES.items() if kind in UTF_8.split()),
        "POLICIES": "\n".join(lines),
        "ASKED": "|".join(map(re.escape, ALWAYS_ASKED)),
    }


def _uri(pattern: str) -> str:
    """A condition of Apache; the file that it serves may be one that was made smaller."""
    return f'"expr=%{{REQUEST_URI}} =~ m#{pattern[:-1]}(?:[.]br|[.]gz)?$#"'


def _headers(groups: Sequence[Group]) -> Iterator[str]:
    """`_headers` of Netlify and Cloudflare Pages, which knows no more than paths.

    The latter reads 100 rules of 2,000 characters, so pages are told by their folder; not where
    other files stand in it that a browser shows by itself.
    """
    rules: dict[str, dict[str, str]] = {"*": dict(EVERYWHERE)}
    for path in ALWAYS_ASKED:
        rules[path] = {"Cache-Control": ASK}
    for path in OPEN:
        rules[f"{path}*"] = {"Access-Control-Allow-Origin": "*"}
    for path, kind in (("feeds/*", SPECIAL[FEEDS]), ("assets/app/search.*", SPECIAL[SEARCHES])):
        rules.setdefault(path, {})["Content-Type"] = f"{kind}; charset=utf-8"
    for one in groups:
        apart = one.alone or one.frames == "SAMEORIGIN"
        for path in one.pages if apart else (f"{one.path}*",):
            rule = rules.setdefault(path, {})
            rule["Content-Security-Policy"] = one.policy
            if one.frames:
                rule["X-Frame-Options"] = one.frames
    yield "# Written by `kb build` for this revision of the site.\n"
    for path, rule in rules.items():
        lines = (f"  {name}: {value}\n" for name, value in rule.items())
        yield f"/{path}\n{''.join(lines)}"
