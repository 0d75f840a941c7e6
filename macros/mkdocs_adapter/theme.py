"""The theme: what its templates may ask for, and which of its files are the site's.

Material is loaded as MkDocs loads any theme. Its page templates, styles and scripts are replaced by
those in overrides/; its icons can be taken one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, update_wrapper
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from rcssmin import cssmin

from macros.languages.words import TABLE, script_words, word
from macros.model import Locale
from macros.publish.makers import Makers, Way, Where, ways
from macros.publish.plain import style
from macros.render.charts import chart_style
from macros.render.policy import digest
from macros.site_profile import profile

_IN_ADDRESS = str.maketrans({"%": "%25", '"': "'", "#": "%23", "<": "%3C", ">": "%3E"})
_TEMPLATES = "partials/"
"""The folder of the theme that holds parts of templates, and nothing for browsers."""


class _Compiled(BytecodeCache):
    """Templates as this process has compiled them: each language has an environment of its own."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put in what is known of a template, by its name and the hash of its text."""
        if known := self._known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template has become."""
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def set_up(environment: Environment, theme: Theme, styles: set[str]) -> None:
    """Give the theme's templates words, icons, the site's profile, and the version of scripts.

    The digest of each style that they write into a page, by the filter `css`, is put into `styles`.

    `chart_style(prefix)` are the rules for charts, and `plain_style` is that of pages outside the
    frame. `ways()` are those from the page to the makers of the site, each a link and the key of
    its words.
    `word(key)` is in the language of the page, and `word(key, locale)` in another one;
    `script_words` is for scripts. `icon("material/menu")` is an icon of the installed theme as SVG,
    and `svg | data_url` makes it an address for a style sheet.
    """

    def css(text: str) -> str:
        written = str(cssmin(text))
        styles.add(digest(written))
        return written

    folders = tuple(theme.dirs)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(css=css, data_url=_data_url)
    environment.globals.update(
        chart_style=chart_style,
        icon=lambda name: _icon(folders, name),
        plain_style=style(),
        profile=profile(),
        script_words=script_words,
        version=f"?v={_version(_own(theme))}",
        ways=_ways,
        word=_word,
    )


def leave_theme_files(files: Files, theme: Theme) -> None:
    """Of the theme's files for browsers, keep only those of the site's own part of it."""
    own = _own(theme)
    for file in list(files):
        folder = Path(file.src_dir) if file.src_dir else None
        theirs = folder is not None and str(folder) in theme.dirs and folder != own
        if theirs or (folder == own and file.src_uri.startswith(_TEMPLATES)):
            files.remove(file)


def list_own_files(theme: Theme) -> None:
    """Let MkDocs look for files of the theme where `leave_theme_files` leaves any.

    It looks for long through Material's icons, in each language.
    """
    made = theme.get_env

    def get_env() -> Environment:
        env = made()
        own = FileSystemLoader(_own(theme))

        def list_templates(
            extensions: object = None, filter_func: Callable[[str], bool] | None = None
        ) -> list[str]:
            return list(filter(filter_func, own.list_templates()))

        env.list_templates = list_templates  # type: ignore[method-assign]
        env.bytecode_cache = _COMPILED
        return env

    if not hasattr(made, "__wrapped__"):
        theme.get_env = update_wrapper(get_env, made)  # type: ignore[method-assign]


def _own(theme: Theme) -> Path:
    return Path(theme.custom_dir or theme.dirs[0])


@pass_context
def _word(context: Context, key: str, locale: Locale | None = None) -> str:
    return word(key, locale or context["config"].theme["language"])


@pass_context
def _ways(context: Context) -> list[Way]:
    config, page = context["config"], context.get("page")
    if page is None:
        return []
    locale = config.theme["language"]
    address = page.canonical_url or page.url
    title = str(page.meta.get("title") or page.title)
    where = Where(locale, page.file.src_uri, address, title, page.edit_url or "")
    return list(ways(makers_of(config), where))


def makers_of(config: MkDocsConfig) -> Makers:
    """Where the makers can be reached, by the settings of the site."""
    return Makers(config.repo_url or "", config.repo_name or "", config.extra.get("mail", ""))


@cache
def _icon(folders: tuple[str, ...], name: str) -> str:
    """The SVG of an icon. Raises FileNotFoundError where the theme has none of this name."""
    paths = [Path(folder, ".icons", f"{name}.svg") for folder in folders]
    found = next((path for path in paths if path.exists()), paths[-1])
    return found.read_text(encoding="utf-8").strip()


def _data_url(svg: str) -> str:
    """As it may stand between double quotation marks."""
    return f"data:image/svg+xml,{svg.translate(_IN_ADDRESS)}"


def _version(folder: Path) -> str:
    """Eight characters that change with any script or style that a browser may have kept."""
    found = sha256(TABLE.read_bytes())
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".css", ".js"):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:8]
