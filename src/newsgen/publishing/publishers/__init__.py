"""The ways of publishing, one in each module, by the kind of target. A new one takes a module, and a row here."""

from __future__ import annotations

from newsgen.publishing.carrying import Opening
from newsgen.publishing.publishers import folder, git, rsync, s3

KINDS: dict[str, Opening] = {"folder": folder.opened, "git": git.opened, "ssh": rsync.opened, "s3": s3.opened}
