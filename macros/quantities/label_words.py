"""The words that give a number to a thing, so that the number states no quantity."""

from __future__ import annotations

import re

from macros.quantities.vocabulary import SPACE

_ENGLISH = (
    # parts of a text or a course
    "modules? chapters? sections? subsections? parts? steps? pages? pp? tables? figures? figs? "
    "boxe?s? annexe?s? appendix appendices paragraphs? paras? articles? arts? rules? clauses? "
    "items? points? questions? answers? exercises? units? lessons? slides? notes? footnotes? "
    "sessions? days? weeks? levels? tiers? phases? stages? rounds? options? lines? columns? rows? "
    "versions? ver v editions? volumes? vols? issues? series tasks? cases? scenarios? examples? "
    "photos? images? maps? charts? cards? clusters? grades? class categor(?:y|ies) types? zones? "
    "priorit(?:y|ies) pillars? forms? schedules? attachments? year "
    # what has been numbered by agreement
    "objectives? goals? targets? indicators? principles? domains? sdgs? gcm resolutions? laws? "
    "acts? regulations? decrees? conventions? protocols? recommendations? gazette articles? "
    "iso iec wcag rfc "
    # places
    "rooms? floors? blocks? towers? suites? buildings? house apartment apt ward gates? terminal "
    "platform route highway bus flight channel box district "
    "no nos nr numbers? id code error status port season episode rank verse psalm size desks? "
    "seats? counters? teams? beds? tents? trains? groups? tracks? batch cohorts? waves? "
    "semesters? par paragraf stop pier exit hall wing sector camp plot lot invoice ticket receipt "
    "ref reference file folder docket sheet handout worksheet brief memo circular bulletin tip "
    "myth reason tool checklist list speaker ranking position place block paper chapters? lane "
    "scale\\W(?:of|from)"
)
_INDONESIAN = (
    "modul bab bagian langkah tahap tahapan halaman hal hlm tabel gambar kotak lampiran paragraf "
    "pasal ayat huruf angka butir poin nomor nomer no pertanyaan soal jawaban latihan unit slide "
    "salindia catatan sesi hari pekan minggu tingkat tingkatan fase putaran pilihan opsi kelompok "
    "baris kolom versi edisi jilid vol volume seri tugas kasus skenario contoh foto peta bagan "
    "kartu klaster kelas golongan kategori tipe jenis zona prioritas pilar kriteria formulir level "
    "tujuan target indikator prinsip ranah domain tpb sdgs? gcm iso iec wcag rfc "
    "resolusi uu undang-undang perpres perppu pp peraturan permen\\w* kepmen\\w* keputusan keppres "
    "inpres instruksi perda pergub perbup perwali konvensi protokol rekomendasi lembaran negara "
    "ln tln bn aturan klausul menteri presiden pemerintah "
    "ruang ruangan kamar lantai lt gedung menara blok jalan jl jln gang gg rt rw kav kavling km "
    "gerbang pintu terminal jalur rute kanal negeri sma smp sd smk meja kursi loket tim regu kaki "
    "kode bus kereta semester dapil tps eselon gelombang angkatan kloter stasiun apartemen par "
    "halte dermaga rak sayap aula sektor petak tiket kuitansi berkas perkara putusan lembar surat "
    "edaran buletin makalah kiat mitos alasan alat daftar pembicara peringkat posisi urut kunci "
    "skala(?:\\Wdari)? galat eror kesalahan babak musim episode nomer urutan sila"
)
_CONTACTS = (
    "tel telp telepon telpon telephone phone fax faks faksimile facsimile mobile hp wa whatsapp "
    "call dial panggilan hotline ext extension ekst pesawat hubungi kontak contact sms postcode "
    "postal\\Wcode zip(?:\\Wcode)? kode\\W?pos "
    "kotak\\W?pos isbn e-isbn issn doi iban npwp nik nip"
)


def _any_of(words: str) -> str:
    return "|".join(dict.fromkeys(words.split()))


_NUMBER = rf"(?:{SPACE}*(?:no|nos|nr|nomor|number)\b\.?|{SPACE}*[#№§])?"
LABEL = re.compile(
    rf"(?:(?<!\w)(?:{_any_of(f'{_ENGLISH} {_INDONESIAN}')})(?:nya)?\.?"
    rf"{_NUMBER}|[#№§]){SPACE}*\(?\Z",
    re.IGNORECASE,
)
_NAMED = (
    "resolutions? resolusi peraturan regulations? laws? acts? undang-undang keputusan decrees? "
    "goals? tujuan konvensi conventions? protokol protocol directives? instruksi edaran qanun "
    "perda perpu kepmen permen"
)
NAMED_LABEL = re.compile(
    rf"(?<!\w)(?i:{_any_of(_NAMED)})(?:{SPACE}(?:[A-Z][\w/-]*|of|the|for|dan|\([A-Z]+\))){{1,6}}{SPACE}\Z"
)
"""A label with a name between it and the number: Resolusi Dewan Keamanan 2388."""
CONTACT = re.compile(rf"(?<!\w)(?:{_any_of(_CONTACTS)})\b[.:]?{SPACE}*(?:ke{SPACE})?[(+]*\Z", re.I)
CONNECTOR = re.compile(
    rf"(?:\([a-z0-9]{{1,4}}\))*\)?{SPACE}*(?:,|;|&|/|[-\u2010-\u2015]|\b(?:and|or|to|through|of|dan|atau|sampai|hingga|"
    rf"s\.?d\.?|serta|until|dari)\b)?{SPACE}*(?:and|or|dan|atau|serta)?{SPACE}*(?:[#(]|ayat|huruf){{0,2}}{SPACE}*",
    re.IGNORECASE,
)
"""What stands between the numbers of one label: objectives 1, 2 and 3."""
OF_A_CONTACT = re.compile(
    rf"(?:{SPACE}|[()./+-]|\bor\b|\batau\b|,){{1,6}}|[^.0-9]{{0,40}}\b(?:or|atau){SPACE}"
)
COUNTED = re.compile(
    rf"{SPACE}(?:of{SPACE}|lebih{SPACE})?(?:people|persons?|participants?|trainees|officials?|men|"
    r"workers?|migrants?|women|girls|minutes?|hours?|days?|weeks?|months?|years?|countries|states|"
    r"provinces|policies|ministries|agencies|partners|members|orang|peserta|pegawai|pekerja|"
    r"migran|perempuan|laki-laki|menit|jam|hari|minggu|pekan|bulan|tahun|negara|provinsi|"
    r"kebijakan|kementerian|lembaga|instansi|mitra|anggota|halaman|pages|km|kilometers?|"
    r"kilometres?|kg|ton|tons?|beneficiaries|penerima|volunteers|relawan|staff|staf|families|"
    r"keluarga|students|siswa|mahasiswa|villages|desa|jiwa|cases|kasus)(?![A-Za-z])"
    rf"(?!{SPACE}(?:pertama|kedua|ketiga|keempat|kelima|ke-|ajaran|anggaran|[12]))",
    re.IGNORECASE,
)
"""What a number counts even behind a label: a session of 45 minutes."""
