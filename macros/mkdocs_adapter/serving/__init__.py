"""`kb serve`: the project stays in memory, and a page is rendered when it is asked for.

A change is read at once and the rest of the site is left alone: a page that is older than the last
change is rendered anew before it is shown, and a browser that shows one reloads it only where it
has become another. Problems of the page itself are known before it is rendered; all of the site is
checked beside, in a second process. Nothing else is made before somebody asks for it.

It goes below MkDocs' own build, to the functions that render one page. `unknown` says where the
settings ask for more than is known here; then MkDocs serves in its own way.
"""
