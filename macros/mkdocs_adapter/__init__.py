"""Thin adapters to the site generator. Nothing outside this room imports mkdocs."""
