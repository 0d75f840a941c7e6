"""Where a fault in the site's safety is reported: `/.well-known/security.txt`, RFC 9116."""

from __future__ import annotations

from datetime import date, timedelta

from macros.model import LOCALES
from macros.publish.makers import Makers

SECURITY_TXT = ".well-known/security.txt"
_VALID = timedelta(days=180)
"""A site that is not built anew for so long has nobody who would read a report. The RFC recommends
less than a year."""


def security_txt(makers: Makers, address: str, today: date) -> str:
    """The file of a site at this address; empty where nobody can be reached.

    A repository of GitHub takes reports that others do not see; elsewhere only mail is as private,
    and where there is none, an issue asks for a private way.
    """
    repository = makers.repository.rstrip("/")
    if repository and makers.host.lower() == "github":
        contacts = [f"{repository}/security/advisories/new"]
    else:
        contacts = []
    if makers.mail:
        contacts.append(f"mailto:{makers.mail}")
    if repository and not contacts:
        contacts.append(f"{repository}/issues")
    if not contacts:
        return ""
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {(today + _VALID).isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(LOCALES)}",
    ]
    if address:
        lines.append(f"Canonical: {address}{SECURITY_TXT}")
    return "\n".join(lines) + "\n"
