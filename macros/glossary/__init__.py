"""glossary.yml: the term base, English ↔ Indonesian."""
