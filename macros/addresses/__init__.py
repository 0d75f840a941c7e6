"""Where pages stand: the menu of the site, the addresses once published, and where they moved."""
