"""The fixed words of the site in both languages: qualifiers and labels.

A new word is one line of `WORDS`. The tests look up every key that the code asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from macros.model import Locale, Text

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        # Qualifiers: what stands before a value, or after it in brackets.
        "about": Text("about", "sekitar"),
        "over": Text("over", "lebih dari"),
        "at-least": Text("at least", "paling sedikit"),
        "under": Text("under", "kurang dari"),
        "planned": Text("planned", "direncanakan"),
        "ambiguous": Text("ambiguous", "bermakna ganda"),
        "qualifier-short": Text("Qualifier", "Keterangan"),
        "open-site": Text("Open the knowledge base", "Buka basis pengetahuan"),
        # A figure and where it comes from.
        "figures-on-this-page": Text("Figures on this page", "Angka di halaman ini"),
        "names-on-this-page": Text("Names on this page", "Nama di halaman ini"),
        "as-known-on": Text("Figures as known on", "Angka sebagaimana diketahui pada"),
        "newest-known": Text(
            "The newest figure here became known on", "Angka terbaru di sini diketahui pada"
        ),
        "figure": Text("Figure", "Angka"),
        "value": Text("Value", "Nilai"),
        "unit": Text("Unit", "Satuan"),
        "period": Text("Period", "Periode"),
        "as-of": Text("as of", "per"),
        "edition": Text("Edition", "Edisi"),
        "source": Text("Source", "Sumber"),
        "accessed": Text("accessed", "diakses"),
        "known-since": Text("public since", "diketahui publik sejak"),
        "newest": Text("newest", "terbaru"),
        "superseded": Text("A newer figure exists", "Ada angka yang lebih baru"),
        "qualifier": Text("Note", "Catatan"),
        "review": Text("To be reviewed by", "Ditinjau paling lambat"),
        "identifier": Text("Identifier", "Pengenal"),
        "call": Text("Call", "Panggilan"),
        "copy-call": Text("Copy the call", "Salin panggilan"),
        "in-force-from": Text("In force from", "Berlaku sejak"),
        "newer-figures-exist": Text("Newer figures exist.", "Sudah ada angka yang lebih baru."),
        "record": Text("Full record", "Catatan lengkap"),
        "used-in": Text("Used in", "Digunakan di"),
        "no-page": Text("no page yet", "belum ada halaman"),
        "history": Text("History", "Riwayat"),
        "why-differ": Text("Why the values differ", "Mengapa nilainya berbeda"),
        "cite": Text("How to cite", "Cara mengutip"),
        "filter-facts": Text("Filter the figures", "Saring angka"),
        "site-name": Text("Migration Knowledge Base", "Basis Pengetahuan Migrasi"),
        # Sections whose other language has changed since.
        "behind": Text(
            "These sections are newer in Indonesian:",
            "Bagian berikut lebih mutakhir dalam bahasa Inggris:",
        ),
        "lead": Text("Introduction", "Pengantar"),
        # What has moved.
        "page-moved": Text("This page has moved", "Halaman ini telah pindah"),
        "section-moved": Text("This section has moved to", "Bagian ini telah pindah ke"),
        # Changes.
        "increase": Text("increase", "kenaikan"),
        "decrease": Text("decrease", "penurunan"),
        "unchanged": Text("unchanged", "tidak berubah"),
        # Training modules.
        "module": Text("Module", "Modul"),
        "minutes": Text("minutes", "menit"),
        "duration": Text("Duration", "Durasi"),
        "prerequisites": Text("Prerequisites", "Prasyarat"),
        "objectives": Text("GCM objectives", "Tujuan GCM"),
        "objective": Text("Objective", "Tujuan"),
        "targets": Text("SDG targets", "Target TPB/SDGs"),
        "principle": Text("Principle", "Prinsip"),
        "domain": Text("Domain", "Ranah"),
        "target": Text("Target", "Target"),
        "outcomes": Text("Learning outcomes", "Capaian pembelajaran"),
        "questions": Text("Questions for discussion", "Pertanyaan untuk diskusi"),
        "after-this-module": Text("After this module, you can:", "Setelah modul ini, Anda dapat:"),
        "own-teaching": Text(
            "Durations, outcomes and questions are teaching suggestions of this site.",
            "Durasi, capaian, dan pertanyaan adalah saran pengajaran dari situs ini.",
        ),
        "none": Text("none", "tidak ada"),
        # Which module addresses what.
        "matrix-objectives": Text(
            "GCM objectives and the modules that address them",
            "Tujuan GCM dan modul yang membahasnya",
        ),
        "matrix-targets": Text(
            "SDG targets and the modules that address them",
            "Target TPB/SDGs dan modul yang membahasnya",
        ),
        "matrix-key": Text("The columns are the modules:", "Kolom-kolomnya adalah modul:"),
        "addresses": Text("addresses it", "membahasnya"),
        "not-addressed": Text("no", "tidak"),
        # The glossary.
        "definition": Text("Definition", "Definisi"),
        "own-wording": Text("In our own words", "Dengan kata-kata kami sendiri"),
        "filter-terms": Text("Filter the terms", "Saring istilah"),
        "see-also": Text("See also", "Lihat juga"),
        "avoid": Text("Avoid", "Hindari"),
        # Tables and charts.
        "name": Text("Name", "Nama"),
        "date": Text("Date", "Tanggal"),
        "event": Text("Event", "Peristiwa"),
        "data-table": Text("Data as a table", "Data dalam bentuk tabel"),
        # Files for programs, and feeds.
        "file-facts-csv": Text(
            "all values, one in each row (CSV)", "semua nilai, satu di tiap baris (CSV)"
        ),
        "file-sources-csv": Text("the sources (CSV)", "sumber-sumbernya (CSV)"),
        "file-editions-csv": Text(
            "the editions of statistical series (CSV)", "edisi deret statistik (CSV)"
        ),
        "file-csvw": Text(
            "what the columns of the tables mean (CSVW)", "arti kolom-kolom tabel (CSVW)"
        ),
        "file-facts-json": Text(
            "everything on record, in one file (JSON)",
            "semua yang tercatat, dalam satu berkas (JSON)",
        ),
        "file-schema": Text(
            "the form of the JSON file (JSON Schema)", "bentuk berkas JSON itu (JSON Schema)"
        ),
        "feed-news": Text("News", "Berita"),
        "feed-figures": Text("Changed figures", "Angka yang berubah"),
        "language-en": Text("in English", "dalam bahasa Inggris"),
        "language-id": Text("in Indonesian", "dalam bahasa Indonesia"),
        "before": Text("Before", "Sebelumnya"),
        "now": Text("Now", "Sekarang"),
        "contributors": Text(
            "EMM2.0 and GCM knowledge base contributors",
            "Para kontributor basis pengetahuan EMM2.0 dan GCM",
        ),
    }
)


def word(key: str, locale: Locale) -> str:
    """The word of a key in a language. An unknown key is a slip in the code: KeyError."""
    return WORDS[key][locale]
