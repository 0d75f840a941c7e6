"""The subcommands of `kb` that are not in `cli` itself: they print, and decide nothing."""
