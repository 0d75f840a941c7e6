"""This site: its name, what it numbers, its words. Colours and links stand in mkdocs.yml."""

from __future__ import annotations

from macros.model import Bilingual
from macros.site_profile import Pages, Profile, Series

OBJECTIVES = Series("objective", "gcm/objectives.md", short="g")
TARGETS = Series("target", "gcm/sdgs.md")
PRINCIPLES = Series("principle", "gcm/guiding-principles.md")
DOMAINS = Series("domain", "data/mgi.md")

PROFILE = Profile(
    words={
        "site-name": Bilingual("Migration Knowledge Base", "Basis Pengetahuan Migrasi"),
        "contributors": Bilingual(
            "EMM2.0 and GCM knowledge base contributors",
            "Para kontributor basis pengetahuan EMM2.0 dan GCM",
        ),
        "module": Bilingual("Module", "Modul"),
        "minutes": Bilingual("minutes", "menit"),
        "duration": Bilingual("Duration", "Durasi"),
        "prerequisites": Bilingual("Prerequisites", "Prasyarat"),
        "objectives": Bilingual("GCM objectives", "Tujuan GCM"),
        "objective": Bilingual("Objective", "Tujuan"),
        "targets": Bilingual("SDG targets", "Target TPB/SDGs"),
        "principle": Bilingual("Principle", "Prinsip"),
        "domain": Bilingual("Domain", "Ranah"),
        "target": Bilingual("Target", "Target"),
        "after-this-module": Bilingual(
            "After this module, you can:", "Setelah modul ini, Anda dapat:"
        ),
        "own-teaching": Bilingual(
            "Durations, outcomes and questions are teaching suggestions of this site.",
            "Durasi, capaian, dan pertanyaan adalah saran pengajaran dari situs ini.",
        ),
        "matrix-objectives": Bilingual(
            "GCM objectives and the modules that address them",
            "Tujuan GCM dan modul yang membahasnya",
        ),
        "matrix-targets": Bilingual(
            "SDG targets and the modules that address them",
            "Target TPB/SDGs dan modul yang membahasnya",
        ),
        "matrix-key": Bilingual("The columns are the modules:", "Kolom-kolomnya adalah modul:"),
        "addresses": Bilingual("addresses it", "membahasnya"),
        "not-addressed": Bilingual("no", "tidak"),
    },
    series=(OBJECTIVES, TARGETS, PRINCIPLES, DOMAINS),
    timeline=("programme", "training", "mgi", "gcm"),
    modules="m",
    pages=Pages(lists=("contribute/messages.md", "data/sources.md")),
)
