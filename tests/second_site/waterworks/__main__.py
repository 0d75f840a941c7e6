"""`python -m waterworks check`: the engine's command line for this site."""

from __future__ import annotations

import sys

from macros.cli import main

from .site import register

register()
sys.exit(main())
