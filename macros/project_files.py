"""What the files of a project are called, and where its pages are."""

FACTS, GLOSSARY, DOCS = "facts.yml", "glossary.yml", "docs"
SETTINGS, LOCK, REDIRECTS = "mkdocs.yml", "addresses.lock", "redirects.yml"
SETTINGS_LOCK = "settings.lock"
TWINS, SYNONYMS, DIAGRAMS = "twins.lock", "synonyms.yml", "diagrams.yml"
PICTURES, MENU = "pictures.yml", "menu.yml"
DATA = (FACTS, GLOSSARY, DIAGRAMS, PICTURES, SYNONYMS, MENU, TWINS, LOCK, REDIRECTS)
"""The files besides the pages whose change changes the site."""
DEEPEST = 8
"""Folders in folders below docs/: what lies deeper is not looked at."""
PACKAGES = "node_modules"
"""Where npm puts the packages of a project."""
