"""The files at the short addresses: a small page in both languages, and its code for phones."""
