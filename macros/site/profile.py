"""This site: its name, what it numbers, its words, its colours."""

from __future__ import annotations

from macros.model import Bilingual, ModuleMeta
from macros.site_profile import Colours, OfficialSite, PageKind, Pages, Profile, Series

OBJECTIVES = Series("objective", "gcm/objectives.md", short="g")
TARGETS = Series("target", "gcm/sdgs.md")
PRINCIPLES = Series("principle", "gcm/guiding-principles.md")
DOMAINS = Series("domain", "data/mgi.md")
MODULES = PageKind(
    "module",
    ModuleMeta,
    shared=("number", "minutes", "objectives", "targets", "prerequisites"),
    texts={"outcomes": "module_outcomes", "questions": "module_questions"},
    folder="emm/modules/",
    starter=(
        "  number: {number}\n  minutes: 60\n  objectives: []\n  targets: []\n"
        "  prerequisites: []\n  outcomes: [{outcome}]\n  questions: [{question}]\n"
    ),
    placeholders={
        "outcome": Bilingual(
            "explain the main idea of this module", "menjelaskan gagasan utama modul ini"
        ),
        "question": Bilingual(
            "What does this mean where you work?", "Apa artinya hal ini di tempat Anda bekerja?"
        ),
    },
    opening="{{ module_box() }}\n\n",
    short="m",
)

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
    colours=Colours(ground="#0c4a56", dark_ground="#0b3b45", accent="#4fa9b6"),
    disclaimer=Bilingual(
        "An independent knowledge base, not a publication of IOM or the United Nations.",
        "Basis pengetahuan yang mandiri, bukan terbitan IOM atau Perserikatan Bangsa-Bangsa.",
    ),
    official=(
        OfficialSite("https://emm.iom.int", Bilingual("EMM2.0", "EMM2.0")),
        OfficialSite("https://indonesia.iom.int", Bilingual("IOM Indonesia", "IOM Indonesia")),
        OfficialSite(
            "https://migrationnetwork.un.org",
            Bilingual("UN Network on Migration", "Jejaring PBB tentang Migrasi"),
        ),
    ),
    kinds=(MODULES,),
    pages=Pages(lists=("contribute/messages.md", "data/sources.md")),
)
