"""The search of the site: finished pages, facts and terms → small files that a browser reads."""
