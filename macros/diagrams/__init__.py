"""Diagrams: read from `diagrams.yml`, and laid out as boxes, lines and letters."""
