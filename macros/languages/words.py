"""The fixed words of the site in both languages: qualifiers and labels.

A new word is one line of `WORDS`. The tests look up every key that the code asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from macros.model import Bilingual, Locale
from macros.site_profile import profile

WORDS: Mapping[str, Bilingual] = MappingProxyType(
    {
        # Qualifiers: what stands before a value, or after it in brackets.
        "about": Bilingual("about", "sekitar"),
        "over": Bilingual("over", "lebih dari"),
        "at-least": Bilingual("at least", "paling sedikit"),
        "under": Bilingual("under", "kurang dari"),
        "planned": Bilingual("planned", "direncanakan"),
        "ambiguous": Bilingual("ambiguous", "bermakna ganda"),
        "qualifier-short": Bilingual("Qualifier", "Keterangan"),
        "open-site": Bilingual("Open the knowledge base", "Buka basis pengetahuan"),
        # A figure and where it comes from.
        "figures-on-this-page": Bilingual("Figures on this page", "Angka di halaman ini"),
        "names-on-this-page": Bilingual("Names on this page", "Nama di halaman ini"),
        "as-known-on": Bilingual("Figures as known on", "Angka sebagaimana diketahui pada"),
        "newest-known": Bilingual(
            "The newest figure here became known on", "Angka terbaru di sini diketahui pada"
        ),
        "figure": Bilingual("Figure", "Angka"),
        "value": Bilingual("Value", "Nilai"),
        "unit": Bilingual("Unit", "Satuan"),
        "period": Bilingual("Period", "Periode"),
        "as-of": Bilingual("as of", "per"),
        "edition": Bilingual("Edition", "Edisi"),
        "source": Bilingual("Source", "Sumber"),
        "accessed": Bilingual("accessed", "diakses"),
        "known-since": Bilingual("public since", "diketahui publik sejak"),
        "newest": Bilingual("newest", "terbaru"),
        "superseded": Bilingual("A newer figure exists", "Ada angka yang lebih baru"),
        "qualifier": Bilingual("Note", "Catatan"),
        "review": Bilingual("To be reviewed by", "Ditinjau paling lambat"),
        "identifier": Bilingual("Identifier", "Pengenal"),
        "call": Bilingual("Call", "Panggilan"),
        "copy-call": Bilingual("Copy the call", "Salin panggilan"),
        "in-force-from": Bilingual("In force from", "Berlaku sejak"),
        "newer-figures-exist": Bilingual(
            "Newer figures exist.", "Sudah ada angka yang lebih baru."
        ),
        "record": Bilingual("Full record", "Catatan lengkap"),
        "used-in": Bilingual("Used in", "Digunakan di"),
        "no-page": Bilingual("no page yet", "belum ada halaman"),
        "history": Bilingual("History", "Riwayat"),
        "why-differ": Bilingual("Why the values differ", "Mengapa nilainya berbeda"),
        "corrected": Bilingual("Corrected on", "Dikoreksi pada"),
        "cite": Bilingual("How to cite", "Cara mengutip"),
        "filter-facts": Bilingual("Filter the figures", "Saring angka"),
        # What Markdown itself does not say in both languages.
        "task-done": Bilingual("done", "selesai"),
        "task-open": Bilingual("to do", "belum selesai"),
        "footnote-back": Bilingual("Back to footnote", "Kembali ke catatan kaki"),
        # Sections whose other language has changed since.
        "behind": Bilingual(
            "These sections are newer in Indonesian:",
            "Bagian berikut lebih mutakhir dalam bahasa Inggris:",
        ),
        "lead": Bilingual("Introduction", "Pengantar"),
        # What has moved.
        "page-moved": Bilingual("This page has moved", "Halaman ini telah pindah"),
        "section-moved": Bilingual("This section has moved to", "Bagian ini telah pindah ke"),
        # Changes.
        "increase": Bilingual("increase", "kenaikan"),
        "decrease": Bilingual("decrease", "penurunan"),
        "unchanged": Bilingual("unchanged", "tidak berubah"),
        "none": Bilingual("none", "tidak ada"),
        # The glossary.
        "definition": Bilingual("Definition", "Definisi"),
        "own-wording": Bilingual("In our own words", "Dengan kata-kata kami sendiri"),
        "filter-terms": Bilingual("Filter the terms", "Saring istilah"),
        "see-also": Bilingual("See also", "Lihat juga"),
        "avoid": Bilingual("Avoid", "Hindari"),
        # Tables and charts.
        "name": Bilingual("Name", "Nama"),
        "date": Bilingual("Date", "Tanggal"),
        "event": Bilingual("Event", "Peristiwa"),
        "data-table": Bilingual("Data as a table", "Data dalam bentuk tabel"),
        # Files for programs, and feeds.
        "file-facts-csv": Bilingual(
            "all values, one in each row (CSV)", "semua nilai, satu di tiap baris (CSV)"
        ),
        "file-sources-csv": Bilingual("the sources (CSV)", "sumber-sumbernya (CSV)"),
        "file-editions-csv": Bilingual(
            "the editions of statistical series (CSV)", "edisi deret statistik (CSV)"
        ),
        "file-csvw": Bilingual(
            "what the columns of the tables mean (CSVW)", "arti kolom-kolom tabel (CSVW)"
        ),
        "file-facts-json": Bilingual(
            "everything on record, in one file (JSON)",
            "semua yang tercatat, dalam satu berkas (JSON)",
        ),
        "file-schema": Bilingual(
            "the form of the JSON file (JSON Schema)", "bentuk berkas JSON itu (JSON Schema)"
        ),
        "feed-news": Bilingual("News", "Berita"),
        "feed-figures": Bilingual("Changed figures", "Angka yang berubah"),
        "language-en": Bilingual("in English", "dalam bahasa Inggris"),
        "language-id": Bilingual("in Indonesian", "dalam bahasa Indonesia"),
        "before": Bilingual("Before", "Sebelumnya"),
        "now": Bilingual("Now", "Sekarang"),
    }
)


def word(key: str, locale: Locale) -> str:
    """The word of a key in a language, this site's own ones included.

    An unknown key is a slip in the code: KeyError.
    """
    return (WORDS.get(key) or profile().words[key])[locale]
