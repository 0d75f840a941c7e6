"""Archives are those that Python's `zipfile` writes, byte for byte."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from hypothesis import given
from hypothesis import strategies as st

from macros.zip_archive import is_packed, zip_archive

_NAMES = st.text(st.characters(exclude_characters="\0/\\", exclude_categories=["Cs"]), min_size=1)
_PATHS = st.builds("{}/{}{}".format, _NAMES, _NAMES, st.sampled_from(["", ".html", ".png"]))
_CONTENTS = st.binary(max_size=400) | st.binary(min_size=1, max_size=9).map(lambda one: one * 999)


def _by_zipfile(files: dict[str, bytes], day: date) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for path, content in files.items():
            entry = ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_STORED if is_packed(path) else ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=6)
    return whole.getvalue()


@given(st.dictionaries(_PATHS, _CONTENTS, max_size=5), st.dates(date(1980, 1, 1), date(2099, 1, 1)))
def test_any_files(files: dict[str, bytes], day: date) -> None:
    made = zip_archive(files.items(), day)
    assert made == _by_zipfile(files, day)
    with ZipFile(BytesIO(made)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
